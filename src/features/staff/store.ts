import { and, asc, eq, ilike, isNull, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../db/client.ts';
import { audit, people, personEmails } from '../../db/schema.ts';

/** Somebody as a menu of people names them. */
export interface FoundPerson {
  id: number;
  name: string;
  email: string;
}

/** As many as a menu of Slack holds. */
const MOST_FOUND = 100;

/** People who are in the program and whose name or address holds these words, by name. */
export async function findPeople(db: Db, words: string): Promise<FoundPerson[]> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const matches = sql`exists (select from person_emails e where e.person_id = ${people.id} and e.email ilike ${pattern})`;
  return db
    .select({ id: people.id, name: people.name, email: sql<string>`coalesce(${personEmails.email}, '')` })
    .from(people)
    .leftJoin(personEmails, and(eq(personEmails.personId, people.id), eq(personEmails.position, 0)))
    .where(and(isNull(people.deactivatedAt), or(ilike(people.name, pattern), matches)))
    .orderBy(asc(people.name), asc(people.id))
    .limit(MOST_FOUND);
}

/** One act of the audit, locked until the transaction ends; undefined where there is none of that number. */
export async function lockAct(tx: Tx, id: number) {
  const [act] = await tx
    .select({
      id: audit.id,
      act: audit.act,
      actorId: audit.actorId,
      subjectId: audit.subjectId,
      inverse: audit.inverse,
      undoUntil: audit.undoUntil,
      undoneBy: sql<string | null>`(select p.name from people p where p.id = ${audit.undoneBy})`,
      isUndone: sql<boolean>`${audit.undoneAt} is not null`,
    })
    .from(audit)
    .where(eq(audit.id, id))
    .for('update', { of: audit });
  return act;
}

export async function markUndone(tx: Tx, id: number, by: number, now: Temporal.Instant): Promise<void> {
  await tx.update(audit).set({ undoneAt: now.toString(), undoneBy: by }).where(eq(audit.id, id));
}

/** The one whom words mean, those who left too: a name, an address, somebody mentioned; null where there is none, or several. */
export async function findPersonByWords(db: Db, words: string): Promise<number | null> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const matches = sql`exists (select from person_emails e where e.person_id = ${people.id} and e.email ilike ${pattern})`;
  const rows = await db
    .select({ id: people.id })
    .from(people)
    .where(or(ilike(people.name, pattern), matches, eq(people.slackUserId, words.replace(/^@/, ''))))
    .limit(2);
  const [only, other] = rows;
  return only && !other ? only.id : null;
}

/** An act as the audit keeps it, with names. */
export interface StoredAct {
  id: number;
  at: string;
  act: string;
  actor: string | null;
  subject: string | null;
  hasInverse: boolean;
  undoUntil: string | null;
  isUndone: boolean;
  undoneBy: string | null;
}

/** What was done to somebody and by them, the newest first. */
export async function actsOf(db: Db, personId: number, offset: number, limit: number): Promise<StoredAct[]> {
  const nameOf = (id: typeof audit.actorId | typeof audit.subjectId | typeof audit.undoneBy) =>
    sql<string | null>`(select p.name from people p where p.id = ${id})`;
  return db
    .select({
      id: audit.id,
      at: audit.at,
      act: audit.act,
      actor: nameOf(audit.actorId),
      subject: nameOf(audit.subjectId),
      hasInverse: sql<boolean>`${audit.inverse} is not null`,
      undoUntil: audit.undoUntil,
      isUndone: sql<boolean>`${audit.undoneAt} is not null`,
      undoneBy: nameOf(audit.undoneBy),
    })
    .from(audit)
    .where(or(eq(audit.subjectId, personId), eq(audit.actorId, personId)))
    .orderBy(sql`${audit.id} desc`)
    .limit(limit)
    .offset(offset);
}
