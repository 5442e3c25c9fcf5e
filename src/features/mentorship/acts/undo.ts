// What staff published or matched by hand, taken back.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { listText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { UndoneAct } from '../../../importer.ts';
import { enqueueChanges } from '../../../outbox/enqueue.ts';
import { lastActor, lastActorOn } from '../../../people/audit.ts';
import { peopleByIds } from '../../../people/store.ts';
import { pairAfter, requestAfter } from '../rules/life-cycles.ts';
import { findPair, overPair, type Pair, pairsOfRound } from '../store/pairs.ts';
import { requestsByIds, type StoredRequest, setLeftOut, setRequestState } from '../store/requests.ts';
import { findRound, outcomesOf, roundsOf, setRoundState } from '../store/rounds.ts';
import { outboxIdsOf } from '../store/sent.ts';
import { advance } from './advance.ts';
import { type Held, holdSeason } from './held.ts';
import { givePlaceBack } from './settle.ts';
import { COMPOSERS, introductionKey, retellRequest, tellPerson } from './tell.ts';

/** What a publishing needs to be taken back: the requests as they stood. */
const inverse = z.object({
  roundId: z.number().int(),
  handedOver: z.array(z.number().int()),
  leftOut: z.array(z.number().int()),
  withStaff: z.array(z.number().int()),
});

/** A request back where it was before it was matched, handed over, or replaced by an import. */
export async function bringBack(tx: Tx, held: Held, request: StoredRequest, wasWithStaff: boolean): Promise<void> {
  const state = requestAfter(request.state, 'undo');
  if (state === null) return;
  await setRequestState(tx, request.id, wasWithStaff ? 'with-staff' : state, held.now);
  await retellRequest(tx, held, request, 'undo');
}

function byName(name: string | null): string {
  return name === null ? '' : ` by ${name}`;
}

/** The season of what is to be taken back, held. Throws a UserError where it is over, and says who closed it. */
async function seasonToUndo(ctx: Context, tx: Tx, auditId: number, seasonId: number | undefined): Promise<Held> {
  const held = await holdSeason(ctx, tx);
  if (held && held.season.id === seasonId) return held;
  const by = await lastActor(tx, 'mentorship.close-season', auditId);
  const how = by === null ? 'is over' : `was closed since by ${by}`;
  throw new UserError(`The season ${how}, so what was done in it stays. Its pairs are complete.`);
}

/** How a pair ended since, as far as that is anybody's business: what one of the two ends stays between them. */
async function endingOf(tx: Tx, pair: Pair | undefined, auditId: number): Promise<string> {
  if (pair?.state === 'undone') return 'was taken back already';
  if (pair?.endedBy === 'left') return 'has ended since, because one of them left';
  if (pair?.endedBy !== 'staff') return 'has ended since';
  return `was ended since${byName(await lastActorOn(tx, { details: [{ pair: pair.id }] }, auditId))}`;
}

/** Which pair is over, and through whom. */
async function refuseOver(tx: Tx, { id }: Pair, auditId: number): Promise<never> {
  const pair = await findPair(tx, id);
  const people = pair ? await peopleByIds(tx, [pair.menteeId, pair.mentorId]) : [];
  const names = listText(people.map(({ name }) => name));
  const how = await endingOf(tx, pair, auditId);
  throw new UserError(
    `The pair of ${names} ${how}, so this can’t be taken back as a whole any more. You can end single pairs.`,
  );
}

/** Two whom staff introduced by e-mail: each reads that it came too early, in Slack or by another e-mail. */
async function tellUnintroduced(ctx: Context, tx: Tx, held: Held, pair: Pair): Promise<void> {
  if (pair.introducedAt === null) return;
  for (const personId of [pair.mentorId, pair.menteeId])
    await tellPerson(ctx, tx, held, personId, {
      key: `mentorship/introduction-undone/${pair.id}/${personId}`,
      composer: COMPOSERS.introduction,
      content: { pairId: pair.id },
    });
}

