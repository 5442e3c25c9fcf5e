// Rounds: drafted, changed, published as a whole; and matching by hand. How they are taken back is in undo.ts.
import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import type { RoundMark } from '../../../domain/mentorship.ts';
import { dayText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import { recordActs, recordUndoable } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { canTake } from '../rules/candidates.ts';
import type { Mentor } from '../rules/market.ts';
import { type Couple, draftRound } from '../rules/round.ts';
import { hasBegun } from '../rules/season.ts';
import { offersOf } from '../store/offers.ts';
import { liveRequests, requestsByIds, type StoredRequest, setLeftOut } from '../store/requests.ts';
import {
  findRound,
  insertRound,
  marksOf,
  outcomesOf,
  type Round,
  removeLock,
  roundsOf,
  saveMark,
  saveOutcomes,
  setRoundState,
} from '../store/rounds.ts';
import { type Held, needSeason, personIn } from './held.ts';
import { makePair, stepRequest, withdrawOffers } from './settle.ts';
import { COMPOSERS, tellPerson } from './tell.ts';

const GONE =
  'That draft is no longer there: it was published or dropped. `/career staff mentorship` shows how it stands.';

/** Mentors as a publishing finds them: offers that nobody has answered are withdrawn by it, and their places are free. */
export async function mentorsToDraft(
  tx: Db | Tx,
  held: Held,
  live: readonly StoredRequest[],
): Promise<Map<number, Mentor>> {
  const mentors = new Map(held.mentors);
  const offers = await offersOf(
    tx,
    live.map(({ id }) => id),
  );
  for (const { state, mentorId } of offers) {
    const mentor = mentors.get(mentorId);
    if (state === 'open' && mentor) mentors.set(mentorId, { ...mentor, taken: mentor.taken - 1 });
  }
  return mentors;
}

/** Runs a draft over the season as it stands now. */
async function runDraft(tx: Tx, held: Held, round: Round): Promise<void> {
  const marks = await marksOf(tx, round.id);
  const marked = (wanted: RoundMark) => marks.filter(({ mark }) => mark === wanted);
  const live = await liveRequests(tx, held.season.id);
  const draft = draftRound({
    requests: live,
    mentors: [...(await mentorsToDraft(tx, held, live)).values()],
    apart: held.apart,
    locked: marked('locked'),
    forbidden: marked('forbidden'),
    seed: round.seed,
  });
  await saveOutcomes(tx, round.id, [
    ...draft.pairs.map(({ requestId, mentorId }) => ({ requestId, mentorId, why: null })),
    ...draft.unmatched.map(({ requestId, why }) => ({ requestId, mentorId: null, why })),
  ]);
}

/** Drafts a round, or runs the draft again over what has changed. */
export async function draft(ctx: Context, by: Person): Promise<number> {
  return ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    const [latest] = await roundsOf(tx, held.season.id);
    // Any number does: each round draws other lots, and the same draft draws the same ones when it is run again.
    const round =
      latest?.state === 'draft' ? latest : await insertRound(tx, held.season.id, (latest?.id ?? 0) + 1, held.now);
    await runDraft(tx, held, round);
    await recordActs(tx, held.now.toString(), [
      { act: 'mentorship.draft', actorId: by.id, subjectId: null, details: { round: round.id } },
    ]);
    return round.id;
  });
}

async function needDraft(tx: Tx, roundId: number): Promise<Round> {
  const round = await findRound(tx, roundId);
  if (round?.state !== 'draft') throw new UserError(GONE);
  return round;
}

export type DraftChange =
  | { kind: 'lock'; couple: Couple }
  | { kind: 'forbid'; couple: Couple }
  | { kind: 'free'; couple: Couple };

/** Locks two, forbids two, or leaves them to the round again, and runs it. Throws a UserError for two who can't be paired. */
export async function changeDraft(ctx: Context, by: Person, roundId: number, change: DraftChange): Promise<void> {
  await ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    const round = await needDraft(tx, roundId);
    const { couple } = change;
    const live = await liveRequests(tx, held.season.id);
    const request = live.find(({ id }) => id === couple.requestId);
    const mentor = (await mentorsToDraft(tx, held, live)).get(couple.mentorId);
    if (change.kind === 'lock' && !(request && mentor && canTake(request, mentor, held.apart)))
      throw new UserError('These two can’t be paired in this season. Please choose somebody else.');
    const marks = { lock: 'locked', forbid: 'forbidden', free: null } as const;
    if (change.kind === 'free') await removeLock(tx, roundId, couple.requestId);
    await saveMark(tx, roundId, couple, marks[change.kind]);
    await runDraft(tx, held, round);
    await recordActs(tx, held.now.toString(), [
      {
        act: 'mentorship.change-draft',
        actorId: by.id,
        subjectId: request?.personId ?? null,
        details: { round: roundId, change: change.kind, ...couple },
      },
    ]);
  });
}

