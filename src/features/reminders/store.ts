import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { readDated } from '../../ahead/dated.ts';
import type { ProgramDate } from '../../ahead/program-date.ts';
import type { Db, Tx } from '../../db/client.ts';
import { inChunks } from '../../db/in-chunks.ts';
import {
  holds,
  outbox,
  ownReminders,
  personSettings,
  planningChanges,
  reminders,
  remindersThrough,
  sessions,
} from '../../db/schema.ts';
import type { PersonSettings } from '../../domain/person-settings.ts';
import type { Reminder, ReminderKey, ReminderOutcome } from '../../domain/reminder.ts';
import { toInstant } from '../../domain/stored-instant.ts';
import type { Hold, Said } from './rules/circumstances.ts';
import type { CountedMessage } from './rules/room.ts';

/** Days that staff entered; `zone` is the school's. */
export async function enteredDates(db: Db, zone: string): Promise<readonly ProgramDate[]> {
  return (await readDated(db, zone)).dates;
}

/** What was said to people of late, or of what is still ahead, by person. */
export async function saidTo(
  db: Db | Tx,
  personIds: readonly number[],
  now: Temporal.Instant,
): Promise<Map<number, Said[]>> {
  const said = new Map<number, Said[]>(personIds.map((id) => [id, []]));
  const lately = now.subtract({ hours: 35 * 24 }).toString();
  const rows = await db
    .select()
    .from(reminders)
    .where(
      and(
        inArray(reminders.personId, [...personIds]),
        or(gt(reminders.decidedAt, lately), gt(reminders.usefulUntil, now.toString())),
      ),
    );
  for (const { personId, kind, subject, lead, outcome, outboxId, counted, ...row } of rows) {
    said.get(personId)?.push({
      ...{ kind, subject, lead, outcome, outboxId, counted },
      dueAt: toInstant(row.dueAt),
      usefulUntil: toInstant(row.usefulUntil),
      decidedAt: toInstant(row.decidedAt),
    });
  }
  return said;
}

export async function everyHold(db: Db | Tx): Promise<Hold[]> {
  const rows = await db
    .select({
      kind: holds.kind,
      subject: holds.subject,
      lead: holds.lead,
      act: holds.act,
      personId: holds.personId,
      at: holds.at,
    })
    .from(holds);
  return rows.map((row) => ({ ...row, at: toInstant(row.at) }));
}

/** What becomes of one reminder of a person. */
export interface Decided {
  personId: number;
  reminder: Reminder;
  outcome: ReminderOutcome;
  outboxId: number | null;
  counted: boolean;
}

/**
 * Writes down what was decided at `now`. What was left to the digest may go into one later, and what a digest named before its moment may
 * be said at it, and what staff skipped they may let go; nothing else is decided twice.
 */
export async function saveDecided(tx: Tx, now: Temporal.Instant, decided: readonly Decided[]): Promise<void> {
  const rows = decided.map(({ personId, reminder, outcome, outboxId, counted }) => ({
    personId,
    kind: reminder.kind,
    subject: reminder.subject,
    lead: reminder.lead,
    dueAt: reminder.dueAt.toString(),
    usefulUntil: reminder.usefulUntil.toString(),
    outcome,
    outboxId,
    decidedAt: now.toString(),
    counted,
  }));
  await inChunks(rows, (chunk) =>
    tx
      .insert(reminders)
      .values(chunk)
      .onConflictDoUpdate({
        target: [reminders.personId, reminders.kind, reminders.subject, reminders.lead, reminders.usefulUntil],
        set: {
          outcome: sql`excluded.outcome`,
          outboxId: sql`excluded.outbox_id`,
          decidedAt: sql`excluded.decided_at`,
          counted: sql`excluded.counted`,
        },
        setWhere: sql`${reminders.outcome} in ('left-to-digest', 'skipped')
          or (${reminders.outcome} = 'digest' and ${reminders.decidedAt} < ${reminders.dueAt})`,
      }),
  );
}

/** A reminder by what tells it from every other of its person. */
export type SayingKey = ReminderKey & Pick<Reminder, 'usefulUntil'>;

function isSaying(personId: number, { kind, subject, lead, usefulUntil }: SayingKey) {
  return and(
    eq(reminders.personId, personId),
    eq(reminders.kind, kind),
    eq(reminders.subject, subject),
    eq(reminders.lead, lead),
    eq(reminders.usefulUntil, usefulUntil.toString()),
  );
}

