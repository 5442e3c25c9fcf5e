import type { Day } from '../domain/day.ts';
import { classKey, type Enrollment, overrideOn } from '../domain/standing.ts';
import type { Program } from '../program/program.ts';

/** Days of return from leave or PhD years on which the class in force has graduated already: the class was forgotten. */
function returnsAfterGraduation(program: Program, { class: graduationYear, track, overrides }: Enrollment): Day[] {
  return overrides.flatMap(({ kind, to }) => {
    if (kind !== 'leave' || to === null) return [];
    const year = overrideOn(overrides, 'class', to)?.value ?? graduationYear;
    const calendar = program.calendar.classes.get(classKey(year, overrideOn(overrides, 'track', to)?.value ?? track));
    return calendar && to > calendar.graduation ? [to] : [];
  });
}

/** What of a student's overrides the program can't follow, in words. `class` is undefined where it could not be read. Pure. */
export function overrideProblems(
  program: Program,
  { class: graduationYear, track, overrides }: Omit<Enrollment, 'class'> & { class: number | undefined },
): string[] {
  const unknown = overrides.flatMap((override) =>
    override.kind === 'class' && !program.calendar.classes.has(classKey(override.value, track))
      ? [`the program has no class of ${override.value}`]
      : [],
  );
  if (graduationYear === undefined) return unknown;
  const late = returnsAfterGraduation(program, { class: graduationYear, track, overrides });
  return [
    ...unknown,
    ...late.map((day) => `on the return on ${day} the class has graduated; add an override of class from that day`),
  ];
}
