// Who is in the audience of a broadcast, when each may be told, and why some are not.
import type { Temporal } from 'temporal-polyfill';
import { readDated } from '../../../ahead/dated.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { UntoldReason } from '../../../domain/broadcast.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import { answersTo, type Notice, type Notices, type NoticeTime } from '../../../feature.ts';
import { idsInAudience } from '../../../people/audience-query.ts';
import { memberOf, missingCalendars, type Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { leavesAt, noticeOf } from '../rules/notice.ts';
import type { Planned } from '../rules/preview.ts';
import { type Broadcast, namesOf } from '../store/broadcasts.ts';

/** What is put off by less than this was not put off: the clock went on while it was decided. */
const AT_ONCE_MS = 60_000;

export interface PlannedRecipient extends Planned {
  person: Person;
  /** null for those who are not told. */
  told: { reminder: Reminder; dueAt: Temporal.Instant } | null;
}

/** The feature that keeps what is said to the rules of delivery. */
export function noticesOf({ features }: Context): Notices {
  const found = features.find(({ notices }) => notices)?.notices;
  if (!found) throw new Error('no feature keeps notices to the rules of delivery');
  return found;
}

/** When the session of a broadcast begins; null without one. */
export async function sessionStart(ctx: Context, { sessionId }: Broadcast): Promise<Temporal.Instant | null> {
  if (sessionId === null) return null;
  const { sessions } = await readDated(ctx.db, ctx.program.file.school.timeZone);
  return sessions.find(({ id }) => id === sessionId)?.startsAt ?? null;
}

/** What delivery decides about for one person. */
export async function noticeFor(
  ctx: Context,
  broadcast: Broadcast,
  times: { from: Temporal.Instant; dueAt: Temporal.Instant },
): Promise<Reminder> {
  const sessionStartsAt = await sessionStart(ctx, broadcast);
  return noticeOf({ ...broadcast, sessionStartsAt }, { ...times, zone: ctx.program.file.school.timeZone });
}

/** Why somebody can't be told at all, before their hours are looked at. */
function unreachable(ctx: Context, person: Person): UntoldReason | null {
  if (!person.active) return 'left';
  if (missingCalendars(ctx.program, person).length > 0) return 'no-class';
  return person.slackUserId === null ? 'outside-slack' : null;
}

function reasonOf(time: NoticeTime | undefined): UntoldReason | null {
  return time && 'unsaid' in time ? time.unsaid : null;
}

/** When these people may be told, if it begins to leave at `from`; in the order in which they are given. */
export async function planPeople(
  ctx: Context,
  tx: Tx,
  broadcast: Broadcast,
  people: readonly Person[],
  from: Temporal.Instant,
): Promise<PlannedRecipient[]> {
  const day = ctx.program.today(from);
  const sessionStartsAt = await sessionStart(ctx, broadcast);
  const released = broadcast.releasedBy !== null;
  const reachable = people.filter((person) => unreachable(ctx, person) === null);
  const zone = ctx.program.file.school.timeZone;
  const notices = reachable.map((person, at): Notice => {
    const dueAt = leavesAt(from, at);
    return { person, released, reminder: noticeOf({ ...broadcast, sessionStartsAt }, { from, dueAt, zone }) };
  });
  const times = await noticesOf(ctx).times(ctx, tx, notices);
  const byPerson = new Map(notices.map((notice) => [notice.person.id, notice]));
  return people.map((person): PlannedRecipient => {
    const { standing } = memberOf(ctx.program, person, day);
    const [notice, time] = [byPerson.get(person.id), times.get(person.id)];
    const untold = unreachable(ctx, person) ?? reasonOf(time);
    if (untold !== null || !notice || !time || !('at' in time))
      return { person, standing, untold: untold ?? 'late', delayed: false, told: null };
    const delayed = time.at.epochMilliseconds > notice.reminder.dueAt.epochMilliseconds + AT_ONCE_MS;
    return {
      person,
      standing,
      untold: null,
      delayed,
      told: { reminder: notice.reminder, dueAt: delayed ? time.at : from },
    };
  });
}

/** Everybody in the audience, by id, and the names of those whom its exclusions leave out. */
export async function planRecipients(
  ctx: Context,
  tx: Tx,
  broadcast: Broadcast,
  from: Temporal.Instant,
): Promise<{ planned: PlannedRecipient[]; leftOut: string[] }> {
  const { audience } = broadcast;
  const day = ctx.program.today(from);
  const answering = await answersTo(ctx, tx, audience);
  const ids = await idsInAudience(tx, ctx.program, audience, day, answering);
  const everybody = await idsInAudience(tx, ctx.program, { anyOf: audience.anyOf }, day, answering);
  const included = new Set(ids);
  const without = everybody.filter((id) => !included.has(id));
  const names = await namesOf(tx, without);
  const planned = await planPeople(ctx, tx, broadcast, await peopleByIds(tx, ids), from);
  return { planned, leftOut: without.flatMap((id) => names.get(id) ?? []) };
}
