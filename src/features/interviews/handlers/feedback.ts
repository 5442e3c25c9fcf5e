// After an interview: feedback that the student alone reads, whom they share it with, and what did not take place.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import { type Asker, gathered, type KeptApart, type Reply } from '../../../feature.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { matchDaysOf } from '../../../people/match-days.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { allPeople, findPersonById, peopleByIds } from '../../../people/store.ts';
import { canBeTold, tellingMoment } from '../../../people/telling.ts';
import { FormError } from '../../../slack/form.ts';
import { choice } from '../../../slack/inputs.ts';
import { tell } from '../acts/tell.ts';
import {
  feedbackAnswer,
  feedbackForm,
  GRADED,
  interviewButton,
  interviewNews,
  READ_FEEDBACK,
  SHARE,
  shareForm,
} from '../messages/index.ts';
import { type Interview, isOver } from '../rules/interview-life.ts';
import { type Feedback, readableFeedback, saveFeedback, shareFeedback } from '../store/feedback.ts';
import { findInterview, setInterviewState } from '../store/interviews.ts';
import { countAct, openRound } from '../store/rounds.ts';
import { GONE, ownSide } from './own-side.ts';
import { nameOf, surroundingsOf } from './shown.ts';

const idOf = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

async function found(ctx: Context, value: string): Promise<Interview> {
  const id = idOf.safeParse(value);
  const interview = id.success ? await findInterview(ctx.db, id.data) : undefined;
  if (!interview) throw new UserError(GONE);
  return interview;
}

/** An interview of any round, under the lock of the one that is open: acts on it come one after the other. */
async function lockedOver(tx: Tx, id: number): Promise<Interview | undefined> {
  await openRound(tx, { lock: true });
  return findInterview(tx, id, { lock: true });
}

/** The interviewer's own interview, once it is over. */
async function givable(ctx: Context, { person }: Asker, value: string): Promise<Interview> {
  const interview = await found(ctx, value);
  if (ownSide(interview, person.id) !== 'interviewer') throw new UserError(GONE);
  if (interview.state === 'cancelled' || interview.state === 'did-not-take-place')
    throw new UserError('That interview did not take place, so there is nothing to say of it.');
  if (!isOver(interview, ctx.clock.now()))
    throw new UserError('That interview is still ahead; feedback comes after it.');
  return interview;
}

/** Opens the form to the interviewer of an interview that is over. `value` is its id. Throws a UserError to everybody else, and before. */
export async function openFeedback(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const interview = await givable(ctx, asker, value);
  return feedbackForm({
    interviewId: interview.id,
    student: nameOf(await surroundingsOf(ctx.db, [interview]), interview.studentId),
  });
}

function entered(values: FormValues): Feedback {
  const grade = (field: string): number => {
    const value = Number(enteredText(values, field));
    if (![1, 2, 3, 4, 5].includes(value)) throw new FormError({ [field]: 'Please choose one.' });
    return value;
  };
  const [communication = 0, content = 0, professionalism = 0, setUp = 0] = GRADED.map(([field]) => grade(field));
  const strengths = enteredText(values, 'strengths');
  const workOn = enteredText(values, 'workOn');
  if (strengths === '') throw new FormError({ strengths: 'Please write a sentence: it helps most.' });
  if (workOn === '') throw new FormError({ workOn: 'Please write a sentence: it helps most.' });
  return { communication, content, professionalism, setUp, strengths, workOn };
}

/**
 * Keeps the feedback, once more where it was given before, and tells the student. The interview was held by it. Throws a FormError with what
 * is missing.
 */
export async function saveFeedbackForm(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const interview = await givable(ctx, asker, value);
  const feedback = entered(values);
  await ctx.transaction(async (tx) => {
    const locked = await lockedOver(tx, interview.id);
    if (!locked || (locked.state !== 'booked' && locked.state !== 'held')) throw new UserError(GONE);
    await saveFeedback(tx, interview.id, feedback, ctx.clock.now());
    await countAct(tx, interview.roundId);
    if (locked.state === 'booked') await setInterviewState(tx, [interview.id], 'held');
    await tell(ctx, tx, [{ to: interview.studentId, news: 'feedback', ids: [], about: interview.id }]);
  });
  return interviewNews({
    lines: ['Thank you! The student has your feedback now, and nobody else.'],
    interviews: [],
    buttons: [],
    zone: asker.zone,
  });
}

/** It did not take place, as either of the two says after its time. Throws a UserError where it is still ahead, or how it went is noted. */
export async function notHeld(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const interview = await found(ctx, value);
  ownSide(interview, asker.person.id);
  if (!isOver(interview, ctx.clock.now()))
    throw new UserError("That interview is still ahead. *I can't* tells the other person.");
  await ctx.transaction(async (tx) => {
    const locked = await lockedOver(tx, interview.id);
    if (locked?.state !== 'booked') throw new UserError('How that interview went is noted already.');
    await setInterviewState(tx, [interview.id], 'did-not-take-place');
    await countAct(tx, interview.roundId);
  });
  return interviewNews({
    lines: [
      'Noted: the interview did not take place. Nobody is asked for feedback on it; the staff see it among their numbers.',
    ],
    interviews: [],
    buttons: [],
    zone: asker.zone,
  });
}

