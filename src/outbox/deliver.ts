// One claimed row on its way: written, paced, begun, called, settled.

import { within } from '../slack/within.ts';
import { type Attempted, attempt, storedMessage, type Written } from './attempt.ts';
import type { Claimed } from './claim.ts';
import { type Hands, lasting, untilMoment } from './hands.ts';
import { METHOD_OF } from './pace.ts';
import { block } from './pace-store.ts';
import { backOffMs, consequenceOf } from './policy.ts';
import { recover } from './recover.ts';
import type { HandledRow } from './rows.ts';
import { begin, hold, keepConversation, type Settlement, settle } from './store.ts';
import { isUnreachable } from './unreachable.ts';

/** A composer that breaks is asked so often: a moment later it may be a different world, but not forever. */
const MOST_COMPOSINGS = 3;

export function settleRow(hands: Hands, row: HandledRow, to: Settlement): Promise<boolean> {
  const { life } = hands;
  return lasting(life, () => settle(life.db, life.id, row, to, hands.now()));
}

/** A message that is not written by then, in real milliseconds, is tried again later. */
const COMPOSE_MS = 15_000;

const NOTHING: Written = { text: '', blocks: [] };

/** What is to be said, or how the row is settled without saying anything. */
async function write(hands: Hands, row: HandledRow): Promise<{ written: Written } | { settlement: Settlement }> {
  if (row.kind === 'delete') return { written: NOTHING };
  if (row.composer === null) {
    const stored = storedMessage.safeParse(row.content);
    if (!stored.success) return { settlement: { state: 'failed', error: 'unreadable_content' } };
    const { file, ...message } = stored.data;
    return { written: file ? { ...message, file } : message };
  }
  try {
    const reply = await within(hands.compose(row.composer, row.personId, row.content), COMPOSE_MS);
    if (reply === undefined) throw new Error(`not written within ${COMPOSE_MS} ms`);
    return reply ? { written: reply } : { settlement: { state: 'withdrawn' } };
  } catch (err) {
    const tried = row.attempt + 1;
    const again = tried < MOST_COMPOSINGS || isUnreachable(err);
    hands.log.error({ err, outboxId: row.id, composer: row.composer, again }, 'a message could not be written');
    const error = 'composer_failed';
    if (!again) return { settlement: { state: 'failed', attempt: tried, error } };
    const readyAt = hands.now().add({ milliseconds: backOffMs(tried) });
    return { settlement: { state: 'queued', attempt: tried, error, readyAt } };
  }
}

/** Settles an attempt that ended. true where it is to be verified instead. */
async function conclude(hands: Hands, row: HandledRow, { outcome, method }: Attempted): Promise<boolean> {
  const { life, log, settings } = hands;
  const follows = consequenceOf(row.kind, row.attempt, outcome, hands.now());
  switch (follows.to) {
    case 'sent': {
      const { conversation, ts, fileId } = follows;
      await settleRow(hands, row, { state: 'sent', conversation, ts, fileId });
      if (row.slackUserId !== null && row.conversation === null && conversation !== null) {
        const { slackUserId } = row;
        await lasting(life, () => keepConversation(life, slackUserId, conversation));
      }
      return false;
    }
    case 'failed':
      log[follows.alert ? 'error' : 'warn'](
        { outboxId: row.id, kind: row.kind, error: follows.error },
        'Slack refused a message',
      );
      await settleRow(hands, row, { state: 'failed', error: follows.error });
      return false;
    case 'queued': {
      const { hold: reason, blockMs, error, readyAt } = follows;
      if (blockMs !== null) await lasting(life, () => block(life, settings.rates, method, hands.now(), blockMs));
      if (reason !== null && (await lasting(life, () => hold(life.db, reason, hands.now()))))
        log.error({ error: reason }, 'Slack refuses the app: sending is held until somebody resumes it');
      await settleRow(hands, row, { state: 'queued', error, readyAt });
      return false;
    }
    default:
      log.warn({ outboxId: row.id, error: follows.error }, 'a message may have been sent; asking Slack after a while');
      return true;
  }
}

/** Brings a claimed row to the end of its call. Gives what remains to be verified: a promise that ends with the verification. */
async function carryOut(hands: Hands, { row, slot }: Claimed, written: Written): Promise<Promise<void> | undefined> {
  const { life, permits, stopping } = hands;
  await untilMoment(hands, slot, AbortSignal.any([stopping, life.over]));
  await permits.take(AbortSignal.any([stopping, life.over]));
  let verifying: Promise<void> | undefined;
  try {
    const method = METHOD_OF[row.kind];
    if (!(await lasting(life, () => begin(life.db, life.id, row, method, hands.now())))) {
      await settleRow(hands, row, { state: 'queued' });
      return undefined;
    }
    const begun = { ...row, attempt: row.attempt + 1, attemptedAt: hands.now(), fileId: null };
    life.over.throwIfAborted();
    const attempted = await attempt(hands, begun, written);
    life.over.throwIfAborted();
    if (await conclude(hands, begun, attempted))
      verifying = recover(hands, { ...begun, fileId: attempted.fileId }).finally(() => permits.give());
    return verifying;
  } finally {
    if (!verifying) permits.give();
  }
}

/** How a row is settled that can't be said to anybody; undefined where it can. Nothing is said to who has left, and nothing went wrong then. */
function withoutPlace({ kind, personId, recipient, slackUserId, conversation, hasLeft }: HandledRow) {
  // What was said is taken back from those who left, too.
  const named = kind !== 'delete' && (personId !== null || recipient.startsWith('group:'));
  if (named && hasLeft) return { state: 'withdrawn' } as const;
  const inSlack = named ? slackUserId !== null : conversation !== null;
  return inSlack ? undefined : ({ state: 'failed', error: 'not_in_slack' } as const);
}

/**
 * Delivers a claimed row. Resolves when its call has ended and gives what remains to be verified, if anything does. Rejects when the life is
 * over; where the worker is stopped before the call, the row is let go.
 */
export async function deliver(hands: Hands, claimed: Claimed): Promise<Promise<void> | undefined> {
  const { row } = claimed;
  const nowhere = withoutPlace(row);
  if (nowhere) {
    await settleRow(hands, row, nowhere);
    return undefined;
  }
  const what = await write(hands, row);
  if ('settlement' in what) {
    await settleRow(hands, row, what.settlement);
    return undefined;
  }
  if (row.expiresAt && row.expiresAt.epochNanoseconds <= hands.now().epochNanoseconds) {
    await settleRow(hands, row, { state: 'expired' });
    return undefined;
  }
  try {
    return await carryOut(hands, claimed, what.written);
  } catch (error) {
    if (hands.life.over.aborted || !hands.stopping.aborted) throw error;
    await settleRow(hands, row, { state: 'queued' });
    return undefined;
  }
}
