// What is going out, and what staff do with it before it leaves.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { PHASE_NAMES } from '../../../domain/phases.ts';
import { ALL_OF_KIND, HOLD_ACTS, type HoldAct, REMINDER_KINDS, type ReminderKey } from '../../../domain/reminder.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Forecast, GoingOut } from '../../../forecast.ts';
import type { Undo } from '../../../importer.ts';
import { recordUndoable } from '../../../people/audit.ts';
import { personStanding } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import {
  type GoingOutLine,
  type GoingOutTotals,
  goingOutChanged,
  goingOutDetails,
  goingOutPage,
} from '../messages/index.ts';
import { inOrder, keyText, readKey } from '../rules/key.ts';
import { lockHold, removeHold, saveHold } from '../store/holds.ts';

const DAYS = 7;
const PAGE = 7;

interface Seen extends GoingOut {
  forecast: Forecast;
}

/** All that is going out over the next 7 days, in order of time, from all slices. */
async function everything(ctx: Context): Promise<Seen[]> {
  const now = ctx.clock.now();
  const until = now.add({ hours: DAYS * 24 });
  const lists = await Promise.all(
    ctx.features.flatMap(({ forecast }) =>
      forecast ? [forecast.list(ctx, now, until).then((all) => all.map((one) => ({ ...one, forecast })))] : [],
    ),
  );
  return inOrder(lists.flat());
}

async function described(ctx: Context, seen: Seen): Promise<{ line: GoingOutLine; example: string | null }> {
  const { title, example } = await seen.forecast.describe(ctx, seen);
  const { key, from, to, people, inDigest, act, button } = seen;
  return { line: { value: keyText(key), title, from, to, people: people.length, inDigest, act, button }, example };
}

export interface GoingOutShown extends GoingOutTotals {
  lines: readonly GoingOutLine[];
  /** The page that was asked for may be over by now. */
  offset: number;
}

/** A part of what is going out, in words. */
export async function showSome(ctx: Context, wanted: number, most: number): Promise<GoingOutShown> {
  const all = await everything(ctx);
  const offset = wanted < all.length ? wanted : 0;
  const shown = await Promise.all(all.slice(offset, offset + most).map((seen) => described(ctx, seen)));
  const leaving = all.filter(({ act }) => act === null);
  const people = new Set(leaving.flatMap((one) => one.people)).size;
  const lines = shown.map(({ line }) => line);
  return { lines, total: all.length, kept: all.length - leaving.length, people, offset };
}

const pageOffset = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number);

/** `/career staff outgoing`, and the pages of it. `value` is how many come before the page. */
export async function showGoingOut(ctx: Context, { zone }: Asker, value: string): Promise<Reply> {
  const offset = pageOffset.safeParse(value);
  return goingOutPage({ ...(await showSome(ctx, offset.data ?? 0, PAGE)), pageSize: PAGE, zone });
}

const GONE = 'That has left by now, or does not hold any more. `/career staff outgoing` shows what is going out.';

async function named(ctx: Context, value: string): Promise<Seen> {
  const key = readKey(value);
  const found = key && (await everything(ctx)).filter((one) => keyText(one.key) === keyText(key));
  // Where somebody alone is kept back, the rest is what is meant.
  const seen = found?.find(({ act }) => act === null) ?? found?.[0];
  if (!seen) throw new UserError(GONE);
  return seen;
}

/** Kinds of which to know who is told would be to know what is open for them. */
function areNamesTheirs({ kind, subject }: ReminderKey): boolean {
  return kind === 'milestone' || subject === ALL_OF_KIND;
}

/** One of what is going out: to whom, and an example. */
export async function lookAt(ctx: Context, { today, zone }: Asker, value: string): Promise<Reply> {
  const seen = await named(ctx, value);
  const [{ line, example }, people] = await Promise.all([described(ctx, seen), peopleByIds(ctx.db, seen.people)]);
  const groups = new Map<string, number>();
  for (const person of people) {
    const standing = personStanding(ctx.program, person, today);
    const phase = standing?.phase ? PHASE_NAMES[standing.phase] : 'No phase';
    const group = standing ? `${phase}, class of ${standing.class}` : 'Not students';
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return goingOutDetails({
    line,
    example,
    groups: [...groups].sort().map(([group, count]) => `${group}: ${count}`),
    names: areNamesTheirs(seen.key) ? [] : people.map(({ name }) => name).sort(),
    zone,
  });
}

const WORDS: Record<HoldAct, string> = { hold: 'held', skip: 'skipped', release: 'let go' };

const storedHold = z.object({
  act: z.enum(HOLD_ACTS),
  at: z.string().transform((text) => Temporal.Instant.from(text)),
  by: z.number().nullable(),
});
const inverse = z.object({
  key: z.object({ kind: z.enum(REMINDER_KINDS), subject: z.string(), lead: z.string() }),
  /** What the act made of it, and what it was before. */
  made: storedHold,
  before: storedHold.nullable(),
});

type StoredHold = z.infer<typeof storedHold>;

const written = ({ act, at, by }: StoredHold) => ({ act, at: at.toString(), by });

/** One act of staff on what is going out, with its audit row. */
function does(act: HoldAct) {
  return async (ctx: Context, { person, zone }: Asker, value: string): Promise<Reply> => {
    const seen = await named(ctx, value);
    const { line } = await described(ctx, seen);
    const auditId = await ctx.transaction(async (tx) => {
      const before = await lockHold(tx, seen.key);
      const isDone = before ? before.act === act : act === 'release';
      if (isDone) throw new UserError(`That is ${WORDS[act]} already${before?.name ? `, by ${before.name}` : ''}.`);
      const now = ctx.clock.now();
      // What fell due while it was held is let go with it: a release keeps the moment of the hold.
      const made = { act, at: act === 'release' ? (before?.at ?? now) : now, by: person.id };
      await saveHold(tx, seen.key, made);
      return recordUndoable(tx, now, {
        act: `console.${act}`,
        actorId: person.id,
        subjectId: null,
        details: { ...seen.key, people: seen.people.length },
        inverse: { key: seen.key, made: written(made), before: before ? written(before) : null },
      });
    });
    return goingOutChanged({ line: { ...line, act: act === 'release' ? null : act }, auditId, zone });
  };
}

export const hold = does('hold');
export const skip = does('skip');
export const release = does('release');

/** Puts it back to what it was before, unless somebody did something to it since. */
export const undoHold: Undo = async (_ctx, tx, undone) => {
  const { key, made, before } = inverse.parse(undone.inverse);
  const now = await lockHold(tx, key);
  if (now?.act !== made.act || !now.at.equals(made.at) || now.by !== made.by)
    throw new UserError(`${now?.name ?? 'Somebody'} did something else with it since, so I left it as it is.`);
  if (before) await saveHold(tx, key, before);
  else await removeHold(tx, key);
  return before && before.act !== 'release'
    ? `Taken back: it is ${WORDS[before.act]} again.`
    : 'Taken back: it leaves as planned.';
};
