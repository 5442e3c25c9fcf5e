// `/career staff interviews`: how far the round is, opening one, and asking everybody.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { addDays, type Day, firstDayOf, lastDayOf, yearOf } from '../../../domain/day.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import type { RoundState } from '../../../domain/interview.ts';
import { countText, dayText, listText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Count, Reply } from '../../../feature.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import { recordActs } from '../../../people/audit.ts';
import { matchDaysOf } from '../../../people/match-days.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import { allPeople } from '../../../people/store.ts';
import { canBeTold, tellingMoment } from '../../../people/telling.ts';
import type { ButtonSpec, MenuSpec } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import {
  ANSWER_FOR,
  ASK_MORE,
  CLOSE_ROUND,
  FIND,
  LIST_DAY,
  LIST_SPECIALTY,
  MATCH,
  OPEN_ROUND,
  OUTSIDE,
  OUTSIDE_ALL,
  PUBLISH,
  RELAX,
  ROUND,
  roundForm,
  roundOverview,
} from '../messages/index.ts';
import { askKey } from '../rules/ask-key.ts';
import { isOut, isPlanning, type RoundRow } from '../rules/round-life.ts';
import { type Reason, shortages, unserved } from '../rules/shortage.ts';
import { eveningsBetween } from '../rules/slots.ts';
import { givenOf } from '../store/feedback.ts';
import { outsidersOf } from '../store/outsiders.ts';
import { addInterviewers } from '../store/people.ts';
import { countAct, openRound, reportOf, saveRound } from '../store/rounds.ts';
import { bookingsOf, loadRound, type RoundData } from './round-data.ts';
import { takenBackLines } from './take-back.ts';

const STATES: Record<RoundState, string> = {
  collecting: 'collecting times and sign-ups',
  draft: 'a plan that nobody but staff sees',
  published: 'published; people confirm',
  running: 'running',
  closed: 'closed',
};

const REASONS: Record<Reason, string> = {
  'nobody-of-specialty': 'nobody of the specialty interviews',
  committees: 'all of the specialty sit on a selection committee for it, or have not answered yet',
  pairs: 'those of the specialty are kept apart from the student',
  times: 'no time suits both',
  taken: 'all times that suit are taken',
};

const aimReport = z.object({ value: z.number(), bound: z.number(), gap: z.number() });
const storedReport = z.object({
  aims: z.object({ students: aimReport, interviews: aimReport, wishes: aimReport, load: aimReport }),
  milliseconds: z.object({ served: z.number(), all: z.number() }),
  cut: z.boolean(),
  withoutHighs: z.string().nullable(),
});

function reportLines(report: Record<string, unknown> | null): string[] {
  const parsed = storedReport.safeParse(report);
  if (!parsed.success) return [];
  const { aims, milliseconds, cut, withoutHighs } = parsed.data;
  const said = (name: string, { value, bound, gap }: z.infer<typeof aimReport>) =>
    gap === 0 ? `${name} ${value}, proved` : `${name} ${value}, bound ${bound}, gap ${(gap * 100).toFixed(1)} %`;
  return [
    `The matching: ${said('students with at least one', aims.students)}; ${said('interviews', aims.interviews)}; ${said('points for wishes', aims.wishes)}; ${said('unevenness of load', aims.load)}; ${(milliseconds.all / 1_000).toFixed(1)} s.`,
    ...(cut ? ['It ran out of time: matching again may give another plan.'] : []),
    ...(withoutHighs === null ? [] : ['The solver could not be asked, so this is what our own search found.']),
  ];
}

/** Who lacks what, and why, in lines. */
export function unservedLines(ctx: Context, data: RoundData): string[] {
  const name = (id: string) => ctx.program.specialty(id)?.name ?? id;
  return unserved({ ...data.round, locked: [] }, bookingsOf(data)).map(({ student, has, open }) => {
    const why = open.map(({ specialty, reason }) => `${name(specialty)}: ${REASONS[reason]}`);
    return `${data.people.get(student)?.name ?? ''} has ${has === 0 ? 'none' : 'one'}. ${why.join('; ')}`;
  });
}

