// "We met", by the student or by an advisor of theirs: the meeting's milestone is done.

import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { MET } from '../../../domain/advising.ts';
import { UserError } from '../../../errors.ts';
import { type Asker, type OpenMilestone, openMilestonesFrom, settleMilestone } from '../../../feature.ts';
import type { UndoneAct } from '../../../importer.ts';
import { recordUndoable } from '../../../people/audit.ts';
import { authorise } from '../../../people/authorise.ts';
import type { Person } from '../../../people/person.ts';
import { findPersonById } from '../../../people/store.ts';
import type { Message } from '../../../slack/blocks.ts';
import { meetingNoted, UNDO_MET, UNDO_MET_ADVISEE } from '../messages/index.ts';
import { stands } from '../rules/appointment.ts';
import { type Assignment, isActive } from '../rules/assignment.ts';
import { lockOwnAct, markOwnActUndone } from '../store/acts.ts';
import { appointmentsWith, endAppointment, reopenAppointment } from '../store/appointments.ts';
import { findAssignment } from '../store/assignments.ts';
import { number } from './named.ts';

const NOTHING = 'There is no such meeting to note any more; nothing has changed.';
const NOT_YOURS = 'That is not among what you advise on. `/career advisees` shows how things stand.';
const OPEN_AGAIN = 'It is open again.';

/** A time to meet that is over because they met. */
interface OverMeeting {
  assignmentId: number;
  sequence: number;
}

function meetingValue({ assignmentId, sequence }: OverMeeting): string {
  return `${assignmentId}/${sequence}`;
}

async function endMeeting(tx: Tx, assignmentId: number): Promise<OverMeeting | null> {
  const sequence = await endAppointment(tx, assignmentId, 'met');
  return sequence === null ? null : { assignmentId, sequence };
}

async function openOf(ctx: Context, student: Person): Promise<readonly OpenMilestone[]> {
  return (await openMilestonesFrom(ctx, [student])).get(student.id) ?? [];
}

/** `value` names a milestone of the asker's own that a meeting completes. */
export async function noteMeeting(ctx: Context, { person, today }: Asker, value: string): Promise<Message> {
  const milestone = (await openOf(ctx, person)).find(({ id }) => id === value);
  const isMeeting = Object.values(MET).some((when) => when === milestone?.doneWhen);
  if (!milestone || !isMeeting || milestone.begins > today) throw new UserError(NOTHING);
  const over = await ctx.transaction(async (tx) => {
    const settled = { personId: person.id, id: milestone.id, by: person.id, done: true };
    return (await settleMilestone(ctx, tx, settled)) ? endNext(ctx, tx, person.id, milestone) : null;
  });
  return meetingNoted({
    text: `Noted. Done: ${milestone.title}.`,
    undo: { label: 'Undo', action: UNDO_MET, value: over ? `${meetingValue(over)}/${milestone.id}` : milestone.id },
  });
}

/** Of a student's times to meet for a milestone the next one is over: of those who could be meant, the earliest. */
async function endNext(
  ctx: Context,
  tx: Tx,
  studentId: number,
  { doneWhen }: OpenMilestone,
): Promise<OverMeeting | null> {
  const today = ctx.program.today(ctx.clock.now());
  const [next] = (await appointmentsWith(tx, [studentId]))
    .filter((one) => stands(one, today) && one.assignment.studentId === studentId)
    .filter(({ assignment }) => MET[assignment.kind] === doneWhen)
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
  return next ? endMeeting(tx, next.assignment.id) : null;
}

/** Students take back what they ticked off themselves, as in their list of milestones; a time to meet that was over by it stands again. */
export async function undoMeeting(ctx: Context, { person }: Asker, value: string): Promise<Message> {
  const [, assignmentId, sequence, id = value] = /^(\d{1,9})\/(\d{1,9})\/(.+)$/.exec(value) ?? [];
  const changed = await ctx.transaction(async (tx) => {
    const reopened = await settleMilestone(ctx, tx, { personId: person.id, id, by: person.id, done: false });
    const over = { assignmentId: Number(assignmentId), sequence: Number(sequence) };
    const isOwn = assignmentId !== undefined && (await findAssignment(tx, over.assignmentId))?.studentId === person.id;
    if (reopened && isOwn) await reopenAppointment(tx, over.assignmentId, over.sequence);
    return reopened;
  });
  return meetingNoted({ text: changed ? OPEN_AGAIN : NOTHING, undo: null });
}

