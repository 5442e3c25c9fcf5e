// Keeps everybody's plan: worked out anew for whom something changed, and for all each new day.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Day } from '../../../domain/day.ts';
import { allPeople, peopleByIds } from '../../../people/store.ts';
import { changesSince, decidedThrough, saveThrough } from '../store.ts';
import { isReachable, nextOf, type PersonPlan, planPeople, preparePlanning } from './plan.ts';

/** People planned at a time; answers go on between two chunks. */
const CHUNK = 25;

/** How far behind the present the stored moment may be, so that not every look writes. */
const THROUGH_MS = 60_000;

/** A clock that is set right goes back by less; a workspace that is put back to its start by more. */
const BACK_MS = 60_000;

interface Kept extends PersonPlan {
  next: Temporal.Instant | null;
}

export interface Planner {
  kept: Map<number, Kept>;
  /** Up to which moment everything was decided. */
  through: Temporal.Instant;
  plannedAt: Temporal.Instant;
  plannedOn: Day;
  /** The id of the last change that was settled, and those after it that were taken up. */
  floor: number;
  seen: Set<number>;
}

const planners = new WeakMap<Context['db'], Planner>();

/** Lets what waits in this process have its turn amid long work. */
export function turnOfOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Plans these people, or everybody, as it is at `now`. */
async function planAnew(
  ctx: Context,
  planner: Planner,
  now: Temporal.Instant,
  ids: ReadonlySet<number> | 'all',
): Promise<void> {
  const known = ids === 'all' ? await allPeople(ctx.db) : await peopleByIds(ctx.db, [...ids]);
  const people = known.filter(({ active }) => active);
  const planning = await preparePlanning(ctx, now, planner.through);
  const reachable = people.filter((person) => isReachable(ctx, person));
  // Whoever looks meanwhile finds the plans as they were.
  const fresh: Planner['kept'] = new Map();
  for (let at = 0; at < reachable.length; at += CHUNK) {
    for (const planned of await planPeople(ctx, reachable.slice(at, at + CHUNK), planning)) keep(fresh, planned);
    await turnOfOthers();
  }
  if (ids === 'all') planner.kept = fresh;
  else for (const id of ids) planner.kept.delete(id);
  for (const [id, planned] of fresh) planner.kept.set(id, planned);
}

export function keep(kept: Planner['kept'], planned: PersonPlan): void {
  kept.set(planned.person.id, { ...planned, next: nextOf(planned) });
}

/** Whose plans the changes since the last look concern. */
async function changed(ctx: Context, planner: Planner): Promise<Set<number> | 'all'> {
  const read = await changesSince(ctx.db, planner.floor);
  const people = read.filter(({ id }) => !planner.seen.has(id)).map(({ personId }) => personId);
  for (const { id, settled } of read) if (settled && id > planner.floor) planner.floor = id;
  planner.seen = new Set(read.map(({ id }) => id).filter((id) => id > planner.floor));
  return people.includes(null) ? 'all' : new Set(people.flatMap((id) => id ?? []));
}

/** What was missed while no process was there lies between the stored moment and now; the first start ever has missed nothing. */
async function begin(ctx: Context, now: Temporal.Instant): Promise<Planner> {
  const stored = await decidedThrough(ctx.db);
  const isBack = stored !== null && stored.epochMilliseconds > now.epochMilliseconds;
  const through = stored === null || isBack ? now : stored;
  if (through === now) await saveThrough(ctx.db, now, { back: true });
  return {
    kept: new Map(),
    through,
    plannedAt: now,
    plannedOn: ctx.program.today(now),
    floor: 0,
    seen: new Set(),
  };
}

/** The plans as they are at `now`, the clock's. */
export async function currentPlans(ctx: Context, now: Temporal.Instant): Promise<Planner> {
  const known = planners.get(ctx.db);
  const today = ctx.program.today(now);
  if (!known || now.epochMilliseconds < known.plannedAt.epochMilliseconds - BACK_MS) {
    const planner = await begin(ctx, now);
    await changed(ctx, planner);
    await planAnew(ctx, planner, now, 'all');
    planners.set(ctx.db, planner);
    return planner;
  }
  const whose = await changed(ctx, known);
  const all = whose === 'all' || known.plannedOn !== today;
  known.plannedAt = now;
  known.plannedOn = today;
  if (all) await planAnew(ctx, known, now, 'all');
  else if (whose.size > 0) await planAnew(ctx, known, now, whose);
  return known;
}

/** Those for whom something is to be done by a moment. */
export function dueBy({ kept }: Planner, at: Temporal.Instant): Kept[] {
  return [...kept.values()].filter(({ next }) => next && next.epochMilliseconds <= at.epochMilliseconds);
}

/**
 * The first moment after `after` at which something is to be done. Where `after` has passed and something is still planned for it,
 * another process has done it, or tried to: those people are planned again.
 */
export async function nextMoment(
  ctx: Context,
  now: Temporal.Instant,
  after: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const planner = await currentPlans(ctx, now);
  const behind = dueBy(planner, after).map(({ person }) => person.id);
  if (behind.length > 0) await planAnew(ctx, planner, now, new Set(behind));
  if (dueBy(planner, now).length === 0) await decided(ctx, planner, now);
  let first: Temporal.Instant | null = null;
  for (const { next } of planner.kept.values()) {
    if (!next || next.epochMilliseconds <= after.epochMilliseconds) continue;
    if (!first || next.epochMilliseconds < first.epochMilliseconds) first = next;
  }
  return first;
}

/** Everything up to `now` is decided. */
async function decided(ctx: Context, planner: Planner, now: Temporal.Instant): Promise<void> {
  if (now.epochMilliseconds - planner.through.epochMilliseconds < THROUGH_MS) return;
  await saveThrough(ctx.db, now);
  planner.through = now;
}
