// Making the plan, and changing it by hand: every change is held against all rules at once.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { dayOf } from '../../../domain/day.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { countText, dayText, momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { recordActs } from '../../../people/audit.ts';
import { FormError } from '../../../slack/form.ts';
import { type Choice, choice } from '../../../slack/inputs.ts';
import { tell } from '../acts/tell.ts';
import { CHANGE, changeForm, findForm, interviewList, ROUND, relaxForm } from '../messages/index.ts';
import { bookingOf, hasBegun, type Interview } from '../rules/interview-life.ts';
import type { Booking } from '../rules/round.ts';
import { isOut, isPlanning, type RoundRow } from '../rules/round-life.ts';
import { openSpecialties, shortages } from '../rules/shortage.ts';
import { instantOf } from '../rules/slots.ts';
import { match } from '../solver/match.ts';
import { dropDraft, dropDrafts, findInterview, setInterviewState, setLocked } from '../store/interviews.ts';
import { keepApart } from '../store/people.ts';
import { countAct, openRound, saveRelaxation, saveReport, setState } from '../store/rounds.ts';
import { sendChangedFiles } from './calendar.ts';
import { book, findAnother, wouldBreak } from './replace.ts';
import { bookingsOf, loadRound, type RoundData, studentOf } from './round-data.ts';
import { specialtyChoices } from './sign-up.ts';
import { roundPage } from './staff-round.ts';

async function lockedRound(tx: Tx): Promise<RoundRow> {
  const row = await openRound(tx, { lock: true });
  if (!row) throw new UserError('No round is open.');
  return row;
}

async function record(
  ctx: Context,
  tx: Tx,
  { person }: Asker,
  act: string,
  subjectId: number | null,
  details: Record<string, unknown>,
) {
  await recordActs(tx, ctx.clock.now().toString(), [{ act, actorId: person.id, subjectId, details }]);
}

/** Matches the round as it is. The search runs outside any transaction; its answer is taken only where nothing changed meanwhile. */
export async function makePlan(ctx: Context, asker: Asker): Promise<Reply> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError('No round is open.');
  if (!isPlanning(row.state))
    throw new UserError('The plan is out: change single interviews, or take the publishing back first.');
  const data = await loadRound(ctx, ctx.db, row);
  const locked = data.interviews.filter((one) => one.locked).map(bookingOf);
  const { bookings, notAllowed, aims, milliseconds, cut, withoutHighs } = await match({ ...data.round, locked });
  if (withoutHighs !== null) ctx.log.error({ reason: withoutHighs }, 'the matching ran without its solver');
  await ctx.transaction(async (tx) => {
    const now = await lockedRound(tx);
    if (now.id !== row.id || now.revision !== row.revision || !isPlanning(now.state))
      throw new UserError('Somebody changed the round meanwhile. Please look, and match again.');
    for (const one of data.interviews.filter((each) => each.locked && notAllowed.some((gone) => isOne(each, gone))))
      await setLocked(tx, one.id, false);
    await dropDrafts(tx, row.id);
    const fresh = bookings.filter((booking) => !data.interviews.some((one) => one.locked && isOne(one, booking)));
    // A relaxed interview takes the second place, so the others are seated before it.
    const order = [...fresh].sort((a, b) => Number(a.relaxed) - Number(b.relaxed));
    const kept = data.interviews.filter((one) => one.locked && bookings.some((booking) => isOne(one, booking)));
    const current: RoundData = { ...data, interviews: kept };
    await seatAll(ctx, tx, current, order);
    await setState(tx, row.id, 'draft', ctx.clock.now());
    await saveReport(tx, row.id, {
      aims,
      milliseconds,
      cut,
      withoutHighs: withoutHighs === null ? null : 'search alone',
    });
    await record(ctx, tx, asker, 'interviews.match', null, { round: row.id, interviews: bookings.length });
  });
  const gone =
    notAllowed.length === 0
      ? []
      : [`${countText(notAllowed.length, 'locked interview')} no longer fitted the rules, and I left them out.`];
  return roundPage(ctx, asker, ['Here is the plan. Nobody but staff sees it.', ...gone]);
}

