import { and, asc, eq, gte, ilike, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { anyOf } from '../../db/any-of.ts';
import type { Db, Tx } from '../../db/client.ts';
import { inChunks } from '../../db/in-chunks.ts';
import { alumni, audit, outbox, overrideProposals, people, personEmails, rsvps, sessions } from '../../db/schema.ts';
import type { ProposalState } from '../../domain/proposal.ts';
import { toInstant } from '../../domain/stored-instant.ts';

/** Somebody as a list of people names them. */
export interface FoundPerson {
  id: number;
  name: string;
  email: string;
  hasLeft: boolean;
}

const MOST_FOUND = 100;

/** People whose name or address holds these words, or who are this Slack user; those who left come last. */
export async function findPeople(db: Db, words: string): Promise<FoundPerson[]> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const matches = sql`exists (select from person_emails e where e.person_id = ${people.id} and e.email ilike ${pattern})`;
  return db
    .select({
      id: people.id,
      name: people.name,
      email: sql<string>`coalesce(${personEmails.email}, '')`,
      hasLeft: sql<boolean>`${people.deactivatedAt} is not null`,
    })
    .from(people)
    .leftJoin(personEmails, and(eq(personEmails.personId, people.id), eq(personEmails.position, 0)))
    .where(or(ilike(people.name, pattern), matches, eq(people.slackUserId, words.replace(/^@/, ''))))
    .orderBy(sql`${people.deactivatedAt} is not null`, asc(people.name), asc(people.id))
    .limit(MOST_FOUND);
}

/** How many sessions ahead somebody answered to. */
export async function answersAhead(db: Db, personId: number, now: Temporal.Instant): Promise<number> {
  const rows = await db
    .select({ id: sessions.id })
    .from(rsvps)
    .innerJoin(sessions, eq(sessions.id, rsvps.sessionId))
    .where(
      and(
        eq(rsvps.personId, personId),
        inArray(rsvps.answer, ['going', 'waiting']),
        gte(sessions.startsAt, now.toString()),
      ),
    );
  return rows.length;
}

/** Who changed somebody last after an act of the audit; null where nobody did. */
export async function changedSince(tx: Tx, personId: number, auditId: number): Promise<string | null> {
  const [row] = await tx
    .select({ name: people.name })
    .from(audit)
    .innerJoin(people, eq(people.id, audit.actorId))
    .where(and(eq(audit.subjectId, personId), sql`${audit.id} > ${auditId}`))
    .orderBy(sql`${audit.id} desc`)
    .limit(1);
  return row?.name ?? null;
}

/** An override that somebody proposed, in the columns of person_overrides. */
export interface Proposal {
  id: number;
  personId: number;
  kind: string;
  value: string;
  from: string;
  to: string | null;
  state: ProposalState;
  proposedAt: Temporal.Instant;
  /** Who decided; null while it waits, and where the person is gone. */
  decidedBy: string | null;
}

function proposals(db: Db | Tx) {
  return db
    .select({
      id: overrideProposals.id,
      personId: overrideProposals.personId,
      kind: overrideProposals.kind,
      value: overrideProposals.value,
      from: overrideProposals.startsOn,
      to: overrideProposals.returnsOn,
      state: overrideProposals.state,
      proposedAt: overrideProposals.proposedAt,
      decidedBy: sql<string | null>`(select p.name from people p where p.id = ${overrideProposals.decidedBy})`,
    })
    .from(overrideProposals);
}

function toProposal(row: Omit<Proposal, 'proposedAt'> & { proposedAt: string }): Proposal {
  return { ...row, proposedAt: toInstant(row.proposedAt) };
}

export async function findProposal(db: Db | Tx, id: number): Promise<Proposal | undefined> {
  const [row] = await proposals(db).where(eq(overrideProposals.id, id));
  return row && toProposal(row);
}

/** The same, held until the transaction ends: of two who decide at once one comes after the other. */
export async function lockProposal(tx: Tx, id: number): Promise<Proposal | undefined> {
  const [row] = await proposals(tx).where(eq(overrideProposals.id, id)).for('update', { of: overrideProposals });
  return row && toProposal(row);
}

