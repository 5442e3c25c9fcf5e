// What people are told unasked when a match begins or ends; who is outside Slack is told by staff, who get the text for it.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Day } from '../../../domain/day.ts';
import { atHour } from '../../../domain/hour.ts';
import { enqueue, type NewMessage, withdraw } from '../../../outbox/enqueue.ts';
import { matchDaysOf } from '../../../people/match-days.ts';
import type { Person } from '../../../people/person.ts';
import { activeStaff } from '../../../people/store.ts';
import { canBeTold, tellingMoment, tellingMomentOfAll } from '../../../people/telling.ts';
import type { Assignment } from '../rules/assignment.ts';

/** What begins or ends is no appointment: it comes after a pause, and on no closed day. */
const WAITS = { waits: true };

/** Enqueues and gives the ids of the rows, so that an Undo can take them back. */
async function say(ctx: Context, tx: Tx, messages: readonly NewMessage[]): Promise<number[]> {
  return [...(await enqueue(tx, ctx.clock.now(), messages)).values()];
}

function answer(
  composer: string,
  content: Record<string, number>,
  to: NewMessage['to'],
  { key, dueAt }: { key: string; dueAt: Temporal.Instant },
): NewMessage {
  const written = { composer: `advising.${composer}`, content };
  return { dedupeKey: `advising/${key}`, lane: 'answers', kind: 'post', to, dueAt, ...written };
}

/** Brings a student and an advisor together: in a conversation of both where both are in Slack, else the student is told. */
export async function introduce(
  ctx: Context,
  tx: Tx,
  assignmentId: number,
  { student, advisor }: { student: Person; advisor: Person },
): Promise<number[]> {
  const content = { assignmentId };
  const matchDays = await matchDaysOf(tx);
  if (student.slackUserId !== null && advisor.slackUserId !== null) {
    const to = { group: [student.id, advisor.id] };
    const dueAt = tellingMomentOfAll(ctx.program, [student, advisor], ctx.clock.now(), matchDays, WAITS);
    return say(ctx, tx, [answer('introduction', content, to, { key: `introduction/${assignmentId}`, dueAt })]);
  }
  if (student.slackUserId === null) return [];
  const dueAt = tellingMoment(ctx.program, student, ctx.clock.now(), matchDays, WAITS);
  return say(ctx, tx, [
    answer('advisor-found', content, { person: student.id }, { key: `found/${assignmentId}`, dueAt }),
  ]);
}

/**
 * Tells both of an assignment that is no RASA's, each by themselves, from its first day on; where not both are in Slack, staff introduce them
 * by e-mail, and a student in Slack is told so.
 */
export async function tellAssigned(
  ctx: Context,
  tx: Tx,
  { id, startsOn }: Pick<Assignment, 'id' | 'startsOn'>,
  { student, advisor }: { student: Person; advisor: Person },
): Promise<number[]> {
  const from = firstMoment(ctx, startsOn);
  const matchDays = await matchDaysOf(tx);
  const to = (reader: Person, composer: string, key: string) =>
    answer(
      composer,
      { assignmentId: id },
      { person: reader.id },
      { key, dueAt: tellingMoment(ctx.program, reader, from, matchDays, WAITS) },
    );
  if (student.slackUserId === null) return [];
  if (advisor.slackUserId === null) return say(ctx, tx, [to(student, 'advisor-found', `found/${id}`)]);
  return say(
    ctx,
    tx,
    [student, advisor].map((reader) => to(reader, 'assigned', `assigned/${id}/${reader.id}`)),
  );
}

/** Of what begins or ends on a day nothing is said before that day at the school. */
function firstMoment({ clock, program }: Context, day: Day): Temporal.Instant {
  const now = clock.now();
  return day <= program.today(now) ? now : atHour(day, '00:00', program.file.school.timeZone);
}

/**
 * Tells some people, from the day of its end on, that a match has ended; the present tells one ending of it from another. Gives the ids of
 * the messages.
 */
export async function tellEnded(
  ctx: Context,
  tx: Tx,
  ended: readonly Pick<Assignment, 'id'>[],
  readers: (assignment: Pick<Assignment, 'id'>) => readonly Person[],
  endsOn: Day = ctx.program.today(ctx.clock.now()),
): Promise<number[]> {
  const now = ctx.clock.now();
  const from = firstMoment(ctx, endsOn);
  const told = ended.flatMap(({ id }) =>
    readers({ id })
      .filter(({ active }) => active)
      .map((reader) => ({ id, reader })),
  );
  const isOutside = ({ slackUserId }: Person) => slackUserId === null;
  const staff = told.some(({ reader }) => isOutside(reader)) ? await activeStaff(tx) : [];
  const matchDays = await matchDaysOf(tx);
  const dueAt = (reader: Person) => tellingMoment(ctx.program, reader, from, matchDays, WAITS);
  const messages = told.flatMap(({ id, reader }) => {
    const content = { assignmentId: id, personId: reader.id };
    const key = `ended/${id}/${reader.id}/${now}`;
    if (!isOutside(reader)) return answer('match-ended', content, { person: reader.id }, { key, dueAt: dueAt(reader) });
    const carriers = staff.filter((one) => !isOutside(one));
    return carriers.map((one) =>
      answer('tell-by-email', content, { person: one.id }, { key: `${key}/${one.id}`, dueAt: dueAt(one) }),
    );
  });
  return say(ctx, tx, messages);
}

interface NamedMeeting {
  assignmentId: number;
  sequence: number;
}

function meetingKey({ assignmentId, sequence }: NamedMeeting, reader: Person): string {
  return `meeting/${assignmentId}/${sequence}/${reader.id}`;
}

/** Tells one of two when they meet, or that this was taken out; of no use once the time is over. */
export async function tellMeeting(
  ctx: Context,
  tx: Tx,
  reader: Person,
  { assignmentId, sequence }: NamedMeeting,
  at: Temporal.Instant,
): Promise<void> {
  const now = ctx.clock.now();
  if (!canBeTold(ctx.program, reader, now)) return;
  const dueAt = tellingMoment(ctx.program, reader, now, await matchDaysOf(tx));
  const key = meetingKey({ assignmentId, sequence }, reader);
  const message = answer('meeting', { assignmentId, sequence }, { person: reader.id }, { key, dueAt });
  await say(ctx, tx, [{ ...message, expiresAt: at }]);
}

/** Of a time that is taken out again nothing is said that had not left; true where it was the first, so that they never knew of any. */
export async function forgetMeeting(ctx: Context, tx: Tx, reader: Person, meeting: NamedMeeting): Promise<boolean> {
  const withdrawn = await withdraw(tx, ctx.clock.now(), [`advising/${meetingKey(meeting, reader)}`]);
  return withdrawn > 0 && meeting.sequence === 1;
}
