// What a season says unasked: rows of the outbox, whose messages are written at the moment of sending.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { OfferEvent } from '../../../domain/offers.ts';
import { enqueue, enqueueChanges } from '../../../outbox/enqueue.ts';
import type { Person } from '../../../people/person.ts';
import { canBeTold, isAway, tellingMomentOfAll } from '../../../people/telling.ts';
import { insertMail } from '../store/mails.ts';
import { type Offer, setOfferMessage } from '../store/offers.ts';
import type { Pair } from '../store/pairs.ts';
import { type StoredRequest, setRequestMessage } from '../store/requests.ts';
import { type Held, personIn } from './held.ts';

/** Composers of the slice, as rows of the outbox name them. */
export const COMPOSERS = {
  offer: 'mentorship.offer',
  request: 'mentorship.request',
  introduction: 'mentorship.introduction',
  pairEnded: 'mentorship.pair-ended',
  pairKept: 'mentorship.pair-kept',
  meeting: 'mentorship.meeting',
  roundResult: 'mentorship.round-result',
} as const;

/** The first moment from `from` on at which some people read something together: in nobody's silence, and what `waits` after it. */
function sayingMoment(
  ctx: Context,
  { now, matchDays }: Held,
  people: readonly Person[],
  { waits = true, from = now } = {},
): Temporal.Instant {
  return tellingMomentOfAll(ctx.program, people, from, matchDays, { waits });
}

function isOutside({ program }: Context, person: Person, { now }: Held): boolean {
  return person.slackUserId === null && !isAway(program, person, program.today(now));
}

interface Said {
  key: string;
  composer: string;
  content: unknown;
  /** About a meeting: it does not wait until somebody is done with a pause or a quiet spell. */
  booked?: boolean;
}

/** Writes to one person, in their hours; to somebody outside Slack staff do, by e-mail; nothing to who is away or left. */
export async function tellPerson(ctx: Context, tx: Tx, held: Held, personId: number, said: Said): Promise<void> {
  const person = await personIn(tx, held, personId);
  if (person && isOutside(ctx, person, held))
    return insertMail(tx, { key: said.key, personId, composer: said.composer, content: said.content }, held.now);
  if (!canBeTold(ctx.program, person, held.now)) return;
  await enqueue(tx, held.now, [
    {
      kind: 'post',
      lane: 'answers',
      dedupeKey: said.key,
      to: { person: personId },
      dueAt: sayingMoment(ctx, held, [person], { waits: !said.booked }),
      composer: said.composer,
      content: said.content,
    },
  ]);
}

/** Asks a mentor in their working hours; where they are outside Slack, staff ask. */
export async function tellOffer(ctx: Context, tx: Tx, held: Held, offer: Omit<Offer, 'outboxId'>): Promise<void> {
  const mentor = await personIn(tx, held, offer.mentorId);
  if (!canBeTold(ctx.program, mentor, held.now)) return;
  const key = `mentorship/offer/${offer.id}`;
  const ids = await enqueue(tx, held.now, [
    {
      kind: 'post',
      lane: 'answers',
      dedupeKey: key,
      to: { person: offer.mentorId },
      dueAt: sayingMoment(ctx, held, [mentor], { from: offer.asksAt }),
      expiresAt: offer.lapsesAt,
      composer: COMPOSERS.offer,
      content: { offerId: offer.id, first: true },
    },
  ]);
  const id = ids.get(key);
  if (id !== undefined) await setOfferMessage(tx, offer.id, id);
}

/**
 * The message that asked says what became of it; one that was not sent yet is never sent. Whom staff asked by e-mail read by e-mail
 * that it was taken back; what they answered, or let pass, they know.
 */
export async function retellOffer(
  tx: Tx,
  held: Held,
  { id, outboxId, mentorId }: Offer,
  event: OfferEvent,
): Promise<void> {
  const content = { offerId: id, first: false };
  if (outboxId === null) {
    const mentor = event === 'withdraw' ? await personIn(tx, held, mentorId) : undefined;
    if (mentor?.active && mentor.slackUserId === null)
      await insertMail(
        tx,
        { key: `mentorship/offer/${id}/withdrawn`, personId: mentorId, composer: COMPOSERS.offer, content },
        held.now,
      );
    return;
  }
  await enqueueChanges(tx, held.now, [
    {
      kind: 'update',
      target: outboxId,
      lane: 'answers',
      dedupeKey: `mentorship/offer/${id}/settled`,
      composer: COMPOSERS.offer,
      content,
    },
  ]);
}

/** The first message in which a student sees how their request stands: at once where they asked, in their hours where staff entered it. */
export async function tellRequest(
  ctx: Context,
  tx: Tx,
  held: Held,
  request: Pick<StoredRequest, 'id' | 'personId'>,
  by: 'student' | 'staff',
): Promise<void> {
  const person = await personIn(tx, held, request.personId);
  if (!canBeTold(ctx.program, person, held.now)) return;
  const key = `mentorship/request/${request.id}`;
  const ids = await enqueue(tx, held.now, [
    {
      kind: 'post',
      lane: 'answers',
      dedupeKey: key,
      to: { person: request.personId },
      ...(by === 'staff' ? { dueAt: sayingMoment(ctx, held, [person]) } : {}),
      composer: COMPOSERS.request,
      content: { requestId: request.id },
    },
  ]);
  const id = ids.get(key);
  if (id !== undefined) await setRequestMessage(tx, request.id, id);
}

/** The student's message shows what is different; it is written from what is true when it is sent, so that many changes are one. */
export async function retellRequest(tx: Tx, held: Held, { id, outboxId }: StoredRequest, what: string): Promise<void> {
  if (outboxId === null) return;
  await enqueueChanges(tx, held.now, [
    {
      kind: 'update',
      target: outboxId,
      lane: 'answers',
      dedupeKey: `mentorship/request/${id}/${what}/${held.now}`,
      composer: COMPOSERS.request,
      content: { requestId: id },
    },
  ]);
}

export function introductionKey({ id }: Pick<Pair, 'id'>): string {
  return `mentorship/introduction/${id}`;
}

/** Brings two together in a group conversation, when neither is to be left in peace; false where staff have to do it by e-mail. */
export async function introduce(
  ctx: Context,
  tx: Tx,
  held: Held,
  pair: Pick<Pair, 'id' | 'mentorId' | 'menteeId'>,
): Promise<boolean> {
  const both = [await personIn(tx, held, pair.mentorId), await personIn(tx, held, pair.menteeId)];
  const told = both.flatMap((person) => (canBeTold(ctx.program, person, held.now) ? person : []));
  if (told.length < 2) return false;
  await enqueue(tx, held.now, [
    {
      kind: 'post',
      lane: 'answers',
      dedupeKey: introductionKey(pair),
      to: { group: [pair.mentorId, pair.menteeId] },
      dueAt: sayingMoment(ctx, held, told),
      composer: COMPOSERS.introduction,
      content: { pairId: pair.id },
    },
  ]);
  return true;
}