/** The words themselves, for their student and those they are shared with; for everybody else as if there were none. */
export async function readFeedback(ctx: Context, { person, zone }: Asker, value: string): Promise<Reply> {
  const id = idOf.safeParse(value);
  const feedback = id.success ? await readableFeedback(ctx.db, id.data, person.id) : undefined;
  const interview = feedback ? await findInterview(ctx.db, feedback.interviewId) : undefined;
  if (!feedback || !interview) throw new UserError('There is no feedback here for you to read.');
  const around = await surroundingsOf(ctx.db, [interview]);
  const { studentId, interviewerId, startsAt } = interview;
  const own = studentId === person.id;
  const about = own ? '' : ` for ${nameOf(around, studentId)}, who shared it with you`;
  return feedbackAnswer({
    heading: `Feedback from ${nameOf(around, interviewerId)}${about}: ${momentText(startsAt, zone)}`,
    grades: feedback,
    strengths: feedback.strengths,
    workOn: feedback.workOn,
    buttons: own ? [interviewButton(SHARE, 'Share with an advisor', interview.id)] : [],
  });
}

/** A student's own advisors, as far as they are known: of their Society, and assigned ones. */
async function advisorsOf(ctx: Context, { person }: Asker) {
  const contributions = await gathered<KeptApart>(
    ctx.features.map((feature) => feature.keptApart?.(ctx, ctx.db, [person.id])),
  );
  const assigned = (contributions.get(person.id) ?? []).filter(({ why }) => why === 'advisor').map((one) => one.person);
  const ofSociety = (await allPeople(ctx.db)).filter(
    ({ roles, society, active }) =>
      active && person.society !== null && society === person.society && roles.includes('society-advisor'),
  );
  const others = (await peopleByIds(ctx.db, assigned)).filter(({ active }) => active);
  return [...new Map([...ofSociety, ...others].map((one) => [one.id, one])).values()];
}

async function ownFeedback(ctx: Context, { person }: Asker, value: string): Promise<Interview> {
  const interview = await found(ctx, value);
  if (interview.studentId !== person.id) throw new UserError('There is no feedback here for you to share.');
  if (!(await readableFeedback(ctx.db, interview.id, person.id)))
    throw new UserError('There is no feedback here for you to share.');
  return interview;
}

/** Opens the form in which a student shares feedback with one of their own advisors. `value` is the id of the interview. */
export async function openShare(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const interview = await ownFeedback(ctx, asker, value);
  const advisors = await advisorsOf(ctx, asker);
  if (advisors.length === 0)
    throw new UserError('I know no advisor of yours yet. `/career advisors` says how to get one.');
  return shareForm({ interviewId: interview.id, advisors: advisors.map(({ id, name }) => choice(name, String(id))) });
}

/** Shares it and tells the advisor, once, in their hours. Throws a FormError where nobody of the student's advisors is chosen. */
export async function saveShare(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const interview = await ownFeedback(ctx, asker, value);
  const advisor = (await advisorsOf(ctx, asker)).find(({ id }) => String(id) === enteredText(values, 'advisor'));
  if (!advisor) throw new FormError({ advisor: 'Please choose one of your advisors.' });
  const now = ctx.clock.now();
  await ctx.transaction(async (tx) => {
    const isNew = await shareFeedback(tx, interview.id, advisor.id, now);
    if (!isNew || !canBeTold(ctx.program, advisor, now)) return;
    const dueAt = tellingMoment(ctx.program, advisor, now, await matchDaysOf(tx), { waits: true });
    await enqueue(tx, now, [
      {
        dedupeKey: `interviews/shared/${interview.id}/${advisor.id}`,
        lane: 'answers',
        kind: 'post',
        to: { person: advisor.id },
        dueAt,
        composer: 'interviews.shared',
        content: { interview: interview.id },
      },
    ]);
  });
  const outside = advisor.slackUserId === null ? ` ${advisor.name} is outside Slack, so please tell them.` : '';
  return interviewNews({
    lines: [`Shared with ${advisor.name}, who can read it now.${outside}`],
    interviews: [],
    buttons: [],
    zone: asker.zone,
  });
}

/** `interviews.shared`: to the advisor. */
export async function composeShared(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const { interview: id } = z.object({ interview: z.number() }).parse(stored);
  const interview = await findInterview(ctx.db, id);
  const student = interview ? await findPersonById(ctx.db, interview.studentId) : undefined;
  if (!interview || !student) return null;
  return interviewNews({
    lines: [`${student.name} shares with you the feedback on a practice interview.`],
    interviews: [],
    buttons: [interviewButton(READ_FEEDBACK, 'Read it', interview.id)],
    zone: zoneOf(ctx.program, person),
  });
}
