// What peer mentorship gives to `next`, Home and the reminders.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import { type Day, dayOf } from '../../../domain/day.ts';
import { upcomingMeeting } from '../../../domain/meeting.ts';
import { CHECK_INS } from '../../../domain/mentorship.ts';
import type { Reminder, ReminderKey } from '../../../domain/reminder.ts';
import type { Upcoming } from '../../../domain/upcoming.ts';
import { momentText } from '../../../domain/wording.ts';
import { type ByPerson, gathered, type Reminded, type Waiting } from '../../../feature.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import {
  acceptButton,
  calendarButton,
  laterButton,
  MET,
  meetButton,
  NO_CONTACT,
  openButton,
  PLANNED,
  passButton,
} from '../messages/index.ts';
import { checkInReminders, nudgeOf, pairReminders, SUBJECTS } from '../rules/due.ts';
import { findOffer, openOffersNow, openOffersTo } from '../store/offers.ts';
import { activePairsOf, checkInsOf, findPair, meetingsNow, type Pair } from '../store/pairs.ts';
import { requestsByIds } from '../store/requests.ts';
import { openSeason } from '../store/seasons.ts';
import { waitingForStaff } from './staff-tasks.ts';
import { namesOf } from './views.ts';

function has({ mentorId, menteeId }: Pair, person: Person): boolean {
  return mentorId === person.id || menteeId === person.id;
}

function partnerIn({ mentorId, menteeId }: Pair, person: Person): number {
  return mentorId === person.id ? menteeId : mentorId;
}

function idsOf(people: readonly Person[]): number[] {
  return people.map(({ id }) => id);
}

