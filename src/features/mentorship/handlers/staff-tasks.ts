// What of a season waits for staff, and what they should know of: lists behind numbers, on the staff page, in `next` and in the console.
import type { Context } from '../../../context.ts';
import { dayOf } from '../../../domain/day.ts';
import { countText, dayText, momentText } from '../../../domain/wording.ts';
import type { Asker, ByPerson, Count, Reply, Waiting } from '../../../feature.ts';
import { mayDo } from '../../../people/authorise.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { STAFF_OVERVIEW, TASKS, taskList } from '../messages/index.ts';
import {
  answerForButtons,
  introduceButtons,
  mailButtons,
  matchByHandButton,
  pairsButton,
  type StaffTask,
} from '../messages/staff-page.ts';
import { TASK_KINDS, TASK_TITLES, type TaskKind, TO_DO } from '../messages/task-list.ts';
import { hasNotMet, isQuiet, type PairState } from '../rules/due.ts';
import { offersOf } from '../store/offers.ts';
import { type CheckInRow, checkInsOf, type Pair, pairsOf } from '../store/pairs.ts';
import { liveRequests, requestsOf } from '../store/requests.ts';
import { openSeason, type Season } from '../store/seasons.ts';
import { openMails } from './outside.ts';
import { namesOf, statusOf } from './views.ts';

/** A pair as the rules about contact see it. */
function contactOf({ program }: Context, pair: Pair, answers: readonly CheckInRow[]): PairState {
  return {
    startedOn: dayOf(pair.startedAt, program.file.school.timeZone),
    isActive: pair.state === 'active',
    meetsAt: pair.meetsAt,
    answers: answers.filter(({ pairId }) => pairId === pair.id).map(({ answer }) => answer),
  };
}

export function isQuietPair(ctx: Context, pair: Pair, answers: readonly CheckInRow[]): boolean {
  return isQuiet(contactOf(ctx, pair, answers), ctx.program.today(ctx.clock.now()));
}

export type Tasks = Record<TaskKind, StaffTask[]>;

/** Requests to match by hand, and mentors to ask or who did not answer; the oldest first. */
async function tasksOfRequests(ctx: Context, season: Season) {
  const requests = await requestsOf(ctx.db, season.id);
  const offers = await offersOf(
    ctx.db,
    requests.map(({ id }) => id),
  );
  const people = await peopleByIds(ctx.db, [
    ...new Set([...offers.map(({ mentorId }) => mentorId), ...requests.map(({ personId }) => personId)]),
  ]);
  const known = new Map(people.map((person) => [person.id, person]));
  const name = (id: number) => known.get(id)?.name ?? '';
  const byHand: StaffTask[] = [];
  for (const request of requests.filter(({ state }) => state === 'with-staff')) {
    const { hearBy } = await statusOf(ctx, request);
    const text = `${name(request.personId)} is to be matched by hand${hearBy === null ? '' : `, and hears from you by ${dayText(hearBy)}`}`;
    byHand.push({ text, buttons: [matchByHandButton(request.id)] });
  }
  const { timeZone } = ctx.program.file.school;
  const toAsk = offers
    .filter(({ state, mentorId }) => state === 'open' && known.get(mentorId)?.slackUserId === null)
    .map(({ id, mentorId, lapsesAt }) => ({
      text: `${name(mentorId)} is outside Slack: please ask by e-mail, by ${momentText(lapsesAt, timeZone)}`,
      buttons: answerForButtons(id),
    }));
  const lapses = new Map<number, number>();
  for (const { state, mentorId } of offers)
    if (state === 'lapsed') lapses.set(mentorId, (lapses.get(mentorId) ?? 0) + 1);
  const lapsed = [...lapses]
    .sort(([a, most], [b, more]) => more - most || a - b)
    .map(([id, count]) => ({
      text: `${name(id)} did not answer ${countText(count, 'question')} in time`,
      buttons: [],
    }));
  return { 'by-hand': byHand, 'to-ask': toAsk, lapsed };
}