/** Which specialties are short and by how many interviewers, in lines. */
export function shortageLines(ctx: Context, data: RoundData): string[] {
  const { interviews } = ctx.program.file;
  return shortages({ ...data.round, locked: [] }, bookingsOf(data), interviews.starts.length).map(
    ({ specialty, students, need, offer, recruit }) =>
      `${ctx.program.specialty(specialty)?.name ?? specialty}: ${countText(students, 'student')} ${students === 1 ? 'needs' : 'need'} ${need}, interviewers offer ${offer}: recruit ${recruit}`,
  );
}

function menusOf(ctx: Context, data: RoundData): MenuSpec[] {
  if (data.interviews.length === 0) return [];
  const specialties = [...new Set(data.interviews.map(({ specialty }) => specialty))].sort();
  return [
    {
      placeholder: 'By evening …',
      action: LIST_DAY,
      options: data.row.evenings.map((day) => ({ label: dayText(day), value: day })),
    },
    {
      placeholder: 'By specialty …',
      action: LIST_SPECIALTY,
      options: specialties.map((id) => ({ label: ctx.program.specialty(id)?.name ?? id, value: id })),
    },
  ];
}

function findMenu(data: RoundData): MenuSpec[] {
  const open = unserved({ ...data.round, locked: [] }, bookingsOf(data));
  return [
    {
      placeholder: 'Find one for …',
      action: FIND,
      options: open.map(({ student }) => ({
        label: data.people.get(student)?.name ?? String(student),
        value: `${data.row.id}/${student}`,
      })),
    },
  ];
}

type Outsiders = readonly { id: number; name: string }[];

function outsideMenu(outsiders: Outsiders): MenuSpec[] {
  return [
    {
      placeholder: 'Outside Slack …',
      action: OUTSIDE,
      options: outsiders.map(({ id, name }) => ({ label: name, value: String(id) })),
    },
  ];
}

function buttonsOf({ row, interviews }: RoundData, outsiders: Outsiders): ButtonSpec[] {
  const value = String(row.id);
  const button = (label: string, action: string): ButtonSpec => ({ label, action, value });
  const publish: ButtonSpec = {
    ...button('Publish', PUBLISH),
    style: 'primary',
    confirm: {
      title: 'Publish the plan?',
      text: 'Everybody in Slack who has an interview gets a message. You can take it back until the next act on the round.',
      yes: 'Publish',
      no: 'Not yet',
    },
  };
  return [
    ...(isPlanning(row.state) ? [button(interviews.length === 0 ? 'Make a plan' : 'Match again', MATCH)] : []),
    ...(isPlanning(row.state) && interviews.length > 0 ? [publish] : []),
    button('Answer for somebody', ANSWER_FOR),
    ...(outsiders.length > 0 ? [button('Mails and files for those outside Slack', OUTSIDE_ALL)] : []),
    ...(isPlanning(row.state)
      ? [button('Allow another specialty', RELAX), button('Ask those not asked yet', ASK_MORE)]
      : []),
    ...(isOut(row.state) ? [button('Close the round', CLOSE_ROUND)] : []),
  ];
}

