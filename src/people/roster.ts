// The roster as staff keep it: one CSV line a person. Pure: text and whom we know in, people or problems out.
import { z } from 'zod';
import { type CsvRow, cellList, readCsv, writeCsv } from '../csv.ts';
import { laterOf } from '../domain/day.ts';
import { nearest, plainWord } from '../domain/nearest.ts';
import { TRACKS, type Track } from '../domain/phases.ts';
import { ROLES, type Role } from '../domain/roles.ts';
import type { Enrollment, Override } from '../domain/standing.ts';
import { findSpecialty } from '../program/find-specialty.ts';
import type { Program } from '../program/program.ts';
import { overlapping, overrideText, parseOverride } from './override.ts';
import { overrideProblems } from './override-problems.ts';
import type { Person } from './person.ts';

/** A person as a roster knows one: without our id and what Slack says. */
export type RosterPerson = Omit<Person, 'id' | 'slackUserId' | 'timeZone' | 'follows' | 'settings' | 'ticks'> & {
  line: number;
};

export const COLUMNS = {
  required: ['name', 'emails', 'roles'],
  optional: ['class', 'track', 'society', 'specialties', 'overrides', 'left'],
} as const;
type RequiredColumn = (typeof COLUMNS.required)[number];
type OptionalColumn = (typeof COLUMNS.optional)[number];
type Column = RequiredColumn | OptionalColumn;
type Row = CsvRow<RequiredColumn, OptionalColumn>;

/** Whom we know by an address of the line, whose columns that the file does not have stay as they are. */
type Known = Person | undefined;

export const email = z.email();

/** Collects what is wrong with one line, each problem with the line and the column. */
type Complain<Of extends string = Column> = (column: Of, problem: string) => void;

function meant(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates, (c) => c);
  return found === undefined ? '' : `; did you mean "${found}"?`;
}

export function readEmails(cell: string, complain: Complain<'emails'>): string[] {
  const emails = cellList(cell).map((address) => address.toLowerCase());
  if (emails.length === 0) complain('emails', 'expected at least one e-mail address');
  for (const address of emails) {
    if (!email.safeParse(address).success) complain('emails', `"${address}" is no e-mail address`);
  }
  if (new Set(emails).size < emails.length) complain('emails', 'the same address stands there twice');
  return emails;
}

function readRoles(cell: string, complain: Complain): Role[] {
  const words = cellList(cell);
  if (words.length === 0) complain('roles', `expected at least one of ${ROLES.join(', ')}`);
  const roles = words.flatMap((word) => {
    const role = ROLES.find((r) => plainWord(r) === plainWord(word));
    if (!role) complain('roles', `"${word}" is no role of the program${meant(word, ROLES)}`);
    return role ?? [];
  });
  return [...new Set(roles)].sort();
}

export function readSpecialties(program: Program, cell: string, complain: Complain<'specialties'>): string[] {
  const ids = cellList(cell).flatMap((word) => {
    const found = findSpecialty(program, word);
    if (!('problem' in found)) return found.id;
    complain('specialties', found.problem);
    return [];
  });
  return [...new Set(ids)];
}

function readOverrides(cell: string, complain: Complain): Override[] {
  const overrides = cellList(cell).flatMap((text) => {
    const override = parseOverride(text);
    if (!('problem' in override)) return override;
    complain('overrides', override.problem);
    return [];
  });
  const clash = overlapping(overrides);
  if (clash)
    complain('overrides', `two overrides of ${clash[0].kind} are in force on ${laterOf(clash[0].from, clash[1].from)}`);
  return overrides.sort((a, b) => (a.from + a.kind < b.from + b.kind ? -1 : 1));
}

function readTrack(cell: string, complain: Complain): Track | undefined {
  const track = TRACKS.find((t) => t === cell.toLowerCase());
  if (!track) complain('track', `expected ${TRACKS.join(' or ')}, found "${cell}"`);
  return track;
}

function readClass(program: Program, cell: string, complain: Complain): number | undefined {
  const known = [...new Set(program.file.classes.map((c) => c.class))].sort();
  const graduationYear = known.find((year) => String(year) === cell);
  if (graduationYear === undefined)
    complain('class', `expected a graduation year of the program (${known[0]} to ${known.at(-1)}), found "${cell}"`);
  return graduationYear;
}

