// A student and an advisor enter when they meet: either of them, for both.
import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { dayOf } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { hourAt } from '../../../domain/hour.ts';
import { enteredMeeting, type Meeting, meetingText } from '../../../domain/meeting.ts';
import { dayText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { isAway } from '../../../people/telling.ts';
import type { Message } from '../../../slack/blocks.ts';
import type { EmailDraft } from '../../../slack/email-draft.ts';
import { FormError } from '../../../slack/form.ts';
import { MEETING_FIELDS } from '../messages/appointment.ts';
import { calendarButton, cancelMeetingButton, meetButton } from '../messages/ids.ts';
import { appointmentForm, appointmentNoted } from '../messages/index.ts';
import { appointmentFile, otherIn, readNamed, stands } from '../rules/appointment.ts';
import { type Assignment, isActive } from '../rules/assignment.ts';
import { endAppointment, findAppointment, saveAppointment } from '../store/appointments.ts';
import { findAssignment, lockAssignment } from '../store/assignments.ts';
import { asText, number } from './named.ts';
import { forgetMeeting, tellMeeting } from './tell.ts';

const GONE = 'That is not in your list any more. `/career advisors` or `/career advisees` shows how things stand.';

interface Pair {
  assignment: Assignment;
  student: Person;
  advisor: Person;
  /** Who of the two is not the asker. */
  other: Person;
}

/**
 * The two of an assignment that is in force, one of whom asks. Somebody else's, one that there is not, and one whose student is not
 * available are answered alike.
 */
async function ownPair(ctx: Context, db: Db | Tx, asker: Asker, assignment: Assignment | undefined): Promise<Pair> {
  const { person, today } = asker;
  const isOwn = assignment && (assignment.studentId === person.id || assignment.advisorId === person.id);
  if (!isOwn || !isActive(assignment, today)) throw new UserError(GONE);
  const people = (await peopleByIds(db, [assignment.studentId, assignment.advisorId])).filter(({ active }) => active);
  const student = people.find(({ id }) => id === assignment.studentId);
  const advisor = people.find(({ id }) => id === assignment.advisorId);
  const other = people.find(({ id }) => id === otherIn(assignment, person.id));
  if (!student || !advisor || !other || isAway(ctx.program, other, today)) throw new UserError(GONE);
  return { assignment, student, advisor, other };
}

/** `value` is the id of an assignment, here and below where nothing else is said. */
async function pressed(ctx: Context, asker: Asker, value: string): Promise<Pair> {
  const id = number.safeParse(value);
  return ownPair(ctx, ctx.db, asker, id.success ? await findAssignment(ctx.db, id.data) : undefined);
}

/** The same, held until the transaction ends: nobody leaves, and no assignment ends meanwhile. */
async function heldPair(ctx: Context, tx: Tx, asker: Asker, id: number): Promise<Pair> {
  return ownPair(ctx, tx, asker, await lockAssignment(tx, id));
}

export async function openMeeting(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { assignment, other } = await pressed(ctx, asker, value);
  const known = await findAppointment(ctx.db, assignment.id);
  const entered = known && stands(known, asker.today) ? known : undefined;
  return appointmentForm({
    assignmentId: assignment.id,
    other: other.name,
    day: entered && dayOf(entered.at, asker.zone),
    hour: entered && hourAt(entered.at, asker.zone),
    where: entered?.where ?? '',
    zone: asker.zone,
  });
}

/** For who is outside Slack; times are the school's. */
function draftFor(ctx: Context, { assignment, other }: Pair, person: Person, meeting: Meeting): EmailDraft {
  const as = asText(ctx.program, assignment);
  const isStudent = assignment.studentId === person.id;
  return {
    to: other.emails.slice(0, 1),
    subject: isStudent ? `Meeting with my ${as}` : `Meeting with your ${as}`,
    lines: [
      `Dear ${other.name},`,
      `we meet on ${meetingText(meeting, ctx.program.file.school.timeZone)}.`,
      'With kind regards,',
      person.name,
    ],
  };
}

function readMeeting(ctx: Context, { zone }: Asker, { endsOn }: Assignment, values: FormValues): Meeting {
  const entered = {
    day: enteredText(values, MEETING_FIELDS.day),
    hour: enteredText(values, MEETING_FIELDS.hour),
    where: enteredText(values, MEETING_FIELDS.where),
  };
  const meeting = enteredMeeting(entered, zone, ctx.clock.now());
  if ('problem' in meeting) throw new FormError({ [MEETING_FIELDS[meeting.field]]: meeting.problem });
  if (endsOn !== null && ctx.program.today(meeting.at) >= endsOn)
    throw new FormError({
      [MEETING_FIELDS.day]: `This assignment ends on ${dayText(endsOn)}. Please choose a day before that.`,
    });
  return meeting;
}

/** Takes the form. The other one is told, and both are reminded. */
export async function saveMeeting(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { assignment } = await pressed(ctx, asker, value);
  const meeting = readMeeting(ctx, asker, assignment, values);
  const { pair, sequence } = await ctx.transaction(async (tx) => {
    const held = await heldPair(ctx, tx, asker, assignment.id);
    const saved = await saveAppointment(tx, assignment.id, meeting);
    await note(ctx, tx, 'advising.save-meeting', asker, held, saved);
    await tellMeeting(ctx, tx, held.other, { assignmentId: assignment.id, sequence: saved }, meeting.at);
    return { pair: held, sequence: saved };
  });
  const { other } = pair;
  const isOutside = other.slackUserId === null;
  const when = `You meet ${other.name} on ${meetingText(meeting, asker.zone)}.`;
  return appointmentNoted({
    text: isOutside
      ? `${when} I remind you. ${other.name} is not in this workspace; here is a text to copy into an e-mail:`
      : `${when} ${other.name} sees it as well, and I remind you both.`,
    buttons: [calendarButton(assignment.id), cancelMeetingButton(assignment.id, sequence)],
    draft: isOutside ? draftFor(ctx, pair, asker.person, meeting) : null,
  });
}

async function note(
  ctx: Context,
  tx: Tx,
  act: 'advising.save-meeting' | 'advising.cancel-meeting',
  { person }: Asker,
  { assignment, other }: Pair,
  sequence: number,
): Promise<void> {
  const details = { assignment: assignment.id, sequence };
  await recordActs(tx, ctx.clock.now().toString(), [{ act, actorId: person.id, subjectId: other.id, details }]);
}

/** `value` names the assignment and the time as it stood when the button was shown: another one is not taken out by it. */
export async function cancelMeeting(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const named = readNamed(value);
  if (!named) throw new UserError(GONE);
  return ctx.transaction(async (tx) => {
    const pair = await heldPair(ctx, tx, asker, named.assignmentId);
    const known = await findAppointment(tx, named.assignmentId);
    const { other } = pair;
    if (!known || !stands(known, asker.today))
      return appointmentNoted({
        text: `No time to meet ${other.name} is entered; nothing has changed.`,
        buttons: [meetButton(named.assignmentId)],
        draft: null,
      });
    if (known.sequence !== named.sequence)
      throw new UserError(
        `The time was changed since: you meet ${other.name} on ${meetingText(known, asker.zone)}. Nothing has changed now.`,
      );
    const sequence = (await endAppointment(tx, named.assignmentId, 'cancelled')) ?? named.sequence;
    await note(ctx, tx, 'advising.cancel-meeting', asker, pair, sequence);
    const neverKnew = await forgetMeeting(ctx, tx, other, named);
    if (!neverKnew) await tellMeeting(ctx, tx, other, { ...named, sequence }, known.at);
    const told = other.slackUserId === null ? `${other.name} is not in this workspace: please tell them.` : '';
    return appointmentNoted({
      text: `Taken out: ${meetingText(known, asker.zone)} with ${other.name}. ${told}`.trim(),
      buttons: [meetButton(named.assignmentId), calendarButton(named.assignmentId, true)],
      draft: null,
    });
  });
}

/** The meeting as a file, or what takes it out of a calendar where it was taken out here. */
export async function sendMeetingFile(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { assignment, student, advisor, other } = await pressed(ctx, asker, value);
  const known = await findAppointment(ctx.db, assignment.id);
  if (!known || known.over === 'met')
    return appointmentNoted({
      text: `No time to meet ${other.name} is entered.`,
      buttons: [meetButton(assignment.id)],
      draft: null,
    });
  const title = `${student.name} and ${advisor.name} (${asText(ctx.program, assignment)})`;
  const text =
    known.over === null
      ? 'The calendar file is in our direct messages. If the time changes, take it again: your calendar replaces the old entry.'
      : 'The calendar file is in our direct messages: it takes the meeting out again.';
  return {
    ...appointmentNoted({ text, buttons: [], draft: null }),
    file: { name: 'advising.ics', title, content: appointmentFile(known, title, ctx.clock.now()) },
  };
}
