// `/career mentor`: what peer mentorship is to the asker, as an answer and on their Home page.
import type { Context } from '../../../context.ts';
import { dayText } from '../../../domain/wording.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { mayDo } from '../../../people/authorise.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import type { Block } from '../../../slack/blocks.ts';
import { NO_SEASON } from '../acts/held.ts';
import { mentorAnswer, mentorSection } from '../messages/index.ts';
import type { MentorAnswer, MentorCard, PairCard } from '../messages/mentor-answer.ts';
import { isMentee } from '../rules/people.ts';
import { specialtyNames, topicNames } from '../rules/reason-text.ts';
import { findMentor } from '../store/mentors.ts';
import { openOffersTo } from '../store/offers.ts';
import { activePairsOf, type Pair } from '../store/pairs.ts';
import { lastRequestOf, requestsByIds } from '../store/requests.ts';
import { openSeason, type Season } from '../store/seasons.ts';
import { namesOf, offerView, pairMeetingText, reasonsBetween, statusOf } from './views.ts';

async function pairCards(ctx: Context, person: Person, pairs: readonly Pair[]): Promise<PairCard[]> {
  const name = await namesOf(
    ctx,
    pairs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
  );
  const requests = await requestsByIds(
    ctx.db,
    pairs.map(({ requestId }) => requestId),
  );
  const cards: PairCard[] = [];
  for (const pair of pairs) {
    const isStudent = pair.menteeId === person.id;
    const request = requests.find(({ id }) => id === pair.requestId);
    const mentor = await findMentor(ctx.db, pair.seasonId, pair.mentorId);
    const isAhead = pair.meetsAt !== null && pair.meetsAt.epochMilliseconds > ctx.clock.now().epochMilliseconds;
    cards.push({
      pairId: pair.id,
      partner: name(isStudent ? pair.mentorId : pair.menteeId),
      is: isStudent ? 'your peer mentor' : 'your student',
      reasons: request ? reasonsBetween(ctx, request, mentor, 'mentor') : '',
      meeting: isAhead ? pairMeetingText(pair, zoneOf(ctx.program, person)) : null,
      sequence: pair.meetingSequence,
    });
  }
  return cards;
}

async function mentorCard(ctx: Context, season: Season, person: Person): Promise<MentorCard | null | undefined> {
  const entered = await findMentor(ctx.db, season.id, person.id);
  if (!entered) return person.roles.includes('peer-mentor') ? null : undefined;
  const { specialties, topics, capacity, taken, paused } = entered;
  return {
    specialties: specialtyNames(ctx.program, specialties),
    topics: topicNames(ctx.program, topics),
    capacity,
    taken,
    paused,
  };
}

function notesFor(season: Season | undefined, person: Person, answer: Omit<MentorAnswer, 'notes'>): string[] {
  if (!season) return [NO_SEASON];
  const { pairs, request, mayAsk, mentor } = answer;
  if (person.roles.includes('staff'))
    return ['`/career staff mentorship` shows the season and all that waits for you.'];
  if (pairs.length > 0 || request || mayAsk || mentor !== undefined) return [];
  return [
    `The season runs from ${dayText(season.startsOn)} to ${dayText(season.endsOn)}. Peer mentors are for students in their PCE; senior students are the mentors.`,
  ];
}

async function answerFor(ctx: Context, { person, today }: Asker): Promise<MentorAnswer> {
  const season = await openSeason(ctx.db);
  const pairs = season ? await activePairsOf(ctx.db, [person.id]) : [];
  const last = await lastRequestOf(ctx.db, person.id);
  const live = season && last?.seasonId === season.id && ['waiting', 'offered', 'with-staff'].includes(last.state);
  const hasMentor = pairs.some(({ menteeId }) => menteeId === person.id);
  const offers = await openOffersTo(ctx.db, [person.id]);
  const now = ctx.clock.now();
  const asked = offers.filter(({ lapsesAt }) => lapsesAt.epochMilliseconds > now.epochMilliseconds);
  const rest = {
    pairs: await pairCards(ctx, person, pairs),
    request: last && live ? await statusOf(ctx, last) : null,
    mayAsk: season !== undefined && !live && !hasMentor && isMentee(ctx.program, person, today),
    offers: await Promise.all(asked.map((offer) => offerView(ctx, offer, person))),
    mentor: season ? await mentorCard(ctx, season, person) : undefined,
    mayKeepApart: mayDo('mentorship.keep-apart', person, 'self'),
  };
  return { ...rest, notes: notesFor(season, person, rest) };
}

export async function showOwn(ctx: Context, asker: Asker, _words: string): Promise<Reply> {
  return mentorAnswer(await answerFor(ctx, asker));
}

/** Nothing where peer mentorship is nothing to somebody at present. */
export async function ownOnHome(ctx: Context, asker: Asker): Promise<Block[]> {
  if (!(await openSeason(ctx.db))) return [];
  return mentorSection(await answerFor(ctx, asker));
}
