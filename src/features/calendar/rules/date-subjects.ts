// What staff can enter a day for, beside sessions, and which days make sense. Pure.
import type { ProgramDate } from '../../../ahead/program-date.ts';
import { isForApplicants } from '../../../domain/audience.ts';
import { applyingFrom } from '../../../domain/cycles.ts';
import { type Day, isDay } from '../../../domain/day.ts';
import { nearest } from '../../../domain/nearest.ts';
import { dayText, listText } from '../../../domain/wording.ts';
import type { Entry, Program } from '../../../program/program.ts';

export interface DateSubject {
  /** As in `program_dates`: `entry`, `entry/item`, `match/nrmp`. */
  subject: string;
  title: string;
  /** What its year is. */
  year: 'match' | 'class';
}

function subjectsOf(entry: Entry): DateSubject[] {
  if (entry.kind !== 'milestone') return [];
  const year = isForApplicants({ anyOf: entry.for }) ? 'match' : 'class';
  const items = entry.items.map((item) => ({
    subject: `${entry.id}/${item.id}`,
    title: `${entry.title}: ${item.title}`,
    year,
  }));
  return [{ subject: entry.id, title: entry.title, year }, ...items] as DateSubject[];
}

/** Milestones, their steps, and the Match Day of each match. */
export function dateSubjects(program: Program): DateSubject[] {
  const matches = program.file.matches.map(
    ({ id, name }): DateSubject => ({ subject: `match/${id}`, title: `Match Day: ${name}`, year: 'match' }),
  );
  return [...program.entries.flatMap(subjectsOf), ...matches];
}

/** What a subject is called; its own name where the program does not know it any more. */
export function titleOf(program: Program, subject: string): string {
  return dateSubjects(program).find((known) => known.subject === subject)?.title ?? subject;
}

/** What is wrong with the name of a subject; null where there is one of that name. */
export function subjectProblem(program: Program, subject: string): string | null {
  const subjects = dateSubjects(program);
  if (subjects.some((known) => known.subject === subject)) return null;
  const entry = program.entry(subject);
  if (entry && entry.kind !== 'listing')
    return `${subject} is a ${entry.kind}: its days are sessions (\`npm run sessions\`)`;
  const meant = nearest(subject, subjects, (known) => known.subject, 1 / 2);
  return `"${subject}" is no milestone, step or match of the program${meant ? `; did you mean "${meant.subject}"?` : ''}`;
}

/** From the first day on which somebody of that year can be concerned to the last. */
function span(program: Program, kind: DateSubject['year'], year: number): { from: Day; to: Day } | undefined {
  const classes = program.file.classes.filter((calendar) => calendar.class === year);
  const entries = classes.map(({ entry }) => entry).sort();
  const ends = classes.map(({ graduation }) => graduation).sort();
  const [from, to] = [entries[0], ends.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  return kind === 'match' ? { from: applyingFrom(year), to } : { from, to };
}

/** Everything that is wrong with a day that staff enter; each says what was expected. */
export function dateProblems(program: Program, { subject, year, day }: ProgramDate): string[] {
  const wrong = subjectProblem(program, subject);
  if (wrong !== null) return [wrong];
  const kind = dateSubjects(program).find((known) => known.subject === subject)?.year ?? 'class';
  const whose = kind === 'match' ? 'Match year' : 'class';
  const days = span(program, kind, year);
  if (!days) {
    const years = [...new Set(program.file.classes.map((calendar) => calendar.class))].sort();
    return [`the program has no ${whose} ${year}; expected one of ${listText(years.map(String), 'or')}`];
  }
  if (!isDay(day)) return [`expected a day that exists, like 2027-01-31, found "${day}"`];
  if (days.from <= day && day <= days.to) return [];
  return [
    `${day} is not within the ${whose} ${year}: expected a day from ${dayText(days.from)} to ${dayText(days.to)}`,
  ];
}
