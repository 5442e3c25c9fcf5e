// What of the calendar falls due to be said: sessions that are ahead, and what became different about them.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import type { ByPerson } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { toldBy } from '../rules/session-changes.ts';
import { isWithin, sessionReminders } from '../rules/session-reminders.ts';
import { changesFor, latestChanges, type StoredChange } from '../store/changes.ts';
import { ownActs, ownKey } from '../store/own.ts';
import { sessionsByIds, sessionsStarting } from '../store/sessions.ts';

/** The longest lead there is is 90 days (domain/lead), and a person's day may end later than UTC's. */
const LONGEST_LEAD_HOURS = 92 * 24;

async function dueSessions(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Map<number, Reminder[]>> {
  const { program, db } = ctx;
  const until = to.add({ hours: LONGEST_LEAD_HOURS });
  const sessions = await sessionsStarting(db, from, until, program.file.school.timeZone);
  const acts = await ownActs(
    db,
    people.map(({ id }) => id),
    sessions.map(({ id }) => id),
  );
  const today = program.today(ctx.clock.now());
  return new Map(
    people.map((person) => {
      const actOn = (sessionId: number) => {
        const key = ownKey(person.id, sessionId);
        return { answer: acts.answers.get(key) ?? null, added: acts.added.has(key) };
      };
      const reminders = sessionReminders(program, person, sessions, today, actOn);
      return [person.id, reminders.filter(({ dueAt }) => isWithin(dueAt, from, to))];
    }),
  );
}

function changeReminder(change: StoredChange, startsAt: Temporal.Instant): Reminder {
  const { id, what, at, dayClosed } = change;
  return {
    kind: 'change',
    subject: `change:${id}`,
    lead: what,
    dueAt: at,
    ...toldBy(change, startsAt),
    via: 'message',
    booked: false,
    mandatory: false,
    ...(dayClosed ? { early: true } : {}),
  };
}

/** Of each session only the latest change is told: it stands for those before it. */
async function dueChanges(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<{ personId: number; reminder: Reminder }[]> {
  const { db, program } = ctx;
  const changes = await changesFor(
    db,
    people.map(({ id }) => id),
    from,
    to,
  );
  const ids = [...new Set(changes.map(({ sessionId }) => sessionId))];
  const [latest, sessions] = await Promise.all([
    latestChanges(db, ids),
    sessionsByIds(db, ids, program.file.school.timeZone),
  ]);
  return changes.flatMap(({ personId, ...change }) => {
    const session = sessions.find(({ id }) => id === change.sessionId);
    if (!session || latest.get(session.id)?.id !== change.id) return [];
    return [{ personId, reminder: changeReminder(change, session.startsAt) }];
  });
}

/** Reminders of sessions and of their changes that fall due from `from` (inclusive) to `to`, for many people at once. */
export async function dueReminders(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ByPerson<Reminder>> {
  const [due, changes] = await Promise.all([dueSessions(ctx, people, from, to), dueChanges(ctx, people, from, to)]);
  for (const { personId, reminder } of changes) due.get(personId)?.push(reminder);
  return due;
}
