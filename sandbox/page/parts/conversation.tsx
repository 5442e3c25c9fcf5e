import type { Workspace } from '../api/control-schema.ts';
import type { PageActs } from '../state/page-acts.ts';
import { channelTitle, findMember, isBotConversation, type PageState } from '../state/page-state.ts';
import { Composer } from './composer.tsx';
import { HomeView } from './home-view.tsx';
import { Icon } from './icon.tsx';
import { MessageList } from './message-list.tsx';

interface ConversationProps {
  readonly state: PageState;
  readonly acts: PageActs;
  readonly workspace: Workspace;
  readonly person: string;
}

const TABS = [
  ['home', 'Home'],
  ['messages', 'Messages'],
] as const;

function Tabs({ tab, acts }: { tab: PageState['tab']; acts: PageActs }) {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const next = tab === 'home' ? 'messages' : 'home';
    acts.showTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  }
  return (
    <div class="tabs" role="tablist" aria-label="App" tabIndex={-1} onKeyDown={onKeyDown}>
      {TABS.map(([name, label]) => (
        <button
          type="button"
          role="tab"
          id={`tab-${name}`}
          key={name}
          class="tab"
          aria-selected={tab === name}
          aria-controls="app-panel"
          tabIndex={tab === name ? 0 : -1}
          onClick={() => acts.showTab(name)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Why the person cannot write here; undefined where they can. */
function closedBecause(workspace: Workspace, person: string, withBot: boolean): string | undefined {
  if (findMember(workspace, person)?.deleted === true) return 'This account is deactivated and can no longer act.';
  if (withBot && workspace.home.messages_tab_read_only_enabled) return 'This app does not take messages.';
  return undefined;
}

/** The main pane: the open channel, or the app's Home. */
export function Conversation({ state, acts, workspace, person }: ConversationProps) {
  const channel = workspace.channels.find(({ id }) => id === state.place);
  if (!channel) {
    return (
      <main class="conversation">
        <p class="messages-empty">Nothing is open. Choose a channel or a conversation.</p>
      </main>
    );
  }
  const title = channelTitle(workspace, channel, person);
  const place = channel.kind === 'channel' ? `#${title}` : title;
  const withBot = isBotConversation(workspace, channel);
  const tabbed = withBot && workspace.home.home_tab_enabled;
  const home = tabbed && state.tab === 'home';
  const closed = closedBecause(workspace, person, withBot);
  return (
    <main class="conversation">
      <div class="conversation-head">
        <h1 class="conversation-title">
          {channel.kind === 'channel' && <Icon name={channel.is_private ? 'lock' : 'hash'} />}
          {title}
        </h1>
        {channel.kind === 'channel' && <span class="conversation-size">{channel.members.length} members</span>}
        {tabbed && <Tabs tab={state.tab} acts={acts} />}
      </div>
      {/* One panel for both tabs: only one of them is there at a time. */}
      <div
        class="conversation-panel"
        {...(tabbed ? { id: 'app-panel', role: 'tabpanel', 'aria-labelledby': `tab-${state.tab}` } : {})}
      >
        {home ? (
          <HomeView key={state.home?.id} view={state.home} acts={acts} />
        ) : (
          <>
            <MessageList state={state} workspace={workspace} acts={acts} channel={channel.id} title={title} />
            {closed !== undefined ? (
              <p class="composer-closed">{closed}</p>
            ) : (
              <Composer
                key={`${person}-${channel.id}`}
                workspace={workspace}
                acts={acts}
                label={`Message to ${place}`}
                placeholder={`Message ${place}, or / for commands`}
                commands
                onSend={acts.send}
              />
            )}
          </>
        )}
      </div>
    </main>
  );
}
