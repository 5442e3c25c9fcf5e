import { addDays, type Day } from '../domain/day.ts';
import type { Program } from './program.ts';

const closedDays = new WeakMap<Program, ReadonlySet<Day>>();

/** Every day on which the school is closed. */
export function closedDaysOf(program: Program): ReadonlySet<Day> {
  const known = closedDays.get(program);
  if (known) return known;
  const days = new Set<Day>();
  for (const { from, to = from } of program.file.school.closedDays)
    for (let day = from; day <= to; day = addDays(day, 1)) days.add(day);
  closedDays.set(program, days);
  return days;
}
