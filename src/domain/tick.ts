import type { Temporal } from 'temporal-polyfill';

/** What a student ticked off, or waved away: one step of one occurrence of what the program asks of them. */
export interface Tick {
  /** The id of an entry of the program. */
  entry: string;
  /** Which time it came round, as in ahead/occurrence-name.ts. */
  occurrence: string;
  /** The id of the step; empty where it is done in one go. */
  item: string;
  /** Not done, but not for this student. */
  notForMe: boolean;
  at: Temporal.Instant;
}
