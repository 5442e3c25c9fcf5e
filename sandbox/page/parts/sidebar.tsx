import type { Channel, Workspace } from '../api/control-schema.ts';
import { unreadCount } from '../state/message-book.ts';
import type { PageActs } from '../state/page-acts.ts';
import { channelsOf, channelTitle, isBotConversation, type PageState } from '../state/page-state.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';

interface SidebarProps {
  readonly state: PageState;
  readonly acts: PageActs;
  readonly workspace: Workspace;
  readonly person: string;
}

const CONVERSATIONS = 'Direct messages';

function ChannelMark({ workspace, channel, person }: { workspace: Workspace; channel: Channel; person: string }) {
  if (channel.kind === 'channel') return <Icon name={channel.is_private ? 'lock' : 'hash'} />;
  if (channel.kind === 'mpim') return <span class="group-size">{channel.members.length - 1}</span>;
  const other = channel.members.find((id) => id !== person) ?? person;
  return <Avatar id={other} name={channelTitle(workspace, channel, person)} size="small" />;
}

function ChannelRow({ state, acts, workspace, person, channel }: SidebarProps & { channel: Channel }) {
  const title = channelTitle(workspace, channel, person);
  const open = channel.id === state.place;
  const unread = open ? 0 : unreadCount(state.book, channel.id, person, state.read[channel.id]);
  return (
    <li>
      <button
        type="button"
        class={unread > 0 ? 'channel-row channel-row-unread' : 'channel-row'}
        aria-current={open ? 'page' : undefined}
        onClick={() => acts.openChannel(channel.id)}
      >
        <ChannelMark workspace={workspace} channel={channel} person={person} />
        <span class="channel-title">{title}</span>
        {isBotConversation(workspace, channel) && <span class="app-mark">App</span>}
        {unread > 0 && (
          <span class="unread">
            {unread}
            <span class="sr-only"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}

/** The channels and conversations of the person, with what is unread. */
export function Sidebar(props: SidebarProps) {
  const { workspace, person } = props;
  const channels = channelsOf(workspace, person);
  const sections = [
    { title: 'Channels', list: channels.filter(({ kind }) => kind === 'channel') },
    { title: CONVERSATIONS, list: channels.filter(({ kind }) => kind !== 'channel') },
  ];
  return (
    <nav class="sidebar" aria-label="Channels and direct messages">
      {sections.map(({ title, list }) => (
        <section key={title} aria-label={title}>
          <h2 class="sidebar-title">
            {title}
            {title === CONVERSATIONS && (
              <button
                type="button"
                class="sidebar-add"
                aria-label="New message"
                title="New message"
                onClick={() => props.acts.showDrawer('write')}
              >
                <Icon name="plus" />
              </button>
            )}
          </h2>
          {list.length === 0 ? (
            <p class="sidebar-empty">None yet</p>
          ) : (
            <ul>
              {list.map((channel) => (
                <ChannelRow key={channel.id} {...props} channel={channel} />
              ))}
            </ul>
          )}
        </section>
      ))}
    </nav>
  );
}
