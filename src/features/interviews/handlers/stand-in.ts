// Under 24 hours: who could stand in is asked, the first to say yes does.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { momentText, spanText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { zoneOf } from '../../../people/person.ts';
import { tell } from '../acts/tell.ts';
import { interviewNews, NOT_STAND_IN_FOR, OUTSIDE, outsideMail, ROUND, STAND_IN_FOR } from '../messages/index.ts';
import { mayMeet } from '../rules/hard-rules.ts';
import { bookingOf, hasBegun, type Interview } from '../rules/interview-life.ts';
import type { RoundRow } from '../rules/round-life.ts';
import {
  answerStandby,
  askStandbys,
  clearConfirmations,
  findInterview,
  saveConfirmation,
  setInterviewer,
  standbysOf,
} from '../store/interviews.ts';
import { countAct } from '../store/rounds.ts';
import { sendChangedFiles } from './calendar.ts';
import { interviewAndPerson, lockedInterview, noted, recordFor } from './own-side.ts';
import { wouldBreak } from './replace.ts';
import { interviewerById, loadRound, type RoundData, studentOf } from './round-data.ts';
import { nameOf, surroundingsOf } from './shown.ts';

/** So many are asked at once. */
const MOST_ASKED = 8;
/** So many of those outside Slack are proposed to staff: each is a mail. */
const MOST_PROPOSED = 4;

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
    .sort((a, b) => Number(b.slots.has(start)) - Number(a.slots.has(start)) || load(a.id) - load(b.id) || a.id - b.id);
  const isInside = ({ id }: { id: number }) => data.people.get(id)?.slackUserId !== null;
  const inside = able.filter(isInside).slice(0, MOST_ASKED);
  // To those outside Slack staff write: they find the mail in what they are told of it.
  const outside = able.filter((one) => !isInside(one)).slice(0, MOST_PROPOSED);
  const asked = await askStandbys(
    tx,
    interview.id,
    [...inside, ...outside].map(({ id }) => id),
    ctx.clock.now(),
  );
  const told = asked.filter((id) => isInside({ id }));
  await tell(
    ctx,
    tx,
    told.map((to) => ({
      to,
      news: 'stand-in-asked',
      ids: [],
      about: interview.id,
      by: interview.interviewerId,
      expiresAt: interview.startsAt,
    })),
  );
  return told.length;
}

const TAKEN = 'Thank you! Somebody else has taken it already, so there is nothing you need to do.';
const TAKEN_FOR = 'Somebody else has taken it already, or it has begun.';

/** Somebody who was asked takes an interview over, said by `by`; throws where it is not to be had any more. */
async function takeOver(
  ctx: Context,
  tx: Tx,
  value: string,
  { person: personId, by, taken }: { person: number; by: number; taken: string },
): Promise<Interview> {
  const { interview, row } = await lockedInterview(tx, value);
  const asked = await standbysOf(tx, interview.id);
  if (!asked.some((one) => one.personId === personId)) throw new UserError(taken);
  const open = interview.state === 'booked' && interview.hearBy !== null && !hasBegun(interview, ctx.clock.now());
  const data = await loadRound(ctx, tx, row);
  if (!open || !couldStandIn(data, interview, personId)) throw new UserError(taken);
  const relaxed = !data.people.get(personId)?.specialties.includes(interview.specialty);
  await answerStandby(tx, interview.id, personId, true);
  await clearConfirmations(tx, [interview.id]);
  await setInterviewer(tx, interview.id, personId, relaxed);
  const said = { interviewId: interview.id, side: 'interviewer', answer: 'confirmed', by } as const;
  await saveConfirmation(tx, said, ctx.clock.now());
  await sendChangedFiles(ctx, tx, [interview.id], by);
  await countAct(tx, row.id);
  await tell(ctx, tx, [
    { to: interview.studentId, news: 'stood-in', ids: [interview.id], about: interview.id, by: personId },
    { to: interview.interviewerId, news: 'confirmed', ids: [], about: interview.id, by: personId },
  ]);
  return interview;
}