/** The page of the round, with `said` above it. */
export async function roundPage(
  ctx: Context,
  asker: Asker,
  said: readonly string[] = [],
  more: readonly ButtonSpec[] = [],
): Promise<Reply> {
  const row = await openRound(ctx.db);
  if (!row) {
    return roundOverview({
      title: 'Practice interviews',
      lines: [...said, 'No round is open. Open one to ask interviewers for their times and students to sign up.'],
      lists: [],
      menus: [],
      buttons: [...more, { label: 'Open a round', action: OPEN_ROUND, value: 'new', style: 'primary' }],
    });
  }
  const data = await loadRound(ctx, ctx.db, row);
  const answered = data.offers.filter(({ answeredAt }) => answeredAt !== null).length;
  const given = await givenOf(
    ctx.db,
    data.interviews.map(({ id }) => id),
  );
  const counted = (state: string) => data.interviews.filter((one) => one.state === state).length;
  const numbers = isPlanning(row.state)
    ? [`${countText(data.interviews.length, 'interview')} planned.`]
    : [
        `${countText(data.interviews.length, 'interview')}: ${counted('booked')} booked, ${counted('held')} held, ${counted('did-not-take-place')} did not take place; ${given.size} with feedback.`,
      ];
  const quiet = data.offers
    .filter(({ answeredAt }) => answeredAt === null)
    .map(({ personId }) => data.people.get(personId)?.name ?? '');
  const hasPlan = data.interviews.length > 0;
  const outsiders = await outsidersOf(ctx.db, row.id);
  return roundOverview({
    title: `Practice interviews for the Match of ${row.matchYear}`,
    lines: [
      ...said,
      `This round is ${STATES[row.state]}. Answers are asked for by ${dayText(row.answerBy)}; evenings from ${dayText(row.evenings[0] ?? row.answerBy)} to ${dayText(row.evenings.at(-1) ?? row.answerBy)}.`,
      `${answered} of ${countText(data.offers.length, 'interviewer')} have answered; ${countText(data.signups.length, 'student')} have signed up.`,
      ...numbers,
      ...(await takenBackLines(ctx, data, asker)),
      ...(hasPlan && isPlanning(row.state) ? reportLines(await reportOf(ctx.db, row.id)) : []),
    ],
    lists: [
      { title: 'Short of interviewers', lines: shortageLines(ctx, data) },
      { title: 'Fewer than two interviews', lines: hasPlan ? unservedLines(ctx, data) : [] },
      { title: 'Not answered yet', lines: quiet.length === 0 ? [] : [listText(quiet)] },
    ],
    menus: [...menusOf(ctx, data), ...(hasPlan ? findMenu(data) : []), ...outsideMenu(outsiders)],
    buttons: [...more, ...buttonsOf(data, outsiders)],
  });
}

/** `/career staff interviews`. */
export function showStaffPage(ctx: Context, asker: Asker): Promise<Reply> {
  return roundPage(ctx, asker);
}

/** The Match year whose season comes next, and its evenings. */
function season(ctx: Context, today: Day): { matchYear: number; evenings: Day[] } {
  const { interviews, school } = ctx.program.file;
  const year = today <= lastDayOf(yearOf(today), 10) ? yearOf(today) : yearOf(today) + 1;
  const isClosed = (day: Day) => school.closedDays.some(({ from, to = from }) => from <= day && day <= to);
  const begin = firstDayOf(year, 9) > today ? firstDayOf(year, 9) : addDays(today, 1);
  return { matchYear: year + 1, evenings: eveningsBetween(begin, lastDayOf(year, 10), interviews, isClosed) };
}

/** Two weeks of evenings are proposed. */
const PROPOSED = 8;

/** Opens the form of a new round: the evenings of September and October (spec 8), of which two weeks are proposed. */
export async function openRoundForm(ctx: Context, { today }: Asker): Promise<Reply> {
  const { matchYear, evenings } = season(ctx, today);
  const middle = Math.max(0, Math.floor(evenings.length / 3));
  const chosen = evenings.slice(middle, middle + PROPOSED);
  const answerBy = addDays(chosen[0] ?? today, -10);
  return roundForm({ matchYear, evenings, chosen, answerBy: answerBy > today ? answerBy : addDays(today, 1) });
}

function enteredRound(values: FormValues, today: Day) {
  const evenings = [...enteredChoices(values, 'evenings')].sort();
  const answerBy = enteredText(values, 'answerBy');
  const [first = ''] = evenings;
  if (first === '') throw new FormError({ evenings: 'Please choose the evenings.' });
  if (answerBy <= today) throw new FormError({ answerBy: 'Please choose a day that is ahead.' });
  if (answerBy >= first) throw new FormError({ answerBy: 'Please choose a day before the first evening.' });
  return { evenings, answerBy };
}

