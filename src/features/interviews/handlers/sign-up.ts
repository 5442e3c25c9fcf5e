// A student signs up, changes it, withdraws; late ones get what is free at once.
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { dayText, listText, momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { personStanding } from '../../../people/person.ts';
import { FormError } from '../../../slack/form.ts';
import { choice } from '../../../slack/inputs.ts';
import { alertStaff, tell } from '../acts/tell.ts';
import { interviewNews, signUpForm } from '../messages/index.ts';
import { bookingOf, hasBegun, type Interview } from '../rules/interview-life.ts';
import { isOut, type RoundRow } from '../rules/round-life.ts';
import { startsOn, startsOnAll } from '../rules/slots.ts';
import { interviewsOf } from '../store/interviews.ts';
import { type NewSignup, saveSignup, signupsOf, withdrawSignup } from '../store/people.ts';
import { countAct, openRound } from '../store/rounds.ts';
import { sendChangedFiles } from './calendar.ts';
import { cancelAhead, fillFree, findAnother, wouldBreak } from './replace.ts';
import { loadRound } from './round-data.ts';

export const NO_ROUND =
  'There is no round of practice interviews just now. They come in September and October; I tell you when you can sign up.';

/** Whether a student applies in the Match that a round is for. */
export function isApplying(ctx: Context, { person, today }: Asker, row: RoundRow): boolean {
  const cycle = personStanding(ctx.program, person, today)?.cycle;
  return (cycle?.state === 'applying' || cycle?.state === 'graduating') && cycle.matchYear === row.matchYear;
}

async function ownRound(ctx: Context, asker: Asker): Promise<RoundRow> {
  const row = await openRound(ctx.db);
  if (!row) throw new UserError(NO_ROUND);
  if (!isApplying(ctx, asker, row))
    throw new UserError(
      `Practice interviews are for those who apply in the Match of ${row.matchYear}. If that is you, please tell the career planning staff.`,
    );
  return row;
}

/** The moments of the round's evenings. */
export function timesOf(ctx: Context, { evenings }: Pick<RoundRow, 'evenings'>): Temporal.Instant[] {
  const { interviews, school } = ctx.program.file;
  return startsOnAll(evenings, interviews, school.timeZone);
}

/** All specialties of the program, in its order. */
export function specialtyChoices(ctx: Context) {
  return ctx.program.file.specialties.map(({ id, name }) => choice(name, id));
}

/** Opens the student's form, as they entered it before. Throws a UserError where no round is open, or it is not for their Match year. */
export async function openSignUp(ctx: Context, asker: Asker): Promise<Reply> {
  const row = await ownRound(ctx, asker);
  const before = (await signupsOf(ctx.db, row.id)).find(({ personId }) => personId === asker.person.id);
  const [first = '', second = first] = asker.person.specialties;
  return signUpForm({
    roundId: row.id,
    specialties: specialtyChoices(ctx),
    first: before?.first ?? first,
    second: before?.second ?? second,
    evenings: row.evenings,
    times: timesOf(ctx, row),
    cannot: before?.cannot ?? [],
    packet: before?.packet ?? '',
    until: isOut(row.state)
      ? 'The plan is out already: you get what is free.'
      : `You can change this until the plan is made; please answer by ${dayText(row.answerBy)}.`,
    zone: asker.zone,
  });
}

const address = z.url({ protocol: /^https$/ });

/** What was entered into the form; throws a FormError that says what to enter instead. */
function entered(ctx: Context, row: RoundRow, values: FormValues): NewSignup {
  const { specialty, file } = ctx.program;
  const first = enteredText(values, 'first');
  const second = enteredText(values, 'second');
  const link = enteredText(values, 'packet');
  if (!specialty(first)) throw new FormError({ first: 'Please choose a specialty.' });
  if (!specialty(second))
    throw new FormError({ second: 'Please choose a specialty, the same as the first or another one.' });
  if (link !== '' && !address.safeParse(link).success)
    throw new FormError({ packet: 'Please enter a link that begins with https://, or leave it empty.' });
  if (enteredChoices(values, 'consent').length === 0)
    throw new FormError({ consent: 'Please tick this: without it your interviewers could not know whom they see.' });
  const known = new Map(timesOf(ctx, row).map((time) => [time.toString(), time]));
  const whole = enteredChoices(values, 'evenings')
    .filter((day) => row.evenings.includes(day))
    .flatMap((day) => startsOn(day, file.interviews, file.school.timeZone));
  const single = enteredChoices(values, 'cannot').flatMap((time) => known.get(time) ?? []);
  const cannot = [...new Map([...whole, ...single].map((time) => [time.toString(), time])).values()];
  return { first, second, packet: link === '' ? null : link, cannot };
}

/**
 * Keeps a sign-up. In a round that is out what is free is booked at once, and what no longer fits goes to staff. Throws a FormError with what
 * is missing.
 */
export async function saveSignUp(ctx: Context, asker: Asker, _value: string, values: FormValues): Promise<Reply> {
  const { person, zone } = asker;
  await ownRound(ctx, asker);
  const line = await ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    if (!row) throw new UserError(NO_ROUND);
    await saveSignup(tx, { roundId: row.id, personId: person.id }, entered(ctx, row, values), ctx.clock.now());
    await countAct(tx, row.id);
    if (!isOut(row.state))
      return `You have signed up. The plan is made after ${dayText(row.answerBy)}; until then \`/career interview\` changes this.`;
    const unfit = await putUnfitToStaff(ctx, tx, row, person.id);
    const filled = await fillFree(ctx, tx, await loadRound(ctx, tx, row), { by: person.id });
    const done =
      filled > 0
        ? 'You have signed up. The plan is out already; what is free comes to you in a message of its own.'
        : 'You have signed up. The plan is out already and nothing more is free that suits; you are on the waiting list for what you have not got yet, and you will hear from me.';
    const times = unfit.map(({ startsAt }) => momentText(startsAt, zone));
    return unfit.length === 0
      ? done
      : `${done} What you have already on ${listText(times)} no longer fits what you entered: the career planning staff look at it. If you can't come, please say so there.`;
  });
  return interviewNews({ lines: [line], interviews: [], buttons: [], zone });
}

