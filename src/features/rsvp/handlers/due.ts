import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import { dueAtOfLead } from '../../../domain/lead.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import type { ByPerson } from '../../../feature.ts';
import { hourOf, leadsOf, type Person, zoneOf } from '../../../people/person.ts';
import { datedSessions, goingOf } from '../store.ts';

/** Reminders of sessions to which people said Going; class meetings are reminded of whatever one said. */
export async function dueToGuests(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ByPerson<Reminder>> {
  const { program, db } = ctx;
  const { timeZone } = program.file.school;
  const [answers, sessions] = await Promise.all([
    goingOf(
      db,
      people.map(({ id }) => id),
    ),
    datedSessions(db, timeZone),
  ]);
  const open = new Map(
    sessions
      .filter(({ cancelledAt, entry }) => cancelledAt === null && program.entry(entry)?.kind !== 'class-meeting')
      .map((session) => [session.id, session]),
  );
  const { booked, mandatory } = program.file.reminders.kinds.session;
  const due = people.map((person): [number, Reminder[]] => {
    const zone = zoneOf(program, person);
    const going = answers.filter(({ personId }) => personId === person.id);
    const reminders = going.flatMap(({ sessionId }) => {
      const session = open.get(sessionId);
      if (!session) return [];
      const { startsAt } = session;
      return leadsOf(program, person, 'session').messages.map((lead): Reminder => {
        const dueAt = dueAtOfLead(lead, { startsAt }, (day) => hourOf(program, person, day), zone);
        const subject = `session:${sessionId}`;
        return {
          kind: 'session',
          subject,
          lead,
          dueAt,
          usefulUntil: startsAt,
          via: 'message',
          booked,
          mandatory,
          urgent: false,
        };
      });
    });
    const within = ({ dueAt }: Reminder) =>
      Temporal.Instant.compare(from, dueAt) <= 0 && Temporal.Instant.compare(dueAt, to) < 0;
    return [person.id, reminders.filter(within)];
  });
  return new Map(due.filter(([, reminders]) => reminders.length > 0));
}
