/** Moments as the header shows them and the field takes them, always in the zone of the person who acts. */
import { Temporal } from 'temporal-polyfill';

/** The hour at which a working day of most people begins; "next morning" jumps there. */
const MORNING_HOUR = 9;

/** "Tue, Dec 1, 9:00 AM", where there is little room. */
export function shortClockText(now: Temporal.Instant, zone: string): string {
  return now.toLocaleString('en-US', {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
}

/** "Tue, Dec 1, 2026, 9:00:00 AM EST". */
export function clockText(now: Temporal.Instant, zone: string): string {
  return now.toLocaleString('en-US', {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
}

/** The value of a datetime-local field, to the minute. */
export function fieldValue(now: Temporal.Instant, zone: string): string {
  return now.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The moment a datetime-local field names; undefined while the field is empty. */
export function fieldMoment(value: string, zone: string): Temporal.Instant | undefined {
  return value === '' ? undefined : Temporal.PlainDateTime.from(value).toZonedDateTime(zone).toInstant();
}

/** The first nine o'clock after now. */
export function nextMorning(now: Temporal.Instant, zone: string): Temporal.Instant {
  const local = now.toZonedDateTimeISO(zone);
  const today = local.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: { hour: MORNING_HOUR } });
  const morning = Temporal.ZonedDateTime.compare(today, local) > 0 ? today : today.add({ days: 1 });
  return morning.toInstant();
}

/** The same time of day later, also where the clocks change in between. */
export function laterBy(now: Temporal.Instant, zone: string, span: Temporal.DurationLike): Temporal.Instant {
  return now.toZonedDateTimeISO(zone).add(span).toInstant();
}

/** "9:00 AM" of a message ts. */
export function timeOfDay(ts: string, zone: string): string {
  return tsMoment(ts).toLocaleString('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit' });
}

/** The moment of a message ts (unix seconds with a fraction). */
export function tsMoment(ts: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(ts) * 1000));
}
