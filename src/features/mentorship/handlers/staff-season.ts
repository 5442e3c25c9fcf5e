// `/career staff mentorship`: the season, what waits for staff, pairs, and texts for people outside Slack.
import type { Context } from '../../../context.ts';
import { addMonths, type Day, dayOf, isDay } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { SEASON_WAYS } from '../../../domain/mentorship.ts';
import { countText, dayText, momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, ByPerson, Reply, Waiting } from '../../../feature.ts';
import { mayDo } from '../../../people/authorise.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { endOwnPair, noteIntroduced } from '../acts/pairs.ts';
import { closeSeasonByStaff, setSeason } from '../acts/seasons.ts';
import {
  actNoted,
  emailForm,
  FIELDS,
  matchByHandButton,
  pairsPage,
  STAFF_OVERVIEW,
  seasonForm,
  staffPage,
} from '../messages/index.ts';
import { introductionText } from '../messages/introduction.ts';
import { answerForButtons, introduceButtons, type StaffTask } from '../messages/staff-page.ts';
import { isQuiet } from '../rules/due.ts';
import { numbersOf } from '../rules/numbers.ts';
import { hasBegun } from '../rules/season.ts';
import { mentorsOf } from '../store/mentors.ts';
import { findOffer, offersOf } from '../store/offers.ts';
import { type CheckInRow, checkInsOf, findPair, type Pair, pairsOf } from '../store/pairs.ts';
import { requestsOf, type StoredRequest } from '../store/requests.ts';
import { roundsOf } from '../store/rounds.ts';
import { openSeason, type Season } from '../store/seasons.ts';
import { idsIn } from './asking.ts';
import { introductionOf } from './compose.ts';
import { loadText, namesOf, offerView, statusOf, wantedLines } from './views.ts';

function seasonText({ way, startsOn, endsOn, hearsBy }: Season, today: Day): string {
  const how = way === 'rolling' ? 'rolling' : `in rounds, students hear by ${hearsBy === null ? '' : dayText(hearsBy)}`;
  const days = `Open from ${dayText(startsOn)} to ${dayText(endsOn)}, ${how}.`;
  return hasBegun({ startsOn }, today) ? days : `${days} Requests are collected; nobody is asked before the first day.`;
}

function isQuietPair(ctx: Context, pair: Pair, answers: readonly CheckInRow[]): boolean {
  return isQuiet(
    {
      startedOn: dayOf(pair.startedAt, ctx.program.file.school.timeZone),
      isActive: pair.state === 'active',
      hasMeeting: pair.meetsAt !== null,
      answers: answers.filter(({ pairId }) => pairId === pair.id).map(({ answer }) => answer),
    },
    ctx.program.today(ctx.clock.now()),
  );
}

/** Requests to match by hand, mentors outside Slack to be asked, and pairs to be introduced by e-mail; the oldest first. */
async function tasksOf(ctx: Context, requests: readonly StoredRequest[], pairs: readonly Pair[]): Promise<StaffTask[]> {
  const offers = (
    await offersOf(
      ctx.db,
      requests.filter(({ state }) => state === 'offered').map(({ id }) => id),
    )
  ).filter(({ state }) => state === 'open');
  const people = await peopleByIds(ctx.db, [
    ...offers.map(({ mentorId }) => mentorId),
    ...requests.map(({ personId }) => personId),
    ...pairs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
  ]);
  const outside = new Set(people.filter(({ slackUserId }) => slackUserId === null).map(({ id }) => id));
  const name = (id: number) => people.find((person) => person.id === id)?.name ?? '';
  const { timeZone } = ctx.program.file.school;
  const tasks: StaffTask[] = [];
  for (const request of requests.filter(({ state }) => state === 'with-staff')) {
    const { hearBy } = await statusOf(ctx, request);
    const text = `${name(request.personId)} is to be matched by hand${hearBy === null ? '' : `, and hears from you by ${dayText(hearBy)}`}`;
    tasks.push({ text, buttons: [matchByHandButton(request.id)] });
  }
  for (const { id, mentorId, lapsesAt } of offers.filter((offer) => outside.has(offer.mentorId)))
    tasks.push({
      text: `${name(mentorId)} is outside Slack: please ask by e-mail, by ${momentText(lapsesAt, timeZone)}`,
      buttons: answerForButtons(id),
    });
  for (const { id, mentorId, menteeId } of pairs.filter(
    (pair) => pair.state === 'active' && pair.introducedAt === null,
  ))
    tasks.push({
      text: `${name(menteeId)} and ${name(mentorId)} are to be introduced by e-mail`,
      buttons: introduceButtons(id),
    });
  return tasks;
}

