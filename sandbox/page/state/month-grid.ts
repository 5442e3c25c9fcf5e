/** The days of a month as a calendar shows them, and where the keys lead in it. */
import { Temporal } from 'temporal-polyfill';

/** The weeks that touch the month, each from Sunday to Saturday, as calendars in the United States are printed. */
export function monthWeeks(month: Temporal.PlainYearMonth): Temporal.PlainDate[][] {
  const first = month.toPlainDate({ day: 1 });
  // dayOfWeek counts from Monday, 1, to Sunday, 7.
  const start = first.subtract({ days: first.dayOfWeek % 7 });
  const weeks: Temporal.PlainDate[][] = [];
  for (let day = start; Temporal.PlainDate.compare(day, first.add({ months: 1 })) < 0; day = day.add({ weeks: 1 })) {
    weeks.push(Array.from({ length: 7 }, (_, offset) => day.add({ days: offset })));
  }
  return weeks;
}

/** The day a key leads to; undefined for keys that do not move. */
export function dayAfterKey(day: Temporal.PlainDate, key: string): Temporal.PlainDate | undefined {
  switch (key) {
    case 'ArrowLeft':
      return day.subtract({ days: 1 });
    case 'ArrowRight':
      return day.add({ days: 1 });
    case 'ArrowUp':
      return day.subtract({ weeks: 1 });
    case 'ArrowDown':
      return day.add({ weeks: 1 });
    case 'PageUp':
      return day.subtract({ months: 1 });
    case 'PageDown':
      return day.add({ months: 1 });
    case 'Home':
      return day.subtract({ days: day.dayOfWeek % 7 });
    case 'End':
      return day.add({ days: 6 - (day.dayOfWeek % 7) });
    default:
      return undefined;
  }
}

/** "Friday, December 4, 2026". */
export function longDay(day: Temporal.PlainDate): string {
  return day.toLocaleString('en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
}

/** "Dec 4, 2026". */
export function shortDay(day: Temporal.PlainDate): string {
  return day.toLocaleString('en-US', { month: 'short', day: 'numeric', year: 'numeric' });
}
