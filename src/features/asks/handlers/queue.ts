// What those see who look after a queue.
import type { Context } from '../../../context.ts';
import { CASE_QUEUES } from '../../../domain/asks.ts';
import { dayOf } from '../../../domain/day.ts';
import { countText } from '../../../domain/wording.ts';
import { workingDaysSince } from '../../../domain/working-days.ts';
import type { Asker } from '../../../feature.ts';
import { findPersonById } from '../../../people/store.ts';
import { closedDaysOf } from '../../../program/closed-days.ts';
import type { Message } from '../../../slack/blocks.ts';
import { type Choice, choice } from '../../../slack/inputs.ts';
import { queueName } from '../messages/case-lines.ts';
import { casePage, queuePage } from '../messages/index.ts';
import type { Case } from '../rules/case.ts';
import { findPeople, queueCounts, queuedCases, repliesOf } from '../store.ts';
import { queuedCase, viewOf, viewsOf } from './view.ts';

const MOST_SHOWN = 30;

/** Since how many working days the oldest of a queue waits, in words; empty where none does. */
export function ageText(ctx: Context, oldest: Case['waitsSince']): string {
  if (oldest === null) return '';
  const zone = ctx.program.file.school.timeZone;
  const days = workingDaysSince(dayOf(oldest, zone), ctx.program.today(ctx.clock.now()), closedDaysOf(ctx.program));
  return `, the oldest waits ${countText(days, 'working day')}`;
}

/** Of queues that are not the asker's: how much stands there and since when, and nothing of what it is. */
async function othersOf(ctx: Context, { person }: Asker): Promise<string[]> {
  if (!person.roles.includes('staff')) return [];
  const counts = await queueCounts(ctx.db);
  return counts
    .filter(({ queue }) => !person.roles.includes(queue))
    .map(({ queue, count, oldest }) => `With ${queueName(queue)}: ${countText(count, 'ask')}${ageText(ctx, oldest)}.`);
}

/** The asker's own queues: what is to be claimed first, then what is theirs, then the rest. */
export async function showQueue(ctx: Context, asker: Asker): Promise<Message> {
  const { person } = asker;
  const queues = CASE_QUEUES.filter((queue) => person.roles.includes(queue));
  const cases = await queuedCases(ctx.db, queues);
  const rank = (one: Case) => (one.state === 'open' ? 0 : one.claimedBy === person.id ? 1 : 2);
  const sorted = [...cases].sort((a, b) => rank(a) - rank(b));
  return queuePage({
    cases: await viewsOf(ctx, sorted.slice(0, MOST_SHOWN)),
    more: Math.max(sorted.length - MOST_SHOWN, 0),
    others: await othersOf(ctx, asker),
  });
}

export async function casePageOf(
  ctx: Context,
  asker: Asker,
  found: Case,
  note: string | null,
  undo: number | null = null,
): Promise<Message> {
  const [replies, from, asked] = await Promise.all([
    repliesOf(ctx.db, found.id),
    findPersonById(ctx.db, found.askerId),
    viewOf(ctx, found),
  ]);
  return casePage({
    asked,
    email: from?.emails[0] ?? '',
    replies: replies.map(({ author, at, words }) => ({ author: author ?? '', at, words })),
    isOwn: found.claimedBy === asker.person.id,
    note,
    undo,
    zone: asker.zone,
  });
}

/** `value` is the id of a case in one of the asker's queues. */
export async function showCase(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return casePageOf(ctx, asker, await queuedCase(ctx, asker, value), null);
}

/** Whom somebody who answers asks may introduce: people of the program by name or address. */
export async function pickCounterpart(ctx: Context, _: Asker, words: string): Promise<Choice[]> {
  return (await findPeople(ctx.db, words)).map(({ id, name, email }) => choice(name, String(id), email));
}