/** What of the open season waits for staff: how many such things there are, in their own `next`. */
export async function waitingForStaff(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const staff = people.filter((person) => mayDo('mentorship.match', person, 'program'));
  const season = staff.length === 0 ? undefined : await openSeason(ctx.db);
  if (!season) return new Map();
  const [requests, pairs] = [await requestsOf(ctx.db, season.id), await pairsOf(ctx.db, season.id)];
  const { length: count } = await tasksOf(ctx, requests, pairs);
  if (count === 0) return new Map();
  const text = `Peer mentorship: ${countText(count, 'thing waits', 'things wait')} for staff.`;
  const items = [{ text, buttons: [{ label: 'Peer mentorship', action: STAFF_OVERVIEW, value: 'all' }] }];
  return new Map(staff.map(({ id }) => [id, items]));
}

async function overview(ctx: Context): Promise<Message> {
  const season = await openSeason(ctx.db);
  if (!season) return staffPage({ season: null, numbers: [], load: [], tasks: [], draftId: null });
  const [requests, pairs, mentors, [latest]] = [
    await requestsOf(ctx.db, season.id),
    await pairsOf(ctx.db, season.id),
    await mentorsOf(ctx.db, season.id),
    await roundsOf(ctx.db, season.id),
  ];
  const answers = await checkInsOf(
    ctx.db,
    pairs.map(({ id }) => id),
  );
  const name = await namesOf(
    ctx,
    mentors.map(({ personId }) => personId),
  );
  const met = new Set(answers.filter(({ answer }) => answer === 'met').map(({ pairId }) => pairId));
  const quiet = pairs.filter((pair) => isQuietPair(ctx, pair, answers)).length;
  const fullest = [...mentors].sort((a, b) => b.taken / b.capacity - a.taken / a.capacity || a.personId - b.personId);
  return staffPage({
    season: { id: season.id, text: seasonText(season, ctx.program.today(ctx.clock.now())) },
    numbers: numbersOf({ requests, pairs, met, quiet }),
    load: fullest.map((mentor) => loadText(name(mentor.personId), mentor)),
    tasks: await tasksOf(ctx, requests, pairs),
    draftId: latest?.state === 'draft' ? latest.id : null,
  });
}

export function showStaffPage(ctx: Context): Promise<Reply> {
  return overview(ctx);
}

/** How long a season is, where staff say nothing else. */
const MONTHS_OF_SEASON = 4;

export async function openSeasonForm(ctx: Context, { today }: Asker): Promise<Reply> {
  const season = await openSeason(ctx.db);
  return seasonForm({
    isOpen: season !== undefined,
    way: season?.way ?? 'rolling',
    startsOn: season?.startsOn ?? today,
    endsOn: season?.endsOn ?? addMonths(today, MONTHS_OF_SEASON),
    hearsBy: season?.hearsBy ?? undefined,
  });
}

export async function saveSeason(
  ctx: Context,
  { person, today }: Asker,
  _value: string,
  values: FormValues,
): Promise<Reply> {
  const way = SEASON_WAYS.find((one) => one === enteredText(values, FIELDS.way)) ?? 'rolling';
  const [startsOn, endsOn] = [enteredText(values, FIELDS.startsOn), enteredText(values, FIELDS.endsOn)];
  const hearsBy = enteredText(values, FIELDS.hearsBy);
  if (!isDay(startsOn)) throw new FormError({ [FIELDS.startsOn]: 'Please choose a day.' });
  if (!isDay(endsOn) || endsOn <= startsOn || endsOn < today)
    throw new FormError({ [FIELDS.endsOn]: 'Please choose a day after the first one that is still ahead.' });
  const isHeard = isDay(hearsBy) && hearsBy >= today && hearsBy <= endsOn;
  if (way === 'rounds' && !isHeard)
    throw new FormError({
      [FIELDS.hearsBy]: 'Please choose a day from today on, within the season: students read it.',
    });
  const opened = await setSeason(ctx, person, { way, startsOn, endsOn, hearsBy: way === 'rounds' ? hearsBy : null });
  const text = opened
    ? `The season is open. Mentors join and students ask with /career mentor; nobody is written to because of this.${hasBegun({ startsOn }, today) ? '' : ` Mentors are asked from ${dayText(startsOn)} on.`}`
    : 'Saved. Students who wait read the day that holds now.';
  return actNoted({ text, buttons: [] });
}

