import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { PersonChange } from '../../../feature.ts';
import { closedTo, lostSessions } from '../rules/places.ts';
import { type Answer, answersOf, giveBackPlaces, lockedSessions, removeAnswers } from '../store.ts';
import { fillPlaces } from './promote.ts';

/**
 * Frees the places of people for whom a session is no longer theirs, or who will be away on its day, and takes them off waiting
 * lists; the next on the list get the places. Sessions that have begun stay as they were.
 */
export async function releasePlaces(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const { program } = ctx;
  const now = ctx.clock.now();
  const people = changes.map(({ after }) => after.id);
  const ids = [...new Set((await answersOf(tx, people)).map(({ sessionId }) => sessionId))];
  if (ids.length === 0) return;
  const locked = await lockedSessions(tx, ids, program.file.school.timeZone);
  // Read under the locks: somebody may have answered meanwhile.
  const answers = new Map<number, Answer[]>();
  for (const answer of await answersOf(tx, people))
    if (ids.includes(answer.sessionId)) answers.set(answer.personId, [...(answers.get(answer.personId) ?? []), answer]);
  const ahead = locked.filter((session) => closedTo('not-going', session, now) === null);
  const freed = new Set<number>();
  for (const change of changes) {
    const own = answers.get(change.after.id);
    if (!own) continue;
    const answered = ahead.filter(({ id }) => own.some(({ sessionId }) => sessionId === id));
    const lost = lostSessions(program, change, answered, program.today(now)).map(({ id }) => id);
    if (lost.length === 0) continue;
    await removeAnswers(tx, change.after.id, lost);
    for (const { sessionId } of own.filter(({ sessionId, answer }) => lost.includes(sessionId) && answer === 'going')) {
      await giveBackPlaces(tx, sessionId, 1);
      freed.add(sessionId);
    }
  }
  if (freed.size > 0) await fillPlaces(ctx, tx, [...freed]);
}
