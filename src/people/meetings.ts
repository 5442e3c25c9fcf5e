// When somebody is reminded of a meeting that one of two people entered. Pure.
import type { Temporal } from 'temporal-polyfill';
import { dueAtOfLead } from '../domain/lead.ts';
import type { Reminder } from '../domain/reminder.ts';
import type { Program } from '../program/program.ts';
import { hourOf, leadsOf, type Person, zoneOf } from './person.ts';

/** One of the two is reminded of it by the program's leads, or their own. `subject` as the slice's `stillTrue` reads it. */
export function meetingReminders(program: Program, person: Person, subject: string, at: Temporal.Instant): Reminder[] {
  const zone = zoneOf(program, person);
  const { booked, mandatory } = program.file.reminders.kinds['mentor-meeting'];
  return leadsOf(program, person, 'mentor-meeting').messages.map((lead) => ({
    kind: 'mentor-meeting',
    subject,
    lead,
    dueAt: dueAtOfLead(lead, { startsAt: at }, (day) => hourOf(program, person, day), zone),
    usefulUntil: at,
    via: 'message',
    booked,
    mandatory,
    urgent: false,
  }));
}