/** What waits for staff, of people who are in the program, the oldest first; of one person where one is named. */
export async function waitingProposals(db: Db | Tx, personId?: number): Promise<Proposal[]> {
  const rows = await proposals(db)
    .innerJoin(people, and(eq(people.id, overrideProposals.personId), isNull(people.deactivatedAt)))
    .where(
      and(
        eq(overrideProposals.state, 'waiting'),
        ...(personId === undefined ? [] : [eq(overrideProposals.personId, personId)]),
      ),
    )
    .orderBy(asc(overrideProposals.proposedAt), asc(overrideProposals.id));
  return rows.map(toProposal);
}

/** Keeps what somebody proposes; null where another of the kind waits already. */
export async function saveProposal(
  tx: Tx,
  row: {
    personId: number;
    kind: 'class' | 'track' | 'phase' | 'cycle' | 'leave';
    value: string;
    startsOn: string;
    returnsOn: string | null;
  },
  now: Temporal.Instant,
): Promise<number | null> {
  const [saved] = await tx
    .insert(overrideProposals)
    .values({ ...row, proposedAt: now.toString() })
    .onConflictDoNothing()
    .returning({ id: overrideProposals.id });
  return saved?.id ?? null;
}

/** Writes what became of a proposal; `waiting` puts it back. */
export async function decideProposal(
  tx: Tx,
  id: number,
  state: ProposalState,
  by: number,
  now: Temporal.Instant,
): Promise<void> {
  const decided =
    state === 'waiting' ? { decidedBy: null, decidedAt: null } : { decidedBy: by, decidedAt: now.toString() };
  await tx
    .update(overrideProposals)
    .set({ state, ...decided })
    .where(eq(overrideProposals.id, id));
}

/** What people proposed who have left waits for nobody any more. Gives the ids of what did. */
export async function withdrawProposals(
  tx: Tx,
  personIds: readonly number[],
  now: Temporal.Instant,
): Promise<number[]> {
  const rows = await tx
    .update(overrideProposals)
    .set({ state: 'withdrawn', decidedAt: now.toString() })
    .where(and(anyOf(overrideProposals.personId, personIds), eq(overrideProposals.state, 'waiting')))
    .returning({ id: overrideProposals.id });
  return rows.map(({ id }) => id);
}

/** Rows of the outbox by their keys; those that there are. */
export async function messagesOfKeys(tx: Tx, keys: readonly string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .select({ id: outbox.id, key: outbox.dedupeKey })
    .from(outbox)
    .where(inArray(outbox.dedupeKey, [...keys]));
  return new Map(rows.map(({ id, key }) => [key, id]));
}

export type Alumnus = Omit<typeof alumni.$inferInsert, 'id'>;
export type KnownAlumnus = typeof alumni.$inferSelect;

/** Any number that no other lock of ours has. */
const ALUMNI_LOCK = 7_310_611;

/** Holds other imports of alumni back until this transaction ends. */
export async function lockAlumni(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ALUMNI_LOCK})`);
}

/** Every alumnus, those who do not advise any more too. */
export async function everyAlumnus(db: Db | Tx): Promise<KnownAlumnus[]> {
  return db.select().from(alumni).orderBy(asc(alumni.id));
}

/** Some of them, by their ids. */
export async function alumniByIds(tx: Tx, ids: readonly number[]): Promise<KnownAlumnus[]> {
  return tx.select().from(alumni).where(anyOf(alumni.id, ids));
}

export async function removeAlumni(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.delete(alumni).where(anyOf(alumni.id, ids));
}

/** Writes alumni, new ones and known ones by their address. Gives their ids. */
export async function saveAlumni(tx: Tx, rows: readonly Alumnus[]): Promise<number[]> {
  const ids: number[] = [];
  await inChunks(rows, async (chunk) => {
    const saved = await tx
      .insert(alumni)
      .values(chunk)
      .onConflictDoUpdate({
        target: alumni.email,
        set: {
          name: sql`excluded.name`,
          class: sql`excluded.class`,
          specialties: sql`excluded.specialties`,
          place: sql`excluded.place`,
          residency: sql`excluded.residency`,
          ways: sql`excluded.ways`,
          leftAt: sql`excluded.left_at`,
        },
      })
      .returning({ id: alumni.id });
    ids.push(...saved.map(({ id }) => id));
  });
  return ids;
}