function isOne(interview: Interview, booking: Booking): boolean {
  const own = bookingOf(interview);
  return (
    own.student === booking.student && own.interviewer === booking.interviewer && own.startsAt === booking.startsAt
  );
}

/** Books many at once, each on the places that the ones before it left. */
async function seatAll(ctx: Context, tx: Tx, data: RoundData, bookings: readonly Booking[]): Promise<void> {
  let interviews = [...data.interviews];
  for (const booking of bookings) {
    const id = await book(ctx, tx, { ...data, interviews }, booking, 'draft');
    const saved = await findInterview(tx, id);
    const moved = interviews.filter((one) => one.studentId === booking.student);
    const again = await Promise.all(moved.map((one) => findInterview(tx, one.id)));
    interviews = [
      ...interviews.filter((one) => one.studentId !== booking.student),
      ...again.flatMap((one) => one ?? []),
      ...(saved ? [saved] : []),
    ];
  }
}

function lineOf(ctx: Context, data: RoundData, one: Interview, zone: string): string {
  const name = (id: number) => data.people.get(id)?.name ?? 'somebody who has left';
  const marks = [
    ctx.program.specialty(one.specialty)?.name ?? one.specialty,
    ...(one.relaxed ? ['second interviewer of another specialty'] : []),
    ...(one.locked ? ['locked'] : []),
    ...(one.state === 'did-not-take-place' ? ['did not take place'] : one.state === 'held' ? ['held'] : []),
  ];
  return `${momentText(one.startsAt, zone)}: ${name(one.studentId)} with ${name(one.interviewerId)} (${marks.join(', ')})`;
}

async function list(ctx: Context, { zone }: Asker, title: string, keep: (one: Interview) => boolean): Promise<Reply> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError('No round is open.');
  const data = await loadRound(ctx, ctx.db, row);
  const found = data.interviews.filter(keep);
  const now = ctx.clock.now();
  const changeable = found
    .filter((one) => (one.state === 'draft' || one.state === 'booked') && !hasBegun(one, now))
    .slice(0, 100);
  const options = changeable.map((one) => ({
    label: `${data.people.get(one.studentId)?.name ?? ''} with ${data.people.get(one.interviewerId)?.name ?? ''}, ${momentText(one.startsAt, zone)}`,
    value: String(one.id),
  }));
  return interviewList({
    title,
    lines: found.length === 0 ? ['No interviews.'] : found.map((one) => lineOf(ctx, data, one, zone)),
    menus: [{ placeholder: 'Change …', action: CHANGE, options }],
    buttons: [{ label: 'The round', action: ROUND, value: 'round' }],
  });
}

/** The plan of one evening. `value` is a day at the school. */
export function listDay(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { timeZone } = ctx.program.file.school;
  return list(
    ctx,
    asker,
    `Practice interviews on ${/^\d{4}-\d\d-\d\d$/.test(value) ? dayText(value) : 'an evening'}`,
    ({ startsAt }) => dayOf(startsAt, timeZone) === value,
  );
}

/** The plan of one specialty. `value` is its id in the program. */
export function listSpecialty(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const name = ctx.program.specialty(value)?.name ?? 'a specialty';
  return list(ctx, asker, `Practice interviews: ${name}`, ({ specialty }) => specialty === value);
}

function keyOf({ interviewer, startsAt, specialty }: Booking): string {
  return `${interviewer}/${startsAt}/${specialty}`;
}

/** Everything that a student could be booked for as the rules are, in order of time; `without`: as if this interview were not there. */
function alternatives(ctx: Context, data: RoundData, studentId: number, without: Interview | null): Booking[] {
  const student = studentOf(data, studentId);
  if (!student) return [];
  const own = data.interviews.filter((one) => one.studentId === studentId && one.id !== without?.id).map(bookingOf);
  const now = ctx.clock.now().epochMilliseconds;
  return openSpecialties(student, own)
    .filter((specialty, at, all) => all.indexOf(specialty) === at)
    .flatMap((specialty) =>
      data.round.interviewers.flatMap((interviewer) =>
        [...interviewer.slots]
          .filter((startsAt) => startsAt > now)
          .map((startsAt) => ({
            student: studentId,
            interviewer: interviewer.id,
            startsAt,
            specialty,
            relaxed: !interviewer.specialties.includes(specialty),
          }))
          .filter(({ relaxed }) => !relaxed || own.length > 0)
          .filter((booking) => wouldBreak(data, booking, without ? [without.id] : [])?.length === 0),
      ),
    )
    .sort((a, b) => a.startsAt - b.startsAt || a.interviewer - b.interviewer);
}

