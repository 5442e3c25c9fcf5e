import { and, desc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';
import { insertMany } from '../db/insert-many.ts';
import { audit, people } from '../db/schema.ts';
import { UNDO_MINUTES } from '../domain/undo.ts';

export interface AuditedAct {
  /** `feature.verb`, the same word as in `authorise`. */
  act: string;
  actorId: number | null;
  subjectId: number | null;
  /** Names of fields, counts, ids: never contents. */
  details: Record<string, unknown>;
}

interface UndoTerms {
  inverse: unknown;
  until?: Temporal.Instant | null;
}

/** An act in the words of its slice; one that has none is called by its own name. */
export function actWords({ features }: Pick<Context, 'features'>, act: string): string {
  const words: Record<string, string> = Object.assign({}, ...features.map((feature) => feature.acts ?? {}));
  return words[act] ?? act.replaceAll(/[.-]/g, ' ');
}

/** Records acts on others in the transaction that does them. `at` is an ISO instant. */
export async function recordActs(tx: Tx, at: string, acts: readonly AuditedAct[]): Promise<void> {
  await insertMany(
    tx,
    audit,
    acts.map(({ act, actorId, subjectId, details }) => ({ at, act, actorId, subjectId, details })),
  );
}

/**
 * Records an act that can be taken back, in the transaction that does it, and gives the number that its Undo button carries.
 * `inverse` is what the slice's `undo` needs, as JSON. `until`: ten minutes where it is left out; null for as long as the slice allows.
 */
export async function recordUndoable(
  tx: Tx,
  at: Temporal.Instant,
  { inverse, until = at.add({ minutes: UNDO_MINUTES }), ...act }: AuditedAct & UndoTerms,
): Promise<number> {
  const row = { at: at.toString(), ...act, inverse, undoUntil: until?.toString() ?? null };
  const [recorded] = await tx.insert(audit).values(row).returning({ id: audit.id });
  if (!recorded) throw new Error('an act was not recorded');
  return recorded.id;
}

/** Who did an act last after another one of the audit; null where nobody is known to have. */
export async function lastActor(tx: Tx, act: string, after: number): Promise<string | null> {
  const [row] = await tx
    .select({ name: people.name })
    .from(audit)
    .innerJoin(people, eq(people.id, audit.actorId))
    .where(and(eq(audit.act, act), gt(audit.id, after)))
    .orderBy(desc(audit.id))
    .limit(1);
  return row?.name ?? null;
}

/** By what the audit knows of something: any of these in the details of an act, or whom the act was about. */
export interface Traces {
  details: readonly object[];
  subject?: number;
}

/** Who did something last, after an act, that left traces, or took such a thing back; null where nobody is known to have. */
export async function lastActorOn(tx: Tx, { details, subject }: Traces, after: number): Promise<string | null> {
  const holds = (acts: SQL) => details.map((trace) => sql`${acts} @> ${JSON.stringify(trace)}::jsonb`);
  const isAbout = subject === undefined ? [] : [sql`a.subject_id = ${subject}`];
  const any = sql.join([...holds(sql`a.details`), ...holds(sql`u.details`), ...isAbout], sql` or `);
  const [row] = await tx.execute<{ name: string }>(sql`
    select p.name from audit a join people p on p.id = a.actor_id
    left join audit u on a.act = 'staff.undo' and u.id = (a.details ->> 'undone')::bigint
    where a.id > ${after} and (${any}) order by a.id desc limit 1`);
  return row?.name ?? null;
}