/** Who is told that a round is open: its interviewers, and the students who apply. */
async function invite(
  { program, clock }: Context,
  tx: Tx,
  { id: roundId, matchYear }: Pick<RoundRow, 'id' | 'matchYear'>,
  asked: readonly number[],
): Promise<void> {
  const now = clock.now();
  const matchDays = await matchDaysOf(tx);
  const everybody = (await allPeople(tx)).filter((person) => canBeTold(program, person, now));
  const applying = everybody.filter((person) => {
    const cycle = personStanding(program, person, program.today(now))?.cycle;
    return (cycle?.state === 'applying' || cycle?.state === 'graduating') && cycle.matchYear === matchYear;
  });
  const message = (person: Person, composer: string): NewMessage => ({
    dedupeKey: composer === 'ask' ? askKey(roundId, person.id) : `interviews/${composer}/${roundId}/${person.id}`,
    lane: 'answers',
    kind: 'post',
    to: { person: person.id },
    dueAt: tellingMoment(program, person, now, matchDays, { waits: true }),
    composer: `interviews.${composer}`,
    content: { roundId },
  });
  await enqueue(tx, now, [
    ...everybody.filter(({ id }) => asked.includes(id)).map((person) => message(person, 'ask')),
    ...applying.map((person) => message(person, 'invite')),
  ]);
}

/**
 * Opens a round and asks its interviewers and students, each in their hours. `value` is the Match year. Throws a UserError where one is open,
 * a FormError for what has to be entered differently.
 */
export async function saveNewRound(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { person, today } = asker;
  const matchYear = Number(value);
  const { evenings, answerBy } = enteredRound(values, today);
  const now = ctx.clock.now();
  const everybody = await allPeople(ctx.db);
  const interviewers = everybody.filter(({ roles, active }) => active && roles.includes('interviewer'));
  await ctx.transaction(async (tx) => {
    if (await openRound(tx)) throw new UserError('A round is open already. Close it before opening the next.');
    const id = await saveRound(tx, { matchYear, answerBy, evenings }, now);
    const asked = await addInterviewers(
      tx,
      id,
      interviewers.map((one) => one.id),
      now,
    );
    await invite(ctx, tx, { id, matchYear }, asked);
    const details = { round: id, evenings: evenings.length, interviewers: asked.length };
    await recordActs(tx, now.toString(), [
      { act: 'interviews.save-round', actorId: person.id, subjectId: null, details },
    ]);
  });
  const outside = interviewers.filter(({ slackUserId }) => slackUserId === null).map(({ name }) => name);
  return roundPage(ctx, asker, [
    `The round is open, and ${countText(interviewers.length, 'interviewer')} are asked.`,
    ...(outside.length === 0
      ? []
      : [`Outside Slack, so please ask them by mail and answer for them: ${listText(outside)}.`]),
  ]);
}

/** People who became interviewers since. */
export async function askMore(ctx: Context, asker: Asker): Promise<Reply> {
  const now = ctx.clock.now();
  const interviewers = (await allPeople(ctx.db)).filter(({ roles, active }) => active && roles.includes('interviewer'));
  const count = await ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    if (!row) throw new UserError('No round is open.');
    const asked = await addInterviewers(
      tx,
      row.id,
      interviewers.map(({ id }) => id),
      now,
    );
    if (asked.length > 0) await countAct(tx, row.id);
    await invite(ctx, tx, row, asked);
    return asked.length;
  });
  return roundPage(ctx, asker, [
    count === 0 ? 'Everybody is asked already.' : `Asked ${countText(count, 'more interviewer', 'more interviewers')}.`,
  ]);
}

/** For the staff's console. */
export async function countInterviews(ctx: Context): Promise<Count[]> {
  const row = await openRound(ctx.db);
  if (!row) return [];
  const data = await loadRound(ctx, ctx.db, row);
  const button = { label: 'Practice interviews', action: ROUND, value: 'round' };
  const silent = data.offers.filter(({ answeredAt }) => answeredAt === null).length;
  const open = data.signups.length * 2 - data.interviews.length;
  return [
    { label: 'interviewers who have not answered', count: silent, button },
    {
      label: isPlanning(row.state) ? 'practice interviews not planned yet' : 'practice interviews still to be found',
      count: Math.max(0, open),
      button,
    },
  ].filter(({ count }) => count > 0);
}
