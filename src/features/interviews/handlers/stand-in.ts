// Under 24 hours: who could stand in is asked, the first to say yes does.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { mayMeet } from '../rules/hard-rules.ts';
import { bookingOf, hasBegun, type Interview } from '../rules/interview-life.ts';
import type { RoundRow } from '../rules/round-life.ts';
import {
  answerStandby,
  askStandbys,
  clearConfirmations,
  saveConfirmation,
  setInterviewer,
  standbysOf,
} from '../store/interviews.ts';
import { lockedInterview, noted } from './own-side.ts';
import { wouldBreak } from './replace.ts';
import { interviewerById, loadRound, type RoundData, studentOf } from './round-data.ts';
import { tell } from './tell.ts';

/** So many are asked at once. */
const MOST_ASKED = 8;

/** Whether somebody could take over an interview as the rules are; at this notice the time need not be one they offered. */
function couldStandIn(data: RoundData, interview: Interview, interviewerId: number): boolean {
  const student = studentOf(data, interview.studentId);
  const interviewer = interviewerById(data, interviewerId);
  if (!student || !interviewer || interviewerId === interview.interviewerId) return false;
  const relaxed = !interviewer.specialties.includes(interview.specialty);
  const booking = { ...bookingOf(interview), interviewer: interviewerId, relaxed };
  if (!mayMeet({ booking, student, interviewer }, data.round.relaxations)) return false;
  const broken = wouldBreak(data, booking, [interview.id]) ?? [];
  return broken.every(({ name }) => name === 'offered');
}

/** Those who offered the time first, then by how few interviews they have. */
export async function askForStandIn(ctx: Context, tx: Tx, interview: Interview, row: RoundRow): Promise<number> {
  const data = await loadRound(ctx, tx, row);
  const start = interview.startsAt.epochMilliseconds;
  const load = (id: number) => data.interviews.filter(({ interviewerId }) => interviewerId === id).length;
  const able = data.round.interviewers
    .filter(({ id }) => couldStandIn(data, interview, id))
    .sort((a, b) => Number(b.slots.has(start)) - Number(a.slots.has(start)) || load(a.id) - load(b.id) || a.id - b.id)
    .slice(0, MOST_ASKED);
  const asked = await askStandbys(
    tx,
    interview.id,
    able.map(({ id }) => id),
    ctx.clock.now(),
  );
  await tell(
    ctx,
    tx,
    asked.map((to) => ({
      to,
      news: 'stand-in-asked',
      ids: [],
      about: interview.id,
      by: interview.interviewerId,
      expiresAt: interview.startsAt,
    })),
  );
  return asked.filter((id) => data.people.get(id)?.slackUserId !== null).length;
}

const TAKEN = 'Thank you! Somebody else has taken it already, so there is nothing you need to do.';

export async function standIn(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { person } = asker;
  const id = await ctx.transaction(async (tx) => {
    const { interview, row } = await lockedInterview(tx, value);
    const asked = await standbysOf(tx, { interviewId: interview.id });
    if (!asked.some(({ personId }) => personId === person.id)) throw new UserError(TAKEN);
    const open = interview.state === 'booked' && interview.hearBy !== null && !hasBegun(interview, ctx.clock.now());
    const data = await loadRound(ctx, tx, row);
    if (!open || !couldStandIn(data, interview, person.id)) throw new UserError(TAKEN);
    const relaxed = !person.specialties.includes(interview.specialty);
    await answerStandby(tx, interview.id, person.id, true);
    await clearConfirmations(tx, [interview.id]);
    await setInterviewer(tx, interview.id, person.id, relaxed);
    const by = person.id;
    await saveConfirmation(
      tx,
      { interviewId: interview.id, side: 'interviewer', answer: 'confirmed', by },
      ctx.clock.now(),
    );
    await tell(ctx, tx, [
      { to: interview.studentId, news: 'stood-in', ids: [interview.id], about: interview.id, by },
      { to: interview.interviewerId, news: 'confirmed', ids: [], about: interview.id, by },
    ]);
    return interview.id;
  });
  return noted(ctx, asker, ['Thank you! The interview is yours:'], id);
}

export async function notStandIn(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  await ctx.transaction(async (tx) => {
    const { interview } = await lockedInterview(tx, value);
    await answerStandby(tx, interview.id, asker.person.id, false);
  });
  return noted(ctx, asker, ['Thank you for answering; I ask others.'], null);
}
