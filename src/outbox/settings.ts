import { CONVERSATION_GAP_MS, type Rates, SLACK_RATES } from './pace.ts';

/** What trials and tests set differently. Milliseconds are real ones but for the gap, which is the workspace's. */
export interface OutboxSettings {
  rates: Rates;
  /** Between two messages to one conversation. */
  conversationGapMs: number;
  /** After an ambiguous end Slack is given so long until its history is believed. Longer than a call may take. */
  settleMs: number;
  /** How long a call may take. */
  callMs: number;
  /** How often the table is looked at where nobody notified us. */
  pollMs: number;
  /** How often rows of workers that are gone are looked for. */
  orphanMs: number;
  /** How often the session of the lock is asked whether it lives; two questions without an answer are its end. */
  lockCheckMs: number;
  /** Calls under way or being verified at most, hence ambiguous rows after a kill at most. */
  mostSending: number;
}

export const USUAL_SETTINGS: OutboxSettings = {
  rates: SLACK_RATES,
  conversationGapMs: CONVERSATION_GAP_MS,
  settleMs: 30_000,
  callMs: 10_000,
  pollMs: 5_000,
  orphanMs: 2_000,
  lockCheckMs: 5_000,
  mostSending: 10,
};
