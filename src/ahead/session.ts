import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../domain/day.ts';

/** One dated meeting of an entry of the program. */
export interface Session {
  id: number;
  key: string;
  /** The id of its entry in the program. */
  entry: string;
  /** Where it differs from the entry's: a panel, a part. */
  title: string | null;
  /** The id of a specialty in the program. */
  specialty: string | null;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** The day it starts on, in the school's zone. */
  day: Day;
  place: string | null;
  link: string | null;
  /** How often it was changed after it was first entered. */
  sequence: number;
  /** null: room for everybody. */
  capacity: number | null;
  /** How many had a place when it was read; answers are given and taken by the table's own count. */
  taken: number;
  /** Until when people may say whether they come; null: until it begins. */
  rsvpClosesAt: Temporal.Instant | null;
  cancelledAt: Temporal.Instant | null;
  /** Cancelled as it was dated, and a new date is to be announced. */
  postponed: boolean;
  recording: string | null;
}
