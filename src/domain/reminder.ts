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
  'mentor-meeting': 'meetings with mentors and advisors',
};

/**
 * What became of a reminder: it went into a message or a digest; it was left to the digest; it came too late to be of use;
 * it was skipped by staff; or it did not hold any more.
 */
export const REMINDER_OUTCOMES = ['message', 'digest', 'left-to-digest', 'stale', 'skipped', 'dropped'] as const;
export type ReminderOutcome = (typeof REMINDER_OUTCOMES)[number];

/** `release` ends a hold: what fell due meanwhile is said late if it still helps. */
export const HOLD_ACTS = ['hold', 'skip', 'release'] as const;
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

/** In place of subject and lead: all reminders of a kind. */
export const ALL_OF_KIND = '*';

/** Kinds that are about one person, or two: staff see how many there are, and hold or skip all of a kind. */
const PERSONAL_KINDS: readonly ReminderKind[] = ['interview', 'mentor-meeting', 'nudge'];

/** By what staff hold and skip a reminder; null for what somebody asked for, which is nobody else's. */
export function holdableKey({ kind, subject, lead }: ReminderKey): ReminderKey | null {
  if (kind === 'own') return null;
  return PERSONAL_KINDS.includes(kind) ? { kind, subject: ALL_OF_KIND, lead: ALL_OF_KIND } : { kind, subject, lead };
}

/** Whether what staff hold or skip by a key means a reminder. */
export function isMeantBy(held: ReminderKey, reminder: ReminderKey): boolean {
  const means = (word: string, its: string) => word === ALL_OF_KIND || word === its;
  return held.kind === reminder.kind && means(held.subject, reminder.subject) && means(held.lead, reminder.lead);
}
