// What became of a broadcast, counted and in words.
import type { UntoldReason } from '../../../domain/broadcast.ts';
import { CHANGES_A_MINUTE, type OutboxState } from '../../../domain/outbox.ts';
import { countText } from '../../../domain/wording.ts';

/** One recipient and what became of their message, and of the last change of it. */
export interface Outcome {
  personId: number;
  untold: UntoldReason | null;
  /** null: there is no message. */
  state: OutboxState | null;
  error: string | null;
  /** Of the correction or deletion of their copy; null where there is none. */
  change: { state: OutboxState; error: string | null } | null;
  acknowledged: boolean;
}

export interface Tally {
  recipients: number;
  delivered: number;
  /** Queued, or on their way. */
  pending: number;
  uncertain: number;
  /** Set aside by a pause or a stop. */
  aside: number;
  /** By what Slack said. */
  failed: ReadonlyMap<string, number>;
  untold: ReadonlyMap<UntoldReason, number>;
  acknowledged: number;
  /** Changes of delivered copies: done, under way, and how many could not be reached. */
  changes: { done: number; pending: number; failed: number };
}

const PENDING: readonly OutboxState[] = ['queued', 'claimed', 'sending'];

function count<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const inState = (...states: readonly OutboxState[]) =>
    outcomes.filter(({ state }) => state !== null && states.includes(state));
  const changes = outcomes.flatMap(({ change }) => change ?? []);
  const changed = (...states: readonly OutboxState[]) => changes.filter(({ state }) => states.includes(state)).length;
  return {
    recipients: outcomes.length,
    delivered: inState('sent').length,
    pending: inState(...PENDING).length,
    uncertain: inState('uncertain').length,
    aside: outcomes.filter(({ state, untold }) => untold === null && (state === 'withdrawn' || state === 'expired'))
      .length,
    failed: count(inState('failed').map(({ error }) => error ?? '')),
    untold: count(outcomes.flatMap(({ untold, state }) => (state === 'sent' ? [] : (untold ?? [])))),
    acknowledged: outcomes.filter(({ acknowledged }) => acknowledged).length,
    changes: { done: changed('sent'), pending: changed(...PENDING), failed: changed('failed', 'uncertain', 'expired') },
  };
}

export const UNTOLD_WORDS: Readonly<Record<UntoldReason, string>> = {
  'outside-slack': 'not in Slack',
  away: 'on leave or in PhD years',
  left: 'have left the program',
  'match-week': 'in Match week, until a second staff member releases it',
  'no-class': 'in a class that has no dates in the program yet',
  digest: 'told in their next digest: two messages this week already, or a pause',
  'no-digest': 'not told: two messages this week already or a pause, and no digest',
  late: 'not told: it would have come too late for them',
};

const FAILURES: Readonly<Record<string, string>> = {
  not_in_slack: 'not in Slack any more',
  user_disabled: 'deactivated in Slack',
  user_not_found: 'not known to Slack',
  channel_not_found: 'not known to Slack',
  messages_tab_disabled: 'messages to the app are switched off',
  composer_failed: 'the message could not be written; please tell whoever runs the bot',
};

/** What went wrong, in words; Slack's own word where there are none. */
export function failureText(error: string): string {
  return FAILURES[error] ?? `Slack refused it (${error === '' ? 'without a reason' : error})`;
}

/** `12 delivered, 3 under way`, then failures and who was not told, each in a line. */
export function tallyLines({ delivered, pending, uncertain, aside, failed, untold }: Tally): string[] {
  const parts = [
    `${delivered} delivered`,
    ...(pending > 0 ? [`${pending} to go`] : []),
    ...(aside > 0 ? [`${aside} set aside`] : []),
    ...(uncertain > 0 ? [`${uncertain} of which it is not certain`] : []),
  ];
  return [
    parts.join(', '),
    ...[...failed].map(([error, number]) => `${countText(number, 'message')} not delivered: ${failureText(error)}`),
    ...[...untold].map(([reason, number]) => `${number} ${UNTOLD_WORDS[reason]}`),
  ];
}

/** The message that tells of the changes is changed itself, twice a minute. */
const COPIES_A_MINUTE = CHANGES_A_MINUTE - 2;

/** Minutes until so many copies are changed. */
export function minutesFor(changes: number): number {
  return Math.ceil(changes / COPIES_A_MINUTE);
}
