// What is going out, as staff see it before it leaves.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { PHASE_NAMES } from '../../../domain/phases.ts';
import type { ReminderKey } from '../../../domain/reminder.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Forecast, GoingOut } from '../../../forecast.ts';
import { personStanding } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { type GoingOutLine, type GoingOutTotals, goingOutDetails, goingOutPage } from '../messages/index.ts';
import { areNamesTheirs, inOrder, keyText, readKey } from '../rules/key.ts';
import { keptForOne } from '../store/holds.ts';

const DAYS = 7;
const PAGE = 7;

export interface Seen extends GoingOut {
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

/** One of what is going out, in words. */
export async function described(ctx: Context, seen: Seen): Promise<{ line: GoingOutLine; example: string | null }> {
  const { title, example } = await seen.forecast.describe(ctx, seen);
  const { key, people, forecast: _, ...same } = seen;
  return { line: { ...same, value: keyText(key), title, people: people.length }, example };
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

export const GONE =
  'That has left by now, or does not hold any more. `/career staff outgoing` shows what is going out.';

/** All that a key means: those who are told, and those for whom staff keep it back. */
export async function allOf(ctx: Context, key: ReminderKey): Promise<Seen[]> {
  return (await everything(ctx)).filter((one) => keyText(one.key) === keyText(key));
}

/** What a button carries. Throws a UserError where that has left, or does not hold any more. */
export async function named(ctx: Context, value: string): Promise<Seen> {
  const key = readKey(value);
  const found = key && (await allOf(ctx, key));
  // Where somebody alone is kept back, the rest is what is meant.
  const seen = found?.find(({ alone }) => !alone) ?? found?.[0];
  if (!seen) throw new UserError(GONE);
  return seen;
}

/** One of what is going out: to whom, and an example. */
export async function lookAt(ctx: Context, { today, zone }: Asker, value: string): Promise<Reply> {
  const seen = await named(ctx, value);
  const [{ line, example }, people, kept] = await Promise.all([
    described(ctx, seen),
    peopleByIds(ctx.db, seen.people),
    keptForOne(ctx.db, seen.key),
  ]);
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
    kept,
    zone,
  });
}
