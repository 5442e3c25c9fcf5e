// What messages show, put together from what is stored.
import type { Context } from '../../../context.ts';
import { meetingText } from '../../../domain/meeting.ts';
import { countText } from '../../../domain/wording.ts';
import type { Person } from '../../../people/person.ts';
import { zoneOf } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { OfferMessage } from '../messages/offer.ts';
import type { RequestStatus } from '../messages/request-status.ts';
import { hearBy, hearFromStaffBy } from '../rules/answer-time.ts';
import { type Mentor, type Reason, type Request, reasonsFor } from '../rules/market.ts';
import { schoolTimeOf } from '../rules/people.ts';
import { type Reader, reasonsText, specialtyNames, topicNames } from '../rules/reason-text.ts';
import { hasBegun } from '../rules/season.ts';
import { findMentor } from '../store/mentors.ts';
import { type Offer, offersOf } from '../store/offers.ts';
import { type Pair, pairOfRequest } from '../store/pairs.ts';
import { requestsByIds, type StoredRequest } from '../store/requests.ts';
import { lastSeason } from '../store/seasons.ts';

/** Somebody who is not in the roster any more. */
const SOMEBODY = 'Somebody';

/** Names by person id. */
export async function namesOf(ctx: Context, ids: readonly number[]): Promise<(id: number) => string> {
  const found = new Map((await peopleByIds(ctx.db, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  return (id) => found.get(id) ?? SOMEBODY;
}

/** What two have in common, in words for a reader. */
export function reasonsBetween(ctx: Context, request: Request, mentor: Mentor | undefined, reader: Reader): string {
  const reasons: Reason[] = mentor ? reasonsFor(request, mentor) : [];
  return reasonsText(ctx.program, reasons, reader);
}

/** The latest day on which a student hears; null where nothing is left to hear. */
function hearByOf({ program }: Context, { state, staffAt, handedOverAt }: StoredRequest) {
  const school = schoolTimeOf(program);
  if (state === 'with-staff') return hearFromStaffBy(school, handedOverAt ?? staffAt);
  return state === 'waiting' || state === 'offered' ? hearBy(staffAt, school.zone) : null;
}

/** Who is asked at present, or is the student's mentor, or was until their pair ended. */
async function mentorNow(ctx: Context, request: StoredRequest, offers: readonly Offer[]) {
  const nobody = { id: null, hasEnded: false };
  if (request.state === 'offered')
    return { ...nobody, id: offers.find(({ state }) => state === 'open')?.mentorId ?? null };
  if (request.state !== 'matched') return nobody;
  const pair = await pairOfRequest(ctx.db, request.id);
  return pair ? { id: pair.mentorId, hasEnded: pair.state === 'ended' } : nobody;
}

/** How a student's request stands. */
export async function statusOf(ctx: Context, request: StoredRequest): Promise<RequestStatus> {
  const offers = await offersOf(ctx.db, [request.id]);
  const { id: now, hasEnded } = await mentorNow(ctx, request, offers);
  const before = offers.filter(({ state }) => state !== 'open' && state !== 'accepted').map(({ mentorId }) => mentorId);
  const name = await namesOf(ctx, [...before, ...(now === null ? [] : [now])]);
  const [season, mentor] = await Promise.all([
    lastSeason(ctx.db),
    now === null ? undefined : findMentor(ctx.db, request.seasonId, now),
  ]);
  return {
    requestId: request.id,
    state: request.state,
    asked: before.map(name),
    mentor: now === null ? null : name(now),
    hasEnded,
    reasons: reasonsBetween(ctx, request, mentor, 'student'),
    hearBy: hearByOf(ctx, request),
    beginsOn: season && !hasBegun(season, ctx.program.today(ctx.clock.now())) ? season.startsOn : null,
    inRounds: season?.way === 'rounds',
  };
}

/** An offer as the mentor reads it. */
export async function offerView(ctx: Context, offer: Offer, mentor: Person, isOld = false): Promise<OfferMessage> {
  const [request] = await requestsByIds(ctx.db, [offer.requestId]);
  if (!request) throw new Error(`offer ${offer.id} without its request`);
  const name = await namesOf(ctx, [request.personId]);
  const entered = await findMentor(ctx.db, request.seasonId, offer.mentorId);
  return {
    offerId: offer.id,
    student: name(request.personId),
    specialties: specialtyNames(ctx.program, request.specialties),
    topics: topicNames(ctx.program, request.topics),
    note: request.note,
    reasons: reasonsBetween(ctx, request, entered, 'mentor'),
    lapsesAt: offer.lapsesAt,
    state: offer.state,
    isOld,
    zone: zoneOf(ctx.program, mentor),
  };
}

/** `Thu, Jan 21, 2027, 5:00 PM EST, TMEC 227`; null where no time is entered. `zone` is the reader's. */
export function pairMeetingText({ meetsAt, meetsWhere }: Pick<Pair, 'meetsAt' | 'meetsWhere'>, zone: string) {
  return meetsAt === null ? null : meetingText({ at: meetsAt, where: meetsWhere }, zone);
}

/** What a student asks for, line by line, for staff. */
export function wantedLines(ctx: Context, request: StoredRequest, name: (id: number) => string): string[] {
  const { specialties, topics, wishes, matchMe, note } = request;
  return [
    ...(specialties.length > 0 ? [`Thinks about: ${specialtyNames(ctx.program, specialties).join(', ')}`] : []),
    ...(topics.length > 0 ? [`Topics: ${topicNames(ctx.program, topics).join(', ')}`] : []),
    ...(wishes.length > 0 ? [`Wishes, the dearest first: ${wishes.map(name).join(', ')}`] : []),
    ...(matchMe ? [] : ['Only these wishes']),
    ...(note === null ? [] : [`Writes: ${note}`]),
  ];
}

/** `2 of 3 places taken`. */
export function loadText(name: string, { taken, capacity, paused }: Mentor): string {
  return `${name}: ${taken} of ${countText(capacity, 'place')} taken${paused ? ', on pause' : ''}`;
}