/**
 * What was not said when it was to be said; it does not count. `dropped`: it did not hold any more, or staff skipped it; `left-to-digest`:
 * staff hold it, and once they let it go a digest names it, or its week was full or its person silent when its turn came; `stale`: it could
 * only be said too late.
 */
export async function markUnsaid(
  db: Db,
  personId: number,
  keys: readonly SayingKey[],
  outcome: 'dropped' | 'left-to-digest' | 'stale',
): Promise<void> {
  for (const key of keys) await db.update(reminders).set({ outcome, counted: false }).where(isSaying(personId, key));
}

/** What is put off when its message was about to leave counts in the week in which it will be said. */
export async function markPutOff(
  db: Db,
  personId: number,
  keys: readonly SayingKey[],
  until: Temporal.Instant,
): Promise<void> {
  for (const key of keys)
    await db.update(reminders).set({ decidedAt: until.toString() }).where(isSaying(personId, key));
}

/** A reminder that went into a message of late, by what tells it from every other of its person. */
export interface Messaged extends SayingKey, CountedMessage {
  counted: boolean;
}

/** What went into messages to somebody in the last fortnight, which holds the week of now in every zone. */
export async function messagedOf(db: Db, personId: number, now: Temporal.Instant): Promise<Messaged[]> {
  const rows = await db
    .select({
      kind: reminders.kind,
      subject: reminders.subject,
      lead: reminders.lead,
      usefulUntil: reminders.usefulUntil,
      decidedAt: reminders.decidedAt,
      counted: reminders.counted,
      outboxId: outbox.id,
      state: outbox.state,
    })
    .from(reminders)
    .innerJoin(outbox, eq(outbox.id, reminders.outboxId))
    .where(
      and(
        eq(reminders.personId, personId),
        gt(reminders.decidedAt, now.subtract({ hours: 14 * 24 }).toString()),
        eq(reminders.outcome, 'message'),
      ),
    );
  return rows.map(({ usefulUntil, decidedAt, state, ...same }) => ({
    ...same,
    usefulUntil: toInstant(usefulUntil),
    decidedAt: toInstant(decidedAt),
    isOut: state === 'sent' || state === 'sending' || state === 'uncertain',
  }));
}

/** Whether a reminder counts in its week: not where its message was not said after all. */
export async function saveCounted(db: Db, personId: number, key: SayingKey, counted: boolean): Promise<void> {
  await db.update(reminders).set({ counted }).where(isSaying(personId, key));
}

/** What was of no use any more when it could be said, since a moment: each reminder once, the latest first, with how many people it was for. */
export async function staleSince(
  db: Db,
  since: Temporal.Instant,
): Promise<{ key: ReminderKey; people: number[]; at: Temporal.Instant }[]> {
  const { kind, subject, lead, personId, dueAt } = reminders;
  const rows = await db
    .select({
      kind,
      subject,
      lead,
      people: sql<number[]>`array_agg(distinct ${personId})`,
      at: sql<string>`max(${dueAt})`,
    })
    .from(reminders)
    .where(and(eq(reminders.outcome, 'stale'), gt(reminders.decidedAt, since.toString())))
    .groupBy(kind, subject, lead)
    .orderBy(desc(sql`max(${dueAt})`), subject, lead);
  return rows.map(({ people, at, ...key }) => ({ key, people, at: toInstant(at) }));
}

/** Has the plan of somebody worked out anew. */
export async function planAgain(db: Db, personId: number): Promise<void> {
  await db.insert(planningChanges).values({ personId });
}

/** Any number that no other lock of ours has. */
const REMINDERS_LOCK = 7_310_605;

