// How long before a thing one is reminded of it. Leads of days fall at the person's hour, leads of hours exactly so long before.
import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf } from './day.ts';
import { atHour, type Hour } from './hour.ts';
import { countText } from './wording.ts';

/** An ISO duration of whole days or whole hours: `P1D`, `P14D`, `PT1H`. */
export type Lead = string;

/** Whether text is a lead: up to 90 days, or up to 23 hours. */
export function isLead(text: string): boolean {
  const [, days, hours] = /^P(?:([1-9]\d?)D|T([1-9]\d?)H)$/.exec(text) ?? [];
  return days === undefined ? hours !== undefined && Number(hours) <= 23 : Number(days) <= 90;
}

/** What is reminded of: something that begins at a moment, or a day by which something is due. */
export type Anchor = { startsAt: Temporal.Instant } | { day: Day };

/** Whole days of a lead; null for one of hours. */
export function daysOfLead(lead: Lead): number | null {
  const [, days] = /^P(\d+)D$/.exec(lead) ?? [];
  return days === undefined ? null : Number(days);
}

/**
 * When a reminder falls due: a lead of days in `zone` (the person's) on the day so many days before, at their hour of that very day;
 * a lead of hours exactly so long before the start. Throws where a lead of hours is asked of a day: a day has no start.
 */
export function dueAtOfLead(lead: Lead, anchor: Anchor, hourOn: (day: Day) => Hour, zone: string): Temporal.Instant {
  const days = daysOfLead(lead);
  if (days !== null) {
    const day = addDays('day' in anchor ? anchor.day : dayOf(anchor.startsAt, zone), -days);
    return atHour(day, hourOn(day), zone);
  }
  if ('day' in anchor) throw new RangeError(`${lead} needs a start; ${anchor.day} is a day`);
  return anchor.startsAt.subtract(Temporal.Duration.from(lead));
}

/** `1 day before`, `2 weeks before`, `1 hour before`. */
export function leadText(lead: Lead): string {
  const days = daysOfLead(lead);
  if (days === null) return `${countText(Temporal.Duration.from(lead).hours, 'hour')} before`;
  return days % 7 === 0 ? `${countText(days / 7, 'week')} before` : `${countText(days, 'day')} before`;
}
