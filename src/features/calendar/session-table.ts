// Sessions as staff keep them: one CSV line a session, times in the school's zone. Pure: text in, sessions or problems out.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { readCsv, writeCsv } from '../../csv.ts';
import { dayOf, daysBetween, isDay } from '../../domain/day.ts';
import { daysLater } from '../../domain/hour.ts';
import { nearest } from '../../domain/nearest.ts';
import { findSpecialty } from '../../program/find-specialty.ts';
import type { Program } from '../../program/program.ts';
import type { SessionPlan } from './rules/session-changes.ts';

export const COLUMNS = {
  required: ['key', 'event', 'starts', 'ends'],
  optional: ['title', 'specialty', 'place', 'link', 'capacity', 'rsvp_closes', 'recording'],
} as const;
type RequiredColumn = (typeof COLUMNS.required)[number];
type OptionalColumn = (typeof COLUMNS.optional)[number];
type Column = RequiredColumn | OptionalColumn;

/** What staff write of a session, as text. */
export type SessionCells = Record<RequiredColumn, string> & Partial<Record<OptionalColumn, string | undefined>>;

/** A session as a table tells of it. A field whose column the table does not have is undefined: it stays as it is. */
export type TabledSession = Pick<SessionPlan, 'key' | 'entry' | 'startsAt' | 'endsAt'> & {
  [Field in keyof Optionals]: Optionals[Field] | undefined;
};
type Optionals = Pick<
  SessionPlan,
  'title' | 'specialty' | 'place' | 'link' | 'capacity' | 'rsvpClosesAt' | 'recording'