/** Of several processes that find the same due, one decides after the other. */
export async function lockReminders(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${REMINDERS_LOCK})`);
}

/** Up to which moment everything was decided; null: nothing was ever. */
export async function decidedThrough(db: Db): Promise<Temporal.Instant | null> {
  const [row] = await db.select().from(remindersThrough);
  return row ? toInstant(row.through) : null;
}

/** Moves forward only, but for a clock that was put back (`back`). */
export async function saveThrough(db: Db | Tx, through: Temporal.Instant, { back = false } = {}): Promise<void> {
  const at = through.toString();
  await db
    .insert(remindersThrough)
    .values({ id: 1, through: at })
    .onConflictDoUpdate({
      target: remindersThrough.id,
      set: { through: at },
      ...(back ? {} : { setWhere: lt(remindersThrough.through, at) }),
    });
}

/** Whose reminders have to be worked out anew. */
export interface Change {
  id: number;
  /** null: everybody's. */
  personId: number | null;
  /** Nothing with a lower id can still be on its way: it was written minutes ago. */
  settled: boolean;
}

/** Changes after `floor`, which is the id of one that was settled. */
export async function changesSince(db: Db, floor: number): Promise<Change[]> {
  return db
    .select({
      id: planningChanges.id,
      personId: planningChanges.personId,
      settled: sql<boolean>`${planningChanges.at} < now() - interval '2 minutes'`,
    })
    .from(planningChanges)
    .where(gt(planningChanges.id, floor));
}

/** Those with whom the first contact was made. */
export async function welcomed(db: Db | Tx): Promise<ReadonlySet<number>> {
  const rows = await db
    .select({ id: personSettings.personId })
    .from(personSettings)
    .where(isNotNull(personSettings.welcomedAt));
  return new Set(rows.map(({ id }) => id));
}

export async function saveWelcomed(tx: Tx, personIds: readonly number[], now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  const rows = personIds.map((personId) => ({ personId, welcomedAt: at }));
  await inChunks(rows, (chunk) =>
    tx
      .insert(personSettings)
      .values(chunk)
      .onConflictDoUpdate({ target: personSettings.personId, set: { welcomedAt: at } }),
  );
}

/** The first contact with somebody was not made after all. */
export async function forgetWelcome(db: Db, personId: number): Promise<void> {
  await db.update(personSettings).set({ welcomedAt: null }).where(eq(personSettings.personId, personId));
}

/** What somebody asked to be reminded of. */
export interface OwnReminder {
  personId: number;
  subject: string;
  dueAt: Temporal.Instant;
  /** How long before its session: it moves with it. null: at a moment of its own. */
  lead: string | null;
}

/** Those that move with what they are about, of anybody. */
export async function ownRemindersAbout(tx: Tx, subjects: readonly string[]): Promise<OwnReminder[]> {
  const rows = await tx
    .select()
    .from(ownReminders)
    .where(and(inArray(ownReminders.subject, [...subjects]), isNotNull(ownReminders.lead)));
  return rows.map((row) => ({ ...row, dueAt: toInstant(row.dueAt) }));
}

/** When those of some sessions begin that are not cancelled, as this transaction has them. */
export async function startsOf(tx: Tx, ids: readonly number[]): Promise<{ id: number; startsAt: Temporal.Instant }[]> {
  const rows = await tx
    .select({ id: sessions.id, startsAt: sessions.startsAt })
    .from(sessions)
    .where(and(inArray(sessions.id, [...ids]), isNull(sessions.cancelledAt)));
  return rows.map(({ id, startsAt }) => ({ id, startsAt: toInstant(startsAt) }));
}

export async function ownRemindersOf(db: Db, personIds: readonly number[]): Promise<OwnReminder[]> {
  const rows = await db
    .select()
    .from(ownReminders)
    .where(inArray(ownReminders.personId, [...personIds]));
  return rows.map((row) => ({ ...row, dueAt: toInstant(row.dueAt) }));
}

/** One for each subject: asking again moves it. */
export async function saveOwnReminder(tx: Tx, { personId, subject, dueAt, lead }: OwnReminder): Promise<void> {
  const set = { dueAt: dueAt.toString(), lead };
  await tx
    .insert(ownReminders)
    .values({ personId, subject, ...set })
    .onConflictDoUpdate({ target: [ownReminders.personId, ownReminders.subject], set });
}

/** Those that were said; one that was moved meanwhile stays. */
export async function removeOwnReminders(tx: Tx, said: readonly Omit<OwnReminder, 'lead'>[]): Promise<void> {
  for (const { personId, subject, dueAt } of said)
    await tx
      .delete(ownReminders)
      .where(
        and(
          eq(ownReminders.personId, personId),
          eq(ownReminders.subject, subject),
          eq(ownReminders.dueAt, dueAt.toString()),
        ),
      );
}

/** How somebody wants to be reminded, as far as the buttons of a reminder change it. */
type Changed = { leads: PersonSettings['leads'] } | { quietUntil: Temporal.Instant | null };

export async function changeSettings(tx: Tx, personId: number, changed: Changed): Promise<void> {
  const set =
    'leads' in changed
      ? { leads: Object.fromEntries(Object.entries(changed.leads).map(([kind, leads]) => [kind, [...leads]])) }
      : { quietUntil: changed.quietUntil?.toString() ?? null };
  await tx
    .insert(personSettings)
    .values({ personId, ...set })
    .onConflictDoUpdate({ target: personSettings.personId, set });
}
