// Takes an act on sessions back: they are as they were, what was not said yet vanishes, and who was told is told how it is now.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { countText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Undo } from '../../../importer.ts';
import { capacityProblem, isSameSession, type SessionPlan, whatChanged } from '../rules/session-changes.ts';
import { takeBackChange } from '../store/changes.ts';
import { lockedByKeys, lockSessions, removeSessions, saveSessions } from '../store/sessions.ts';
import { knownTo, sessionsChangedBy } from '../store/undo.ts';
import type { Changed, Told } from './save-changes.ts';

const moment = z.iso.datetime().transform((text) => Temporal.Instant.from(text));
const text = z.string().nullable();
const plan = z.object({
  key: z.string(),
  entry: z.string(),
  title: text,
  specialty: text,
  startsAt: moment,
  endsAt: moment,
  place: text,
  link: text,
  capacity: z.number().nullable(),
  rsvpClosesAt: moment.nullable(),
  cancelledAt: moment.nullable(),
  postponed: z.boolean(),
  recording: text,
});
const inverse = z.object({
  sessions: z.array(z.object({ before: plan.nullable(), after: plan, changeId: z.number().nullable() })),
});

/** A session without what is counted of it: as it was planned. */
export function planned({ key, entry, title, specialty, place, link, capacity, ...plan }: SessionPlan): SessionPlan {
  const { startsAt, endsAt, rsvpClosesAt, cancelledAt, postponed, recording } = plan;
  const times = { startsAt, endsAt, rsvpClosesAt, cancelledAt, postponed };
  return { key, entry, title, specialty, place, link, capacity, recording, ...times };
}

/** What takes an act on sessions back, as its audit row keeps it. */
export function inverseOf(changes: readonly Changed[], told: readonly Told[]): unknown {
  const sessions = changes.map(({ before, after }) => ({
    before: before && planned(before),
    after: planned(after),
    changeId: told.find(({ key }) => key === after.key)?.changeId ?? null,
  }));
  return { sessions };
}

type Undone = z.infer<typeof inverse>['sessions'][number];

/** The session as it is, where nobody changed it since. Throws a UserError that says who did. */
async function asLeft(tx: Tx, current: Session | undefined, { after }: Undone, auditId: number): Promise<Session> {
  if (current && isSameSession(current, after)) return current;
  const by = (await sessionsChangedBy(tx, after.key, auditId)) ?? 'Somebody';
  throw new UserError(`${by} has changed ${after.key} since, so I left things as they are.`);
}

/** What was dated is taken out as long as nobody can know of it. */
async function removeNew(tx: Tx, sessions: readonly Session[]): Promise<void> {
  for (const { id, key } of sessions) {
    const people = await knownTo(tx, id);
    if (people > 0)
      throw new UserError(
        `${countText(people, 'person knows', 'people know')} of ${key} by now. Please cancel it instead, so that they are told.`,
      );
  }
  await removeSessions(
    tx,
    sessions.map(({ id }) => id),
  );
}

async function restore(
  ctx: Context,
  tx: Tx,
  changed: readonly { current: Session; before: SessionPlan; changeId: number | null }[],
): Promise<number> {
  const now = ctx.clock.now();
  for (const { current, before } of changed) {
    const few = capacityProblem(current.taken, before.capacity);
    if (few) throw new UserError(`${current.key} can't be as it was: ${few}.`);
  }
  const ids = await saveSessions(
    tx,
    changed.map(({ before }) => before),
  );
  let told = 0;
  for (const { current, before, changeId } of changed) {
    if (changeId === null) continue;
    // A room that is back after a session was put online is news to them, though it is none to whoever knew no room.
    const what = whatChanged(current, before, now) ?? 'place';
    told += await takeBackChange(tx, changeId, { what, startedAt: current.startsAt, at: now });
  }
  for (const feature of ctx.features) await feature.onSessionsChanged?.(ctx, tx, ids);
  return told;
}

export const undoSessions: Undo = async (ctx, tx, { auditId, inverse: stored }) => {
  const { sessions } = inverse.parse(stored);
  await lockSessions(tx);
  const keys = sessions.map(({ after }) => after.key);
  const known = await lockedByKeys(tx, keys, ctx.program.file.school.timeZone);
  const fresh: Session[] = [];
  const changed: { current: Session; before: SessionPlan; changeId: number | null }[] = [];
  for (const undone of sessions) {
    const found = known.find(({ key }) => key === undone.after.key);
    const current = await asLeft(tx, found, undone, auditId);
    if (undone.before === null) fresh.push(current);
    else changed.push({ current, before: undone.before, changeId: undone.changeId });
  }
  if (fresh.length > 0) await removeNew(tx, fresh);
  const told = changed.length > 0 ? await restore(ctx, tx, changed) : 0;
  const done =
    changed.length === 0
      ? `${countText(fresh.length, 'session is', 'sessions are')} no longer dated.`
      : `${countText(changed.length, 'session is', 'sessions are')} as before.`;
  const whom =
    told === 0 ? 'Nobody had been told.' : `${countText(told, 'person', 'people')} had been told; I tell them.`;
  return changed.length === 0 ? `Taken back: ${done}` : `Taken back: ${done} ${whom}`;
};
