/**
 * The life of a broadcast. Pure.
 *
 *              send, over the number           approve, for later
 *     drafted ───────────────────> awaiting-approval ──────────> scheduled
 *      │ ^ ^ │                        │  │                         │  ^
 *      │ │ │ └──send, for later───────┼──┼─────────────────────────┼──┘
 *      │ │ │                          ^  │                         │
 *      │ │ │                          └──┼──its time has come, and─┤
 *      │ │ │                             │  it has grown too large │
 *      │ │ └──────give back───────────┘  │ approve, for now        │ its time has come
 *      │ │ <──────take back──────────────┼─────────────────────────┤
 *      │ │                               v                         v
 *      │ │        send, for now ────> sending <──────────────────sending
 *      │ │                            │ ^  │  \
 *      v │ restore              pause v │  │   └─ all settled ─> sent ──correct──> corrected ─┐
 *     discarded                     paused │                    │ ^ retry the failed: sending │ correct again
 *                                     │    │ stop               └─────────────────────────────┘
 *                                     └──> stopped ──resume──> sending
 *
 *     sending, paused, stopped, sent, corrected ──recall──> recalled
 *
 * A correction of what is being sent, paused or stopped leaves it so: what waits says the new words.
 */
import type { BroadcastState } from '../../../domain/broadcast.ts';

export type BroadcastAct =
  | 'approve'
  | 'return'
  | 'start'
  | 'outgrow'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'retry'
  | 'correct'
  | 'recall'
  | 'discard'
  | 'restore'
  | 'edit';

const NEXT: Readonly<Record<BroadcastAct, Partial<Record<BroadcastState, BroadcastState>>>> = {
  approve: { 'awaiting-approval': 'scheduled' },
  return: { 'awaiting-approval': 'drafted', scheduled: 'drafted' },
  outgrow: { scheduled: 'awaiting-approval' },
  start: { drafted: 'sending', 'awaiting-approval': 'sending', scheduled: 'sending' },
  pause: { sending: 'paused' },
  resume: { paused: 'sending', stopped: 'sending' },
  stop: { sending: 'stopped', paused: 'stopped' },
  retry: { sent: 'sending', corrected: 'sending', stopped: 'sending' },
  correct: {
    sending: 'sending',
    paused: 'paused',
    stopped: 'stopped',
    sent: 'corrected',
    corrected: 'corrected',
  },
  recall: { sending: 'recalled', paused: 'recalled', stopped: 'recalled', sent: 'recalled', corrected: 'recalled' },
  discard: { drafted: 'discarded' },
  restore: { discarded: 'drafted' },
  edit: { drafted: 'drafted' },
};

/** What a broadcast becomes by an act; undefined where the act can't be done in its state. */
export function stateAfter(act: BroadcastAct, state: BroadcastState): BroadcastState | undefined {
  return NEXT[act][state];
}

/** Wordings are counted from here on, so that none is taken for a version. */
const WORDINGS = 100_000_000;

/** By what a button names what was seen: the version of what has not left, and the wording of what has. */
export function seenOf({
  state,
  version,
  wording,
}: {
  state: BroadcastState;
  version: number;
  wording: number;
}): number {
  return hasStarted(state) ? WORDINGS + wording : version;
}

/** What a draft becomes when it is sent off. */
export function stateWhenSent(
  { sendAt }: { sendAt: unknown },
  { recipients, approvalOver }: { recipients: number; approvalOver: number },
): 'awaiting-approval' | 'scheduled' | 'sending' {
  if (recipients > approvalOver) return 'awaiting-approval';
  return sendAt === null ? 'sending' : 'scheduled';
}

/** What a broadcast is when everything of it has been settled. */
export function stateWhenDone({ wording }: { wording: number }): 'sent' | 'corrected' {
  return wording > 1 ? 'corrected' : 'sent';
}

/** What somebody reads who presses a button of a state that has passed. */
export const STATE_WORDS: Readonly<Record<BroadcastState, string>> = {
  drafted: 'is a draft',
  'awaiting-approval': 'waits for a second staff member',
  scheduled: 'is scheduled',
  sending: 'is being sent',
  paused: 'is paused',
  stopped: 'was stopped',
  sent: 'was sent',
  corrected: 'was sent and corrected',
  recalled: 'was recalled',
  discarded: 'was discarded',
};

/** Whether people were written to, or are being. */
export function hasStarted(state: BroadcastState): boolean {
  return !['drafted', 'awaiting-approval', 'scheduled', 'discarded'].includes(state);
}
