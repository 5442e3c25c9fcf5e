import { attempt } from '../api/attempt.ts';
import type { ControlClient } from '../api/control-client.ts';
import type { LogEntry } from '../api/control-schema.ts';
import type { PageState } from './page-state.ts';
import type { Store } from './store.ts';

const LOG_KEPT = 400;
/** The log may hold a year: only its end is fetched. Numbers are shared with messages, so this is more than is kept. */
const LOG_LOOKED_BACK = 1_500;

function addLog(log: readonly LogEntry[], items: readonly LogEntry[]): LogEntry[] {
  const bySeq = new Map([...log, ...items].map((entry) => [entry.seq, entry]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(-LOG_KEPT);
}

/** The traffic, for windows that show it; the others are spared its bodies. */
export function createLogFeed(client: ControlClient, store: Store<PageState>) {
  let cursor: number | undefined;
  return {
    fetchNews: async (newest: number): Promise<void> => {
      if (store.get().drawer !== 'inspector') return;
      const since = cursor ?? Math.max(0, newest - LOG_LOOKED_BACK);
      const answer = await attempt(() => client.log({ since }));
      if (!answer.ok) return;
      cursor = Math.max(since, answer.value.seq);
      if (answer.value.items.length > 0) store.set((state) => ({ log: addLog(state.log, answer.value.items) }));
    },
  };
}
