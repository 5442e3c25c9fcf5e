// Staff close a day: what becomes of each of its sessions, who is told, then all of it at once.
import type { Session } from '../../../../ahead/session.ts';
import type { Context } from '../../../../context.ts';
import { type Day, isDay } from '../../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../../domain/form-values.ts';
import { hourText } from '../../../../domain/hour.ts';
import { countText, dayText } from '../../../../domain/wording.ts';
import { ListedError, UserError } from '../../../../errors.ts';
import type { Asker, Reply } from '../../../../feature.ts';
import { FormError } from '../../../../slack/form.ts';
import { closeDay, sessionsToClose } from '../../acts/close-day.ts';
import type { Performed } from '../../acts/perform.ts';
import type { Review } from '../../messages/dating/difference.ts';
import { closedDayAsked, closingAsked } from '../../messages/index.ts';
import {
  choiceProblems,
  choiceValue,
  type EnteredChoice,
  readChosen,
  usualChoice,
} from '../../rules/entered-closing.ts';
import { titleOfSession } from '../../rules/field-changes.ts';
import { actingFor, reviewOf, shownOrDone } from './review.ts';

/** A form of Slack holds 100 blocks, and each session takes five. */
const MOST_SESSIONS = 15;

function nothingToClose(day: Day): UserError {
  return new UserError(
    `No session of ${dayText(day)} is still ahead, so there is nothing to close. Another day: \`/career staff close 2027-01-21\`.`,
  );
}

async function sessionsOn(ctx: Context, day: Day): Promise<Session[]> {
  const sessions = await sessionsToClose(ctx, day);
  if (sessions.length === 0) throw nothingToClose(day);
  if (sessions.length > MOST_SESSIONS)
    throw new UserError(
      `${dayText(day)} has ${sessions.length} sessions, more than a form holds. Please cancel or move some of them one by one first.`,
    );
  return sessions;
}

type Chosen = readonly { session: Session; entered: EnteredChoice }[];

function form(ctx: Context, day: Day, chosen: Chosen, review: Review | null, digest = ''): Reply {
  const sessions = chosen.map(({ session, entered }) => {
    const { id, startsAt, endsAt } = session;
    return { id, title: titleOfSession(ctx.program, session), startsAt, endsAt, entered };
  });
  return closingAsked({ value: `${day}/${digest}`, day, sessions, review, zone: ctx.program.file.school.timeZone });
}

async function askClosing(ctx: Context, day: Day): Promise<Reply> {
  const sessions = await sessionsOn(ctx, day);
  return form(
    ctx,
    day,
    sessions.map((session) => ({ session, entered: usualChoice(session.link) })),
    null,
  );
}

/** `/career staff close`, with a day or without. */
export async function showClosing(ctx: Context, { today }: Asker, words: string): Promise<Reply> {
  const typed = words.trim();
  if (typed === '') return closedDayAsked({ today });
  if (!isDay(typed)) throw new UserError('Please write the day like this: `/career staff close 2027-01-21`.');
  return askClosing(ctx, typed);
}

export async function askClosedDay(_ctx: Context, { today }: Asker): Promise<Reply> {
  return closedDayAsked({ today });
}

export async function chooseClosedDay(ctx: Context, _asker: Asker, _value: string, values: FormValues): Promise<Reply> {
  const day = enteredText(values, 'day');
  if (!isDay(day)) throw new FormError({ day: 'Please choose a day.' });
  return askClosing(ctx, day);
}

async function closingReview(ctx: Context, done: Performed, wasShown: boolean): Promise<Review> {
  const review = await reviewOf(ctx, done, wasShown);
  const { closeDayFrom } = ctx.program.file.reminders;
  const { people } = done;
  const message = `one message each, also in quiet hours from ${hourText(closeDayFrom)} on`;
  const told = people === 0 ? 'Nobody is written to.' : `${countText(people, 'person gets', 'people get')} ${message}.`;
  return { ...review, lines: [...review.lines, told] };
}

/** `value` is the day and the digest of what was shown. */
export async function closeIt(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const [day = '', digest = ''] = value.split('/');
  if (!isDay(day)) throw new UserError('That form is out of date. Please begin again.');
  const sessions = await sessionsOn(ctx, day);
  const chosen = sessions.map((session) => ({
    session,
    entered: readChosen(values, session.id, usualChoice(session.link)),
  }));
  const problems = Object.assign({}, ...chosen.map(({ session, entered }) => choiceProblems(entered, session.id)));
  if (Object.keys(problems).length > 0) throw new FormError(problems);
  const choices = chosen.map(({ session: { key }, entered }) => ({
    key,
    act: entered.act,
    value: choiceValue(entered),
  }));
  try {
    const done = await closeDay(ctx, { day, choices }, actingFor(asker, digest));
    if (done.dryRun && done.changes.length > 0)
      return form(ctx, day, chosen, await closingReview(ctx, done, digest !== ''), done.digest);
    return await shownOrDone(ctx, done, {
      title: `${dayText(day)} is closed:`,
      digest,
      ask: (review, shown) => form(ctx, day, chosen, review, shown),
    });
  } catch (error) {
    if (!(error instanceof ListedError)) throw error;
    const note = 'That could not be done; nothing was changed.';
    return form(ctx, day, chosen, { note, lines: error.problems.map((problem) => `• ${problem}`), isReady: false });
  }
}
