// Tables of staff's, whichever slice they belong to: one way in, one way out, for forms and command-line tools alike.

import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';
import { digestOf } from '../digest.ts';
import { ListedError } from '../errors.ts';
import type { ImportDifference, Importer } from '../importer.ts';
import { mayDo } from '../people/authorise.ts';
import type { Person } from '../people/person.ts';
import { rehearse } from '../people/rehearse.ts';
import { type Heading, type Mappings, mappedTable, readMapping } from './mapping.ts';
import { rememberedMappings } from './store.ts';

/** Every table that can be imported, in the order of the features. */
export function importersOf({ features }: Pick<Context, 'features'>): Importer[] {
  return features.flatMap((feature) => feature.importers ?? []);
}

/** Those that somebody may import. */
export function ownImporters(ctx: Pick<Context, 'features'>, person: Pick<Person, 'roles'>): Importer[] {
  return importersOf(ctx).filter(({ action }) => mayDo(action, person, 'program'));
}

/** A table with what its headings mean: by their own names, by what is said now, by what is remembered. */
export async function understandTable(
  ctx: Context,
  importer: Importer,
  csv: string,
  said: Mappings = new Map(),
): Promise<{ headings: Heading[]; csv: string }> {
  const headings = readMapping(
    importer,
    csv,
    new Map([...(await rememberedMappings(ctx.db, importer.table)), ...said]),
  );
  return { headings, csv: mappedTable(csv, headings) };
}

/** What came of a table. `other`: not what the importer was shown, so nothing was changed. */
export type Tried =
  | { kind: 'done' | 'other'; difference: ImportDifference }
  | { kind: 'mistakes'; problems: readonly string[] };

/** The table has become something else since its difference was shown. */
class OtherDifference extends Error {
  readonly difference: ImportDifference;

  constructor(difference: ImportDifference) {
    super('the difference is not the one that was shown');
    this.difference = difference;
  }
}

/** Tells one difference from another, however long they are. */
export function digestOfImport({ added, changed, unchanged, lines }: ImportDifference): string {
  return digestOf([added, changed, unchanged, lines]);
}

interface Terms {
  /** All of it is done, told, and rolled back. */
  dryRun: boolean;
  /** The digest of what somebody agreed to; where it would be something else by now, nothing is done. */
  shown?: string | null;
  /** Done in the same transaction. */
  along?: (tx: Tx, difference: ImportDifference) => Promise<void>;
}

/** Imports a table, all of it or nothing. Its mistakes come back, each with line, column and reason. */
export async function tryImport(
  ctx: Context,
  importer: Importer,
  csv: string,
  actor: Person,
  { dryRun, shown = null, along }: Terms,
): Promise<Tried> {
  try {
    const difference = await rehearse(ctx, dryRun, async (tx) => {
      const found = await importer.run(ctx, tx, csv, actor);
      if (shown !== null && shown !== digestOfImport(found)) throw new OtherDifference(found);
      await along?.(tx, found);
      return found;
    });
    return { kind: 'done', difference };
  } catch (error) {
    if (error instanceof ListedError) return { kind: 'mistakes', problems: error.problems };
    if (error instanceof OtherDifference) return { kind: 'other', difference: error.difference };
    throw error;
  }
}
