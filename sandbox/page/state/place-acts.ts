/** What changes who the person is and where, without telling the app. */
import type { LiveFeed } from './live-feed.ts';
import { lastTs } from './message-book.ts';
import { writeAddress } from './page-address.ts';
import { channelsOf, findMember, isBotConversation, type PageState, startState, workspaceNow } from './page-state.ts';
import { loadReadMarks, saveReadMarks } from './read-marks.ts';
import { keepRecent } from './recent-people.ts';
import type { Store } from './store.ts';

/** Acts that change the store, the page's address and what this window remembers. */
export function createPlaceActs(store: Store<PageState>, feed: LiveFeed) {
  function rememberPlace(): void {
    const { workspace, person, place } = store.get();
    const member = workspace && person ? findMember(workspace, person) : undefined;
    history.replaceState(null, '', writeAddress({ as: member?.email ?? member?.id, in: place }));
  }
  function markRead(): void {
    const { book, place, person, read } = store.get();
    const ts = place && lastTs(book, place);
    if (!place || !person || !ts || (read[place] ?? '') >= ts) return;
    const marks = { ...read, [place]: ts };
    saveReadMarks(person, marks);
    store.set({ read: marks });
  }
  /** `drawer` stays open: what was opened by hand, where the page comes to a conversation by itself. */
  function openChannel(id: string, drawer: PageState['drawer'] = 'none'): void {
    const { read, place, thread } = store.get();
    const ts = read[id];
    store.set((state) => ({
      place: id,
      tab: 'messages',
      drawer,
      thread: id === place ? thread : undefined,
      unreadFrom: ts === undefined ? undefined : { channel: id, ts },
      toasts: state.toasts.filter(({ channel }) => channel !== id),
    }));
    rememberPlace();
    markRead();
  }
  function choosePerson(id: string, wanted?: string): void {
    const { workspace, clock } = store.get();
    if (!workspace || !clock) return;
    const mine = channelsOf(workspace, id);
    const place =
      mine.find((channel) => channel.id === wanted || channel.name === wanted) ??
      mine.find((channel) => isBotConversation(workspace, channel)) ??
      mine[0];
    const read = loadReadMarks(id, workspaceNow(clock, performance.now()).epochMilliseconds / 1000);
    const { workspace: _, clock: __, log, trouble: ___, ...blank } = { ...startState, log: store.get().log };
    store.set({ ...blank, log, person: id, place: place?.id, read });
    keepRecent(id);
    rememberPlace();
    void feed.refresh();
  }
  return { markRead, openChannel, choosePerson };
}
