// Two who were brought together: they meet, are asked how it goes, and may end it.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { CheckIn, CheckInAnswer, PairEnd } from '../../../domain/mentorship.ts';
import { UserError } from '../../../errors.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { findPair, type Pair, saveCheckIn, setIntroduced, setMeeting } from '../store/pairs.ts';
import { advance } from './advance.ts';
import { holdSeason } from './held.ts';
import { endPair } from './settle.ts';
import { COMPOSERS, tellPerson } from './tell.ts';

export const NOT_YOURS = 'That pair is no longer there for you. `/career mentor` shows how it stands.';

/** The other of a pair. */
export function partnerOf({ mentorId, menteeId }: Pick<Pair, 'mentorId' | 'menteeId'>, personId: number): number {
  return mentorId === personId ? menteeId : mentorId;
}

/** A pair in which somebody is, as it stands. Somebody else's and one that there is not are answered alike. */
export async function ownPair(ctx: Context, person: Person, id: number): Promise<Pair> {
  const pair = await findPair(ctx.db, id);
  if (pair && (pair.mentorId === person.id || pair.menteeId === person.id)) return pair;
  throw new UserError(NOT_YOURS);
}

/** Writes when two meet (null: they don't), and tells the other. Throws a UserError where they are no pair any more. */
export async function setPairMeeting(
  ctx: Context,
  person: Person,
  id: number,
  meeting: { at: Temporal.Instant; where: string | null } | null,
): Promise<Pair> {
  await ownPair(ctx, person, id);
  return ctx.transaction(async (tx) => {
    const held = await holdSeason(ctx, tx);
    const pair = await findPair(tx, id);
    if (!held || pair?.state !== 'active') throw new UserError(NOT_YOURS);
    // Of two who take it out, one does.
    if (meeting === null && pair.meetsAt === null) return pair;
    const meetingSequence = await setMeeting(tx, pair, meeting);
    const partner = partnerOf(pair, person.id);
    await tellPerson(ctx, tx, held, partner, {
      key: `mentorship/meeting/${id}/${meetingSequence}`,
      composer: COMPOSERS.meeting,
      content: { pairId: id, sequence: meetingSequence },
      booked: true,
    });
    const meetingWas = meeting === null ? pair.meetsAt : null;
    return { ...pair, meetsAt: meeting?.at ?? null, meetsWhere: meeting?.where ?? null, meetingWas, meetingSequence };
  });
}

/** Ends a pair for one of the two, or for staff; false where it was over before. What they do not want again never comes again. */
export async function endOwnPair(ctx: Context, by: Person, id: number, endedBy: PairEnd): Promise<boolean> {
  if (endedBy !== 'staff') await ownPair(ctx, by, id);
  return ctx.transaction(async (tx) => {
    const held = await holdSeason(ctx, tx);
    const pair = await findPair(tx, id);
    if (!pair) throw new UserError(NOT_YOURS);
    if (!held) return false;
    const isDone = await endPair(ctx, tx, held, pair, endedBy);
    if (endedBy === 'staff')
      await recordActs(tx, held.now.toString(), [
        { act: 'mentorship.end-pair', actorId: by.id, subjectId: pair.menteeId, details: { pair: id } },
      ]);
    if (isDone) await advance(ctx, tx, held);
    return isDone;
  });
}

/** Writes what one of a pair answered. Throws a UserError where they are no pair any more: nobody reads it then. */
export async function answerCheckIn(
  ctx: Context,
  person: Person,
  { pairId, checkIn, answer }: { pairId: number; checkIn: CheckIn; answer: CheckInAnswer },
): Promise<void> {
  await ownPair(ctx, person, pairId);
  const now = ctx.clock.now();
  await ctx.transaction(async (tx) => {
    if ((await findPair(tx, pairId))?.state !== 'active') throw new UserError(NOT_YOURS);
    await saveCheckIn(tx, { pairId, checkIn, personId: person.id, answer }, now);
  });
}

/** Staff have introduced two by e-mail. */
export async function noteIntroduced(ctx: Context, by: Person, id: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const pair = await findPair(tx, id);
    if (!pair) throw new UserError(NOT_YOURS);
    const now = ctx.clock.now();
    if (pair.introducedAt === null) await setIntroduced(tx, id, now);
    const act = { act: 'mentorship.introduced', actorId: by.id, subjectId: pair.menteeId, details: { pair: id } };
    await recordActs(tx, now.toString(), [act]);
  });
}
