import { and, eq, ne } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import { type Dated, readDated, readDatedWithin } from '../../ahead/dated.ts';
import type { Db, Tx } from '../../db/client.ts';
import { milestoneTicks, ownReminders } from '../../db/schema.ts';
import type { MilestoneId } from './rules/milestone-id.ts';

/** What staff have dated, as the transaction sees it where there is one; `zone` is the school's. */
export function datesOfProgram(db: Db, zone: string, tx?: Tx): Promise<Dated> {
  return tx ? readDatedWithin(tx, zone) : readDated(db, zone);
}

function isTick(personId: number, { entry, occurrence, item }: MilestoneId) {
  return and(
    eq(milestoneTicks.personId, personId),
    eq(milestoneTicks.entry, entry),
    eq(milestoneTicks.occurrence, occurrence),
    eq(milestoneTicks.item, item),
  );
}

/** Ticks off, or waves away where `notForMe`; false where it was so already. */
export async function tick(
  tx: Tx,
  personId: number,
  id: MilestoneId,
  { notForMe, at, by }: { notForMe: boolean; at: Temporal.Instant; by: number },
): Promise<boolean> {
  const state = { notForMe, tickedAt: at.toString(), tickedBy: by };
  const rows = await tx
    .insert(milestoneTicks)
    .values({ personId, ...id, ...state })
    .onConflictDoUpdate({
      target: [milestoneTicks.personId, milestoneTicks.entry, milestoneTicks.occurrence, milestoneTicks.item],
      set: state,
      setWhere: ne(milestoneTicks.notForMe, notForMe),
    })
    .returning({ item: milestoneTicks.item });
  return rows.length > 0;
}

/** Opens it again; false where it was open. */
export async function untick(tx: Tx, personId: number, id: MilestoneId): Promise<boolean> {
  const rows = await tx.delete(milestoneTicks).where(isTick(personId, id)).returning({ item: milestoneTicks.item });
  return rows.length > 0;
}

/** Reminds of a subject at a moment; a later wish takes the place of the one before. */
export async function remindAt(tx: Tx, personId: number, subject: string, at: Temporal.Instant): Promise<void> {
  const dueAt = at.toString();
  await tx
    .insert(ownReminders)
    .values({ personId, subject, dueAt })
    .onConflictDoUpdate({ target: [ownReminders.personId, ownReminders.subject], set: { dueAt } });
}

/** Nobody is reminded of what they have done. */
export async function forgetReminder(tx: Tx, personId: number, subject: string): Promise<void> {
  await tx.delete(ownReminders).where(and(eq(ownReminders.personId, personId), eq(ownReminders.subject, subject)));
}