export async function dropDraft(ctx: Context, by: Person, roundId: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    await needDraft(tx, roundId);
    await setRoundState(tx, roundId, 'dropped', held.now);
    const act = { act: 'mentorship.drop-draft', actorId: by.id, subjectId: null, details: { round: roundId } };
    await recordActs(tx, held.now.toString(), [act]);
  });
}

/** Every pair of a draft can still be made. What has changed since is named, and the draft has to be run again. */
async function refuseStale(tx: Tx, held: Held, couples: readonly Couple[], live: readonly StoredRequest[]) {
  for (const { requestId, mentorId } of couples) {
    const request = live.find(({ id }) => id === requestId);
    const mentor = held.mentors.get(mentorId);
    if (request && mentor && canTake(request, mentor, held.apart)) continue;
    const [gone] = request ? [request] : await requestsByIds(tx, [requestId]);
    const names = [gone && (await personIn(tx, held, gone.personId)), await personIn(tx, held, mentorId)];
    throw new UserError(
      `Something is different since this was drafted, for ${names.flatMap((person) => person?.name ?? []).join(' and ')}. Please run the draft again and look at it once more; nothing was sent.`,
    );
  }
}

export interface Published {
  auditId: number;
  pairs: number;
  unmatched: number;
}

/** Publishes a draft, all of it or nothing: pairs are introduced, and who got nobody is told and goes to staff. */
export async function publish(ctx: Context, by: Person, roundId: number): Promise<Published> {
  return ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    await needDraft(tx, roundId);
    if (!hasBegun(held.season, ctx.program.today(held.now)))
      throw new UserError(
        `The season begins on ${dayText(held.season.startsOn)}, and nobody is introduced before. Please publish then, or change its first day.`,
      );
    const live = await liveRequests(tx, held.season.id);
    const outcomes = await outcomesOf(tx, roundId);
    const couples = outcomes.flatMap(({ requestId, mentorId }) => (mentorId === null ? [] : [{ requestId, mentorId }]));
    const drafted = new Set(outcomes.map(({ requestId }) => requestId));
    await withdrawOffers(
      tx,
      held,
      live.filter(({ id }) => drafted.has(id)),
    );
    await refuseStale(tx, held, couples, live);
    for (const { requestId, mentorId } of couples) {
      const request = live.find(({ id }) => id === requestId);
      const id = request && (await makePair(ctx, tx, held, request, { mentorId, origin: 'round', roundId }));
      if (id === undefined)
        throw new UserError('A place was taken meanwhile. Please run the draft again; nothing was sent.');
    }
    const left = live.filter((request) =>
      outcomes.some((one) => one.requestId === request.id && one.mentorId === null),
    );
    const handedOver: number[] = [];
    for (const request of left) {
      if (await stepRequest(tx, held, request, 'hand-over')) handedOver.push(request.id);
      await tellPerson(ctx, tx, held, request.personId, {
        key: `mentorship/round-result/${roundId}/${request.id}`,
        composer: COMPOSERS.roundResult,
        content: { requestId: request.id },
      });
    }
    const leftOut = left.filter((request) => !request.leftOut).map(({ id }) => id);
    await setLeftOut(tx, leftOut, true);
    await setRoundState(tx, roundId, 'published', held.now);
    const withStaff = live.filter(({ state }) => state === 'with-staff').map(({ id }) => id);
    const auditId = await recordUndoable(tx, held.now, {
      act: 'mentorship.publish',
      actorId: by.id,
      subjectId: null,
      details: { round: roundId, pairs: couples.length, unmatched: left.length },
      inverse: { roundId, handedOver, leftOut, withStaff },
      until: null,
    });
    return { auditId, pairs: couples.length, unmatched: left.length };
  });
}

/** Staff match a request by hand. Gives the number of the act, which can be taken back. */
export async function matchByHand(ctx: Context, by: Person, couple: Couple): Promise<number> {
  return ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    const request = (await liveRequests(tx, held.season.id)).find(({ id }) => id === couple.requestId);
    if (!request)
      throw new UserError('That request is settled by now. `/career staff mentorship` shows how it stands.');
    await withdrawOffers(tx, held, [request]);
    const mentor = held.mentors.get(couple.mentorId);
    const pairId =
      mentor && canTake(request, mentor, held.apart)
        ? await makePair(ctx, tx, held, request, { mentorId: couple.mentorId, origin: 'staff' })
        : undefined;
    if (pairId === undefined) throw new UserError('These two can’t be paired just now. Please choose somebody else.');
    return recordUndoable(tx, held.now, {
      act: 'mentorship.match',
      actorId: by.id,
      subjectId: request.personId,
      details: { pair: pairId },
      inverse: { pairId, withStaff: request.state === 'with-staff' },
    });
  });
}
