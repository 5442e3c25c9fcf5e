// The sessions of a series as staff write them, a line each: `2027-01-21 17:30, Urology; TMEC 227; https://...`. Pure.
import { isDay } from '../../../domain/day.ts';
import { isHour } from '../../../domain/hour.ts';
import { findSpecialty } from '../../../program/find-specialty.ts';
import type { Entry, Program } from '../../../program/program.ts';
import { addMinutes } from './entered-session.ts';

/** What holds for every line that does not say it itself. */
export interface SeriesDefaults {
  entry: Entry;
  /** Each line names a specialty, or a title. */
  names: 'specialty' | 'title';
  /** A time of day. */
  at: string;
  minutes: number;
  place: string;
  link: string;
}

export interface SeriesLine {
  line: number;
  cells: {
    event: string;
    starts: string;
    ends: string;
    title: string;
    specialty: string;
    place: string;
    link: string;
  };
}

/** Day, time where the line has one, and the rest. What stands between them does not matter: a blank, a comma, a tab. */
const LINE = /^(\S*?)(?:[ T\t,;]+(\d{1,2}:\d{2}))?(?:[ \t,;]+(.*))?$/;

/** Name, place and link end at a tab or a semicolon: a title may hold a comma. */
function slotsOf(rest: string): string[] {
  return rest.split(/[\t;]/).map((slot) => slot.trim().replaceAll(/^"|"$/g, '').trim());
}

function readLine(
  program: Program,
  text: string,
  { entry, names, at, minutes, place, link }: SeriesDefaults,
): SeriesLine['cells'] | { problems: string[] } {
  const [, day = '', hour = at, written = ''] = LINE.exec(text) ?? [];
  const [what = '', ownPlace = '', ownLink = '', ...rest] = slotsOf(written);
  const start = hour.padStart(5, '0');
  const problems: string[] = [];
  if (!isDay(day)) problems.push(`expected a day like 2027-01-21 first, found "${day}"`);
  if (!isHour(start)) problems.push(`expected a time of day like 17:30, found "${hour}"`);
  if (what === '') problems.push(`expected the ${names} after the day`);
  if (rest.length > 0) problems.push(`expected day, ${names}, place and link, found more ("${rest[0]}")`);
  const specialty = names === 'specialty' && what !== '' ? findSpecialty(program, what) : null;
  if (specialty && 'problem' in specialty) problems.push(specialty.problem);
  if (problems.length > 0) return { problems };
  const called = specialty && 'name' in specialty ? specialty.name : '';
  return {
    event: entry.id,
    starts: `${day} ${start}`,
    ends: addMinutes(day, start, minutes),
    title: called === '' ? what : `${entry.title}: ${called}`,
    specialty: called,
    place: ownPlace === '' ? place : ownPlace,
    link: ownLink === '' ? link : ownLink,
  };
}

/** Reads all lines; each problem names its line. Empty lines say nothing. */
export function readSeries(
  program: Program,
  text: string,
  defaults: SeriesDefaults,
): { sessions: SeriesLine[]; problems: string[] } {
  const sessions: SeriesLine[] = [];
  const problems: string[] = [];
  for (const [at, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === '') continue;
    const line = at + 1;
    const read = readLine(program, written.trim(), defaults);
    if ('problems' in read) problems.push(...read.problems.map((problem) => `line ${line}: ${problem}`));
    else sessions.push({ line, cells: read });
  }
  if (sessions.length + problems.length === 0) problems.push('expected a line for each session');
  return { sessions, problems };
}
