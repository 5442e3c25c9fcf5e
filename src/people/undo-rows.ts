// Taking back what made rows of a table different, as an import does: the audit keeps each row as it was and as it became.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';
import { countText, listText } from '../domain/wording.ts';
import { UserError } from '../errors.ts';
import type { Undo, UndoneAct } from '../importer.ts';
import { lastActorOn, recordUndoable, type Traces } from './audit.ts';
import type { Action } from './authorise.ts';
import type { Person } from './person.ts';

/** A row of a table, by its key there, before an act and after it; `before` is null where the act brought it. */
export interface ChangedRow<Row> {
  key: string;
  before: Row | null;
  after: Row;
}

/** A row that can't be as before, and by what the audit knows of what is in its way. */
export interface Hindered {
  key: string;
  traces: Traces;
}

/** How the rows of one table are taken back. */
export interface UndoableTable<Row> {
  /** A row as the audit keeps it. */
  row: z.ZodType<Row>;
  /** Nobody else writes such rows until the transaction ends. */
  hold(ctx: Context, tx: Tx): Promise<void>;
  /** Rows as they are now, by their keys; those that are gone are left out. */
  rows(ctx: Context, tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Row>>;
  /** What staff call some rows, by their keys. */
  names(ctx: Context, tx: Tx, rows: readonly ChangedRow<Row>[]): Promise<ReadonlyMap<string, string>>;
  /** By what the audit knows of what made the row of a key different. */
  traces(key: string): Traces;
  /** Makes rows as before, which are as the act left them; `by`: who takes it back. Gives those that can't be, because of what came about since. */
  restore(
    ctx: Context,
    tx: Tx,
    rows: readonly ChangedRow<Row>[],
    undone: UndoneAct,
    by: Person,
  ): Promise<readonly Hindered[]>;
}

/** As many are named in a refusal. */
const MOST_NAMED = 5;

/** Throws a UserError where anything is different by now: it names the first of it, and by whose act, where that is known. */
export async function refuseChanged<Thing>(
  changed: readonly Thing[],
  nameOf: (thing: Thing) => string,
  changedBy: (thing: Thing) => Promise<string | null>,
): Promise<void> {
  if (changed.length === 0) return;
  const named: string[] = [];
  for (const thing of changed.slice(0, MOST_NAMED)) {
    const by = await changedBy(thing);
    named.push(by === null ? nameOf(thing) : `${nameOf(thing)} (by ${by})`);
  }
  const more = changed.length - named.length;
  const what = listText(more > 0 ? [...named, `${more} more`] : named);
  throw new UserError(`Changed since the import: ${what}. So I left everything as it is; you can change it by hand.`);
}

interface Imported<Row> {
  act: Action;
  actor: Person;
  /** Rows that the import made different or brought. */
  keys: readonly string[];
  /** Those of them that were there before, as they were then. */
  before: ReadonlyMap<string, Row>;
  counts: Readonly<Record<string, number>>;
  /** What else taking it back needs to know. */
  also?: Readonly<Record<string, unknown>>;
}

/** Records an import in its transaction once its rows are written; the number of the act, for Undo, or null where nothing is different. */
export async function recordImportedRows<Row>(
  ctx: Context,
  tx: Tx,
  table: UndoableTable<Row>,
  { act, actor, keys, before, counts, also = {} }: Imported<Row>,
): Promise<number | null> {
  if (keys.length === 0) return null;
  const after = await table.rows(ctx, tx, keys);
  const rows = keys.map((key) => ({ key, before: before.get(key) ?? null, after: after.get(key) }));
  return recordUndoable(tx, ctx.clock.now(), {
    act,
    actorId: actor.id,
    subjectId: null,
    details: { ...counts, keys },
    inverse: { rows, ...also },
  });
}

async function refuseRows<Row>(
  ctx: Context,
  tx: Tx,
  table: UndoableTable<Row>,
  rows: readonly ChangedRow<Row>[],
  hindered: readonly Hindered[],
  auditId: number,
): Promise<void> {
  if (hindered.length === 0) return;
  const keys = new Set(hindered.map(({ key }) => key));
  const names = await table.names(
    ctx,
    tx,
    rows.filter(({ key }) => keys.has(key)),
  );
  await refuseChanged(
    hindered,
    ({ key }) => names.get(key) ?? key,
    ({ traces }) => lastActorOn(tx, traces, auditId),
  );
}

function takenBackText(rows: readonly ChangedRow<unknown>[]): string {
  const fresh = rows.filter(({ before }) => before === null).length;
  const changed = rows.length - fresh;
  const parts = [
    ...(changed > 0 ? [`${countText(changed, 'row is', 'rows are')} as before`] : []),
    ...(fresh > 0 ? [`${countText(fresh, 'row', 'rows')} that came by it ${fresh === 1 ? 'is' : 'are'} gone`] : []),
  ];
  return `The import is taken back: ${parts.join('; ')}.`;
}

/** Takes an import of a table back: all of it, or nothing where any row was changed since. */
export function undoRows<Row>(table: UndoableTable<Row>): Undo {
  const inverse = z.object({
    rows: z.array(z.object({ key: z.string(), before: table.row.nullable(), after: table.row })),
  });
  return async (ctx, tx, undone, by) => {
    const { rows } = inverse.parse(undone.inverse);
    await table.hold(ctx, tx);
    const now = await table.rows(
      ctx,
      tx,
      rows.map(({ key }) => key),
    );
    const changed = rows.filter(({ key, after }) => !isDeepStrictEqual(now.get(key), after));
    const hindered = changed.map(({ key }) => ({ key, traces: table.traces(key) }));
    await refuseRows(ctx, tx, table, rows, hindered, undone.auditId);
    await refuseRows(ctx, tx, table, rows, await table.restore(ctx, tx, rows, undone, by), undone.auditId);
    return takenBackText(rows);
  };
}