/** The asker's own advisee of an assignment. Somebody else's and one that is not there are refused alike. */
async function ownAdvisee(ctx: Context, { person, today }: Asker, id: number): Promise<[Assignment, Person]> {
  const assignment = await findAssignment(ctx.db, id);
  const isOwn = assignment && assignment.advisorId === person.id && isActive(assignment, today);
  const student = isOwn ? await findPersonById(ctx.db, assignment.studentId) : undefined;
  if (!isOwn || !student?.active) throw new UserError(NOT_YOURS);
  authorise('advising.met-advisee', person, 'advisee');
  return [assignment, student];
}

/** `value`: the id of an assignment, and the milestone: `12/society-meeting-1/pce`. */
export async function noteMeetingWithAdvisee(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const [, id = '', milestoneId = ''] = /^(\d{1,9})\/(.+)$/.exec(value) ?? [];
  if (id === '') throw new UserError(NOT_YOURS);
  const [assignment, student] = await ownAdvisee(ctx, asker, Number(id));
  const milestone = (await openOf(ctx, student)).find((one) => one.id === milestoneId);
  if (!milestone || milestone.doneWhen !== MET[assignment.kind] || milestone.begins > asker.today)
    throw new UserError(NOTHING);
  const auditId = await ctx.transaction(async (tx) => {
    const settled = { personId: student.id, id: milestone.id, by: asker.person.id, done: true };
    if (!(await settleMilestone(ctx, tx, settled))) throw new UserError(NOTHING);
    const over = await endMeeting(tx, assignment.id);
    return recordUndoable(tx, ctx.clock.now(), {
      act: 'advising.met-advisee',
      actorId: asker.person.id,
      subjectId: student.id,
      details: { milestone: milestone.id, assignment: assignment.id },
      inverse: { milestone: milestone.id, over },
    });
  });
  return meetingNoted({
    text: `Noted: you met ${student.name}. Done for them: ${milestone.title}.`,
    undo: { label: 'Undo', action: UNDO_MET_ADVISEE, value: String(auditId) },
  });
}

const inverse = z.object({
  milestone: z.string(),
  over: z.object({ assignmentId: z.number().int(), sequence: z.number().int() }).nullish(),
});

async function reopen(ctx: Context, tx: Tx, act: Pick<UndoneAct, 'subjectId' | 'inverse'>, by: Person) {
  const { milestone, over } = inverse.parse(act.inverse);
  if (act.subjectId === null) throw new UserError(NOTHING);
  const settled = { personId: act.subjectId, id: milestone, by: by.id, done: false };
  if (!(await settleMilestone(ctx, tx, settled))) throw new UserError('It has been opened again since.');
  if (over) await reopenAppointment(tx, over.assignmentId, over.sequence);
  return OPEN_AGAIN;
}

/** Advisors take back what they noted themselves; `value` is the number of the act. */
export async function undoMeetingWithAdvisee(ctx: Context, { person }: Asker, value: string): Promise<Message> {
  const id = number.safeParse(value);
  const now = ctx.clock.now();
  const text = await ctx.transaction(async (tx) => {
    const wanted = { id: id.success ? id.data : 0, actorId: person.id, act: 'advising.met-advisee', now };
    const act = await lockOwnAct(tx, wanted);
    if (!act) throw new UserError('There is nothing here that I could take back any more.');
    authorise('advising.undo-met-advisee', person, 'advisee');
    await markOwnActUndone(tx, wanted.id, person.id, now);
    return reopen(ctx, tx, act, person);
  });
  return meetingNoted({ text, undo: null });
}

/** The same by staff. */
export function undoMetAdvisee(ctx: Context, tx: Tx, act: UndoneAct, by: Person): Promise<string> {
  return reopen(ctx, tx, act, by);
}
