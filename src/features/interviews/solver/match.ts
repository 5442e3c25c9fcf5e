// Matches a round outside the thread that answers people, and always comes back with something that keeps the rules.
import { runInWorker } from '../../../workers/run-in-worker.ts';
import type { Round } from '../rules/round.ts';
import { LIMITS, type Limits, type MatchedRound, matchRound } from './match-round.ts';

export interface Matched extends MatchedRound {
  /** Why HiGHS could not be asked and our own search answered; null where it was. */
  withoutHighs: string | null;
}

/** Beyond HiGHS's own limit of seconds, for starting the thread and our own search. */
const GRACE_SECONDS = 20;

const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

/** `worker` is given by tests that want one that dies. */
export async function match(round: Round, limits: Limits = LIMITS, worker: URL = WORKER): Promise<Matched> {
  const result = await runInWorker({
    file: worker,
    input: { round, limits },
    parse: (answer) => answer as MatchedRound,
    seconds: limits.seconds + GRACE_SECONDS,
  });
  if (result.ok) return { ...result.value, withoutHighs: null };
  return { ...matchRound(round, { highs: null, elapsed: () => 0 }, limits), withoutHighs: result.reason };
}
