import type { Context } from '../../../context.ts';
import { addMonths } from '../../../domain/day.ts';
import type { Enrollment } from '../../../domain/standing.ts';
import { gathered, upcomingFrom } from '../../../feature.ts';
import { missingCalendars, type Person } from '../../../people/person.ts';
import { standingChanges, upcomingChanges, type WhatChanges } from '../rules/standing-change.ts';

/** How far ahead the standing is compared: a leave and the way back from it. */
const STANDING_MONTHS = 36;
const EVENT_MONTHS = 12;
const REMINDER_DAYS = 28;

async function remindersAhead(ctx: Context, person: Person): Promise<number> {
  const now = ctx.clock.now();
  const until = now.add({ hours: REMINDER_DAYS * 24 });
  const due = await gathered(ctx.features.map((feature) => feature.due?.(ctx, [person], now, until)));
  return due.get(person.id)?.length ?? 0;
}

/** What another enrollment makes different about a student: asked of every slice for the student as they are, and as they would be. */
export async function whatChanges(ctx: Context, person: Person, enrollment: Enrollment): Promise<WhatChanges> {
  const after = { ...person, enrollment };
  const today = ctx.program.today(ctx.clock.now());
  const isKnown = missingCalendars(ctx.program, after).length === 0;
  if (!person.enrollment || !isKnown) return { standing: [], comes: [], goes: [], reminders: { before: 0, after: 0 } };
  const until = addMonths(today, EVENT_MONTHS);
  const [was, is, remindersBefore, remindersAfter] = await Promise.all([
    upcomingFrom(ctx, person, today, until),
    upcomingFrom(ctx, after, today, until),
    remindersAhead(ctx, person),
    remindersAhead(ctx, after),
  ]);
  const to = addMonths(today, STANDING_MONTHS);
  return {
    standing: standingChanges(ctx.program.calendar, person.enrollment, enrollment, today, to),
    ...upcomingChanges(was, is),
    reminders: { before: remindersBefore, after: remindersAfter },
  };
}
