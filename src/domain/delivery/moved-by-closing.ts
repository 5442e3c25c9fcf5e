// Step 5 of delivery, continued: what closed days move may come to stand beside another reminder of the same thing.
import type { Temporal } from 'temporal-polyfill';
import { dayOf } from '../day.ts';
import { daysOfLead } from '../lead.ts';
import type { Reminder } from '../reminder.ts';
import type { Circumstances } from './circumstances.ts';
import type { Timed } from './weigh.ts';

/** Leads of days are meant to lie apart; nearer than this a second one says nothing new. */
const APART_HOURS = 7 * 24;

function isNear(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Math.abs(a.until(b).total('hours')) < APART_HOURS;
}

function hasMoved({ closed, zone }: Circumstances, { reminder, at }: Timed): boolean {
  return closed.has(dayOf(reminder.dueAt, zone)) && !at.equals(reminder.dueAt);
}

function isSameThing(a: Reminder, b: Reminder): boolean {
  return a.kind === b.kind && a.subject === b.subject;
}

/**
 * Of two reminders of one thing by leads of days that closed days bring together (14 and 2 days before, both on the last days before a
 * recess) one is enough: the moved one is left to the digest.
 */
export function apartFromEachOther(
  circumstances: Circumstances,
  timed: readonly Timed[],
): { kept: Timed[]; left: Timed[] } {
  const ofDays = timed.filter(({ reminder }) => daysOfLead(reminder.lead) !== null);
  const moved = new Set(ofDays.filter((one) => hasMoved(circumstances, one)));
  const stay = ofDays.filter((one) => !moved.has(one));
  const left: Timed[] = [];
  for (const one of [...moved].sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)) {
    const { reminder, at } = one;
    const others = stay.filter((other) => isSameThing(other.reminder, reminder)).map((other) => other.at);
    const isEnough = [...others, ...circumstances.remindedOf(reminder)].some((other) => isNear(other, at));
    if (isEnough) left.push(one);
    else stay.push(one);
  }
  return { kept: timed.filter((one) => !left.includes(one)), left };
}