function choicesOf(ctx: Context, data: RoundData, bookings: readonly Booking[], zone: string): Choice[] {
  return bookings.map((booking) =>
    choice(
      `${momentText(instantOf(booking.startsAt), zone)} with ${data.people.get(booking.interviewer)?.name ?? ''}`,
      keyOf(booking),
      `${ctx.program.specialty(booking.specialty)?.name ?? booking.specialty}${booking.relaxed ? ', by the relaxed rule' : ''}`,
    ),
  );
}

/** Opens what staff can do with an interview of the plan. `value` is its id. */
export async function openChange(ctx: Context, { zone }: Asker, value: string): Promise<Reply> {
  const row = await openRound(ctx.db);
  const data = row ? await loadRound(ctx, ctx.db, row) : undefined;
  const one = data?.interviews.find(({ id }) => String(id) === value);
  if (!row || !data || !one) throw new UserError('That interview is not in the plan any more.');
  return changeForm({
    interviewId: one.id,
    about: lineOf(ctx, data, one, zone),
    locked: one.locked,
    planning: isPlanning(row.state),
    others: choicesOf(ctx, data, alternatives(ctx, data, one.studentId, one), zone),
  });
}

/** What is taken out: a plan without a trace, an agreed interview with a word to both. */
async function takeOut(ctx: Context, tx: Tx, row: RoundRow, one: Interview): Promise<void> {
  if (isPlanning(row.state)) return dropDraft(tx, one.id);
  await setInterviewState(tx, [one.id], 'cancelled');
  await sendChangedFiles(ctx, tx, [one.id]);
}

/**
 * Does it, held against every rule: lock, move, take out, keep the two apart. In a round that is out, those concerned are told. Throws a
 * UserError where it has begun or is gone, a FormError where the choice is taken.
 */
export async function saveChange(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const act = enteredText(values, 'act');
  const said = await ctx.transaction(async (tx) => {
    const row = await lockedRound(tx);
    const data = await loadRound(ctx, tx, row);
    const one = data.interviews.find(({ id }) => String(id) === value);
    if (!one || (one.state !== 'draft' && one.state !== 'booked'))
      throw new UserError('That interview is not in the plan any more.');
    if (hasBegun(one, ctx.clock.now())) throw new UserError('That interview has begun, so it stays as it is.');
    const state = isOut(row.state) ? 'booked' : 'draft';
    await countAct(tx, row.id);
    await record(ctx, tx, asker, 'interviews.save-change', one.studentId, { interview: one.id, what: act });
    if (act === 'lock' || act === 'unlock') {
      await setLocked(tx, one.id, act === 'lock');
      return act === 'lock' ? 'Locked: it stays when you match again.' : 'Unlocked.';
    }
    if (act === 'apart') await keepApart(tx, row.id, one.studentId, one.interviewerId);
    if (act === 'move') {
      const other = alternatives(ctx, data, one.studentId, one).find(
        (booking) => keyOf(booking) === enteredText(values, 'other'),
      );
      if (!other) throw new FormError({ other: 'Please choose one: what was free a moment ago may be taken.' });
      await takeOut(ctx, tx, row, one);
      const rest = await loadRound(ctx, tx, row);
      const id = await book(ctx, tx, rest, other, state, one.locked);
      if (state === 'booked') {
        await tell(ctx, tx, [
          { to: one.studentId, news: 'moved', ids: [id], about: one.id, why: 'staff' },
          { to: other.interviewer, news: 'booked', ids: [id], about: null },
          ...(other.interviewer === one.interviewerId
            ? []
            : [{ to: one.interviewerId, news: 'freed' as const, ids: [], about: one.id }]),
        ]);
      }
      return 'Changed; every rule holds.';
    }
    await takeOut(ctx, tx, row, one);
    if (state === 'draft') return 'Taken out of the plan.';
    await tell(ctx, tx, [{ to: one.interviewerId, news: 'freed', ids: [], about: one.id }]);
    const found = await findAnother(ctx, tx, await loadRound(ctx, tx, row), one.studentId, {
      interview: one,
      why: 'staff',
    });
    if (!found) await tell(ctx, tx, [{ to: one.studentId, news: 'looking', ids: [], about: one.id, why: 'staff' }]);
    return found
      ? 'Taken out; I found the student another interview.'
      : 'Taken out. Nobody else is free; the student is on the waiting list.';
  });
  return roundPage(ctx, asker, [said]);
}

