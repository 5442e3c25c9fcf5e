// Confirm, I can't, Running late, and standing in: on both sides of an interview, and by staff for somebody outside Slack.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Side } from '../../../domain/interview.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { alertStaff, tell } from '../acts/tell.ts';
import { bookingOf, hasBegun, type Interview, isOver } from '../rules/interview-life.ts';
import type { RoundRow } from '../rules/round-life.ts';
import { afterRefusal, isShortNotice } from '../rules/short-notice.ts';
import { confirmationsOf, saveConfirmation, setHearBy, setInterviewState } from '../store/interviews.ts';
import { addUnavailable, removeSlot } from '../store/people.ts';
import { countAct } from '../store/rounds.ts';
import { sendChangedFiles } from './calendar.ts';
import { GONE, lockedInterview, noted, ownSide } from './own-side.ts';
import { fillFree, findAnother, wouldBreak } from './replace.ts';
import { loadRound } from './round-data.ts';
import { nameOf, surroundingsOf } from './shown.ts';
import { askForStandIn } from './stand-in.ts';

/** A message that still shows Confirm does not undo what is under way. */
const ASKING_OTHERS =
  "You said that you can't come, and others are being asked to stand in. If you can come after all, please tell the career planning staff.";

function requireAhead(ctx: Context, interview: Interview): void {
  if (interview.state !== 'booked') throw new UserError(GONE);
  if (isOver(interview, ctx.clock.now()))
    throw new UserError('That interview is over. `/career interview` shows what can be said of it.');
}

async function saidCannot(tx: Tx, { id }: Interview, side: Side): Promise<boolean> {
  return (await confirmationsOf(tx, [id])).get(id)?.[side] === 'cannot';
}

/** Saves a confirmation where every rule still holds; false, and staff are told, where one does not. */
export async function saveConfirmed(
  ctx: Context,
  tx: Tx,
  value: string,
  side: (interview: Interview) => Side,
  by: number,
): Promise<{ interview: Interview; holds: boolean }> {
  const { interview, row } = await lockedInterview(tx, value);
  const onSide = side(interview);
  requireAhead(ctx, interview);
  if (await saidCannot(tx, interview, onSide)) throw new UserError(ASKING_OTHERS);
  const data = await loadRound(ctx, tx, row);
  const broken = wouldBreak(data, bookingOf(interview), [interview.id]);
  if (broken === null || broken.length > 0) {
    await alertStaff(ctx, tx, 'rule', { interview: interview.id });
    return { interview, holds: false };
  }
  await saveConfirmation(tx, { interviewId: interview.id, side: onSide, answer: 'confirmed', by }, ctx.clock.now());
  return { interview, holds: true };
}

/**
 * Confirm. `value` is the id of an interview; pressed again it says the same. One that breaks a rule by now is not confirmed: staff are asked
 * to look. Throws a UserError where it is not theirs or is over.
 */
export async function confirmInterview(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { person } = asker;
  const { interview, holds } = await ctx.transaction((tx) =>
    saveConfirmed(ctx, tx, value, (one) => ownSide(one, person.id), person.id),
  );
  const line = holds
    ? 'Thank you, that is confirmed:'
    : 'Something about this interview has changed, so I have asked the career planning staff to look at it first. You will hear from them.';
  return noted(ctx, asker, [line], interview.id);
}

/** The interviewer's time is not offered any more, and the student's is none at which they can. */
async function giveUp(ctx: Context, tx: Tx, interview: Interview, side: Side, by: number): Promise<void> {
  await setInterviewState(tx, [interview.id], 'cancelled');
  await countAct(tx, interview.roundId);
  await sendChangedFiles(ctx, tx, [interview.id], by);
  const { roundId, studentId, interviewerId, startsAt } = interview;
  if (side === 'interviewer') await removeSlot(tx, { roundId, personId: interviewerId, startsAt });
  else await addUnavailable(tx, { roundId, personId: studentId, startsAt });
}

