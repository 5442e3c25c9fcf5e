import type { Temporal } from 'temporal-polyfill';
import type { AskKind, CaseQueue, CaseState, Way } from '../../../domain/asks.ts';
import type { Role } from '../../../domain/roles.ts';

export interface NewCase {
  askerId: number;
  kind: AskKind;
  /** The id of a specialty. */
  specialty: string | null;
  /** A place or a program, in the asker's words. */
  place: string | null;
  ways: readonly Way[];
  words: string;
  queue: CaseQueue;
}

export interface Case extends NewCase {
  id: number;
  state: CaseState;
  claimedBy: number | null;
  openedAt: Temporal.Instant;
  waitsSince: Temporal.Instant | null;
  nudgedAt: Temporal.Instant | null;
}

/** Whose words a case holds is known to the asker and to the role in whose queue it stands, and to nobody else (spec 11). */
export function isInQueueOf({ queue }: Pick<Case, 'queue'>, { roles }: { roles: readonly Role[] }): boolean {
  return roles.includes(queue);
}
