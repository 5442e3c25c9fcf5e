// Which sessions one person is reminded of, and when. Pure.
import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import { sessionsFor } from '../../../ahead/sessions-for.ts';
import type { Day } from '../../../domain/day.ts';
import { daysOfLead, dueAtOfLead } from '../../../domain/lead.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import type { RsvpAnswer } from '../../../domain/rsvp.ts';
import { hourOf, leadsOf, type Person, zoneOf } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';

/** What somebody did about a session. */
export interface OwnAct {
  answer: RsvpAnswer | null;
  /** It is in their own calendar, which reminds them in the last hours. */
  added: boolean;
}

/**
 * Reminders of sessions that are a person's: of class meetings in messages and in the digest, of other sessions in the digest for those
 * who have not said whether they come (who said Going is reminded by their answer). Of what somebody does not come to, and of
 * applications that somebody has not decided on, nothing is said. `sessions` are those to look at; cancelled ones are left out.
 */
export function sessionReminders(
  program: Program,
  person: Person,
  sessions: readonly Session[],
  today: Day,
  actOn: (sessionId: number) => OwnAct,
): Reminder[] {
  const ahead = sessions.filter(({ cancelledAt }) => cancelledAt === null);
  const startOf = new Map(ahead.map(({ id, startsAt }) => [id, startsAt]));
  const zone = zoneOf(program, person);
  return sessionsFor(program, person, ahead, today).flatMap(({ sessionId, entry, ifApplying }) => {
    const startsAt = startOf.get(sessionId);
    const { answer, added } = actOn(sessionId);
    if (!startsAt || ifApplying || !entry.reminded || answer === 'not-going') return [];
    const kind = entry.kind === 'class-meeting' ? 'class-meeting' : 'session';
    if (kind === 'session' && answer === 'going') return [];
    const { booked, mandatory } = program.file.reminders.kinds[kind];
    const leads = leadsOf(program, person, kind);
    const reminder = (lead: string, via: Reminder['via']): Reminder => ({
      kind,
      subject: `session:${sessionId}`,
      lead,
      dueAt: dueAtOfLead(lead, { startsAt }, (day) => hourOf(program, person, day), zone),
      usefulUntil: startsAt,
      via,
      booked,
      mandatory,
      urgent: false,
    });
    const messages = kind === 'class-meeting' ? leads.messages : [];
    return [
      ...messages.filter((lead) => !(added && daysOfLead(lead) === null)).map((lead) => reminder(lead, 'message')),
      ...leads.digest.filter((lead) => !messages.includes(lead)).map((lead) => reminder(lead, 'digest')),
    ];
  });
}

/** Whether a moment lies from `from` on and before `to`. */
export function isWithin(moment: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return Temporal.Instant.compare(from, moment) <= 0 && Temporal.Instant.compare(moment, to) < 0;
}
