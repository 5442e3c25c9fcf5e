import type { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { isWithin } from '../../../domain/match-week.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { matchDaysOf } from '../../../people/match-days.ts';
import { matchWeeksOf } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { closedTo, freePlaces } from '../rules/places.ts';
import { awaitedSessions, lockedSessions, markPromoted, takePlaces, waitingList } from '../store.ts';

/** When each of some people is told of their place: at once, but nothing is said to who graduates in Match week (spec 10). */
async function toldAt(
  { program }: Context,
  tx: Tx,
  personIds: readonly number[],
  now: Temporal.Instant,
): Promise<(personId: number) => Temporal.Instant> {
  const matchDays = await matchDaysOf(tx);
  const people = new Map((await peopleByIds(tx, personIds)).map((person) => [person.id, person]));
  return (personId) => {
    const person = people.get(personId);
    const weeks = person ? matchWeeksOf(program, person, matchDays) : [];
    return weeks.find((week) => isWithin([week], now))?.to ?? now;
  };
}

/**
 * Gives what is free at a session to the first on its waiting list, and tells them at once. `session` is locked by this transaction,
 * with its present count of places. Nobody is promoted to what has begun or was cancelled.
 */
async function promote(ctx: Context, tx: Tx, session: Session): Promise<void> {
  const now = ctx.clock.now();
  const free = freePlaces(session);
  if (free === 0 || closedTo('not-going', session, now) !== null) return;
  const promoted = await waitingList(tx, session.id, free);
  if (promoted.length === 0) return;
  const given = await takePlaces(tx, session.id, promoted.length);
  if (!given) throw new Error(`session ${session.id} has fewer places than it said under its lock`);
  await markPromoted(tx, session.id, promoted, now);
  const dueAt = await toldAt(ctx, tx, promoted, now);
  await enqueue(
    tx,
    now,
    promoted.map((personId) => ({
      dedupeKey: `rsvp/place-free/${session.id}/${personId}/${now}`,
      lane: 'answers',
      kind: 'post',
      to: { person: personId },
      dueAt: dueAt(personId),
      composer: 'rsvp.place-free',
      content: { sessionId: session.id },
      expiresAt: session.startsAt,
    })),
  );
}

/** Fills what is free at sessions that were changed: their capacity was raised, places were given back. */
export async function fillPlaces(ctx: Context, tx: Tx, sessionIds: readonly number[]): Promise<void> {
  const awaited = await awaitedSessions(tx, sessionIds);
  if (awaited.length === 0) return;
  const locked = await lockedSessions(tx, awaited, ctx.program.file.school.timeZone);
  for (const session of locked) await promote(ctx, tx, session);
}
