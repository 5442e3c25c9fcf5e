// Writes a message at the moment of sending, from what is true then: the outbox keeps only which reminders it says.
import type { Context } from '../../../context.ts';
import { sayableFrom, silenceEnd } from '../../../domain/delivery/sayable.ts';
import { saidOnward } from '../../../domain/delivery/speaking-time.ts';
import type { NotYet, Reply } from '../../../feature.ts';
import { headingOf } from '../../../people/heading.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { digestMessage, firstContactMessage, reminderMessage } from '../messages/index.ts';
import { toldNow } from '../rules/at-sending.ts';
import { DIGEST_WAITING } from '../rules/circumstances.ts';
import { isFirstContact } from '../rules/first-contact.ts';
import { welcomeOf } from '../rules/welcome.ts';
import {
  circumstancesNow,
  forgetFirstContact,
  isSilent,
  lastUse,
  noteUnsaid,
  putOff,
  stillMeant,
  stillTrue,
  timedIn,
} from './at-sending.ts';
import { keptIn } from './saying.ts';

/** How rows of the outbox name the composers. */
export const MESSAGE = 'reminders.message';
export const DIGEST = 'reminders.digest';

/** `reminders.message`: one thing or several; not yet, where it has become quiet meanwhile. */
export async function composeMessage(
  ctx: Context,
  person: Person | null,
  stored: unknown,
): Promise<Reply | NotYet | null> {
  if (!person) return null;
  const keys = keptIn(stored);
  const circumstances = await circumstancesNow(ctx, person);
  const welcome = keys.find(isFirstContact);
  const isAway = isSilent(ctx, person, circumstances.now);
  const welcomeAt = welcome && !isAway ? sayableFrom(circumstances, welcome, circumstances.now) : undefined;
  const meant = await stillMeant(
    ctx,
    person,
    keys.filter((key) => !isFirstContact(key)),
  );
  const timed = await timedIn(ctx, person, meant, circumstances);
  const first = welcome && welcomeAt ? [{ key: welcome, at: welcomeAt }] : [];
  const { said, waiting } = toldNow([...first, ...timed], circumstances);
  if (welcome && !welcomeAt) await forgetFirstContact(ctx, person, welcome);
  if (said.length === 0) return putOff(ctx, person, waiting);
  for (const { key } of waiting) {
    if (isFirstContact(key)) await forgetFirstContact(ctx, person, key);
    else await noteUnsaid(ctx, person, [key], 'left-to-digest');
  }
  const saidKeys = said.map(({ key }) => key);
  const things = await stillTrue(
    ctx,
    person,
    saidKeys.filter((key) => !isFirstContact(key)),
  );
  const message = things.length === 0 ? null : reminderMessage({ things, ...readerOf(ctx, person) });
  return saidKeys.some(isFirstContact) ? firstContactMessage(welcomeOf(ctx.program, person), message) : message;
}

/** `reminders.digest`: what is ahead, in order of time; not yet in quiet hours and on a closed day, and left to the next one in a silence. */
export async function composeDigest(
  ctx: Context,
  person: Person | null,
  stored: unknown,
): Promise<Reply | NotYet | null> {
  if (!person) return null;
  const circumstances = await circumstancesNow(ctx, person);
  const meant = await stillMeant(ctx, person, keptIn(stored));
  const { now } = circumstances;
  const waiting = { ...DIGEST_WAITING, usefulUntil: lastUse(meant, now) };
  const at = silenceEnd(circumstances, waiting, now) ? null : saidOnward(circumstances, waiting, now);
  if (!at) {
    await noteUnsaid(ctx, person, meant, 'left-to-digest');
    return null;
  }
  if (at.epochMilliseconds > now.epochMilliseconds) return { notBefore: at };
  const things = await stillTrue(ctx, person, meant);
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
