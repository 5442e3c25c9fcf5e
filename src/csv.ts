import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';

/** What csv-parse gives with `info`, which its types do not say. `lines` is the line on which a record ends. */
const records = z.array(
  z
    .object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })
    .transform(({ record, info }) => ({ record, line: info.lines - lineBreaks(record) })),
);

/** Line breaks within cells: a record begins so many lines before it ends. */
function lineBreaks(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
}

export interface CsvRow<Required extends string, Optional extends string> {
  /** The line on which the row begins in the file, 1 for the heading. */
  line: number;
  /** undefined in a column that the file does not have: nothing is said of it, while an empty cell says that there is nothing. */
  cells: Record<Required, string> & Record<Optional, string | undefined>;
}

export interface CsvTable<Required extends string, Optional extends string> {
  rows: CsvRow<Required, Optional>[];
  problems: string[];
}

function writtenCell(cell: string): string {
  return /[",;\t\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Writes a table so that `readCsv` gives the same cells. */
export function writeCsv<Column extends string>(
  columns: readonly Column[],
  rows: readonly Readonly<Record<Column, string>>[],
): string {
  const lines = rows.map((row) => columns.map((column) => writtenCell(row[column])).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

/**
 * Reads CSV with a heading line. Column names are matched without regard to case and blanks; cells are trimmed.
 * Gives the rows, or the problems that keep the table from being read: a missing, unknown or doubled column, a line of the wrong length.
 */
export function readCsv<Required extends string, Optional extends string>(
  text: string,
  { required, optional }: { required: readonly Required[]; optional: readonly Optional[] },
): CsvTable<Required, Optional> {
  const columns: readonly string[] = [...required, ...optional];
  let parsed: z.infer<typeof records>;
  try {
    parsed = records.parse(
      // csv-parse counts a line twice where a cell holds a break of two characters.
      parse(text.replaceAll('\r\n', '\n'), {
        bom: true,
        trim: true,
        skip_empty_lines: true,
        // Spreadsheets leave lines of nothing but commas below a table.
        skip_records_with_empty_values: true,
        relax_column_count: true,
        info: true,
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: [], problems: [error.message] };
  }
  const [heading, ...body] = parsed;
  if (!heading) return { rows: [], problems: [`the file is empty; expected the columns ${columns.join(',')}`] };

  const names = heading.record.map((name) => name.toLowerCase().replaceAll(/\s+/g, '_'));
  const problems = [
    ...required.filter((c) => !names.includes(c)).map((c) => `line 1: the column ${c} is missing`),
    ...names
      .filter((name) => !columns.some((c) => c === name))
      .map((name) => `line 1: the column ${name || '(no name)'} is unknown; expected ${columns.join(', ')}`),
    ...names
      .filter((name, at) => names.indexOf(name) !== at)
      .map((name) => `line 1: the column ${name} stands there twice`),
    ...body
      .filter(({ record }) => record.length !== names.length)
      .map(({ record, line }) => `line ${line}: expected ${names.length} cells, found ${record.length}`),
  ];
  if (problems.length > 0) return { rows: [], problems };

  const rows = body.map(({ record, line }) => {
    const cells = Object.fromEntries(columns.map((column) => [column, record[names.indexOf(column)]]));
    return { line, cells: cells as CsvRow<Required, Optional>['cells'] };
  });
  return { rows, problems: rows.length === 0 ? ['the file has a heading but no lines'] : [] };
}

/** The values of a cell that holds several, written `a; b`. */
export function cellList(cell: string): string[] {
  return cell
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}
