import type { Context } from '../../../context.ts';
import { hourOf, zoneOf } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { remindedAt } from '../rules/own-times.ts';
import { ownRemindersAbout, removeOwnReminders, saveOwnReminder, startsOf } from '../store.ts';

/** The transaction in which sessions are changed. */
type Tx = Parameters<typeof saveOwnReminder>[0];

/**
 * What somebody asked to be reminded of moves with its session: as long before its new start as Remind me would have it now. Where that is too
 * close the news of the move are enough. A cancelled session keeps it, in case it is dated again: what was cancelled reminds of nothing.
 */
export async function followSessions(ctx: Context, tx: Tx, sessionIds: readonly number[]): Promise<void> {
  const { program, clock } = ctx;
  const subjectOf = (id: number) => `session:${id}`;
  const own = await ownRemindersAbout(tx, sessionIds.map(subjectOf));
  if (own.length === 0) return;
  const starts = new Map((await startsOf(tx, sessionIds)).map(({ id, startsAt }) => [subjectOf(id), startsAt]));
  const people = await peopleByIds(
    tx,
    own.map(({ personId }) => personId),
  );
  for (const person of people) {
    for (const one of own.filter(({ personId }) => personId === person.id)) {
      const startsAt = starts.get(one.subject);
      if (!startsAt) continue;
      const when = { kind: 'session' as const, startsAt };
      const found = remindedAt(when, (day) => hourOf(program, person, day), zoneOf(program, person), clock.now());
      if (found) await saveOwnReminder(tx, { ...one, dueAt: found.at, lead: found.lead });
      else await removeOwnReminders(tx, [one]);
    }
  }
}
