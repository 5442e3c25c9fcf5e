// What slices give so that staff bring tables in and out, and take back what they did.
import type { Context } from './context.ts';
import type { Tx } from './db/client.ts';
import type { Action } from './people/authorise.ts';
import type { Person } from './people/person.ts';

/** An act that is taken back: what its audit row stored to that end. */
export interface UndoneAct {
  auditId: number;
  actorId: number | null;
  subjectId: number | null;
  inverse: unknown;
}

/** Takes an act back in this transaction and says what became of it. Throws a UserError, which says by whom, where the rows changed since. */
export type Undo = (ctx: Context, tx: Tx, undone: UndoneAct, by: Person) => Promise<string>;

/** What an import of a table makes different, in words: a line a row. */
export interface ImportDifference {
  added: number;
  changed: number;
  unchanged: number;
  lines: readonly string[];
  /** The number of the act, by which it is taken back as a whole; null where nothing is different. */
  auditId: number | null;
}

/** A table that staff paste, send as a file, or import by a command-line tool; every export imports again unchanged. */
export interface Importer {
  /** As it is typed: `people`, `sessions`. */
  table: string;
  title: string;
  action: Action;
  columns: { required: readonly string[]; optional: readonly string[] };
  /** Reads all of it, compares, writes. All or nothing: throws a ListedError with every bad line, its column and reason. */
  run(ctx: Context, tx: Tx, csv: string, actor: Person): Promise<ImportDifference>;
  /** What follows once it is done, whatever comes of it; in words. */
  afterwards?(ctx: Context): Promise<string>;
  /** The whole table as CSV. */
  export(ctx: Context): Promise<string>;
}
