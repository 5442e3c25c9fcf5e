// Whether the week still has room for a counted message at the moment of sending. Two plans made at one moment know nothing of each other;
// since one message at a time is under way to a person, who comes second finds the first one sent. Pure.
import type { Temporal } from 'temporal-polyfill';
import { weekOf } from '../../../domain/delivery/weigh.ts';

/** A counted message to somebody: when it was decided that it is said, and whether it was sent, or may have been. */
export interface CountedMessage {
  outboxId: number;
  decidedAt: Temporal.Instant;
  isOut: boolean;
}

/** `counted`: of one person, one for each reminder. `own`: ids in the outbox of what is about to be said. `zone` is the person's. */
export function hasRoom(
  counted: readonly CountedMessage[],
  own: ReadonlySet<number>,
  { now, zone, budgetPerWeek }: { now: Temporal.Instant; zone: string; budgetPerWeek: number },
): boolean {
  const week = weekOf(now, zone);
  const out = counted.filter(
    ({ outboxId, decidedAt, isOut }) => isOut && !own.has(outboxId) && weekOf(decidedAt, zone) === week,
  );
  return new Set(out.map(({ outboxId }) => outboxId)).size < budgetPerWeek;
}