/** A round and a student. */
function parsed(value: string): { student: number } {
  const [, student = ''] = /^\d+\/(\d{1,9})$/.exec(value) ?? [];
  if (student === '') throw new UserError('Please choose a student of the round.');
  return { student: Number(student) };
}

/** Opens all that a student could be booked for. `value` is a round and a student: `3/17`. */
export async function openFind(ctx: Context, { zone }: Asker, value: string): Promise<Reply> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError('No round is open.');
  const { student } = parsed(value);
  const data = await loadRound(ctx, ctx.db, row);
  return findForm({
    value,
    about: `An interview for ${data.people.get(student)?.name ?? 'the student'}: everything that the rules allow and that is free.`,
    choices: choicesOf(ctx, data, alternatives(ctx, data, student, null), zone),
  });
}

/** Books what was chosen; a draft is locked, in a round that is out both are told. Throws a FormError where it is taken by now. */
export async function saveFind(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { student } = parsed(value);
  await ctx.transaction(async (tx) => {
    const row = await lockedRound(tx);
    const data = await loadRound(ctx, tx, row);
    const other = alternatives(ctx, data, student, null).find(
      (booking) => keyOf(booking) === enteredText(values, 'other'),
    );
    if (!other) throw new FormError({ other: 'Please choose one: what was free a moment ago may be taken.' });
    const out = isOut(row.state);
    const id = await book(ctx, tx, data, other, out ? 'booked' : 'draft', !out);
    await countAct(tx, row.id);
    await record(ctx, tx, asker, 'interviews.save-find', student, { interview: id });
    if (out)
      await tell(ctx, tx, [
        { to: student, news: 'booked', ids: [id], about: null },
        { to: other.interviewer, news: 'booked', ids: [id], about: null },
      ]);
  });
  return roundPage(ctx, asker, ['Booked; every rule holds.']);
}

/** Opens the form in which staff allow other second interviewers; specialties that are short come first. */
export async function openRelax(ctx: Context): Promise<Reply> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError('No round is open.');
  const data = await loadRound(ctx, ctx.db, row);
  const short = shortages({ ...data.round, locked: [] }, bookingsOf(data), 1).map(({ specialty }) => specialty);
  const all = specialtyChoices(ctx);
  const first = all.filter(({ value }) => short.includes(value));
  return relaxForm({ roundId: row.id, short: first.length > 0 ? first : all, specialties: all });
}

/** Keeps what is allowed for a specialty in place of what was; nothing chosen takes it back. The rule on committees stays (spec 8). */
export async function saveRelax(ctx: Context, asker: Asker, _value: string, values: FormValues): Promise<Reply> {
  const specialty = enteredText(values, 'specialty');
  if (!ctx.program.specialty(specialty)) throw new FormError({ specialty: 'Please choose a specialty.' });
  const related = enteredChoices(values, 'related').filter((id) => id !== specialty && ctx.program.specialty(id));
  const societyAdvisors = enteredChoices(values, 'advisors').length > 0;
  await ctx.transaction(async (tx) => {
    const row = await lockedRound(tx);
    await saveRelaxation(tx, row.id, specialty, { related, societyAdvisors });
    await countAct(tx, row.id);
    await record(ctx, tx, asker, 'interviews.save-relax', null, { round: row.id, specialty, related: related.length });
  });
  const none = related.length === 0 && !societyAdvisors;
  return roundPage(ctx, asker, [
    none
      ? 'For this specialty the rule holds as it is.'
      : 'Allowed for the second interviewer. Match again to use it; the students are told.',
  ]);
}
