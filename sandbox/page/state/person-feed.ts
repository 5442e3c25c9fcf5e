/** What is fetched for the person who acts: their messages and views, and what they are notified of. */
import { attempt } from '../api/attempt.ts';
import type { ControlClient } from '../api/control-client.ts';
import type { Message } from '../api/control-schema.ts';
import { emptyBook } from './message-book.ts';
import { channelsOf, type PageState } from './page-state.ts';
import type { Store } from './store.ts';
import { MOST_TOASTS, toastsFor } from './toasts.ts';

/** Fetches messages from where it left off; another person begins at the beginning. */
export function createPersonFeed(client: ControlClient, store: Store<PageState>) {
  let person: string | undefined;
  const cursors = new Map<string, number>();

  async function fetchList(key: string, fetchSince: (since: number) => ReturnType<ControlClient['inbox']>) {
    const answer = await attempt(() => fetchSince(cursors.get(key) ?? 0));
    if (!answer.ok) return [];
    cursors.set(key, Math.max(cursors.get(key) ?? 0, answer.value.seq));
    return answer.value.items;
  }

  return {
    /** What is new; `first` when it is all there was before, of which nobody is notified. */
    fetchNews: async (): Promise<{ items: readonly Message[]; first: boolean }> => {
      const { person: current, workspace } = store.get();
      if (current === undefined || !workspace) return { items: [], first: true };
      const first = current !== person;
      // An empty book was emptied: whoever is chosen again sees everything again.
      if (first || store.get().book === emptyBook) {
        cursors.clear();
        person = current;
      }
      const rooms = channelsOf(workspace, current).filter((channel) => channel.kind === 'channel');
      const lists = await Promise.all([
        fetchList('inbox', (since) => client.inbox(current, { since })),
        ...rooms.map(({ id }) => fetchList(id, (since) => client.messages(current, id, { since }))),
      ]);
      return { items: store.get().person === current ? lists.flat() : [], first };
    },
  };
}

/** Brings the person's modal and Home into the store. */
export async function fetchViews(client: ControlClient, store: Store<PageState>): Promise<void> {
  const { person } = store.get();
  if (person === undefined) return;
  const views = await attempt(() => client.view(person));
  if (!views.ok || store.get().person !== person) return;
  store.set({
    modal: views.value.modal ?? undefined,
    home: views.value.home ?? undefined,
    modalDepth: views.value.depth,
  });
}

/** The notifications that the news lead to. `seen` says whether the window is looked at. */
export function notified(state: PageState, news: readonly Message[], seen: boolean): Partial<PageState> {
  const { workspace, person, place, tab, toasts } = state;
  if (!workspace || person === undefined) return {};
  const open = seen && tab === 'messages' ? place : undefined;
  const shown = new Set(toasts.map(({ key }) => key));
  const added = toastsFor(news, { workspace, person, open }).filter(({ key }) => !shown.has(key));
  return { toasts: [...toasts, ...added].slice(-MOST_TOASTS) };
}
