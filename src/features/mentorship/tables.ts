// Mentors and students of a season as staff keep them in a table. Pure: text in, rows or problems out; every export reads again unchanged.
import { cellList, readCsv, writeCsv } from '../../csv.ts';
import { findSpecialty } from '../../program/find-specialty.ts';
import type { Program } from '../../program/program.ts';

export const MENTOR_COLUMNS = {
  required: ['email', 'specialties', 'capacity'],
  optional: ['topics', 'paused'],
} as const;

export const MENTEE_COLUMNS = {
  required: ['email', 'specialties'],
  optional: ['topics', 'wishes', 'match_me', 'note'],
} as const;

export interface MentorRow {
  line: number;
  email: string;
  specialties: string[];
  /** undefined: the table has no such column, and what is known stays. */
  topics: string[] | undefined;
  capacity: number;
  paused: boolean | undefined;
}

export interface MenteeRow {
  line: number;
  email: string;
  specialties: string[];
  topics: string[];
  /** Addresses, the dearest first. */
  wishes: string[];
  matchMe: boolean;
  note: string | null;
}

type Complain = (column: string, problem: string) => void;

function readSpecialties(program: Program, cell: string, complain: Complain): string[] {
  return cellList(cell).flatMap((name) => {
    const found = program.specialty(name) ?? findSpecialty(program, name);
    if ('id' in found) return found.id;
    complain('specialties', found.problem);
    return [];
  });
}

function readTopics(program: Program, cell: string, complain: Complain): string[] {
  const { topics } = program.file.mentorship;
  return cellList(cell).flatMap((name) => {
    const found = topics.find((topic) => topic.id === name || topic.name.toLowerCase() === name.toLowerCase());
    if (!found) complain('topics', `"${name}" is no topic; there are ${topics.map(({ id }) => id).join(', ')}`);
    return found?.id ?? [];
  });
}

function readYes(column: string, cell: string, complain: Complain): boolean {
  const answer = cell.toLowerCase();
  if (answer !== 'yes' && answer !== 'no' && answer !== '') complain(column, `expected yes or no, found "${cell}"`);
  return answer === 'yes';
}

function readCapacity(cell: string, complain: Complain): number {
  if (!/^[1-5]$/.test(cell)) complain('capacity', `expected a number from 1 to 5, found "${cell}"`);
  return Number(cell);
}

interface Read<Row> {
  rows: Row[];
  problems: string[];
}

function complaining(line: number, problems: string[]): Complain {
  return (column, problem) => void problems.push(`line ${line}, ${column}: ${problem}`);
}

export function readMentors(program: Program, csv: string): Read<MentorRow> {
  const table = readCsv(csv, MENTOR_COLUMNS);
  const problems = [...table.problems];
  const rows = table.rows.map(({ line, cells }): MentorRow => {
    const complain = complaining(line, problems);
    return {
      line,
      email: cells.email.toLowerCase(),
      specialties: readSpecialties(program, cells.specialties, complain),
      topics: cells.topics === undefined ? undefined : readTopics(program, cells.topics, complain),
      capacity: readCapacity(cells.capacity, complain),
      paused: cells.paused === undefined ? undefined : readYes('paused', cells.paused, complain),
    };
  });
  return { rows, problems };
}

const MOST_WISHES = 5;

export function readMentees(program: Program, csv: string): Read<MenteeRow> {
  const table = readCsv(csv, MENTEE_COLUMNS);
  const problems = [...table.problems];
  const rows = table.rows.map(({ line, cells }): MenteeRow => {
    const complain = complaining(line, problems);
    const wishes = [...new Set(cellList(cells.wishes ?? '').map((wish) => wish.toLowerCase()))];
    if (wishes.length > MOST_WISHES) complain('wishes', `expected ${MOST_WISHES} at most, found ${wishes.length}`);
    const matchMe =
      cells.match_me === undefined || cells.match_me === '' || readYes('match_me', cells.match_me, complain);
    if (!matchMe && wishes.length === 0) complain('match_me', 'expected yes where there are no wishes');
    return {
      line,
      email: cells.email.toLowerCase(),
      specialties: readSpecialties(program, cells.specialties, complain),
      topics: readTopics(program, cells.topics ?? '', complain),
      wishes,
      matchMe,
      note: unguarded(cells.note ?? '') || null,
    };
  });
  return { rows, problems };
}

/** A note that a spreadsheet would take for a formula begins with an apostrophe in the table, and without it here. */
function guarded(note: string): string {
  return /^'*[=+@-]/.test(note) ? `'${note}` : note;
}

function unguarded(note: string): string {
  return note.replace(/^'('*[=+@-])/, '$1');
}

function yes(value: boolean): string {
  return value ? 'yes' : 'no';
}

export function writeMentors(mentors: readonly Omit<MentorRow, 'line'>[]): string {
  return writeCsv(
    [...MENTOR_COLUMNS.required, ...MENTOR_COLUMNS.optional],
    mentors.map(({ email, specialties, capacity, topics = [], paused = false }) => ({
      email,
      specialties: specialties.join('; '),
      capacity: String(capacity),
      topics: topics.join('; '),
      paused: yes(paused),
    })),
  );
}

export function writeMentees(mentees: readonly Omit<MenteeRow, 'line'>[]): string {
  return writeCsv(
    [...MENTEE_COLUMNS.required, ...MENTEE_COLUMNS.optional],
    mentees.map(({ email, specialties, topics, wishes, matchMe, note }) => ({
      email,
      specialties: specialties.join('; '),
      topics: topics.join('; '),
      wishes: wishes.join('; '),
      match_me: yes(matchMe),
      note: guarded(note ?? ''),
    })),
  );
}