>;

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
export function readTime<Named extends Column>(
  column: Named,
  cell: string,
  zone: string,
  complain: (column: Named, problem: string) => void,
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

export function readLink(
  column: 'link' | 'recording',
  cell: string | undefined,
  complain: Complain,
): string | null | undefined {
  if (cell && !link.safeParse(cell).success)
    complain(column, `expected a link that begins with https://, found "${cell}"`);
  return cellText(cell);
}

function readCapacity(cell: string | undefined, complain: Complain): number | null | undefined {
  if (cell === undefined) return undefined;
  if (cell === '') return null;
  if (!/^[1-9]\d{0,4}$/.test(cell)) complain('capacity', `expected a number of places like 30, found "${cell}"`);
  return Number(cell);
}

function readClosing(
  cell: string | undefined,
  startsAt: Temporal.Instant | undefined,
  zone: string,
  complain: Complain,
): Temporal.Instant | null | undefined {
  if (cell === undefined) return undefined;
  if (cell === '') return null;
  const closes = readTime('rsvp_closes', cell, zone, complain);
  if (closes && startsAt && Temporal.Instant.compare(closes, startsAt) > 0)
    complain('rsvp_closes', 'expected a time before the start');
  return closes ?? null;
}

function readOptionals(
  program: Program,
  cells: Partial<SessionCells>,
  startsAt: Temporal.Instant | undefined,
  complain: Complain,
): { [Field in keyof Optionals]: Optionals[Field] | undefined } {
  const zone = program.file.school.timeZone;
  return {
    title: cellText(cells.title),
    specialty: cells.specialty === undefined ? undefined : readSpecialty(program, cells.specialty, complain),
    place: cellText(cells.place),
    link: readLink('link', cells.link, complain),
    capacity: readCapacity(cells.capacity, complain),
    rsvpClosesAt: readClosing(cells.rsvp_closes, startsAt, zone, complain),
    recording: readLink('recording', cells.recording, complain),
  };
}

function requireOrder(
  startsAt: Temporal.Instant | undefined,
  endsAt: Temporal.Instant | undefined,
  complain: Complain,
): void {
  if (startsAt && endsAt && Temporal.Instant.compare(endsAt, startsAt) <= 0)
    complain('ends', 'expected the end after the start');
}

function readSession(program: Program, cells: SessionCells, complain: Complain): TabledSession[] {
  const zone = program.file.school.timeZone;
  const startsAt = readTime('starts', cells.starts, zone, complain);
  const endsAt = readTime('ends', cells.ends, zone, complain);
  requireOrder(startsAt, endsAt, complain);
  const session = {
    key: readKey(cells.key, complain),
    entry: readEntry(program, cells.event, complain),
    ...readOptionals(program, cells, startsAt, complain),
  };
  return startsAt && endsAt ? [{ ...session, startsAt, endsAt }] : [];
}

/** A closing time that the start has come before says nothing: answers are taken until it begins. */
function closingBefore(startsAt: Temporal.Instant, closes: Temporal.Instant | null): Temporal.Instant | null {
  return closes !== null && Temporal.Instant.compare(closes, startsAt) > 0 ? null : closes;
}

/** The closing time that a session has, as many days later as the session is: answers are taken as long before it as they were. */
function closingMoved({ startsAt }: TabledSession, before: SessionPlan | undefined, zone: string) {
  if (!before?.rsvpClosesAt) return null;
  return daysLater(before.rsvpClosesAt, daysBetween(dayOf(before.startsAt, zone), dayOf(startsAt, zone)), zone);
}

/** A session whole: of what is not said the known one keeps what it has, and a new one has nothing. `zone` is the school's. */
export function completed(session: TabledSession, before: SessionPlan | undefined, zone: string): SessionPlan {
  const kept = <Value>(value: Value | undefined, known: Value | null | undefined) =>
    value === undefined ? (known ?? null) : value;
  return {
    ...session,
    title: kept(session.title, before?.title),
    specialty: kept(session.specialty, before?.specialty),
    place: kept(session.place, before?.place),
    link: kept(session.link, before?.link),
    capacity: kept(session.capacity, before?.capacity),
    rsvpClosesAt: closingBefore(
      session.startsAt,
      session.rsvpClosesAt === undefined ? closingMoved(session, before, zone) : session.rsvpClosesAt,
    ),
    recording: kept(session.recording, before?.recording),
    cancelledAt: before?.cancelledAt ?? null,
    postponed: before?.postponed ?? false,
  };
}

/** What was read of one session; where `problems` is not empty nothing of it may be used. */
export interface ReadSession {
  plan: SessionPlan | null;
  problems: string[];
}

/** Reads a new session from its cells. */
export function readNewSession(program: Program, cells: SessionCells): ReadSession {
  const problems: string[] = [];
  const [session] = readSession(program, cells, (column, problem) => void problems.push(`${column}: ${problem}`));
  return { plan: session ? completed(session, undefined, program.file.school.timeZone) : null, problems };
}

/** Reads what becomes different about a known session. With a new start alone it stays as long as it was. */
export function readSessionChange(program: Program, before: SessionPlan, cells: Partial<SessionCells>): ReadSession {
  const problems: string[] = [];
  const complain: Complain = (column, problem) => void problems.push(`${column}: ${problem}`);
  const zone = program.file.school.timeZone;
  const { key, startsAt: start, endsAt: end } = before;
  const startsAt = cells.starts === undefined ? start : readTime('starts', cells.starts, zone, complain);
  const sameLength = startsAt?.add(start.until(end));
  const endsAt = cells.ends === undefined ? sameLength : readTime('ends', cells.ends, zone, complain);
  requireOrder(startsAt, endsAt, complain);
  const entry = cells.event === undefined ? before.entry : readEntry(program, cells.event, complain);
  const session = { key, entry, ...readOptionals(program, cells, startsAt, complain) };
  return { plan: startsAt && endsAt ? completed({ ...session, startsAt, endsAt }, before, zone) : null, problems };
}

/** Reads a table of sessions. Where `problems` is not empty nothing of it may be used; each names line, column and what was expected. */
export function readSessionTable(
  program: Program,
  csv: string,
): { sessions: (TabledSession & { line: number })[]; problems: string[] } {
  const table = readCsv(csv, COLUMNS);
  const problems = [...table.problems];
  const lineOfKey = new Map<string, number>();
  const sessions = table.rows.flatMap((row) => {
    const complain: Complain = (column, problem) => void problems.push(`line ${row.line}, ${column}: ${problem}`);
    const earlier = lineOfKey.get(row.cells.key);
    if (earlier !== undefined) complain('key', `${row.cells.key} stands in line ${earlier} already`);
    lineOfKey.set(row.cells.key, row.line);
    return readSession(program, row.cells, complain).map((session) => ({ ...session, line: row.line }));
  });
  return { sessions, problems };
}

/** As `readTime` reads it back: `2027-01-21 17:00` at the school. */
function writtenTime(at: Temporal.Instant, zone: string): string {
  const time = at.toZonedDateTimeISO(zone).toPlainTime();
  return `${dayOf(at, zone)} ${time.toString({ smallestUnit: 'minute' })}`;
}

/** Sessions as a table, in their order; it imports again without a difference. */
export function writeSessionTable(program: Program, sessions: readonly SessionPlan[]): string {
  const { timeZone } = program.file.school;
  const rows = sessions.map((session) => ({
    key: session.key,
    event: session.entry,
    starts: writtenTime(session.startsAt, timeZone),
    ends: writtenTime(session.endsAt, timeZone),
    title: session.title ?? '',
    specialty: session.specialty === null ? '' : (program.specialty(session.specialty)?.name ?? session.specialty),
    place: session.place ?? '',
    link: session.link ?? '',
    capacity: session.capacity === null ? '' : String(session.capacity),
    rsvp_closes: session.rsvpClosesAt === null ? '' : writtenTime(session.rsvpClosesAt, timeZone),
    recording: session.recording ?? '',
  }));
  return writeCsv([...COLUMNS.required, ...COLUMNS.optional], rows);
}
