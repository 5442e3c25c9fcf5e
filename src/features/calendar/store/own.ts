// What people did about sessions, as far as their reminders hang on it.
import { and, inArray } from 'drizzle-orm';
import type { Temporal } from 'temporal-polyfill';
import type { Db, Tx } from '../../../db/client.ts';
import { calendarAdds, rsvps } from '../../../db/schema.ts';
import type { RsvpAnswer } from '../../../domain/rsvp.ts';

/** What people did, by `personId/sessionId`. */
export interface OwnActs {
  answers: ReadonlyMap<string, RsvpAnswer>;
  /** Sessions in somebody's own calendar. */
  added: ReadonlySet<string>;
}

export function ownKey(personId: number, sessionId: number): string {
  return `${personId}/${sessionId}`;
}

export async function ownActs(db: Db, personIds: readonly number[], sessionIds: readonly number[]): Promise<OwnActs> {
  const [people, about] = [[...personIds], [...sessionIds]];
  const [answers, adds] = await Promise.all([
    db
      .select()
      .from(rsvps)
      .where(and(inArray(rsvps.personId, people), inArray(rsvps.sessionId, about))),
    db
      .select()
      .from(calendarAdds)
      .where(and(inArray(calendarAdds.personId, people), inArray(calendarAdds.sessionId, about))),
  ]);
  return {
    answers: new Map(answers.map(({ personId, sessionId, answer }) => [ownKey(personId, sessionId), answer])),
    added: new Set(adds.map(({ personId, sessionId }) => ownKey(personId, sessionId))),
  };
}

/** Remembers that somebody put a session into their own calendar. */
export async function rememberAdd(tx: Tx, personId: number, sessionId: number, at: Temporal.Instant): Promise<void> {
  await tx.insert(calendarAdds).values({ personId, sessionId, at: at.toString() }).onConflictDoNothing();
}
