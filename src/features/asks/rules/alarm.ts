// When a case has waited so long that whoever has to do with it is nudged. Pure.
import type { Temporal } from 'temporal-polyfill';
import { type Day, dayOf } from '../../../domain/day.ts';
import { atHour, type HourSpan, hourAt } from '../../../domain/hour.ts';
import { addWorkingDays } from '../../../domain/working-days.ts';

/** Working days after which an asker should have heard something (spec 6). */
export const ALARM_DAYS = 3;

export interface School {
  /** IANA name. */
  zone: string;
  closed: ReadonlySet<Day>;
  /** The hours in which somebody is at work. */
  hours: HourSpan;
}

/** Three working days after it began to wait, or after the last nudge; at the same time of day, or the nearest working hour. */
export function nudgeAt(
  { waitsSince, nudgedAt }: { waitsSince: Temporal.Instant; nudgedAt: Temporal.Instant | null },
  { zone, closed, hours }: School,
): Temporal.Instant {
  const from = nudgedAt ?? waitsSince;
  const hour = hourAt(from, zone);
  const clamped = hour < hours.from ? hours.from : hour > hours.to ? hours.to : hour;
  return atHour(addWorkingDays(dayOf(from, zone), ALARM_DAYS, closed), clamped, zone);
}
