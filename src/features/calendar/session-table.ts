// Sessions as staff keep them: one CSV line a session, times in the school's zone. Pure: text in, sessions or problems out.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type CsvRow, readCsv } from '../../csv.ts';
import { isDay } from '../../domain/day.ts';
import { nearest } from '../../domain/nearest.ts';
import { findSpecialty } from '../../program/find-specialty.ts';
import type { Program } from '../../program/program.ts';
import type { NewSession } from './store.ts';

const COLUMNS = {
  required: ['key', 'event', 'starts', 'ends'],
  optional: ['title', 'specialty', 'place', 'link'],
} as const;
type RequiredColumn = (typeof COLUMNS.required)[number];
type OptionalColumn = (typeof COLUMNS.optional)[number];
type Column = RequiredColumn | OptionalColumn;
type Row = CsvRow<RequiredColumn, OptionalColumn>;

/** A session as a table tells of it. A field whose column the table does not have is undefined: it stays as it is. */
export type TabledSession = Omit<NewSession, OptionalColumn> & {
  [Column in OptionalColumn]: NewSession[Column] | undefined;
};

type Complain = (column: Column, problem: string) => void;

const link = z.url({ protocol: /^https$/ });

function readKey(cell: string, complain: Complain): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(cell))
    complain('key', `expected a short name like road-to-residency-1-2027, found "${cell}"`);
  return cell;
}

function readEntry(program: Program, cell: string, complain: Complain): string {
  const entry = program.entry(cell);
  const sessionless = entry && (entry.kind === 'milestone' || entry.kind === 'listing');
  if (!entry) {
    const meant = nearest(cell, program.entries, ({ id }) => id, 1 / 2);
    complain('event', `"${cell}" is no event of the program${meant ? `; did you mean "${meant.id}"?` : ''}`);
  }
  if (sessionless) complain('event', `${cell} is a ${entry.kind}: it has no sessions`);
  return cell;
}

/** `2027-01-21 17:00` at the school. A time that the clocks skip in spring is refused. */
function readTime(
  column: 'starts' | 'ends',
  cell: string,
  zone: string,
  complain: Complain,
): Temporal.Instant | undefined {
  const [, day = '', time = ''] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/.exec(cell) ?? [];
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    complain(column, `expected a day and a time like 2027-01-21 17:00, found "${cell}"`);
    return undefined;
  }
  const local = Temporal.PlainDateTime.from(`${day}T${time}`);
  const zoned = local.toZonedDateTime(zone);
  if (!zoned.toPlainDateTime().equals(local)) {
    complain(column, `${cell} does not exist at the school: the clocks go forward then`);
    return undefined;
  }
  return zoned.toInstant();
}

function readSpecialty(program: Program, cell: string, complain: Complain): string | null {
  if (cell === '') return null;
  const found = findSpecialty(program, cell);
  if (!('problem' in found)) return found.id;
  complain('specialty', found.problem);
  return null;
}

/** What an optional cell says: null where it is empty, undefined where the table has no such column. */
function cellText(cell: string | undefined): string | null | undefined {
  return cell === '' ? null : cell;
}

function readSession(program: Program, { cells }: Row, complain: Complain): TabledSession[] {
  const zone = program.file.school.timeZone;
  const startsAt = readTime('starts', cells.starts, zone, complain);
  const endsAt = readTime('ends', cells.ends, zone, complain);
  if (startsAt && endsAt && Temporal.Instant.compare(endsAt, startsAt) <= 0)
    complain('ends', 'expected the end after the start');
  if (cells.link && !link.safeParse(cells.link).success)
    complain('link', `expected a link that begins with https://, found "${cells.link}"`);
  const session = {
    key: readKey(cells.key, complain),
    entry: readEntry(program, cells.event, complain),
    title: cellText(cells.title),
    specialty: cells.specialty === undefined ? undefined : readSpecialty(program, cells.specialty, complain),
    place: cellText(cells.place),
    link: cellText(cells.link),
  };
  return startsAt && endsAt ? [{ ...session, startsAt, endsAt }] : [];
}

/** Reads a table of sessions. Where `problems` is not empty nothing of it may be used; each names line, column and what was expected. */
export function readSessionTable(program: Program, csv: string): { sessions: TabledSession[]; problems: string[] } {
  const table = readCsv(csv, COLUMNS);
  const problems = [...table.problems];
  const lineOfKey = new Map<string, number>();
  const sessions = table.rows.flatMap((row) => {
    const complain: Complain = (column, problem) => void problems.push(`line ${row.line}, ${column}: ${problem}`);
    const earlier = lineOfKey.get(row.cells.key);
    if (earlier !== undefined) complain('key', `${row.cells.key} stands in line ${earlier} already`);
    lineOfKey.set(row.cells.key, row.line);
    return readSession(program, row, complain);
  });
  return { sessions, problems };
}
