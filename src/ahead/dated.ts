// What staff have dated, read once and again only when it was changed.

import { asc } from 'drizzle-orm';
import { type Db, preparedOn, type Tx } from '../db/client.ts';
import { programDates, sessions, sessionsRevision } from '../db/schema.ts';
import { dayOf } from '../domain/day.ts';
import { toInstant, toInstantOrNull } from '../domain/stored-instant.ts';
import type { ProgramDate } from './program-date.ts';
import type { Session } from './session.ts';

/** Sessions in order of their start, and the days of what else the program leaves to staff. */
export interface Dated {
  sessions: readonly Session[];
  dates: readonly ProgramDate[];
}

const everySession = preparedOn((db) =>
  db.select().from(sessions).orderBy(asc(sessions.startsAt), asc(sessions.id)).prepare('every_session'),
);
const everyDate = preparedOn((db) =>
  db.select().from(programDates).orderBy(asc(programDates.subject), asc(programDates.year)).prepare('every_date'),
);
const revision = preparedOn((db) => db.select().from(sessionsRevision).prepare('sessions_revision'));

/** A row of the table as a session; `zone` is the school's. */
export function toSession(row: typeof sessions.$inferSelect, zone: string): Session {
  const startsAt = toInstant(row.startsAt);
  return {
    ...row,
    startsAt,
    endsAt: toInstant(row.endsAt),
    rsvpClosesAt: toInstantOrNull(row.rsvpClosesAt),
    cancelledAt: toInstantOrNull(row.cancelledAt),
    day: dayOf(startsAt, zone),
  };
}

const lastRead = new WeakMap<Db, Dated & { revision: number; zone: string }>();

async function read(db: Db, zone: string): Promise<Dated> {
  const [current] = await revision(db).execute();
  const known = lastRead.get(db);
  if (current && known?.revision === current.revision && known.zone === zone) return known;
  const [rows, dates] = await Promise.all([everySession(db).execute(), everyDate(db).execute()]);
  const dated = {
    revision: current?.revision ?? 0,
    zone,
    sessions: rows.map((row) => toSession(row, zone)),
    dates,
  };
  lastRead.set(db, dated);
  return dated;
}

/** Reads that are about to begin: nobody has asked the database yet. */
const aboutToBegin = new WeakMap<Db, Map<string, Promise<Dated>>>();

/**
 * All that is dated, read anew only when it was changed: it is the same few hundred rows for everybody, and reading them for every
 * answer costs more than the rest of it. The revision is read first, so that a change in between is seen next time. `zone` is the school's.
 * Slices that are asked at once are answered by one statement.
 */
export function readDated(db: Db, zone: string): Promise<Dated> {
  const reads = aboutToBegin.get(db) ?? new Map<string, Promise<Dated>>();
  aboutToBegin.set(db, reads);
  const known = reads.get(zone);
  if (known) return known;
  const begun = Promise.resolve().then(() => {
    reads.delete(zone);
    return read(db, zone);
  });
  reads.set(zone, begun);
  return begun;
}

/** The same as a transaction sees it, read anew; `zone` is the school's. */
export async function readDatedWithin(tx: Tx, zone: string): Promise<Dated> {
  const rows = await tx.select().from(sessions).orderBy(asc(sessions.startsAt), asc(sessions.id));
  const dates = await tx.select().from(programDates).orderBy(asc(programDates.subject), asc(programDates.year));
  return { sessions: rows.map((row) => toSession(row, zone)), dates };
}
