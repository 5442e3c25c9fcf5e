// Who moves on in an academic year: what classes enter, begin and end in it, by the program's class calendars. Pure.
import { applyingFrom } from '../../../domain/cycles.ts';
import { type Day, firstDayOf } from '../../../domain/day.ts';
import { PHASE_NAMES, TRACK_NAMES } from '../../../domain/phases.ts';
import { countText, dayText } from '../../../domain/wording.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';

/** The classes that are at the school in the year, and those of them that the program does not know yet. */
export interface MovingOn {
  lines: readonly string[];
  /** What staff have to see to in the program file. */
  problems: readonly string[];
}

/** `year` is the first calendar year of the academic year; people are counted by where they are on its first day. */
export function movingOn(program: Program, people: readonly Person[], year: number): MovingOn {
  const [from, to] = [firstDayOf(year, program.calendar.startMonth), firstDayOf(year + 1, program.calendar.startMonth)];
  const isIn = (day: Day) => from <= day && day < to;
  const count = (graduation: number, track: string) =>
    people.filter((person) => {
      const standing = personStanding(program, person, from);
      return person.active && standing?.class === graduation && standing.track === track && standing.away === null;
    }).length;
  const lines: string[] = [];
  for (const calendar of [...program.file.classes].sort((a, b) => a.class - b.class)) {
    const whose = `Class of ${calendar.class}, ${TRACK_NAMES[calendar.track]}`;
    const steps = [
      ...(isIn(calendar.entry) ? [`enters on ${dayText(calendar.entry)}`] : []),
      ...(isIn(calendar.pce) ? [`begins ${PHASE_NAMES.pce} on ${dayText(calendar.pce)}`] : []),
      ...(isIn(calendar.postPce) ? [`begins ${PHASE_NAMES['post-pce']} on ${dayText(calendar.postPce)}`] : []),
      ...(isIn(applyingFrom(calendar.class)) ? [`applies from ${dayText(applyingFrom(calendar.class))}`] : []),
      ...(isIn(calendar.graduation) ? [`graduates on ${dayText(calendar.graduation)}`] : []),
    ];
    if (steps.length === 0) continue;
    const students = countText(count(calendar.class, calendar.track), 'student');
    lines.push(`${whose} (${students}): ${steps.join(', ')}${calendar.provisional ? '; provisional' : ''}`);
  }
  const entering = program.file.classes.some(({ entry }) => isIn(entry));
  return {
    lines,
    problems: entering ? [] : [`The program file has no class that enters in ${year}: please add its calendar.`],
  };
}
