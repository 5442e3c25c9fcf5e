// What falls due to be said to somebody unasked, in words that slices share. How it is delivered is decided in delivery/.
import type { Temporal } from 'temporal-polyfill';

/** `own` is what somebody asked to be reminded of; `change` a moved or cancelled session; `nudge` a kind word for what waits. */
export const REMINDER_KINDS = [
  'class-meeting',
  'session',
  'milestone',
  'interview',
  'mentor-meeting',
  'own',
  'change',
  'nudge',
  'notice',
] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/** Kinds whose lead times the program names and people may change. */
export const POLICY_KINDS = [
  'class-meeting',
  'session',
  'milestone',
  'interview',
  'mentor-meeting',
] as const satisfies readonly ReminderKind[];
export type PolicyKind = (typeof POLICY_KINDS)[number];

/** As in a running sentence. */
export const POLICY_KIND_NAMES: Record<PolicyKind, string> = {
  'class-meeting': 'class meetings',
  session: 'sessions you said you are coming to',
  milestone: 'milestones',
  interview: 'practice interviews',
  'mentor-meeting': 'mentor meetings',
};

/**
 * What became of a reminder: it went into a message or a digest; it was left to the digest; it came too late to be of use;
 * it was skipped by staff; or it did not hold any more.
 */
export const REMINDER_OUTCOMES = ['message', 'digest', 'left-to-digest', 'stale', 'skipped', 'dropped'] as const;
export type ReminderOutcome = (typeof REMINDER_OUTCOMES)[number];

export const HOLD_ACTS = ['hold', 'skip'] as const;
export type HoldAct = (typeof HOLD_ACTS)[number];

/** Tells one reminder from every other of the same person. */
export interface ReminderKey {
  kind: ReminderKind;
  /** What it is about: `session:12`, `milestone:eras/2028/submitted`. Up to the colon it names the slice's kind of thing. */
  subject: string;
  /** How long before, as an ISO duration (`P1D`, `PT1H`), or a word. */
  lead: string;
}

/** A reminder of one person as a slice contributes it: what is due when, before anything is decided about its delivery. */
export interface Reminder extends ReminderKey {
  /** When it falls due: the moment by the policy of its kind, in the person's hours. */
  dueAt: Temporal.Instant;
  /** Of no use at or after this moment: the session has begun, the day is over. */
  usefulUntil: Temporal.Instant;
  /** In a message of its own, or named in the digest. */
  via: 'message' | 'digest';
  /** An interview or meeting that the person agreed to. */
  booked: boolean;
  /** Only what staff marked. */
  mandatory: boolean;
  /** Waits for no working day and is not counted: a change within 48 hours, an urgent notice of staff. */
  urgent: boolean;
  /** May be said in quiet hours from the program's `closeDayFrom` on: staff closed the day. */
  early?: true;
}