/** Somebody can't come. What is done about it is decided by how near it is; the sentence for who said it. */
export async function refuse(
  ctx: Context,
  tx: Tx,
  interview: Interview,
  row: RoundRow,
  side: Side,
  by: number,
): Promise<string> {
  const now = ctx.clock.now();
  const after = afterRefusal(interview.startsAt, now);
  if (after.do === 'nothing')
    throw new UserError('That interview has begun already. Running late tells the other person.');
  if (await saidCannot(tx, interview, side)) return "Noted already that you can't come; you need not do anything else.";
  await saveConfirmation(tx, { interviewId: interview.id, side, answer: 'cannot', by }, now);
  if (after.do === 'stand-by' && side === 'interviewer') {
    await setHearBy(tx, interview.id, after.hearBy);
    await countAct(tx, interview.roundId);
    const asked = await askForStandIn(ctx, tx, interview, row);
    await alertStaff(ctx, tx, asked > 0 ? 'short-notice' : 'nobody-asked', { interview: interview.id });
    const news = asked > 0 ? 'kept' : 'kept-by-staff';
    await tell(ctx, tx, [{ to: interview.studentId, news, ids: [], about: interview.id }]);
    return asked > 0
      ? 'Thank you for saying so. I am asking others to stand in; the student keeps the place.'
      : 'Thank you for saying so. I have told the staff, who look for somebody to stand in; the student keeps the place.';
  }
  await giveUp(ctx, tx, interview, side, by);
  if (side === 'student') {
    await tell(ctx, tx, [{ to: interview.interviewerId, news: 'freed', ids: [], about: interview.id }]);
    if (after.do === 'stand-by') {
      await alertStaff(ctx, tx, 'student-short-notice', { interview: interview.id });
      return 'Thank you for saying so. Your interviewer knows. So near to it I leave the plan as it is; the staff see whether another time can be found.';
    }
  }
  const found = await findAnother(
    ctx,
    tx,
    await loadRound(ctx, tx, row),
    interview.studentId,
    side === 'interviewer' ? { interview, why: 'refused' } : null,
    by,
  );
  if (!found) await nobodyFree(ctx, tx, interview, side);
  await fillFree(ctx, tx, await loadRound(ctx, tx, row), { except: [interview.studentId], by });
  if (side === 'interviewer')
    return 'Thank you for saying so. The student hears from me; you need not do anything else.';
  return found
    ? 'Thank you for saying so. I have found you another interview: it comes in a message of its own.'
    : 'Thank you for saying so. No other time is free so far; you are on the waiting list, and you will hear from me.';
}

async function nobodyFree(ctx: Context, tx: Tx, interview: Interview, side: Side): Promise<void> {
  await alertStaff(ctx, tx, 'nobody-free', { interview: interview.id });
  if (side === 'interviewer')
    await tell(ctx, tx, [{ to: interview.studentId, news: 'looking', ids: [], about: interview.id }]);
}

/** I can't. `value` is the id of an interview of the asker's that is still ahead; else a UserError says so. */
export async function cannotCome(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { person } = asker;
  const line = await ctx.transaction(async (tx) => {
    const { interview, row } = await lockedInterview(tx, value);
    const side = ownSide(interview, person.id);
    requireAhead(ctx, interview);
    return refuse(ctx, tx, interview, row, side, person.id);
  });
  return noted(ctx, asker, [line], null);
}

/** Tells the other person, on the last day, once in this time at most. */
const LATE_AGAIN_MS = 15 * 60 * 1_000;

/** Running late. `value` is the id of an interview that is under way or within 24 hours; a UserError says so of any other. */
export async function runningLate(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { person } = asker;
  const other = await ctx.transaction(async (tx) => {
    const { interview } = await lockedInterview(tx, value);
    const side = ownSide(interview, person.id);
    requireAhead(ctx, interview);
    const { startsAt, endsAt: expiresAt, id: about } = interview;
    if (!isShortNotice(startsAt, ctx.clock.now()))
      throw new UserError(
        "Running late is for telling the other person on the day of the interview. *I can't* is there before that.",
      );
    const to = side === 'student' ? interview.interviewerId : interview.studentId;
    const once = `${side}/${Math.floor(ctx.clock.now().epochMilliseconds / LATE_AGAIN_MS)}`;
    await tell(ctx, tx, [{ to, news: 'late', ids: [], about, expiresAt, once }]);
    return { name: nameOf(await surroundingsOf(tx, [interview]), to), begun: hasBegun(interview, ctx.clock.now()) };
  });
  return noted(ctx, asker, [`I have told ${other.name} that you are running late.`], null);
}
