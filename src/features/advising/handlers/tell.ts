// What people are told unasked when a match begins or ends; who is outside Slack is told by staff, who get the text for it.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import { matchDaysOf } from '../../../people/match-days.ts';
import { afterMatchWeek, type Person } from '../../../people/person.ts';
import { staffInSlack } from '../../../people/store.ts';
import type { Assignment } from '../rules/assignment.ts';

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

/** When some people may be told something together: now, or after their Match weeks (spec 10). */
function tellingMoment(
  { program, clock }: Context,
  readers: readonly Person[],
  matchDays: Awaited<ReturnType<typeof matchDaysOf>>,
): Temporal.Instant {
  const moments = readers.map((reader) => afterMatchWeek(program, reader, clock.now(), matchDays));
  return moments.reduce((a, b) => (a.epochMilliseconds > b.epochMilliseconds ? a : b), clock.now());
}

/** Brings a student and an advisor together: in a conversation of both where both are in Slack, else the student is told. */
export async function introduce(
  ctx: Context,
  tx: Tx,
  assignmentId: number,
  { student, advisor }: { student: Person; advisor: Person },
): Promise<number[]> {
  const content = { assignmentId };
  if (student.slackUserId !== null && advisor.slackUserId !== null) {
    const to = { group: [student.id, advisor.id] };
    const dueAt = tellingMoment(ctx, [student, advisor], await matchDaysOf(tx));
    return say(ctx, tx, [answer('introduction', content, to, { key: `introduction/${assignmentId}`, dueAt })]);
  }
  if (student.slackUserId === null) return [];
  const dueAt = tellingMoment(ctx, [student], await matchDaysOf(tx));
  return say(ctx, tx, [
    answer('advisor-found', content, { person: student.id }, { key: `found/${assignmentId}`, dueAt }),
  ]);
}

/** Tells some people that a match has ended; `at` tells one ending of it from another. Gives the ids of the messages. */
export async function tellEnded(
  ctx: Context,
  tx: Tx,
  ended: readonly Pick<Assignment, 'id'>[],
  readers: (assignment: Pick<Assignment, 'id'>) => readonly Person[],
): Promise<number[]> {
  const at = ctx.clock.now().toString();
  const told = ended.flatMap(({ id }) =>
    readers({ id })
      .filter(({ active }) => active)
      .map((reader) => ({ id, reader })),
  );
  const staff = told.some(({ reader }) => reader.slackUserId === null) ? await staffInSlack(tx) : [];
  const matchDays = await matchDaysOf(tx);
  const messages: NewMessage[] = [];
  for (const { id, reader } of told) {
    const content = { assignmentId: id, personId: reader.id };
    const key = `ended/${id}/${reader.id}/${at}`;
    const dueAt = tellingMoment(ctx, [reader], matchDays);
    if (reader.slackUserId !== null)
      messages.push(answer('match-ended', content, { person: reader.id }, { key, dueAt }));
    else
      for (const staffId of staff)
        messages.push(answer('tell-by-email', content, { person: staffId }, { key: `${key}/${staffId}`, dueAt }));
  }
  return say(ctx, tx, messages);
}