/** `value` is the id of a season. */
export async function endSeason(ctx: Context, { person }: Asker, value: string): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  await closeSeasonByStaff(ctx, person, id);
  return overview(ctx);
}

function stateOf(ctx: Context, pair: Pair, answers: readonly CheckInRow[]): string {
  const own = answers.filter(({ pairId }) => pairId === pair.id);
  const { timeZone } = ctx.program.file.school;
  if (pair.state === 'completed') return 'complete';
  if (pair.state === 'ended')
    return pair.endedBy === 'left'
      ? 'ended: one of them left'
      : pair.endedBy === 'staff'
        ? 'ended by staff'
        : 'ended by one of them';
  if (isQuietPair(ctx, pair, answers)) return 'quiet: nobody seems to have been in touch';
  if (own.some(({ answer }) => answer === 'met')) return 'met';
  return pair.meetsAt === null ? 'no time to meet yet' : `they meet on ${momentText(pair.meetsAt, timeZone)}`;
}

/** `value` is the row with which the page begins. */
export async function showPairs(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const season = await openSeason(ctx.db);
  const pairs = season ? (await pairsOf(ctx.db, season.id)).filter(({ state }) => state !== 'undone') : [];
  const answers = await checkInsOf(
    ctx.db,
    pairs.map(({ id }) => id),
  );
  const name = await namesOf(
    ctx,
    pairs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
  );
  const rank = (pair: Pair) => (isQuietPair(ctx, pair, answers) ? 0 : pair.state === 'active' ? 1 : 2);
  const rows = [...pairs]
    .sort((a, b) => rank(a) - rank(b) || a.id - b.id)
    .map((pair) => ({
      pairId: pair.id,
      student: name(pair.menteeId),
      mentor: name(pair.mentorId),
      state: stateOf(ctx, pair, answers),
      isActive: pair.state === 'active',
    }));
  return pairsPage({ rows, first: idsIn([value])[0] ?? 0 });
}

/** `value` is the id of a pair. */
export async function endPairByStaff(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  await endOwnPair(ctx, asker.person, id, 'staff');
  return showPairs(ctx, asker, '0');
}

export async function introducedByStaff(ctx: Context, { person }: Asker, value: string): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  await noteIntroduced(ctx, person, id);
  return overview(ctx);
}

const NO_TEXT = 'There is nothing to write any more: that was settled. `/career staff mentorship` shows how it stands.';

/** The e-mail that asks a mentor outside Slack, or brings two together. `value` is `offer/12` or `pair/12`. */
export async function showEmail(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const [, kind, id] = /^(offer|pair)\/(\d{1,9})$/.exec(value) ?? [];
  const subject = `${ctx.program.file.school.program}: peer mentorship`;
  if (kind === 'pair') {
    const pair = await findPair(ctx.db, Number(id));
    if (pair?.state !== 'active') throw new UserError(NO_TEXT);
    const both = await peopleByIds(ctx.db, [pair.mentorId, pair.menteeId]);
    const to = both.flatMap(({ emails }) => emails[0] ?? []);
    return emailForm({ value, to, subject, body: introductionText(await introductionOf(ctx, pair)) });
  }
  const offer = kind === 'offer' ? await findOffer(ctx.db, Number(id)) : undefined;
  const [mentor] = offer ? await peopleByIds(ctx.db, [offer.mentorId]) : [];
  if (offer?.state !== 'open' || !mentor) throw new UserError(NO_TEXT);
  const view = await offerView(ctx, offer, mentor);
  const requests = await requestsOf(ctx.db, (await openSeason(ctx.db))?.id ?? 0);
  const request = requests.find((one) => one.id === offer.requestId);
  const wrote = request ? wantedLines(ctx, { ...request, wishes: [], matchMe: true }, () => '') : [];
  const body = [
    `Dear ${mentor.name},`,
    `${view.student} would like a peer mentor, and we thought of you${view.reasons === '' ? '' : ` (${view.reasons})`}.`,
    ...wrote,
    `Would you take ${view.student} on? Please answer by ${momentText(offer.lapsesAt, view.zone)}. "Not this time" is a good answer, too.`,
  ].join('\n\n');
  return emailForm({ value, to: mentor.emails.slice(0, 1), subject, body });
}
