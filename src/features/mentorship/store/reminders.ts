import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../../db/client.ts';
import { ownReminders } from '../../../db/schema.ts';

/** Reminds of a subject at a moment; a later wish takes the place of the one before. */
export async function remindAt(tx: Tx, personId: number, subject: string, at: Temporal.Instant): Promise<void> {
  const dueAt = at.toString();
  await tx
    .insert(ownReminders)
    .values({ personId, subject, dueAt })
    .onConflictDoUpdate({ target: [ownReminders.personId, ownReminders.subject], set: { dueAt } });
}
