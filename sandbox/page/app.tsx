/** The whole page: who acts, where they are, what they see. */
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { InputValue } from './api/control-client.ts';
import type { Workspace } from './api/control-schema.ts';
import { Conversation } from './parts/conversation.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Icon } from './parts/icon.tsx';
import { Inspector } from './parts/inspector.tsx';
import { ModalView } from './parts/modal-view.tsx';
import { NewMessage } from './parts/new-message.tsx';
import { PersonChooser } from './parts/person-chooser.tsx';
import { Sidebar } from './parts/sidebar.tsx';
import { ThreadPane } from './parts/thread-pane.tsx';
import { Toasts } from './parts/toasts.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { DirectoryContext } from './state/directory.ts';
import { unreadElsewhere } from './state/message-book.ts';
import type { PageActs } from './state/page-acts.ts';
import { useDirectoryOf, useReaderOf } from './state/page-contexts.ts';
import { channelTitle, findMember, type PageState } from './state/page-state.ts';
import { type Store, useStore } from './state/store.ts';
import { ReaderContext, useReader } from './text/reader.ts';

interface AppProps {
  readonly store: Store<PageState>;
  readonly acts: PageActs;
}

function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // A dialog hears Escape itself; what is below it stays.
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      onEscape();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onEscape]);
}

/** Which window is whom is seen in the tabs and the task bar, with what is unread elsewhere. */
function useTitle({ workspace, person, book, place, read }: PageState): void {
  const name = workspace && person ? findMember(workspace, person)?.name : undefined;
  const unread = person ? unreadElsewhere(book, person, place, read) : 0;
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${name ?? 'Choose a person'} · Sandbox`;
  }, [name, unread]);
}

function Welcome({ workspace, acts }: { workspace: Workspace; acts: PageActs }) {
  return (
    <main class="welcome">
      <h1 class="welcome-title">Who are you today?</h1>
      <p class="welcome-text">
        You can act as anybody in this workspace. Every window can be somebody else; the address of the page says who.
      </p>
      <PersonChooser workspace={workspace} person={undefined} onChoose={(id) => acts.choosePerson(id)} />
    </main>
  );
}

function Drawers({ state, acts, workspace }: { state: PageState; acts: PageActs; workspace: Workspace }) {
  const { zone } = useReader();
  const close = (): void => acts.showDrawer('none');
  const drafts = useRef(new Map<string, Map<string, InputValue | undefined>>());
  // What was entered in a modal outlives the one that is put on top of it.
  function draftsOf(view: string): Map<string, InputValue | undefined> {
    const known = drafts.current.get(view) ?? new Map();
    drafts.current.set(view, known);
    return known;
  }
  return (
    <>
      {state.drawer === 'inspector' && <Inspector log={state.log} zone={zone} onClose={close} />}
      {state.drawer === 'people' && (
        <Dialog class="dialog dialog-people" label="Choose a person" onClose={close}>
          <header class="modal-head">
            <h2 class="dialog-title">Act as</h2>
            <button type="button" class="icon-button" aria-label="Close" onClick={close}>
              <Icon name="close" />
            </button>
          </header>
          <PersonChooser workspace={workspace} person={state.person} onChoose={(id) => acts.choosePerson(id)} />
        </Dialog>
      )}
      {state.drawer === 'write' && state.person && <NewMessage person={state.person} acts={acts} onClose={close} />}
      {state.modal && (
        <ModalView
          key={state.modal.id}
          view={state.modal}
          depth={state.modalDepth}
          drafts={draftsOf(state.modal.id)}
          acts={acts}
        />
      )}
    </>
  );
}

function placeTitle(workspace: Workspace, id: string, person: string): string {
  const channel = workspace.channels.find((each) => each.id === id);
  const title = channel ? channelTitle(workspace, channel, person) : id;
  return channel?.kind === 'channel' ? `#${title}` : title;
}

export function App({ store, acts }: AppProps) {
  const state = useStore(store);
  const { workspace, person, clock, drawer } = state;
  const reader = useReaderOf(workspace, person, clock);
  const directory = useDirectoryOf(workspace, person);
  const closeDrawer = useMemo(() => () => acts.showDrawer('none'), [acts]);
  useEscape(closeDrawer);
  useTitle(state);
  if (!workspace) return <p class="loading">{state.trouble ?? 'Opening the workspace…'}</p>;
  return (
    <DirectoryContext.Provider value={directory}>
      <div class={`page page-drawer-${drawer}`}>
        <TopBar state={state} acts={acts} />
        {state.trouble !== undefined && (
          <p class="trouble" role="status">
            {state.trouble}
          </p>
        )}
        {reader ? (
          <ReaderContext.Provider value={reader}>
            <div class="panes">
              <Sidebar state={state} acts={acts} workspace={workspace} person={reader.person} />
              {drawer === 'sidebar' && (
                <button type="button" class="shade only-narrow" aria-label="Close channels" onClick={closeDrawer} />
              )}
              <Conversation state={state} acts={acts} workspace={workspace} person={reader.person} />
              {state.thread && state.tab === 'messages' && (
                <ThreadPane
                  state={state}
                  thread={state.thread}
                  workspace={workspace}
                  acts={acts}
                  title={placeTitle(workspace, state.thread.channel, reader.person)}
                />
              )}
              <Drawers state={state} acts={acts} workspace={workspace} />
              <Toasts toasts={state.toasts} acts={acts} />
            </div>
          </ReaderContext.Provider>
        ) : (
          <Welcome workspace={workspace} acts={acts} />
        )}
      </div>
    </DirectoryContext.Provider>
  );
}
