// What of a message is still to be said when it is about to leave, what has to wait, and what is noted as not said.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Circumstances } from '../../../domain/delivery/circumstances.ts';
import type { ReminderKey } from '../../../domain/reminder.ts';
import type { NotYet, Reminded } from '../../../feature.ts';
import { type Person, personStanding, zoneOf } from '../../../people/person.ts';
import type { RemindedThing } from '../messages/reminder-message.ts';
import { type Turn, turnOf } from '../rules/at-sending.ts';
import { circumstancesOf, type Hold, heldOrSkipped, sayingOf } from '../rules/circumstances.ts';
import { hasRoom } from '../rules/room.ts';
import {
  enteredDates,
  everyHold,
  forgetWelcome,
  markPutOff,
  markUnsaid,
  messagedOf,
  planAgain,
  type SayingKey,
} from '../store.ts';
import type { Kept } from './saying.ts';

/** What a reminder is about, as the slice whose subject it is knows it now; null where it does not hold any more. */
export async function remindedOf(ctx: Context, person: Person, key: ReminderKey): Promise<Reminded | null> {
  const word = key.subject.slice(0, key.subject.indexOf(':'));
  const slice = ctx.features.find(({ subjects }) => subjects?.includes(word));
  return (await slice?.stillTrue?.(ctx, person, key)) ?? null;
}

/** Whether nothing is said to a person now: they have left the program since, or are away. */
export function isSilent({ program }: Context, person: Person, now: Temporal.Instant): boolean {
  const away = personStanding(program, person, program.today(now))?.away ?? null;
  return person.roles.length === 0 || away !== null;
}

/** What staff keep back of what is said to a person. */
async function holdsOf(ctx: Context, { id }: Person): Promise<Hold[]> {
  return (await everyHold(ctx.db)).filter(({ personId }) => personId === null || personId === id);
}

/** Which of the keys count and find no room in their week: what was planned at the same moment has been sent meanwhile. */
async function withoutRoom(ctx: Context, person: Person, keys: readonly SayingKey[]): Promise<ReadonlySet<string>> {
  const now = ctx.clock.now();
  const { budgetPerWeek } = ctx.program.file.reminders;
  const own = new Set(keys.map(sayingOf));
  const counted = (await messagedOf(ctx.db, person.id, now)).filter((one) => one.counted);
  const mine = counted.filter((one) => own.has(sayingOf(one)));
  const ids = new Set(mine.map(({ outboxId }) => outboxId));
  if (mine.length === 0 || hasRoom(counted, ids, { now, zone: zoneOf(ctx.program, person), budgetPerWeek }))
    return new Set();
  await planAgain(ctx.db, person.id);
  return new Set(mine.map(sayingOf));
}

/** How somebody stands to being spoken to at this moment. */
export async function circumstancesNow(ctx: Context, person: Person): Promise<Circumstances> {
  const now = ctx.clock.now();
  const dates = await enteredDates(ctx.db, ctx.program.file.school.timeZone);
  return circumstancesOf(ctx.program, person, { now, through: now, until: now, dates, said: [], holds: [] });
}

/** What is not said now is noted under one of these. */
type Unsaid = Parameters<typeof markUnsaid>[3];

/** Notes what is not said; what is left to the digest is planned anew. */
export async function noteUnsaid(
  ctx: Context,
  { id }: Person,
  keys: readonly SayingKey[],
  outcome: Unsaid,
): Promise<void> {
  if (keys.length === 0) return;
  await markUnsaid(ctx.db, id, keys, outcome);
  if (outcome === 'left-to-digest') await planAgain(ctx.db, id);
}

/** What of the keys still holds and is of use; the rest is noted as dropped, or as left where staff hold it. */
export async function stillMeant(ctx: Context, person: Person, keys: readonly Kept[]): Promise<Kept[]> {
  const now = ctx.clock.now();
  if (isSilent(ctx, person, now)) {
    await noteUnsaid(ctx, person, keys, 'dropped');
    return [];
  }
  const holds = await holdsOf(ctx, person);
  const meant: Kept[] = [];
  for (const key of keys) {
    const act = heldOrSkipped(holds, key);
    const over = key.usefulUntil.epochMilliseconds <= now.epochMilliseconds;
    // What a digest names once staff let it go is planned when they do.
    if (over || act) await markUnsaid(ctx.db, person.id, [key], !over && act === 'hold' ? 'left-to-digest' : 'dropped');
    else meant.push(key);
  }
  return meant;
}

/** What the keys are about as it is now, each thing once; the rest is noted as dropped, or as left where the week is full. */
export async function stillTrue(ctx: Context, person: Person, keys: readonly Kept[]): Promise<RemindedThing[]> {
  const full = await withoutRoom(ctx, person, keys);
  const said = new Map<string, RemindedThing>();
  for (const key of keys) {
    const isFull = full.has(sayingOf(key));
    const reminded = isFull ? null : await remindedOf(ctx, person, key);
    if (!reminded) await markUnsaid(ctx.db, person.id, [key], isFull ? 'left-to-digest' : 'dropped');
    else if (!said.has(key.subject)) said.set(key.subject, { key, reminded });
  }
  return [...said.values()];
}

/** What of a message has its turn, and when: what is silenced by now is left to the digest, and what could only be said too late is noted so. */
export async function timedIn(ctx: Context, person: Person, keys: readonly Kept[], circumstances: Circumstances) {
  const turns = keys.map((key) => ({ key, turn: turnOf(circumstances, key, circumstances.now) }));
  const those = (what: Turn) => turns.flatMap(({ key, turn }) => (turn === what ? key : []));
  await noteUnsaid(ctx, person, those('drop'), 'dropped');
  await noteUnsaid(ctx, person, those('stale'), 'stale');
  await noteUnsaid(ctx, person, those('leave'), 'left-to-digest');
  return turns.flatMap(({ key, turn }) => (typeof turn === 'string' ? [] : { key, at: turn.at }));
}

/** Puts things off to the earliest of their moments. */
export async function putOff(
  ctx: Context,
  { id }: Person,
  waiting: readonly { key: SayingKey; at: Temporal.Instant }[],
): Promise<NotYet | null> {
  const [first, ...others] = waiting.map(({ at }) => at);
  if (!first) return null;
  const notBefore = others.reduce((a, b) => (b.epochMilliseconds < a.epochMilliseconds ? b : a), first);
  await markPutOff(
    ctx.db,
    id,
    waiting.map(({ key }) => key),
    notBefore,
  );
  return { notBefore };
}

/** A first contact that is not made now, nor with what waits, is made at another time. */
export async function forgetFirstContact(ctx: Context, person: Person, key: SayingKey): Promise<void> {
  await markUnsaid(ctx.db, person.id, [key], 'dropped');
  await forgetWelcome(ctx.db, person.id);
  await planAgain(ctx.db, person.id);
}

/** When the last of these is of no use any more; `now` where there is none. */
export function lastUse(keys: readonly Kept[], now: Temporal.Instant): Temporal.Instant {
  return keys
    .map(({ usefulUntil }) => usefulUntil)
    .reduce((a, b) => (a.epochMilliseconds > b.epochMilliseconds ? a : b), now);
}
