// What slices are going to say unasked over the next days: staff see it before it leaves, and hold it or leave it out.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from './context.ts';
import type { ReminderKey } from './domain/reminder.ts';
import type { ButtonSpec } from './slack/blocks.ts';

/** Something that is going to be said unasked, to however many, as things stand: what staff see before it leaves. */
export interface GoingOut {
  /** By what staff hold or skip it. */
  key: ReminderKey;
  /** When the first and the last of those people are told. */
  from: Temporal.Instant;
  to: Temporal.Instant;
  /** Ids of those who are told, each once. */
  people: readonly number[];
  /** How many of them read it in their digest. */
  inDigest: number;
  /** What staff did with it: it waits, or is left out. */
  act: 'hold' | 'skip' | null;
  /** Staff did it for these people alone; the others are told. */
  alone: boolean;
  /** Staff can hold or skip it; what is being sent already they pause or stop behind its button. */
  keepable: boolean;
  /** Staff can hold or skip it for one person. */
  forOne: boolean;
  /** Opens more about it; null where there is nothing more. */
  button: ButtonSpec | null;
}

/** A going-out in words, as it is said to one of those people. */
export interface GoingOutText {
  title: string;
  /** null where its words are between the program and one person. */
  example: string | null;
}

/** What a slice is going to say unasked; decided by the very rules by which it is said. */
export interface Forecast {
  /** What leaves from `from` (inclusive) to `to` (exclusive), or is held or skipped meanwhile; in no order. */
  list(ctx: Context, from: Temporal.Instant, to: Temporal.Instant): Promise<readonly GoingOut[]>;
  describe(ctx: Context, goingOut: Pick<GoingOut, 'key' | 'people'>): Promise<GoingOutText>;
}
