// Any table that a slice can import, from the command line: `import <table> file.csv`, `export <table>`.
import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';
import { ListedError, UserError } from '../errors.ts';
import type { ImportDifference, Importer } from '../importer.ts';
import { importersOf, tryImport, understandTable } from '../importing/import-table.ts';
import { columnsOf, keptHeading, type Mappings, unknownHeadings } from '../importing/mapping.ts';
import { rememberMappings } from '../importing/store.ts';
import { actingStaff } from '../people/acting-staff.ts';
import { sayDryRun } from './session-report.ts';
import { say } from './tool.ts';

/** Throws a UserError that names the tables there are. */
export function importerNamed(ctx: Context, table: string): Importer {
  const importers = importersOf(ctx);
  const found = importers.find((importer) => importer.table === table);
  if (!found)
    throw new UserError(`There is no table ${table}; there is ${importers.map((one) => one.table).join(', ')}.`);
  return found;
}

/** Reads `--map 'E-Mail=emails' --map 'Shoe size=-'`. Throws a UserError for what is no column of the table. */
export function readMappings(importer: Importer, written: readonly string[]): Mappings {
  return new Map(
    written.map((text) => {
      const at = text.lastIndexOf('=');
      const [heading, column] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
      if (at < 1 || heading === '' || (column !== '-' && !columnsOf(importer).includes(column)))
        throw new UserError(
          `--map "${text}": expected "heading=column", with one of ${columnsOf(importer).join(', ')}, or - to leave it out.`,
        );
      return [keptHeading(heading), column === '-' ? null : column];
    }),
  );
}

/** The table under the importer's own headings. Throws a ListedError with those that nobody has explained. */
export async function understood(ctx: Context, importer: Importer, csv: string, said: Mappings): Promise<string> {
  const { headings, csv: mapped } = await understandTable(ctx, importer, csv, said);
  const unknown = unknownHeadings(headings);
  if (unknown.length === 0) return mapped;
  throw new ListedError(
    'Some headings are new. Say which column each is, and it is remembered; nothing was changed:',
    unknown.map(
      (heading) =>
        `line 1: the column ${heading} is unknown; --map "${heading}=..." with one of ${columnsOf(importer).join(', ')}, or - to leave it out`,
    ),
  );
}

function sayDifference({ added, changed, unchanged, lines }: ImportDifference): void {
  say(`New: ${added}\nChanged: ${changed}\nUnchanged: ${unchanged}`);
  for (const line of lines) say(`  ${line}`);
}

/** Imports a table as a member of staff. What is said of its headings is remembered with it; a dry run changes nothing. */
export async function importTable(
  ctx: Context,
  importer: Importer,
  csv: string,
  { as, dryRun, mappings }: { as: string; dryRun: boolean; mappings: Mappings },
): Promise<void> {
  const actor = await actingStaff(ctx.db, as, importer.action);
  const along = (tx: Tx) => rememberMappings(tx, importer.table, mappings);
  const mapped = await understood(ctx, importer, csv, mappings);
  const tried = await tryImport(ctx, importer, mapped, actor, { dryRun, along });
  if (tried.kind === 'mistakes')
    throw new ListedError(`${importer.title}: there are mistakes; nothing was changed:`, tried.problems);
  sayDifference(tried.difference);
  sayDryRun(dryRun);
  if (!dryRun && importer.afterwards) say(await importer.afterwards(ctx));
}

/** The whole table as CSV. */
export async function exportedTable(ctx: Context, table: string, as: string): Promise<string> {
  const importer = importerNamed(ctx, table);
  await actingStaff(ctx.db, as, importer.action);
  return importer.export(ctx);
}
