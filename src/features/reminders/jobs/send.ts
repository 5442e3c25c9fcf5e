// What is due is enqueued, and what was decided is written down, in one transaction.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import { dayOf } from '../../../domain/day.ts';
import { isCounted } from '../../../domain/delivery/weigh.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import { isUnreachable } from '../../../outbox/unreachable.ts';
import { zoneOf } from '../../../people/person.ts';
import { sayingOf } from '../rules/circumstances.ts';
import { isFirstContact } from '../rules/first-contact.ts';
import {
  type Decided,
  lockReminders,
  removeOwnReminders,
  saidTo,
  saveDecided,
  saveThrough,
  saveWelcomed,
  welcomed,
} from '../store.ts';
import { DIGEST, MESSAGE } from './compose.ts';
import { asidesOf, type PersonPlan, planFor, preparePlanning } from './plan.ts';
import { currentPlans, dueBy, keep, nextMoment, type Planner } from './planner.ts';
import { sayingContent } from './saying.ts';

/** The transaction in which all of it is saved. */
type Tx = Parameters<typeof enqueue>[0];

/** One message for a person, and the reminders it says. */
interface Saying {
  personId: number;
  message: NewMessage;
  reminders: readonly Reminder[];
  outcome: 'message' | 'digest';
  /** It counts in its week. */
  counted: boolean;
}

function isDue(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return at.epochMilliseconds <= now.epochMilliseconds;
}

/** Of no use any more: not one of what the message says is. */
function lastUse(reminders: readonly Reminder[]): Temporal.Instant {
  return reminders
    .map(({ usefulUntil }) => usefulUntil)
    .reduce((a, b) => (a.epochMilliseconds > b.epochMilliseconds ? a : b));
}

function messageOf(personId: number, reminders: readonly Reminder[], composer: string, key: string): NewMessage {
  return {
    kind: 'post',
    lane: 'reminders',
    dedupeKey: key,
    to: { person: personId },
    expiresAt: lastUse(reminders),
    composer,
    content: sayingContent(reminders),
  };
}

/** What is due for one person by `now`. */
function sayingsOf({ program }: Context, { person, plan }: PersonPlan, now: Temporal.Instant): Saying[] {
  const messages = plan.messages.flatMap(({ sendAt, reminders, counted }): Saying[] => {
    const [first] = reminders;
    if (!first || !isDue(sendAt, now)) return [];
    const key = `reminder/${person.id}/${sayingOf(first)}`;
    const message = messageOf(person.id, reminders, MESSAGE, key);
    return [{ personId: person.id, message, reminders, outcome: 'message', counted }];
  });
  const digests = plan.digests.flatMap(({ sendAt, reminders }): Saying[] => {
    if (!isDue(sendAt, now)) return [];
    const key = `digest/${person.id}/${dayOf(sendAt, zoneOf(program, person))}`;
    const message = messageOf(person.id, reminders, DIGEST, key);
    return [{ personId: person.id, message, reminders, outcome: 'digest', counted: false }];
  });
  return [...messages, ...digests];
}

async function save(tx: Tx, now: Temporal.Instant, sayings: readonly Saying[], planned: readonly PersonPlan[]) {
  const ids = await enqueue(
    tx,
    now,
    sayings.map(({ message }) => message),
  );
  const said = sayings.flatMap(({ personId, message, reminders, outcome, counted }): Decided[] =>
    reminders.map((reminder) => ({
      personId,
      reminder,
      outcome,
      outboxId: ids.get(message.dedupeKey) ?? null,
      counted: counted && isCounted(reminder),
    })),
  );
  const aside = planned.flatMap((one) =>
    asidesOf(one)
      .filter(({ at }) => isDue(at, now))
      .map(
        ({ reminder, outcome }): Decided => ({
          personId: one.person.id,
          reminder,
          outcome,
          outboxId: null,
          counted: false,
        }),
      ),
  );
  const decided = [...said, ...aside];
  await saveDecided(tx, now, decided);
  const own = decided.filter(({ reminder, outcome }) => reminder.kind === 'own' && outcome !== 'left-to-digest');
  await removeOwnReminders(
    tx,
    own.map(({ personId, reminder: { subject, dueAt } }) => ({ personId, subject, dueAt })),
  );
  const greeted = said.filter(({ reminder }) => isFirstContact(reminder)).map(({ personId }) => personId);
  await saveWelcomed(tx, greeted, now);
}

/** People worked through in one transaction: others that decide wait for it. */
const CHUNK = 100;

/** Decides what is due for some people, in one transaction. */
async function decide(
  ctx: Context,
  planner: Planner,
  chunk: readonly PersonPlan[],
  now: Temporal.Instant,
): Promise<void> {
  const planning = await preparePlanning(ctx, now, planner.through);
  const after = await ctx.transaction(async (tx) => {
    await lockReminders(tx);
    const ids = chunk.map(({ person }) => person.id);
    const [said, greeted] = [await saidTo(tx, ids, now), await welcomed(tx)];
    const planned = chunk.map((one) =>
      planFor(ctx, one.person, one.due, said.get(one.person.id) ?? [], { ...planning, welcomed: greeted }),
    );
    await save(
      tx,
      now,
      planned.flatMap((one) => sayingsOf(ctx, one, now)),
      planned,
    );
    return { said: await saidTo(tx, ids, now), greeted: await welcomed(tx) };
  });
  for (const one of chunk) {
    const said = after.said.get(one.person.id) ?? [];
    keep(planner.kept, planFor(ctx, one.person, one.due, said, { ...planning, welcomed: after.greeted }));
  }
}

/** The same; what goes wrong with one of them keeps nobody else waiting. Gives what went wrong. */
async function decideApart(
  ctx: Context,
  planner: Planner,
  chunk: readonly PersonPlan[],
  now: Temporal.Instant,
): Promise<unknown[]> {
  const [together] = await Promise.allSettled([decide(ctx, planner, chunk, now)]);
  if (together?.status !== 'rejected') return [];
  if (isUnreachable(together.reason)) throw together.reason;
  if (chunk.length === 1) return [together.reason];
  const wrong: unknown[] = [];
  for (const one of chunk) wrong.push(...(await decideApart(ctx, planner, [one], now)));
  return wrong;
}

/**
 * Decides all that is due at the clock's present. What another process decided meanwhile is seen under the lock and left alone. Throws what
 * went wrong with somebody once all others have what is due to them.
 */
export async function sendDue(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const planner = await currentPlans(ctx, now);
  const due = dueBy(planner, now);
  const wrong: unknown[] = [];
  for (let at = 0; at < due.length; at += CHUNK)
    wrong.push(...(await decideApart(ctx, planner, due.slice(at, at + CHUNK), now)));
  if (wrong.length > 0) throw new AggregateError(wrong, `what is due could not be decided for ${wrong.length} people`);
  planner.through = now;
  await saveThrough(ctx.db, now);
}

/** The next moment at which something is to be said or decided. */
export async function nextSending(ctx: Context, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  return nextMoment(ctx, ctx.clock.now(), after);
}
