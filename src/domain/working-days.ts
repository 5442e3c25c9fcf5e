// Working days: Monday to Friday, but for the days on which the school is closed.
import { addDays, type Day, weekdayOf } from './day.ts';

export function isWorkingDay(day: Day, closed: ReadonlySet<Day>): boolean {
  return weekdayOf(day) <= 5 && !closed.has(day);
}

/** The day that lies so many working days after another; itself a working day. */
export function addWorkingDays(day: Day, count: number, closed: ReadonlySet<Day>): Day {
  let found = day;
  for (let left = count; left > 0; ) {
    found = addDays(found, 1);
    if (isWorkingDay(found, closed)) left -= 1;
  }
  return found;
}

/** How many working days have begun after a day, up to and with another. */
export function workingDaysSince(day: Day, today: Day, closed: ReadonlySet<Day>): number {
  let count = 0;
  for (let next = addDays(day, 1); next <= today; next = addDays(next, 1)) if (isWorkingDay(next, closed)) count += 1;
  return count;
}
