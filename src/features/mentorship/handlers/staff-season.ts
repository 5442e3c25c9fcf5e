// `/career staff mentorship`: the season, what waits for staff, pairs, and texts for people outside Slack.
import type { Context } from '../../../context.ts';
import { addMonths, type Day, isDay } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { SEASON_WAYS } from '../../../domain/mentorship.ts';
import { dayText, momentText } from '../../../domain/wording.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { noteMailSent } from '../acts/mails.ts';
import { endOwnPair, noteIntroduced } from '../acts/pairs.ts';
import { closeSeasonByStaff, setSeason } from '../acts/seasons.ts';
import { actNoted, FIELDS, pairsPage, seasonForm, staffPage } from '../messages/index.ts';
import { TASK_KINDS } from '../messages/task-list.ts';
import { numbersOf } from '../rules/numbers.ts';
import { hasBegun } from '../rules/season.ts';
import { mentorsOf } from '../store/mentors.ts';
import { type CheckInRow, checkInsOf, type Pair, pairsOf } from '../store/pairs.ts';
import { requestsOf } from '../store/requests.ts';
import { roundsOf } from '../store/rounds.ts';
import { openSeason, type Season } from '../store/seasons.ts';
import { idsIn } from './asking.ts';
import { isQuietPair, tasksOf, toDo } from './staff-tasks.ts';
import { loadText, namesOf } from './views.ts';

function seasonText({ way, startsOn, endsOn, hearsBy }: Season, today: Day): string {
  const how = way === 'rolling' ? 'rolling' : `in rounds, students hear by ${hearsBy === null ? '' : dayText(hearsBy)}`;
  const days = `Open from ${dayText(startsOn)} to ${dayText(endsOn)}, ${how}.`;
  return hasBegun({ startsOn }, today) ? days : `${days} Requests are collected; nobody is asked before the first day.`;
}

async function overview(ctx: Context): Promise<Message> {
  const season = await openSeason(ctx.db);
  if (!season) return staffPage({ season: null, numbers: [], load: [], tasks: [], counts: [], draftId: null });
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
  const tasks = await tasksOf(ctx, season);
  const fullest = [...mentors].sort((a, b) => b.taken / b.capacity - a.taken / a.capacity || a.personId - b.personId);
  return staffPage({
    season: { id: season.id, text: seasonText(season, ctx.program.today(ctx.clock.now())) },
    numbers: numbersOf({ requests, pairs, met, quiet: tasks.quiet.length }),
    load: fullest.map((mentor) => loadText(name(mentor.personId), mentor)),
    tasks: toDo(tasks),
    counts: TASK_KINDS.map((kind) => ({ kind, count: tasks[kind].length })).filter(({ count }) => count > 0),
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

/** `value` is the number of a mail. */
export async function mailSentByStaff(ctx: Context, { person }: Asker, value: string): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  await noteMailSent(ctx, person, id);
  return overview(ctx);
}

/** `value` is the id of a pair. */
export async function introducedByStaff(ctx: Context, { person }: Asker, value: string): Promise<Reply> {
  const [id = 0] = idsIn([value]);
  await noteIntroduced(ctx, person, id);
  return overview(ctx);
}