/** Pairs as if they had never been: places free, requests back, and what was said is taken back or corrected. */
async function undoPairs(
  ctx: Context,
  tx: Tx,
  held: Held,
  pairs: readonly Pair[],
  { withStaff, auditId }: { withStaff: readonly number[]; auditId: number },
): Promise<void> {
  for (const pair of pairs) {
    const state = pairAfter(pair.state, 'undo');
    if (state === null || state === 'active' || !(await overPair(tx, pair.id, { state, endedBy: null }, held.now)))
      await refuseOver(tx, pair, auditId);
    await givePlaceBack(tx, held, pair.mentorId);
  }
  const requests = await requestsByIds(
    tx,
    pairs.map(({ requestId }) => requestId),
  );
  for (const request of requests) await bringBack(tx, held, request, withStaff.includes(request.id));
  const introductions = await outboxIdsOf(tx, pairs.map(introductionKey));
  const bySlack = new Set(introductions.map(({ dedupeKey }) => dedupeKey));
  for (const pair of pairs) if (!bySlack.has(introductionKey(pair))) await tellUnintroduced(ctx, tx, held, pair);
  await enqueueChanges(
    tx,
    held.now,
    introductions.map(({ id, isQueued, dedupeKey }) =>
      isQueued
        ? { kind: 'delete', target: id, lane: 'answers', dedupeKey: `${dedupeKey}/undone` }
        : {
            kind: 'update',
            target: id,
            lane: 'answers',
            dedupeKey: `${dedupeKey}/undone`,
            composer: COMPOSERS.introduction,
            content: { pairId: Number(dedupeKey.split('/').at(-1)) },
          },
    ),
  );
}

/** Takes a publishing back. Refused where a pair of it is over, or another round was drafted since. */
export async function undoPublishing(ctx: Context, tx: Tx, { auditId, inverse: stored }: UndoneAct): Promise<string> {
  const { roundId, handedOver, leftOut, withStaff } = inverse.parse(stored);
  const held = await seasonToUndo(ctx, tx, auditId, (await findRound(tx, roundId))?.seasonId);
  const [latest] = await roundsOf(tx, held.season.id);
  if (latest?.id !== roundId || latest.state !== 'published')
    throw new UserError(
      `Another round was drafted since${byName(await lastActor(tx, 'mentorship.draft', auditId))}, so this one can’t be taken back any more.`,
    );
  const pairs = await pairsOfRound(tx, roundId);
  await undoPairs(ctx, tx, held, pairs, { withStaff, auditId });
  const back = (await requestsByIds(tx, handedOver)).filter(({ state }) => state === 'with-staff');
  for (const request of back) await bringBack(tx, held, request, false);
  await setLeftOut(tx, leftOut, false);
  const results = await outboxIdsOf(
    tx,
    (await outcomesOf(tx, roundId)).map(({ requestId }) => `mentorship/round-result/${roundId}/${requestId}`),
  );
  await enqueueChanges(
    tx,
    held.now,
    results.map(({ id, dedupeKey }) => ({
      kind: 'delete',
      target: id,
      lane: 'answers',
      dedupeKey: `${dedupeKey}/undone`,
    })),
  );
  await setRoundState(tx, roundId, 'undone', held.now);
  await advance(ctx, tx, held);
  return `The round is taken back: ${pairs.length} pairs are as if they had never been, and their introductions say so. What had not left yet is not sent.`;
}

const matched = z.object({ pairId: z.number().int(), withStaff: z.boolean() });

export async function undoMatch(ctx: Context, tx: Tx, { auditId, inverse: stored }: UndoneAct): Promise<string> {
  const { pairId, withStaff } = matched.parse(stored);
  const pair = await findPair(tx, pairId);
  if (!pair) throw new UserError('That pair is not there any more.');
  const held = await seasonToUndo(ctx, tx, auditId, pair.seasonId);
  await undoPairs(ctx, tx, held, [pair], { withStaff: withStaff ? [pair.requestId] : [], auditId });
  await advance(ctx, tx, held);
  return 'The match is taken back, and the introduction says so. The request is open again.';
}
