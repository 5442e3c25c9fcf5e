// Writes a message at the moment of sending, from what is true then: the outbox keeps only which reminders it says.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { REMINDER_KINDS, type Reminder, type ReminderKey } from '../../../domain/reminder.ts';
import type { Reminded, Reply } from '../../../feature.ts';
import { headingOf } from '../../../people/heading.ts';
import { type Person, personStanding, zoneOf } from '../../../people/person.ts';
import { digestMessage, firstContactMessage, reminderMessage } from '../messages/index.ts';
import type { RemindedThing } from '../messages/reminder-message.ts';
import { type Hold, heldOrSkipped, sayingOf } from '../rules/circumstances.ts';
import { isFirstContact } from '../rules/first-contact.ts';
import { hasRoom } from '../rules/room.ts';
import { welcomeOf } from '../rules/welcome.ts';
import { everyHold, markUnsaid, messagedOf, planAgain, type SayingKey } from '../store.ts';

/** How rows of the outbox name the composers. */
export const MESSAGE = 'reminders.message';
export const DIGEST = 'reminders.digest';

const content = z.object({
  reminders: z.array(
    z.object({
      kind: z.enum(REMINDER_KINDS),
      subject: z.string(),
      lead: z.string(),
      usefulUntil: z.string().transform((text) => Temporal.Instant.from(text)),
    }),
  ),
});

/** What a row of the outbox keeps of reminders. */
export function sayingContent(reminders: readonly Reminder[]): unknown {
  return {
    reminders: reminders.map(({ kind, subject, lead, usefulUntil }) => ({
      kind,
      subject,
      lead,
      usefulUntil: usefulUntil.toString(),
    })),
  };
}

/** What a reminder is about, as the slice whose subject it is knows it now; null where it does not hold any more. */
export async function remindedOf(ctx: Context, person: Person, key: ReminderKey): Promise<Reminded | null> {
  const word = key.subject.slice(0, key.subject.indexOf(':'));
  const slice = ctx.features.find(({ subjects }) => subjects?.includes(word));
  return (await slice?.stillTrue?.(ctx, person, key)) ?? null;
}

/** Whether nothing is said to a person now: they have left the program since, or are away. */
function isSilent({ program }: Context, person: Person, now: Temporal.Instant): boolean {
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

/** What of the keys still holds, each thing once; the rest is written down as dropped, or as left where staff hold it or the week is full. */
async function stillSaid(ctx: Context, person: Person, keys: readonly SayingKey[]): Promise<RemindedThing[]> {
  const now = ctx.clock.now();
  const silent = isSilent(ctx, person, now);
  const holds = await holdsOf(ctx, person);
  const full = await withoutRoom(ctx, person, keys);
  const said = new Map<string, RemindedThing>();
  const unsaid: Record<'dropped' | 'left-to-digest', SayingKey[]> = { dropped: [], 'left-to-digest': [] };
  for (const key of keys) {
    const over = key.usefulUntil.epochMilliseconds <= now.epochMilliseconds;
    const act = heldOrSkipped(holds, key);
    const isFull = !silent && !over && !act && full.has(sayingOf(key));
    const reminded = silent || over || act || isFull ? null : await remindedOf(ctx, person, key);
    if (!reminded) unsaid[act === 'hold' || isFull ? 'left-to-digest' : 'dropped'].push(key);
    else if (!said.has(key.subject)) said.set(key.subject, { key, reminded });
  }
  await markUnsaid(ctx.db, person.id, unsaid.dropped, 'dropped');
  await markUnsaid(ctx.db, person.id, unsaid['left-to-digest'], 'left-to-digest');
  return [...said.values()];
}

/** `reminders.message`: one thing or several. */
export async function composeMessage(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const { reminders } = content.parse(stored);
  const first = reminders.some(isFirstContact) && !isSilent(ctx, person, ctx.clock.now());
  const things = await stillSaid(
    ctx,
    person,
    reminders.filter((key) => !isFirstContact(key)),
  );
  const said = things.length === 0 ? null : reminderMessage({ things, ...readerOf(ctx, person) });
  return first ? firstContactMessage(welcomeOf(ctx.program, person), said) : said;
}

/** `reminders.digest`: what is ahead, in order of time. */
export async function composeDigest(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  if (!person) return null;
  const things = await stillSaid(ctx, person, content.parse(stored).reminders);
  return things.length === 0
    ? null
    : digestMessage({ items: things.map(({ reminded }) => reminded), ...readerOf(ctx, person) });
}

function readerOf({ program, clock }: Context, person: Person) {
  return {
    why: headingOf(program, person, program.today(clock.now())).text,
    zone: zoneOf(program, person),
  };
}
