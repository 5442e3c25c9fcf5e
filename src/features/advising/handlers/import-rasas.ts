// Who is RASA for which specialty, and for how many students: the table that staff import and export.
import type { Context } from '../../../context.ts';
import { readCsv, writeCsv } from '../../../csv.ts';
import type { Tx } from '../../../db/client.ts';
import { ListedError } from '../../../errors.ts';
import type { ImportDifference, Importer } from '../../../importer.ts';
import type { Person } from '../../../people/person.ts';
import { allPeople } from '../../../people/store.ts';
import { recordImportedRows } from '../../../people/undo-rows.ts';
import { findSpecialty } from '../../../program/find-specialty.ts';
import { allRasas, saveRasa } from '../store/rasas.ts';
import { specialtyName } from './named.ts';
import { holdAssignments, keyOfRasa, rasasTable } from './undo-imports.ts';

const COLUMNS = { required: ['rasa', 'specialty', 'capacity'], optional: [] } as const;

interface Row {
  line: number;
  personId: number;
  name: string;
  specialty: string;
  capacity: number;
}

/** A person of the program by any of their addresses. */
export function byAddress(people: readonly Person[]): (cell: string) => Person | undefined {
  const known = new Map(people.flatMap((person) => person.emails.map((email) => [email, person] as const)));
  return (cell) => known.get(cell.trim().toLowerCase());
}

function readRasas(ctx: Context, csv: string, people: readonly Person[]): { rows: Row[]; problems: string[] } {
  const table = readCsv(csv, COLUMNS);
  const problems = [...table.problems];
  const find = byAddress(people);
  const lineOf = new Map<string, number>();
  const rows = table.rows.flatMap(({ line, cells }): Row[] => {
    const complain = (column: string, problem: string) => void problems.push(`line ${line}, ${column}: ${problem}`);
    const person = find(cells.rasa);
    if (!person) complain('rasa', `nobody of the roster has the address "${cells.rasa}"`);
    else if (person.active && !person.roles.includes('rasa')) complain('rasa', `${person.name} has no role rasa`);
    const specialty = findSpecialty(ctx.program, cells.specialty);
    if ('problem' in specialty) complain('specialty', specialty.problem);
    if (!/^\d{1,4}$/.test(cells.capacity))
      complain('capacity', `expected a number of students like 4, found "${cells.capacity}"`);
    if (!person || 'problem' in specialty) return [];
    const key = `${person.id}/${specialty.id}`;
    const earlier = lineOf.get(key);
    if (earlier !== undefined) complain('specialty', `line ${earlier} has the same RASA and specialty already`);
    lineOf.set(key, line);
    return [
      { line, personId: person.id, name: person.name, specialty: specialty.id, capacity: Number(cells.capacity) },
    ];
  });
  return { rows, problems };
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError('The RASAs have mistakes; nothing was changed:', problems);
}

async function importRasas(ctx: Context, tx: Tx, csv: string, actor: Person): Promise<ImportDifference> {
  await holdAssignments(ctx, tx);
  const { rows, problems } = readRasas(ctx, csv, await allPeople(tx));
  refuse(problems);
  const known = new Map((await allRasas(tx)).map((rasa) => [`${rasa.personId}/${rasa.specialty}`, rasa]));
  const counts = { added: 0, changed: 0 };
  let unchanged = 0;
  const lines: string[] = [];
  const keys: string[] = [];
  for (const { line, personId, name, specialty, capacity } of rows) {
    const before = known.get(`${personId}/${specialty}`);
    if (before && capacity < before.taken)
      problems.push(`line ${line}, capacity: ${name} has ${before.taken} students already, so ${capacity} are too few`);
    if (before?.capacity === capacity) {
      unchanged += 1;
      continue;
    }
    counts[before ? 'changed' : 'added'] += 1;
    keys.push(keyOfRasa({ personId, specialty }));
    const was = before ? ` (until now ${before.capacity})` : '';
    lines.push(`${name}, ${specialtyName(ctx.program, specialty)}: ${capacity} students${was}`);
  }
  refuse(problems);
  const before = await rasasTable.rows(ctx, tx, keys);
  for (const { personId, specialty, capacity } of rows) await saveRasa(tx, { personId, specialty, capacity });
  const act = 'advising.import-rasas';
  const auditId = await recordImportedRows(ctx, tx, rasasTable, { act, actor, keys, before, counts });
  return { ...counts, unchanged, lines, auditId };
}

export const rasasImporter: Importer = {
  table: 'rasas',
  title: 'RASAs',
  action: 'advising.import-rasas',
  columns: COLUMNS,
  run: importRasas,
  async export(ctx) {
    const people = new Map((await allPeople(ctx.db)).map((person) => [person.id, person]));
    const rows = (await allRasas(ctx.db)).map(({ personId, specialty, capacity }) => ({
      rasa: people.get(personId)?.emails[0] ?? '',
      specialty: specialtyName(ctx.program, specialty),
      capacity: String(capacity),
    }));
    return writeCsv(COLUMNS.required, rows);
  },
};
