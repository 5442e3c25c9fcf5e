// How the headings of staff's own tables become an importer's columns. Pure.
import { columnOf, LEFT_OUT, readHeadings, withHeadings } from '../csv.ts';
import { nearest } from '../domain/nearest.ts';
import type { Importer } from '../importer.ts';

/** One heading of a table as it is written, and the column it means; null: left out, undefined: nobody has said yet. */
export interface Heading {
  written: string;
  column: string | null | undefined;
  /** Somebody has said so before. */
  isRemembered: boolean;
}

/** By the heading as it is kept (`keptHeading`); null: left out. */
export type Mappings = ReadonlyMap<string, string | null>;

export function columnsOf({ columns }: Pick<Importer, 'columns'>): string[] {
  return [...columns.required, ...columns.optional];
}

/** A heading as it is remembered: without regard to case and blanks. */
export function keptHeading(written: string): string {
  return columnOf(written);
}

/** What each heading of a table means: by its own name, by what is remembered. A column without a heading is left out. */
export function readMapping(importer: Pick<Importer, 'columns'>, csv: string, remembered: Mappings): Heading[] {
  const columns = columnsOf(importer);
  return readHeadings(csv).map((written) => {
    const kept = keptHeading(written);
    if (columns.includes(kept)) return { written, column: kept, isRemembered: false };
    if (kept === '' || kept === LEFT_OUT) return { written, column: null, isRemembered: false };
    const column = remembered.get(kept);
    // A column that the importer had once is asked for again.
    const isKnown = column === null || (column !== undefined && columns.includes(column));
    return { written, column: isKnown ? column : undefined, isRemembered: isKnown };
  });
}

/** Headings of which nobody has said what they mean. */
export function unknownHeadings(headings: readonly Heading[]): string[] {
  return [...new Set(headings.filter(({ column }) => column === undefined).map(({ written }) => written))];
}

/** The column that a heading most likely means, among those that no other heading of the table has; undefined where none is near. */
export function guessedColumn(
  importer: Pick<Importer, 'columns'>,
  headings: readonly Heading[],
  written: string,
): string | undefined {
  const free = columnsOf(importer).filter((column) => !headings.some((heading) => heading.column === column));
  const words = columnOf(written).split('_');
  return (
    nearest(written, free, (column) => column, 1 / 2) ??
    free.find((column) => words.some((word) => word.length > 2 && `${word}s`.startsWith(column.slice(0, 4))))
  );
}

/** The table under the importer's own headings, each row on its line; a heading that is not known stays as it is written. */
export function mappedTable(csv: string, headings: readonly Heading[]): string {
  if (headings.every(({ written, column }) => column === keptHeading(written))) return csv;
  return withHeadings(
    csv,
    headings.map(({ written, column }) => (column === undefined ? written : (column ?? LEFT_OUT))),
  );
}
