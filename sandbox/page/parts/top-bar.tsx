import { unreadElsewhere } from '../state/message-book.ts';
import type { PageActs } from '../state/page-acts.ts';
import { findMember, type PageState } from '../state/page-state.ts';
import { Avatar } from './avatar.tsx';
import { ClockControl } from './clock-control.tsx';
import { Icon } from './icon.tsx';

interface TopBarProps {
  readonly state: PageState;
  readonly acts: PageActs;
}

function BotStatus({ state }: { state: PageState }) {
  const bot = state.workspace?.bot;
  if (!bot) return null;
  const text = bot.connected ? `${bot.name ?? 'The app'} is connected` : `${bot.name ?? 'The app'} is not connected`;
  return (
    <span class={bot.connected ? 'status status-on' : 'status status-off'} title={`${text} (${bot.mode ?? 'no mode'})`}>
      <span class="status-text">{text}</span>
    </span>
  );
}

/** Who acts, what time it is in the workspace, whether the app is connected, and the way to the traffic. */
export function TopBar({ state, acts }: TopBarProps) {
  const { workspace, person, drawer } = state;
  const member = workspace && person ? findMember(workspace, person) : undefined;
  const unread = person ? unreadElsewhere(state.book, person, state.place, state.read) : 0;
  const toggle = (name: PageState['drawer']) => () => acts.showDrawer(drawer === name ? 'none' : name);
  return (
    <header class="topbar">
      <button
        type="button"
        class="bar-button only-narrow"
        aria-label={unread > 0 ? `Channels, ${unread} unread` : 'Channels'}
        aria-expanded={drawer === 'sidebar'}
        onClick={toggle('sidebar')}
      >
        <Icon name="menu" />
        {unread > 0 && <span class="unread-dot" />}
      </button>
      <button
        type="button"
        class="bar-button who"
        aria-label={member ? `Acting as ${member.name}. Choose another person` : 'Choose a person'}
        aria-haspopup="dialog"
        onClick={toggle('people')}
      >
        {member ? <Avatar id={member.id} name={member.name} size="small" /> : <Icon name="people" />}
        <span class="who-name">{member?.name ?? 'Choose a person'}</span>
        <Icon name="chevron" />
      </button>
      <ClockControl state={state} acts={acts} />
      <span class="topbar-right">
        <BotStatus state={state} />
        {member && (
          <button
            type="button"
            class="bar-button"
            aria-label="Traffic"
            title="Traffic"
            aria-expanded={drawer === 'inspector'}
            onClick={toggle('inspector')}
          >
            <Icon name="traffic" />
            <span class="wide-text">Traffic</span>
          </button>
        )}
      </span>
    </header>
  );
}
