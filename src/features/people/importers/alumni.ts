// Graduates who advise, a line each, as the Alumni Liaison keeps them. Students never see the list: they ask, and the liaison connects them.
import type { Context } from '../../../context.ts';
import { cellList, readCsv, writeCsv } from '../../../csv.ts';
import { WAYS, type Way } from '../../../domain/asks.ts';
import { plainWord } from '../../../domain/nearest.ts';
import { ListedError } from '../../../errors.ts';
import type { Importer } from '../../../importer.ts';
import { email, LEFT_WORDS, readSpecialties } from '../../../people/roster.ts';
import { recordImportedRows } from '../../../people/undo-rows.ts';
import { type Alumnus, everyAlumnus, type KnownAlumnus, lockAlumni, saveAlumni } from '../store.ts';
import { alumniTable } from './undo-alumni.ts';

const COLUMNS = {
  required: ['name', 'email'],
  optional: ['class', 'specialties', 'place', 'residency', 'ways', 'left'],
} as const;
const ACTION = 'people.import-alumni';

/** A column that the table does not have is undefined: what is known stays. */
type Tabled = { line: number; name: string; email: string; hasLeft: boolean | undefined } & {
  [Field in 'class' | 'specialties' | 'place' | 'residency' | 'ways']: Alumnus[Field] | undefined;
};

type Complain = (column: string, problem: string) => void;

function readWays(cell: string | undefined, complain: Complain): Way[] | undefined {
  if (cell === undefined) return undefined;
  const ways = cellList(cell).flatMap((word) => {
    const way = WAYS.find((one) => plainWord(one) === plainWord(word));
    if (!way) complain('ways', `expected some of ${WAYS.join(', ')}, found "${word}"`);
    return way ?? [];
  });
  return WAYS.filter((way) => ways.includes(way));
}

function readYear(cell: string | undefined, complain: Complain): number | null | undefined {
  if (cell === undefined) return undefined;
  if (cell === '') return null;
  if (!/^(19\d\d|20\d\d)$/.test(cell)) complain('class', `expected a graduation year like 2015, found "${cell}"`);
  return Number(cell);
}

function readLeft(cell: string | undefined, complain: Complain): boolean | undefined {
  if (cell === undefined) return undefined;
  const left = Object.hasOwn(LEFT_WORDS, cell.toLowerCase()) ? LEFT_WORDS[cell.toLowerCase()] : undefined;
  if (left === undefined) complain('left', `expected yes, or nothing, found "${cell}"`);
  return left;
}

function orNull(cell: string | undefined): string | null | undefined {
  return cell === '' ? null : cell;
}

/** Reads the table. Problems name line, column and what was expected. */
function readAlumni({ program }: Context, csv: string): { rows: Tabled[]; problems: string[] } {
  const table = readCsv(csv, COLUMNS);
  const problems = [...table.problems];
  const lineOf = new Map<string, number>();
  const rows = table.rows.map(({ line, cells }): Tabled => {
    const complain: Complain = (column, problem) => void problems.push(`line ${line}, ${column}: ${problem}`);
    const address = cells.email.toLowerCase();
    if (cells.name === '') complain('name', 'expected a name');
    if (!email.safeParse(address).success) complain('email', `expected an e-mail address, found "${cells.email}"`);
    const earlier = lineOf.get(address);
    if (earlier !== undefined) complain('email', `${address} stands in line ${earlier} already`);
    lineOf.set(address, line);
    return {
      line,
      name: cells.name,
      email: address,
      class: readYear(cells.class, complain),
      specialties: cells.specialties === undefined ? undefined : readSpecialties(program, cells.specialties, complain),
      place: orNull(cells.place),
      residency: orNull(cells.residency),
      ways: readWays(cells.ways, complain),
      hasLeft: readLeft(cells.left, complain),
    };
  });
  return { rows, problems };
}

function alumnusAfter(tabled: Tabled, before: KnownAlumnus | undefined, now: string): Alumnus {
  const { hasLeft } = tabled;
  const left = hasLeft ? (before?.leftAt ?? now) : null;
  const kept = <Value>(value: Value | undefined, known: Value | undefined, none: Value) => value ?? known ?? none;
  return {
    name: tabled.name,
    email: tabled.email,
    class: tabled.class === undefined ? (before?.class ?? null) : tabled.class,
    specialties: kept(tabled.specialties, before?.specialties, []),
    place: tabled.place === undefined ? (before?.place ?? null) : tabled.place,
    residency: tabled.residency === undefined ? (before?.residency ?? null) : tabled.residency,
    ways: kept(tabled.ways, before?.ways, []),
    leftAt: hasLeft === undefined ? (before?.leftAt ?? null) : left,
  };
}

const FIELDS = ['name', 'class', 'specialties', 'place', 'residency', 'ways', 'leftAt'] as const;

function changedFields(before: KnownAlumnus, after: Alumnus): string[] {
  const differs = FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return differs.map((field) =>
    field === 'leftAt' ? (after.leftAt === null ? 'advises again' : 'advises no more') : field,
  );
}

export const alumniImporter: Importer = {
  table: 'alumni',
  title: 'Alumni who advise',
  action: ACTION,
  columns: COLUMNS,
  async run(ctx, tx, csv, actor) {
    await lockAlumni(tx);
    const { rows, problems } = readAlumni(ctx, csv);
    if (problems.length > 0) throw new ListedError('The alumni have mistakes; nothing was changed:', problems);
    const known = new Map((await everyAlumnus(tx)).map((one) => [one.email, one]));
    const now = ctx.clock.now().toString();
    const all = rows.map((row) => {
      const before = known.get(row.email);
      const after = alumnusAfter(row, before, now);
      return { before, after, fields: before ? changedFields(before, after) : ['new'] };
    });
    const changes = all.filter(({ fields }) => fields.length > 0);
    const before = await alumniTable.rows(
      ctx,
      tx,
      changes.flatMap((change) => (change.before ? String(change.before.id) : [])),
    );
    const ids = await saveAlumni(
      tx,
      changes.map(({ after }) => after),
    );
    const added = changes.filter((change) => !change.before).length;
    const counts = { added, changed: changes.length - added };
    const keys = ids.map(String);
    const auditId = await recordImportedRows(ctx, tx, alumniTable, { act: ACTION, actor, keys, before, counts });
    const lines = changes.map(({ after, fields }) => `${after.name} (${after.email}): ${fields.join(', ')}`);
    return { ...counts, unchanged: all.length - changes.length, lines, auditId };
  },
  async export(ctx) {
    const rows = (await everyAlumnus(ctx.db)).map((one) => ({
      name: one.name,
      email: one.email,
      class: one.class === null ? '' : String(one.class),
      specialties: one.specialties.map((id) => ctx.program.specialty(id)?.name ?? id).join('; '),
      place: one.place ?? '',
      residency: one.residency ?? '',
      ways: one.ways.join('; '),
      left: one.leftAt === null ? '' : 'yes',
    }));
    return writeCsv([...COLUMNS.required, ...COLUMNS.optional], rows);
  },
};
