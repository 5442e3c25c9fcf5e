import { Temporal } from 'temporal-polyfill';
import { addDays, type Day } from '../../../domain/day.ts';
import { atHour } from '../../../domain/hour.ts';
import { daysOfLead, dueAtOfLead, type Lead } from '../../../domain/lead.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import { hourOf, leadsOf, type Person, zoneOf } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';
import { subjectOf } from './milestone-id.ts';
import { isOpen, type Milestone } from './own-milestones.ts';

/** Whether a student is reminded of it at all: an open milestone of their own, with a day; never one that they have not decided on. */
export function isReminded(milestone: Milestone): milestone is Milestone & { due: Day } {
  const { ahead, due } = milestone;
  return (
    due !== null && ahead.entry.kind === 'milestone' && ahead.entry.reminded && !ahead.ifApplying && isOpen(milestone)
  );
}

/** The reminders of one student's milestones, by the program's leads or their own. Of use until the end of the due day at the school. */
export function remindersOf(program: Program, person: Person, milestones: readonly Milestone[]): Reminder[] {
  const zone = zoneOf(program, person);
  const { booked, mandatory } = program.file.reminders.kinds.milestone;
  const { messages, digest } = leadsOf(program, person, 'milestone');
  return milestones.filter(isReminded).flatMap(({ id, due }) => {
    const usefulUntil = atHour(addDays(due, 1), '00:00', program.file.school.timeZone);
    const reminder = (lead: Lead, via: Reminder['via']): Reminder[] => {
      if (daysOfLead(lead) === null) return [];
      const dueAt = dueAtOfLead(lead, { day: due }, (day) => hourOf(program, person, day), zone);
      return [
        { kind: 'milestone', subject: subjectOf(id), lead, dueAt, usefulUntil, via, booked, mandatory, urgent: false },
      ];
    };
    return [
      ...messages.flatMap((lead) => reminder(lead, 'message')),
      // One lead says one thing: who wants a message of it needs no line besides.
      ...digest.filter((lead) => !messages.includes(lead)).flatMap((lead) => reminder(lead, 'digest')),
    ];
  });
}

/** Those that fall due from the first moment on and before the second. */
export function fallingDue(reminders: readonly Reminder[], from: Temporal.Instant, to: Temporal.Instant): Reminder[] {
  return reminders.filter(
    ({ dueAt }) => Temporal.Instant.compare(from, dueAt) <= 0 && Temporal.Instant.compare(dueAt, to) < 0,
  );
}