/** Somebody's interviews ahead that break a rule now, as they changed their sign-up: staff look at each. */
async function putUnfitToStaff(ctx: Context, tx: Tx, row: RoundRow, studentId: number): Promise<Interview[]> {
  const data = await loadRound(ctx, tx, row);
  const unfit = data.interviews.filter(
    (one) =>
      one.studentId === studentId &&
      one.state === 'booked' &&
      !hasBegun(one, ctx.clock.now()) &&
      wouldBreak(data, bookingOf(one), [one.id])?.length !== 0,
  );
  for (const { id } of unfit) await alertStaff(ctx, tx, 'rule', { interview: id });
  return unfit;
}

/** Takes a sign-up back: interviews end, their interviewers are told, the times are offered on. */
export async function withdraw(ctx: Context, { person, zone }: Asker): Promise<Reply> {
  const line = await ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    if (!row || !(await withdrawSignup(tx, { roundId: row.id, personId: person.id }, ctx.clock.now())))
      return "You aren't signed up for practice interviews, so there is nothing to take back.";
    await countAct(tx, row.id);
    await endInterviews(ctx, tx, row, person.id);
    return 'You have withdrawn from the practice interviews. Your interviewers know, and others get the times. You can sign up again with `/career interview`.';
  });
  return interviewNews({ lines: [line], interviews: [], buttons: [], zone });
}

/** Somebody is not in the round any more: their interviews end, the others are told, and what became free is offered on. */
export async function endInterviews(ctx: Context, tx: Tx, row: RoundRow, personId: number): Promise<void> {
  const own = (await interviewsOf(tx, row.id)).filter(
    ({ studentId, interviewerId }) => studentId === personId || interviewerId === personId,
  );
  const ended = await cancelAhead(ctx, tx, own);
  await sendChangedFiles(
    ctx,
    tx,
    ended.map(({ id }) => id),
    personId,
  );
  const others = ended.map((one) => ({ one, other: one.studentId === personId ? one.interviewerId : one.studentId }));
  for (const { one, other } of others) {
    if (one.studentId === personId) {
      await tell(ctx, tx, [{ to: other, news: 'freed', ids: [], about: one.id, why: 'ended' }]);
      continue;
    }
    const found = await findAnother(ctx, tx, await loadRound(ctx, tx, row), other, { interview: one, why: 'ended' });
    if (found) continue;
    await tell(ctx, tx, [{ to: other, news: 'looking', ids: [], about: one.id, why: 'ended' }]);
    await alertStaff(ctx, tx, 'nobody-free', { interview: one.id });
  }
  if (isOut(row.state) && ended.length > 0) await fillFree(ctx, tx, await loadRound(ctx, tx, row));
}