/** I can stand in: the first to say so has it. `value` is the id of the interview. Throws a UserError where it is taken or has begun. */
export async function standIn(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id: person } = asker.person;
  const { id } = await ctx.transaction((tx) => takeOver(ctx, tx, value, { person, by: person, taken: TAKEN }));
  return noted(ctx, asker, ['Thank you! The interview is yours:'], id);
}

/** Says no to standing in; the others are still asked. */
export async function notStandIn(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  await ctx.transaction(async (tx) => {
    const { interview } = await lockedInterview(tx, value);
    await answerStandby(tx, interview.id, asker.person.id, false);
  });
  return noted(ctx, asker, ['Thank you for answering; I ask others.'], null);
}

/** A mail that asks somebody outside Slack to stand in, and the buttons for what they answer. */
export async function showStandInMail(ctx: Context, { zone }: Asker, value: string): Promise<Reply> {
  const { id, person } = await interviewAndPerson(ctx, value);
  const interview = await findInterview(ctx.db, Number(id));
  if (interview?.state !== 'booked' || interview.hearBy === null) throw new UserError(TAKEN_FOR);
  const theirs = zoneOf(ctx.program, person);
  const name = nameOf(await surroundingsOf(ctx.db, [interview]), interview.interviewerId);
  const specialty = ctx.program.specialty(interview.specialty)?.name ?? interview.specialty;
  const body = [
    `Dear ${person.name},`,
    '',
    `${name} can't come to a practice interview in ${specialty} on ${spanText(interview.startsAt, interview.endsAt, theirs)}, feedback included. Could you stand in?`,
    `Please answer by ${momentText(interview.hearBy, theirs)}; the student keeps the place and hears then.`,
    '',
    `With thanks, ${ctx.program.file.school.program}`,
  ].join('\n');
  const both = `${interview.id}/${person.id}`;
  return outsideMail({
    intro: `${person.name} could stand in and is outside Slack. Here is a mail to copy; the student hears by ${momentText(interview.hearBy, zone)}. Others are asked at the same time: the first to say yes does.`,
    to: person.emails[0] ?? 'no address is known',
    subject: 'Could you stand in for a practice interview?',
    body,
    buttons: [
      { label: 'They stand in', action: STAND_IN_FOR, value: both, style: 'primary' },
      { label: "They can't", action: NOT_STAND_IN_FOR, value: both },
      { label: 'The round', action: ROUND, value: 'round' },
    ],
  });
}

/** Staff say for somebody outside Slack that they stand in. `value` is an interview and a person: `12/17`. */
export async function standInFor(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id, person } = await interviewAndPerson(ctx, value);
  await ctx.transaction(async (tx) => {
    const taken = await takeOver(ctx, tx, id, { person: person.id, by: asker.person.id, taken: TAKEN_FOR });
    await recordFor(ctx, tx, asker, 'interviews.stand-in-for', person.id, taken.id);
  });
  return interviewNews({
    lines: [`Noted: ${person.name} stands in. The student knows; the mail with the calendar file is ready.`],
    interviews: [],
    buttons: [
      { label: 'Show the mail', action: OUTSIDE, value: String(person.id) },
      { label: 'The round', action: ROUND, value: 'round' },
    ],
    zone: asker.zone,
  });
}

/** Staff note that somebody outside Slack can't; the others are still asked. */
export async function notStandInFor(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id, person } = await interviewAndPerson(ctx, value);
  await ctx.transaction(async (tx) => {
    const { interview } = await lockedInterview(tx, id);
    await answerStandby(tx, interview.id, person.id, false);
    await recordFor(ctx, tx, asker, 'interviews.not-stand-in-for', person.id, interview.id);
  });
  return noted(ctx, asker, [`Noted: ${person.name} can't.`], null);
}
