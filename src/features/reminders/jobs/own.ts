import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import type { Person } from '../../../people/person.ts';
import { type OwnReminder, ownRemindersOf } from '../store.ts';

/** What was asked for and could not be said, for a week: what it is about says itself whether it still holds. */
const USEFUL = { hours: 7 * 24 };

function reminderOf({ subject, dueAt }: OwnReminder): Reminder {
  return {
    kind: 'own',
    subject,
    lead: dueAt.toString(),
    dueAt,
    usefulUntil: dueAt.add(USEFUL),
    via: 'message',
    booked: false,
    mandatory: false,
    urgent: false,
  };
}

/** What people asked to be reminded of from `from` (inclusive) to `to` (exclusive). */
export async function dueOwn(
  { db }: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ReadonlyMap<number, readonly Reminder[]>> {
  const rows = await ownRemindersOf(
    db,
    people.map(({ id }) => id),
  );
  const byPerson = new Map<number, Reminder[]>();
  for (const own of rows) {
    if (own.dueAt.epochMilliseconds < from.epochMilliseconds || own.dueAt.epochMilliseconds >= to.epochMilliseconds)
      continue;
    byPerson.set(own.personId, [...(byPerson.get(own.personId) ?? []), reminderOf(own)]);
  }
  return byPerson;
}
