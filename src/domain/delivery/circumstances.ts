// What delivery has to know of somebody, and what it decides. Moments are instants; days and hours are in the person's zone.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../day.ts';
import type { Hour, HourSpan } from '../hour.ts';
import type { Spell } from '../match-week.ts';
import type { Reminder, ReminderKey, ReminderKind } from '../reminder.ts';

/** How one person stands to being spoken to, over the days that are planned. */
export interface Circumstances {
  now: Temporal.Instant;
  /** Everything that fell due up to this moment was decided. What comes about later with a moment before it is too late. */
  through: Temporal.Instant;
  /** The person's, an IANA name. */
  zone: string;
  /** Deactivated, on leave, in PhD years. */
  away: readonly Spell[];
  matchWeeks: readonly Spell[];
  /** Paused, or quiet until. */
  pausedUntil: Temporal.Instant | null;
  kindsOff: ReadonlySet<ReminderKind>;
  /** Days on which the school is closed. */
  closed: ReadonlySet<Day>;
  quiet: HourSpan;
  /** From this hour on, a closed day is told although it is quiet. */
  closeDayFrom: Hour;
  mergeWithinMinutes: number;
  budgetPerWeek: number;
  /** Counted messages that were said, by the Monday of their week. */
  counted: ReadonlyMap<Day, number>;
  /** When digests leave, in order, those up to `through` left out; none where the person has switched them off. */
  digests: readonly Temporal.Instant[];
  /** What staff hold back or skip. */
  heldOrSkipped(key: ReminderKey): 'hold' | 'skip' | undefined;
  /** Fell due while staff held it, and they let it go. */
  isReleased(reminder: Reminder): boolean;
  /** Was left to the digest when its moment came. */
  isLeft(reminder: Reminder): boolean;
  /** When the same thing was reminded of by a lead of days, in a message or over the budget. */
  remindedOf(thing: Pick<ReminderKey, 'kind' | 'subject'>): readonly Temporal.Instant[];
}

export interface PlannedMessage {
  sendAt: Temporal.Instant;
  /** The most urgent first. */
  reminders: readonly Reminder[];
  /** Counts among the unprompted messages of its week. */
  counted: boolean;
}

export interface PlannedDigest {
  sendAt: Temporal.Instant;
  reminders: readonly Reminder[];
}

/** Why something is not said: see the steps in deliver.ts. `passed`: it came about after its moment. `left`: no digest takes it. */
export type Unsaid = 'held' | 'skipped' | 'away' | 'switched-off' | 'stale' | 'passed' | 'left';

export interface Plan {
  /** In order of time, as are the digests. */
  messages: readonly PlannedMessage[];
  digests: readonly PlannedDigest[];
  /** With the moment at which it would have been said. */
  unsaid: readonly { reminder: Reminder; at: Temporal.Instant; why: Unsaid }[];
  /** What would have been a message and goes into a digest instead, with the moment at which it would have been said. */
  left: readonly { reminder: Reminder; at: Temporal.Instant }[];
}
