// What arrived, against what was enqueued.
import type { OutboxWorkspace } from '../support/outbox-workspace.ts';

export interface Tally {
  enqueued: number;
  lost: number;
  /** Arrivals beyond the first of each key. */
  duplicated: number;
  /** Arrivals before an earlier one of the same person and lane. */
  outOfOrder: number;
  /** Keys that arrived more than once, each with the timestamps of its messages. */
  twice: string[];
}

/** Keys are `phase/lane/member/number`; a message's text is its key, and so is the name of a file. */
export async function tallyArrivals(
  workspace: OutboxWorkspace,
  enqueued: ReadonlySet<string>,
  phase: string,
): Promise<Tally> {
  const arrived = new Map<string, string[]>();
  let outOfOrder = 0;
  for (const user of workspace.users) {
    const last = new Map<string, number>();
    for (const { text, files, ts } of await workspace.inbox(user)) {
      const key = files[0]?.name ?? text;
      const [its, lane = '', , number] = key.split('/');
      if (its !== phase) continue;
      const seen = arrived.get(key) ?? [];
      arrived.set(key, [...seen, ts]);
      if (seen.length > 0) continue;
      if (Number(number) < (last.get(lane) ?? -1)) outOfOrder += 1;
      last.set(lane, Math.max(last.get(lane) ?? -1, Number(number)));
    }
  }
  const mine = [...enqueued].filter((key) => key.startsWith(`${phase}/`));
  const repeated = [...arrived].filter(([, times]) => times.length > 1);
  return {
    enqueued: mine.length,
    lost: mine.filter((key) => !arrived.has(key)).length,
    duplicated: repeated.reduce((sum, [, times]) => sum + times.length - 1, 0),
    outOfOrder,
    twice: repeated.map(([key, times]) => `${key}: ${times.join(', ')}`),
  };
}
