// A row whose call ended without a clear answer, here or in a worker that is gone: Slack is asked whether the message is there.
import { setTimeout as pause } from 'node:timers/promises';
import { conversationOf } from './attempt.ts';
import { outcomeOf } from './calls.ts';
import { awaitSlot, type Hands, lasting } from './hands.ts';
import type { PacedMethod } from './pace.ts';
import { block } from './pace-store.ts';
import { classOf, type Outcome } from './policy.ts';
import type { HandledRow } from './rows.ts';
import { hold, keepConversation, type Settlement, settle } from './store.ts';

/** Real milliseconds until Slack is asked once more where it did not answer; the pace of the method does the rest. */
const PAUSE_MS = 300;
/** The same while Slack refuses the app, which only somebody of the staff can mend. */
const HELD_PAUSE_MS = 30_000;

/** What was found; or why it can't be: for now, or for good. */
type Finding = { found: { conversation: string; ts: string } | null } | { pauseMs: number } | { unknown: string };

/** The reading of Slack was refused, or got no answer: asking twice does no harm. */
async function unread(hands: Hands, method: PacedMethod, outcome: Outcome): Promise<Finding> {
  const { life, settings, log } = hands;
  if (outcome.kind === 'limited') {
    await lasting(life, () => block(life, settings.rates, method, hands.now(), outcome.retryAfterMs));
    return { pauseMs: PAUSE_MS };
  }
  if (outcome.kind === 'ambiguous' || outcome.kind === 'done') return { pauseMs: PAUSE_MS };
  const kind = classOf(outcome.error);
  if (kind === 'app' && (await lasting(life, () => hold(life.db, outcome.error, hands.now()))))
    log.error({ error: outcome.error }, 'Slack refuses the app: sending is held until somebody resumes it');
  if (kind === 'recipient' || kind === 'bug') return { unknown: outcome.error };
  return { pauseMs: kind === 'app' ? HELD_PAUSE_MS : PAUSE_MS };
}

async function look(hands: Hands, row: HandledRow): Promise<Finding> {
  const { calls, findSent, life } = hands;
  let method: PacedMethod = 'conversations.open';
  try {
    const conversation = await conversationOf(hands, row);
    if (row.slackUserId !== null && row.conversation === null) {
      const { slackUserId } = row;
      await lasting(life, () => keepConversation(life, slackUserId, conversation));
    }
    method = 'conversations.history';
    const sought = { conversation, outboxId: row.id, fileId: row.fileId, since: row.attemptedAt ?? hands.now() };
    const read: typeof calls.history = async (...page) => {
      await awaitSlot(hands, 'conversations.history');
      return calls.history(...page);
    };
    const ts = await findSent(read, sought);
    return { found: ts === null ? null : { conversation, ts } };
  } catch (error) {
    life.over.throwIfAborted();
    return unread(hands, method, outcomeOf(error));
  }
}

async function verified(hands: Hands, row: HandledRow): Promise<Settlement> {
  const again: Settlement = { state: 'queued', readyAt: hands.now() };
  // A change may be made twice, and a file that was not completed was seen by nobody.
  if (row.kind === 'update' || row.kind === 'delete' || (row.kind === 'file' && row.fileId === null)) return again;
  for (;;) {
    const finding = await look(hands, row);
    if ('unknown' in finding) return { state: 'uncertain', error: finding.unknown };
    if ('found' in finding)
      return finding.found ? { state: 'sent', ...finding.found } : { ...again, readyAt: hands.now() };
    await pause(finding.pauseMs, undefined, { signal: hands.life.over });
  }
}

/** Waits the settle delay, looks for the message in Slack and settles the row: sent, queued again, or uncertain. Rejects when the life is over. */
export async function recover(hands: Hands, row: HandledRow): Promise<void> {
  const { life, settings, log } = hands;
  await pause(settings.settleMs, undefined, { signal: life.over });
  const to = await verified(hands, row);
  await lasting(life, () => settle(life.db, life.id, row, to, hands.now()));
  if (to.state === 'uncertain')
    log.error({ outboxId: row.id, error: to.error }, 'whether a message was sent cannot be established');
  else log.info({ outboxId: row.id, state: to.state }, 'a message was looked for in Slack');
  hands.wake();
}