/** Nudges, meetings and check-ins that fall due from `from` (inclusive) to `to` (exclusive). */
export async function dueInSeason(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ByPerson<Reminder>> {
  const season = await openSeason(ctx.db);
  if (!season) return new Map();
  const ids = idsOf(people);
  const [offers, pairs] = await Promise.all([openOffersTo(ctx.db, ids), activePairsOf(ctx.db, ids)]);
  const answered = new Set(
    (
      await checkInsOf(
        ctx.db,
        pairs.map(({ id }) => id),
      )
    ).map(({ pairId, checkIn, personId }) => `${personId} ${SUBJECTS.checkIn}:${pairId}/${checkIn}`),
  );
  const due = people.map((person): [number, Reminder[]] => {
    const own = pairs.filter((pair) => has(pair, person));
    const reminders = [
      ...offers.filter(({ mentorId }) => mentorId === person.id).map(nudgeOf),
      ...own.flatMap((pair) => pairReminders(ctx.program, person, pair)),
      ...own
        .flatMap((pair) => checkInReminders(ctx.program, person, pair, season.endsOn))
        .filter(({ subject }) => !answered.has(`${person.id} ${subject}`)),
    ];
    const within = ({ dueAt }: Reminder) =>
      from.epochMilliseconds <= dueAt.epochMilliseconds && dueAt.epochMilliseconds < to.epochMilliseconds;
    return [person.id, reminders.filter(within)];
  });
  return new Map(due.filter(([, reminders]) => reminders.length > 0));
}

/** Something with a day and no hour. */
function dueOn(title: string, day: Day): Upcoming {
  return {
    title,
    when: { kind: 'due', day },
    day,
    where: null,
    link: null,
    series: null,
    specialty: null,
    ifApplying: false,
    audience: null,
    button: openButton('Details'),
  };
}

async function meetingOf(ctx: Context, person: Person, pair: Pair, at: Temporal.Instant): Promise<Upcoming> {
  const partner = partnerIn(pair, person);
  const name = (await namesOf(ctx, [partner]))(partner);
  const { timeZone } = ctx.program.file.school;
  const meeting = { at, where: pair.meetsWhere };
  return upcomingMeeting(`Peer mentorship with ${name}`, meeting, timeZone, openButton('Details'));
}

/** Meetings of pairs, between two days at the school (inclusive). */
export async function upcomingMeetings(
  ctx: Context,
  people: readonly Person[],
  from: Day,
  to: Day,
): Promise<ByPerson<Upcoming>> {
  const { timeZone } = ctx.program.file.school;
  const pairs = (await meetingsNow(ctx.db, timeZone)).filter(({ meetsAt }) => {
    const day = meetsAt === null ? '' : dayOf(meetsAt, timeZone);
    return from <= day && day <= to;
  });
  const upcoming = new Map<number, Upcoming[]>();
  for (const person of people) {
    const now = ctx.clock.now().epochMilliseconds;
    const own = pairs.flatMap((pair) =>
      has(pair, person) && pair.meetsAt !== null && pair.meetsAt.epochMilliseconds >= now
        ? [meetingOf(ctx, person, pair, pair.meetsAt)]
        : [],
    );
    if (own.length > 0) upcoming.set(person.id, await Promise.all(own));
  }
  return upcoming;
}

/** What waits for people: a mentor's open questions, and for staff what they have to do in the season. */
export async function waitingInSeason(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  return gathered([waitingOffers(ctx, people), waitingForStaff(ctx, people)]);
}

/** Mentors' open questions, the oldest first. */
async function waitingOffers(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const mentors = people.filter(({ roles }) => roles.includes('peer-mentor'));
  if (mentors.length === 0) return new Map();
  const now = ctx.clock.now().epochMilliseconds;
  const offers = (await openOffersNow(ctx.db, idsOf(mentors))).filter(
    ({ asksAt, lapsesAt }) => asksAt.epochMilliseconds <= now && now < lapsesAt.epochMilliseconds,
  );
  const requests = await requestsByIds(
    ctx.db,
    offers.map(({ requestId }) => requestId),
  );
  const name = await namesOf(
    ctx,
    requests.map(({ personId }) => personId),
  );
  const waiting = people.map((person): [number, Waiting[]] => [
    person.id,
    offers
      .filter(({ mentorId }) => mentorId === person.id)
      .map(({ id, requestId, lapsesAt }) => ({
        text: `${name(requests.find((one) => one.id === requestId)?.personId ?? 0)} would like you as a peer mentor; please answer by ${momentText(lapsesAt, zoneOf(ctx.program, person))}.`,
        buttons: [acceptButton(id), passButton(id)],
      })),
  ]);
  return new Map(waiting.filter(([, items]) => items.length > 0));
}

async function remindedOffer(ctx: Context, person: Person, id: number): Promise<Reminded | null> {
  const offer = await findOffer(ctx.db, id);
  if (offer?.state !== 'open' || offer.mentorId !== person.id) return null;
  const [request] = await requestsByIds(ctx.db, [offer.requestId]);
  const menteeId = request?.personId ?? 0;
  const name = (await namesOf(ctx, [menteeId]))(menteeId);
  const zone = zoneOf(ctx.program, person);
  const upcoming = dueOn(`${name} would like you as a peer mentor`, dayOf(offer.lapsesAt, zone));
  return {
    upcoming,
    news: `please answer by ${momentText(offer.lapsesAt, zone)}`,
    buttons: [acceptButton(id), passButton(id), laterButton(id)],
  };
}

async function remindedMeeting(ctx: Context, person: Person, id: number): Promise<Reminded | null> {
  const pair = await findPair(ctx.db, id);
  if (pair?.state !== 'active' || pair.meetsAt === null || !has(pair, person)) return null;
  return {
    upcoming: await meetingOf(ctx, person, pair, pair.meetsAt),
    news: null,
    buttons: [meetButton(id, 'Another time'), calendarButton(id)],
  };
}

function checkInButtons(value: string): ButtonSpec[] {
  return [
    { label: 'We have met', action: MET, value },
    { label: 'We are going to', action: PLANNED, value },
    { label: 'Not in touch so far', action: NO_CONTACT, value },
  ];
}

async function remindedCheckIn(ctx: Context, person: Person, id: number, checkIn: string): Promise<Reminded | null> {
  const pair = await findPair(ctx.db, id);
  if (pair?.state !== 'active' || !has(pair, person) || !CHECK_INS.some((known) => known === checkIn)) return null;
  const answers = await checkInsOf(ctx.db, [id]);
  if (answers.some((answer) => answer.personId === person.id && answer.checkIn === checkIn)) return null;
  const partner = partnerIn(pair, person);
  const name = (await namesOf(ctx, [partner]))(partner);
  const today = ctx.program.today(ctx.clock.now());
  return {
    upcoming: dueOn(`Have you and ${name} met?`, today),
    news: null,
    buttons: checkInButtons(`${id}/${checkIn}`),
  };
}

/** What a reminder of the season is about now; null where it does not hold any more. */
export async function stillTrueInSeason(
  ctx: Context,
  person: Person,
  { subject }: ReminderKey,
): Promise<Reminded | null> {
  const [, word, id, rest = ''] = /^([a-z-]+):(\d{1,9})(?:\/([a-z-]+))?$/.exec(subject) ?? [];
  if (word === SUBJECTS.offer) return remindedOffer(ctx, person, Number(id));
  if (word === SUBJECTS.meeting) return remindedMeeting(ctx, person, Number(id));
  return word === SUBJECTS.checkIn ? remindedCheckIn(ctx, person, Number(id), rest) : null;
}
