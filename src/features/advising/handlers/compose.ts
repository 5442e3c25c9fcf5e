// The messages of the outbox, written at the moment of sending; `null` where there is nothing to say any more.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Reply } from '../../../feature.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { advisorFound, emailAnswer, introduction, matchEnded } from '../messages/index.ts';
import type { Introduced, MatchEnded } from '../messages/introductions.ts';
import { type Assignment, isActive } from '../rules/assignment.ts';
import { findAssignment } from '../store/assignments.ts';
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

/** The other one as the reader knows them: `your RASA for Dermatology`, `your advisee (RASA for Dermatology)`. */
function otherOf(ctx: Context, { assignment, student, advisor }: Match, readerId: number) {
  const as = asText(ctx.program, assignment);
  if (readerId === student.id) return { other: advisor.name, as: `your ${as}` };
  return { other: student.name, as: `whose ${as} you were` };
}

/** How a student gets another one: who still applies in a specialty waits for its next RASA without doing anything. */
async function nextOf({ db }: Context, { assignment, student }: Match, reader: Person): Promise<MatchEnded['next']> {
  if (reader.id !== student.id) return null;
  if (assignment.kind !== 'rasa') return 'see-team';
  const choices = await choicesOf(db, [student.id]);
  const waits = choices.some(({ specialty, needsRasa }) => needsRasa && specialty === assignment.specialty);
  return waits ? 'another-is-chosen' : 'see-team';
}

/** Nothing is said unasked to somebody who is away. */
export async function composeMatchEnded(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const match = await matchOf(ctx, stored);
  if (!reader || !match || holds(ctx, match)) return null;
  if (personStanding(ctx.program, reader, ctx.program.today(ctx.clock.now()))?.away) return null;
  return matchEnded({ ...otherOf(ctx, match, reader.id), next: await nextOf(ctx, match, reader) });
}

/** To staff, for somebody outside Slack. */
export async function composeTellByEmail(ctx: Context, staff: Person | null, stored: unknown): Promise<Reply | null> {
  const match = await matchOf(ctx, stored);
  const { personId } = content.parse(stored);
  const reader = [match?.student, match?.advisor].find((one) => one?.id === personId);
  if (!staff || !match || !reader?.active || holds(ctx, match)) return null;
  const { other, as } = otherOf(ctx, match, reader.id);
  return emailAnswer({
    intro: `A match has ended, and ${reader.name} is not in this workspace. One of you could send this:`,
    draft: {
      to: reader.emails.slice(0, 1),
      subject: 'A match has ended',
      lines: [`Dear ${reader.name},`, `this match has ended: ${other}, ${as}. Nothing you did.`, 'With kind regards'],
    },
  });
}
