/** Times of day: as they are offered, and as people type them. */
import { Temporal } from 'temporal-polyfill';

const STEP_MINUTES = 15;

/** "9:15 AM" of "09:15". */
export function timeLabel(value: string): string {
  const words = Temporal.PlainTime.from(value).toLocaleString('en-US', { hour: 'numeric', minute: '2-digit' });
  // Newer language data put a narrow space before AM, which nobody types.
  return words.replaceAll('\u202f', ' ');
}

/** Every quarter of an hour as "HH:mm". */
export const dayTimes: readonly string[] = Array.from({ length: (24 * 60) / STEP_MINUTES }, (_, index) =>
  new Temporal.PlainTime().add({ minutes: index * STEP_MINUTES }).toString({ smallestUnit: 'minute' }),
);

/** Reads "9", "9:15", "915", "14:30", "2 pm" and the like as "HH:mm"; undefined for what is no time. */
export function readTime(typed: string): string | undefined {
  const [, hourText, minuteText = '0', half] = /^\s*(\d{1,2})(?::?(\d{2}))?\s*([ap])?\.?m?\.?\s*$/i.exec(typed) ?? [];
  if (hourText === undefined) return undefined;
  const hour = Number(hourText);
  const minute = Number(minuteText);
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return undefined;
  const afternoon = half?.toLowerCase() === 'p' ? 12 : 0;
  const full = half ? (hour % 12) + afternoon : hour;
  return `${String(full).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
