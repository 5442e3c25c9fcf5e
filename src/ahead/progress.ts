// How far a student is with what can be ticked off.
import type { Temporal } from 'temporal-polyfill';
import type { Tick } from '../domain/tick.ts';
import { countText } from '../domain/wording.ts';
import type { Person } from '../people/person.ts';
import type { Ahead, Tickable } from './view.ts';

export type PartState = 'open' | 'done' | 'not-for-me';

/** One thing to tick off: a step, or all of it where it is done in one go. */
export interface Part {
  /** The id of the step; empty where it is done in one go. */
  item: string;
  /** The step's own; null where it is done in one go. */
  title: string | null;
  state: PartState;
  /** When it was ticked off or waved away. */
  at: Temporal.Instant | null;
}

type Ticks = readonly Tick[];

/** What there is to tick off of one occurrence, step by step. A tick of another occurrence or another step counts for nothing. */
export function partsOf(ticks: Ticks, entryId: string, { occurrence, steps }: Tickable): Part[] {
  const own = ticks.filter((tick) => tick.entry === entryId && tick.occurrence === occurrence);
  const part = (item: string, title: string | null): Part => {
    // Something with steps can be waved away as a whole.
    const tick = own.find((one) => one.item === item) ?? own.find((one) => one.item === '' && one.notForMe);
    const state = tick === undefined ? 'open' : tick.notForMe ? 'not-for-me' : 'done';
    return { item, title, state, at: tick?.at ?? null };
  };
  return steps.length === 0 ? [part('', null)] : steps.map(({ id, title }) => part(id, title));
}

/** A title with what is left of its steps: `Application checklist (2 steps left)`; `(done)` where nothing is. */
export function titleWithSteps(title: string, parts: readonly Part[]): string {
  const left = parts.filter(({ state }) => state === 'open').length;
  if (left === 0) return `${title} (done)`;
  return parts.length === 1 ? title : `${title} (${countText(left, 'step')} left)`;
}

/** A thing as a list shows it to a student: with what is left of it, or that it is done; nothing where it was waved away. */
export function shownProgress(person: Person, item: Ahead): Ahead[] {
  if (item.tick === null || person.enrollment === null) return [item];
  const parts = partsOf(person.ticks, item.entry.id, item.tick);
  if (parts.every(({ state }) => state === 'not-for-me')) return [];
  return [{ ...item, title: titleWithSteps(item.title, parts) }];
}
