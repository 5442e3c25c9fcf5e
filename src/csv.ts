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

/** A column with this heading is left out. */
export const LEFT_OUT = '-';

/** Where the heading begins in the text and where it ends: it may be quoted over several lines, and blank lines may come first. */
function headingSpan(text: string): { from: number; to: number } {
  const from = /[^\s\ufeff]/.exec(text)?.index ?? text.length;
  let isQuoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === '\n' && !isQuoted) return { from, to: at };
  }
  return { from, to: text.length };
}

/** What stands between cells: pasted from a spreadsheet it is a tab, in some countries a file has semicolons. */
function delimiterOf(heading: string): string {
  const outside = heading.replaceAll(/"[^"]*"/g, '');
  const count = (sign: string) => outside.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function parsed(text: string): z.infer<typeof records> {
  const { from, to } = headingSpan(text);
  return records.parse(
    parse(text, {
      bom: true,
      trim: true,
      delimiter: delimiterOf(text.slice(from, to)),
      skip_empty_lines: true,
      // Spreadsheets leave lines of nothing but commas below a table.
      skip_records_with_empty_values: true,
      relax_column_count: true,
      info: true,
    }),
  );
}

/** csv-parse counts a line twice where a cell holds a break of two characters. */
function withPlainBreaks(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** The column that a heading names: its words without regard to case and blanks. */
export function columnOf(heading: string): string {
  return heading.trim().toLowerCase().replaceAll(/\s+/g, '_');
}

/** The headings as they are written. Empty where there are none, or where they can't be read. */
export function readHeadings(text: string): string[] {
  const plain = withPlainBreaks(text);
  const { from, to } = headingSpan(plain);
  try {
    return parsed(plain.slice(from, to))[0]?.record ?? [];
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}

/** The same table under other headings, as many of them, with each row on the line on which it was. */
export function withHeadings(text: string, headings: readonly string[]): string {
  const plain = withPlainBreaks(text);
  const { from, to } = headingSpan(plain);
  const old = plain.slice(from, to);
  const heading = headings.map(writtenCell).join(delimiterOf(old));
  return `${plain.slice(0, from)}${heading}${'\n'.repeat(lineBreaks([old]))}${plain.slice(to)}`;
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
 * Reads CSV with a heading line. Column names are matched without regard to case and blanks; cells are trimmed, and a column headed
 * `-` is left out. Between cells stand commas, tabs or semicolons.
 * Gives the rows, or the problems that keep the table from being read: a missing, unknown or doubled column, a line of the wrong length.
 */
export function readCsv<Required extends string, Optional extends string>(
  text: string,
  { required, optional }: { required: readonly Required[]; optional: readonly Optional[] },
): CsvTable<Required, Optional> {
  const columns: readonly string[] = [...required, ...optional];
  if (text.includes('\u0000'))
    return { rows: [], problems: ['this is no text in UTF-8; please save the table as "CSV UTF-8"'] };
  let all: z.infer<typeof records>;
  try {
    all = parsed(withPlainBreaks(text));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: [], problems: [error.message] };
  }
  const [heading, ...body] = all;
  if (!heading) return { rows: [], problems: [`the file is empty; expected the columns ${columns.join(',')}`] };

  const names = heading.record.map(columnOf);
  const problems = [
    ...required.filter((c) => !names.includes(c)).map((c) => `line 1: the column ${c} is missing`),
    ...names
      .filter((name) => name !== LEFT_OUT && !columns.includes(name))
      .map((name) => `line 1: the column ${name || '(no name)'} is unknown; expected ${columns.join(', ')}`),
    ...names
      .filter((name, at) => name !== LEFT_OUT && names.indexOf(name) !== at)
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