/** What a column says that the file does not have: what we know of a student, and nothing of somebody new. */
function readEnrollment(program: Program, cells: Row['cells'], before: Known, complain: Complain): Enrollment | null {
  const known = before?.enrollment;
  if (known && cells.class === undefined && cells.track === undefined && cells.overrides === undefined) return known;
  const track = cells.track === undefined && known ? known.track : readTrack(cells.track ?? '', complain);
  const graduationYear =
    cells.class === undefined && known ? known.class : readClass(program, cells.class ?? '', complain);
  const overrides =
    cells.overrides === undefined ? [...(known?.overrides ?? [])] : readOverrides(cells.overrides, complain);
  for (const problem of overrideProblems(program, { class: graduationYear, track: track ?? 'pathways', overrides }))
    complain('overrides', problem);
  return !track || graduationYear === undefined ? null : { class: graduationYear, track, overrides };
}

function refuseEnrollment(cells: Row['cells'], complain: Complain): null {
  for (const column of ['class', 'track', 'overrides'] as const) {
    if (cells[column]) complain(column, 'only students have one; add the role student or empty the cell');
  }
  return null;
}

function readSociety(program: Program, cell: string, complain: Complain): string | null {
  if (cell === '') return null;
  const societies = program.file.societies.map((s) => s.name);
  const society = societies.find((name) => plainWord(name) === plainWord(cell));
  if (!society) complain('society', `"${cell}" is no society of the program${meant(cell, societies)}`);
  return society ?? null;
}

export const LEFT_WORDS: Readonly<Record<string, boolean>> = {
  yes: true,
  y: true,
  true: true,
  x: true,
  '': false,
  no: false,
  n: false,
  false: false,
};

/** Nobody leaves by being absent from a file; who has left is marked, and an empty cell brings them back. */
function readActive(cell: string | undefined, before: Known, complain: Complain): boolean {
  if (cell === undefined) return before?.active ?? true;
  const left = Object.hasOwn(LEFT_WORDS, cell.toLowerCase()) ? LEFT_WORDS[cell.toLowerCase()] : undefined;
  if (left === undefined) complain('left', `expected yes, or nothing, found "${cell}"`);
  return !left;
}

function readPerson(program: Program, { line, cells }: Row, before: Known, complain: Complain): RosterPerson {
  if (cells.name === '') complain('name', 'expected a name');
  const roles = readRoles(cells.roles, complain);
  return {
    line,
    name: cells.name,
    emails: readEmails(cells.emails, complain),
    roles,
    active: readActive(cells.left, before, complain),
    enrollment: roles.includes('student')
      ? readEnrollment(program, cells, before, complain)
      : refuseEnrollment(cells, complain),
    society: cells.society === undefined ? (before?.society ?? null) : readSociety(program, cells.society, complain),
    specialties:
      cells.specialties === undefined
        ? [...(before?.specialties ?? [])]
        : readSpecialties(program, cells.specialties, complain),
  };
}

export function sharedEmails(people: readonly { line: number; emails: readonly string[] }[]): string[] {
  const firstLine = new Map<string, number>();
  return people.flatMap(({ line, emails }) =>
    emails.flatMap((address) => {
      const first = firstLine.get(address);
      if (first === undefined) firstLine.set(address, line);
      return first === undefined || first === line
        ? []
        : [`line ${line}, emails: ${address} stands in line ${first} already`];
    }),
  );
}

/** Where `problems` is not empty nothing of the roster may be used; each names line, column and what was expected. */
export interface Roster {
  people: RosterPerson[];
  problems: string[];
}

/**
 * Reads a roster. A column that it does not have leaves what is known of a person as it is; an empty cell clears it.
 * `known` are the people known so far, found by any of their addresses.
 */
export function readRoster(program: Program, csv: string, known: readonly Person[]): Roster {
  const table = readCsv(csv, COLUMNS);
  const problems = [...table.problems];
  const byEmail = new Map(known.flatMap((person) => person.emails.map((address) => [address, person] as const)));
  const people = table.rows.map((row) => {
    const [before] = cellList(row.cells.emails).flatMap((address) => byEmail.get(address.toLowerCase()) ?? []);
    const complain: Complain = (column, problem) => void problems.push(`line ${row.line}, ${column}: ${problem}`);
    return readPerson(program, row, before, complain);
  });
  return { people, problems: [...problems, ...sharedEmails(people)] };
}

/** People as a roster, by their order; it imports again without a difference. */
export function writeRoster(program: Program, people: readonly Person[]): string {
  const rows = people.map(({ name, emails, roles, enrollment, society, specialties, active }) => ({
    name,
    emails: emails.join('; '),
    roles: roles.join('; '),
    class: enrollment ? String(enrollment.class) : '',
    track: enrollment?.track ?? '',
    society: society ?? '',
    specialties: specialties.map((id) => program.specialty(id)?.name ?? id).join('; '),
    overrides: (enrollment?.overrides ?? []).map(overrideText).join('; '),
    left: active ? '' : 'yes',
  }));
  return writeCsv([...COLUMNS.required, ...COLUMNS.optional], rows);
}