/** Pairs to introduce, and those of whom nobody hears; the oldest first. */
async function tasksOfPairs(ctx: Context, season: Season) {
  const pairs = (await pairsOf(ctx.db, season.id)).filter(({ state }) => state === 'active');
  const answers = await checkInsOf(
    ctx.db,
    pairs.map(({ id }) => id),
  );
  const name = await namesOf(
    ctx,
    pairs.flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
  );
  const two = ({ menteeId, mentorId }: Pair) => `${name(menteeId)} and ${name(mentorId)}`;
  const now = ctx.clock.now();
  const quiet = pairs.filter((pair) => isQuietPair(ctx, pair, answers));
  const notMet = pairs.filter(
    (pair) => !quiet.includes(pair) && hasNotMet(contactOf(ctx, pair, answers), ctx.program.today(now), now),
  );
  return {
    'to-introduce': pairs
      .filter(({ introducedAt }) => introducedAt === null)
      .map((pair) => ({ text: `${two(pair)} are to be introduced by e-mail`, buttons: introduceButtons(pair.id) })),
    'never-met': notMet.map((pair) => ({
      text: `${two(pair)}: a pair since ${dayText(contactOf(ctx, pair, answers).startedOn)}, not met so far`,
      buttons: [pairsButton],
    })),
    quiet: quiet.map((pair) => ({
      text: `${two(pair)}: nobody seems to have been in touch`,
      buttons: [pairsButton],
    })),
  };
}

/** All of it in the open season, kind by kind. */
export async function tasksOf(ctx: Context, season: Season): Promise<Tasks> {
  const mails = (await openMails(ctx)).map(({ id, text, hasFile }) => ({ text, buttons: mailButtons(id, hasFile) }));
  return { ...(await tasksOfRequests(ctx, season)), ...(await tasksOfPairs(ctx, season)), mails };
}

/** What they do, in one list. */
export function toDo(tasks: Tasks): StaffTask[] {
  return TO_DO.flatMap((kind) => tasks[kind]);
}

/** `value` is a kind and the task with which the page begins. */
export async function showTasks(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const [, word, first = '0'] = /^([a-z-]{1,20})\/(\d{1,6})$/.exec(value) ?? [];
  const kind = TASK_KINDS.find((one) => one === word) ?? 'by-hand';
  const season = await openSeason(ctx.db);
  const tasks = season ? (await tasksOf(ctx, season))[kind] : [];
  return taskList({ kind, tasks, first: Number(first) });
}

/** What of the open season waits for staff: how many such things there are, in their own `next`. */
export async function waitingForStaff(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const staff = people.filter((person) => mayDo('mentorship.match', person, 'program'));
  const season = staff.length === 0 ? undefined : await openSeason(ctx.db);
  if (!season) return new Map();
  const { length: count } = toDo(await tasksOf(ctx, season));
  if (count === 0) return new Map();
  const text = `Peer mentorship: ${countText(count, 'thing waits', 'things wait')} for staff.`;
  const items = [{ text, buttons: [{ label: 'Peer mentorship', action: STAFF_OVERVIEW, value: 'all' }] }];
  return new Map(staff.map(({ id }) => [id, items]));
}

/** How many there are of each kind, each with its list, and how many requests are open. */
export async function countsOfSeason(ctx: Context): Promise<Count[]> {
  const season = await openSeason(ctx.db);
  if (!season) return [];
  const tasks = await tasksOf(ctx, season);
  const open = (await liveRequests(ctx.db, season.id)).length;
  const overview = { label: 'Peer mentorship', action: STAFF_OVERVIEW, value: 'all' };
  return [
    ...TASK_KINDS.map((kind) => ({
      label: TASK_TITLES[kind],
      count: tasks[kind].length,
      button: { label: 'Show', action: TASKS, value: `${kind}/0` },
    })),
    { label: 'open requests for a peer mentor', count: open, button: overview },
  ];
}
