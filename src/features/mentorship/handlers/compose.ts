// The messages of the outbox, written at the moment of sending from what is true then. `null`: there is nothing to say any more.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { meetingText } from '../../../domain/meeting.ts';
import { dayText } from '../../../domain/wording.ts';
import type { Reply } from '../../../feature.ts';
import { matchDaysOf } from '../../../people/match-days.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { introduction, offerMessage, pairNews, requestStatus, roundResult } from '../messages/index.ts';
import type { Introduction } from '../messages/introduction.ts';
import type { PairNews, PairNewsKind } from '../messages/pair-news.ts';
import { fitOf } from '../rules/market.ts';
import { isOffByEnd } from '../rules/meeting.ts';
import { canMentor, isMentee } from '../rules/people.ts';
import { specialtyNames, topicNames } from '../rules/reason-text.ts';
import { findMentor } from '../store/mentors.ts';
import { findOffer } from '../store/offers.ts';
import { findPair, type Pair } from '../store/pairs.ts';
import { requestsByIds } from '../store/requests.ts';
import { namesOf, offerView, pairMeetingText, statusOf } from './views.ts';

const id = z.number().int();
const ofOffer = z.object({ offerId: id, first: z.boolean() });
const ofRequest = z.object({ requestId: id });
const ofPair = z.object({ pairId: id });
const ofPairKept = z.object({ pairId: id, about: z.enum(['away', 'moved-on']) });
const ofMeeting = z.object({ pairId: id, sequence: z.number().int() });

/** Asks a mentor; the first message is not sent any more where the question is settled, or the mentor is away by then. */
export async function composeOffer(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  const { offerId, first } = ofOffer.parse(stored);
  const offer = await findOffer(ctx.db, offerId);
  if (!offer || !person) return null;
  const mayAsk = canMentor(ctx.program, person, ctx.clock.now(), await matchDaysOf(ctx.db));
  if (first && (offer.state !== 'open' || !mayAsk)) return null;
  return offerMessage(await offerView(ctx, offer, person));
}

export async function composeRequest(ctx: Context, _person: Person | null, stored: unknown): Promise<Reply | null> {
  const [request] = await requestsByIds(ctx.db, [ofRequest.parse(stored).requestId]);
  return request ? requestStatus(await statusOf(ctx, request)) : null;
}

/** What brings two together, as a message and as an e-mail have it. */
export async function introductionOf(ctx: Context, pair: Pair): Promise<Introduction> {
  const [request] = await requestsByIds(ctx.db, [pair.requestId]);
  const mentor = await findMentor(ctx.db, pair.seasonId, pair.mentorId);
  const name = await namesOf(ctx, [pair.mentorId, pair.menteeId]);
  const { specialties, topics } = request && mentor ? fitOf(request, mentor) : { specialties: [], topics: [] };
  const { mentorship } = ctx.program.file;
  return {
    pairId: pair.id,
    mentor: name(pair.mentorId),
    student: name(pair.menteeId),
    specialties: specialtyNames(ctx.program, specialties),
    topics: topicNames(ctx.program, topics),
    question: mentorship.topics.find((topic) => topics.includes(topic.id))?.question ?? mentorship.question,
    undone: pair.state === 'undone',
  };
}

export async function composeIntroduction(
  ctx: Context,
  _person: Person | null,
  stored: unknown,
): Promise<Reply | null> {
  const pair = await findPair(ctx.db, ofPair.parse(stored).pairId);
  if (!pair || pair.state === 'ended' || pair.state === 'completed') return null;
  return introduction(await introductionOf(ctx, pair));
}

/** When two meet, or were to meet before that came to nothing; null where no time is known. */
function meetingInNews(pair: Pair, kind: PairNewsKind, zone: string): string | null {
  if (kind === 'meeting-off') return pair.meetingWas && meetingText({ at: pair.meetingWas, where: null }, zone);
  return kind !== 'ended' || isOffByEnd(pair) ? pairMeetingText(pair, zone) : null;
}

/** News of a pair for one of the two. */
export async function newsOf(ctx: Context, person: Person, pair: Pair, kind: PairNewsKind): Promise<PairNews> {
  const name = await namesOf(ctx, [pair.mentorId, pair.menteeId]);
  const isStudent = pair.menteeId === person.id;
  return {
    pairId: pair.id,
    kind,
    partner: name(isStudent ? pair.mentorId : pair.menteeId),
    mayAskAgain: isStudent && isMentee(ctx.program, person, ctx.program.today(ctx.clock.now())),
    meeting: meetingInNews(pair, kind, zoneOf(ctx.program, person)),
  };
}

export async function composePairEnded(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  const pair = await findPair(ctx.db, ofPair.parse(stored).pairId);
  return pair?.state === 'ended' && person ? pairNews(await newsOf(ctx, person, pair, 'ended')) : null;
}

/** What a pair that stays is told about; null where it is over by now. */
export function keptPair({ state }: Pair, stored: unknown): 'away' | 'moved-on' | null {
  return state === 'active' ? ofPairKept.parse(stored).about : null;
}

export async function composePairKept(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  const pair = await findPair(ctx.db, ofPairKept.parse(stored).pairId);
  const about = pair ? keptPair(pair, stored) : null;
  return pair && about !== null && person ? pairNews(await newsOf(ctx, person, pair, about)) : null;
}

/** What is new of a time to meet; null where it was changed again, which the later message tells. */
export function meetingPair(pair: Pair, stored: unknown): 'meeting' | 'meeting-off' | null {
  if (pair.state !== 'active' || pair.meetingSequence !== ofMeeting.parse(stored).sequence) return null;
  return pair.meetsAt === null ? 'meeting-off' : 'meeting';
}

export async function composeMeeting(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  const pair = await findPair(ctx.db, ofMeeting.parse(stored).pairId);
  const kind = pair ? meetingPair(pair, stored) : null;
  return pair && kind !== null && person ? pairNews(await newsOf(ctx, person, pair, kind)) : null;
}

/** When a student for whom a round found nobody hears; null where that is settled by now. */
export async function roundResultOf(ctx: Context, stored: unknown): Promise<{ hearBy: string } | null> {
  const [request] = await requestsByIds(ctx.db, [ofRequest.parse(stored).requestId]);
  if (request?.state !== 'with-staff') return null;
  const { hearBy } = await statusOf(ctx, request);
  return hearBy === null ? null : { hearBy: dayText(hearBy) };
}

export async function composeRoundResult(ctx: Context, _person: Person | null, stored: unknown): Promise<Reply | null> {
  const result = await roundResultOf(ctx, stored);
  return result && roundResult(result);
}
