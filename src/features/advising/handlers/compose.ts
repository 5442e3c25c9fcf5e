// The messages of the outbox, written at the moment of sending; `null` where there is nothing to say any more.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { meetingText } from '../../../domain/meeting.ts';
import type { Reply } from '../../../feature.ts';
import { type Person, personStanding, zoneOf } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { EmailDraft } from '../../../slack/email-draft.ts';
import { advisorFound, assigned, emailAnswer, introduction, matchEnded } from '../messages/index.ts';
import { endedText, type Introduced, introductionDraft, type MatchEnded } from '../messages/introductions.ts';
import { type Assignment, isActive } from '../rules/assignment.ts';
import { findAppointment } from '../store/appointments.ts';
import { advisorsOf, findAssignment } from '../store/assignments.ts';
import { choicesOf } from '../store/choices.ts';
import { asText } from './named.ts';

const content = z.object({ assignmentId: z.number().int(), personId: z.number().int().optional() });

interface Match {
  assignment: Assignment;
  student: Person;
  advisor: Person;
}

async function matchOf({ db }: Context, stored: unknown): Promise<Match | undefined> {
  const assignment = await findAssignment(db, content.parse(stored).assignmentId);
  const people = assignment ? await peopleByIds(db, [assignment.studentId, assignment.advisorId]) : [];
  const student = people.find(({ id }) => id === assignment?.studentId);
  const advisor = people.find(({ id }) => id === assignment?.advisorId);
  return assignment && student && advisor ? { assignment, student, advisor } : undefined;
}

export function introduced({ program }: Context, { assignment, student, advisor }: Match): Introduced {
  const role = program.advisingRole(assignment.kind);
  return {
    student: student.name,
    advisor: advisor.name,
    as: asText(program, assignment),
    purpose: role?.purpose ?? '',
    bring: role?.bring ?? [],
  };
}

/** The text with which staff bring two together who are not both in Slack; null where they are. */
export function draftOf(ctx: Context, match: Match): EmailDraft | null {
  const { student, advisor } = match;
  if (student.slackUserId !== null && advisor.slackUserId !== null) return null;
  const to = [student, advisor].flatMap(({ emails }) => emails[0] ?? []);
  return introductionDraft(introduced(ctx, match), to);
}

function holds(ctx: Context, { assignment, student, advisor }: Match): boolean {
  return student.active && advisor.active && isActive(assignment, ctx.program.today(ctx.clock.now()));
}

/** To both in their conversation. */
export async function composeIntroduction(ctx: Context, _: Person | null, stored: unknown): Promise<Reply | null> {
  const match = await matchOf(ctx, stored);
  return match && holds(ctx, match) ? introduction(introduced(ctx, match)) : null;
}

export async function composeAdvisorFound(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const match = await matchOf(ctx, stored);
  if (!reader || !match || !holds(ctx, match)) return null;
  const { advisor, assignment } = match;
  return advisorFound({
    advisor: advisor.name,
    email: advisor.emails[0] ?? '',
    as: asText(ctx.program, assignment),
  });
}

/** To one of two who are both in Slack. */
export async function composeAssigned(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const match = await matchOf(ctx, stored);
  if (!reader || !match || !holds(ctx, match)) return null;
  return assigned(introduced(ctx, match), reader.id === match.student.id ? 'student' : 'advisor');
}

/** A time to meet of an assignment that ended before it, as one of the two reads it. */
async function lostMeeting(ctx: Context, { assignment }: Match, reader: Person): Promise<string | null> {
  const known = await findAppointment(ctx.db, assignment.id);
  const isLost = known && known.over === null && Temporal.Instant.compare(known.at, ctx.clock.now()) > 0;
  return isLost ? meetingText(known, zoneOf(ctx.program, reader)) : null;
}

/** The other one as the reader knows them: `your RASA for Dermatology`, `your advisee (RASA for Dermatology)`. */
function otherOf(ctx: Context, { assignment, student, advisor }: Match, readerId: number) {
  const as = asText(ctx.program, assignment);
  if (readerId === student.id) return { other: advisor.name, as: `your ${as}` };
  return { other: student.name, as: `whose ${as} you were` };
}

/** How a student gets another one: who still applies in a specialty waits for its next RASA without doing anything. */
async function nextOf(
  { db, program, clock }: Context,
  { assignment, student }: Match,
  reader: Person,
): Promise<MatchEnded['next']> {
  if (reader.id !== student.id) return null;
  // Who has another one already has read so.
  const { kind, specialty } = assignment;
  const holding = await advisorsOf(db, [student.id], program.today(clock.now()));
  if (holding.some((one) => one.kind === kind && one.specialty === specialty)) return null;
  if (kind !== 'rasa') return 'see-team';
  const choices = await choicesOf(db, [student.id]);
  const waits = choices.some((one) => one.needsRasa && one.specialty === specialty);
  return waits ? 'another-is-chosen' : 'see-team';
}

/** Nothing is said unasked to somebody who is away. */
export async function composeMatchEnded(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const match = await matchOf(ctx, stored);
  if (!reader || !match || holds(ctx, match)) return null;
  if (personStanding(ctx.program, reader, ctx.program.today(ctx.clock.now()))?.away) return null;
  const [next, meeting] = await Promise.all([nextOf(ctx, match, reader), lostMeeting(ctx, match, reader)]);
  return matchEnded({ ...otherOf(ctx, match, reader.id), next, meeting });
}

/** To staff, for somebody outside Slack. */
export async function composeTellByEmail(ctx: Context, staff: Person | null, stored: unknown): Promise<Reply | null> {
  const match = await matchOf(ctx, stored);
  const { personId } = content.parse(stored);
  const reader = [match?.student, match?.advisor].find((one) => one?.id === personId);
  if (!staff || !match || !reader?.active || holds(ctx, match)) return null;
  const ended = { ...otherOf(ctx, match, reader.id), meeting: await lostMeeting(ctx, match, reader) };
  return emailAnswer({
    intro: `A match has ended, and ${reader.name} is not in this workspace. One of you could send this:`,
    draft: {
      to: reader.emails.slice(0, 1),
      subject: 'A match has ended',
      lines: [`Dear ${reader.name},`, endedText(ended), 'With kind regards'],
    },
  });
}
