import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { mentorMails } from '../../../db/schema.ts';

/** What somebody outside Slack is to read by e-mail; `content` is what its composer needs. */
export interface Mail {
  id: number;
  personId: number;
  composer: string;
  content: unknown;
}

const MAIL = {
  id: mentorMails.id,
  personId: mentorMails.personId,
  composer: mentorMails.composer,
  content: mentorMails.content,
};

/** Once for each cause, however often it is worked through. */
export async function insertMail(
  tx: Tx,
  { key, ...mail }: Omit<Mail, 'id'> & { key: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insert(mentorMails)
    .values({ ...mail, dedupeKey: key, since: now.toString() })
    .onConflictDoNothing();
}

/** What staff have not ticked as sent, the oldest first. */
export async function mailsToSend(db: Db | Tx): Promise<Mail[]> {
  return db.select(MAIL).from(mentorMails).where(isNull(mentorMails.sentAt)).orderBy(asc(mentorMails.id));
}

/** One that is not ticked yet. */
export async function findMailToSend(db: Db | Tx, id: number): Promise<Mail | undefined> {
  const [row] = await db
    .select(MAIL)
    .from(mentorMails)
    .where(and(eq(mentorMails.id, id), isNull(mentorMails.sentAt)));
  return row;
}

/** Ticks a mail; undefined where it was ticked before, else whom it is for. */
export async function setMailSent(
  tx: Tx,
  id: number,
  by: number,
  now: Temporal.Instant,
): Promise<{ personId: number } | undefined> {
  const [row] = await tx
    .update(mentorMails)
    .set({ sentAt: now.toString(), sentBy: by })
    .where(and(eq(mentorMails.id, id), isNull(mentorMails.sentAt)))
    .returning({ personId: mentorMails.personId });
  return row;
}
