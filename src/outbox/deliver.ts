// One claimed row on its way: written, paced, begun, called, settled.

import type { Temporal } from 'temporal-polyfill';
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

/** How a row is settled that is not to be said yet: its writer is asked again then, and until then it keeps nothing else waiting. */
function putOff({ expiresAt }: HandledRow, notBefore: Temporal.Instant): Settlement {
  if (expiresAt !== null && expiresAt.epochNanoseconds <= notBefore.epochNanoseconds) return { state: 'expired' };
  return { state: 'queued', readyAt: notBefore, dueAt: notBefore };
}

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
    const reply = await within(
      hands.compose(row.composer, row.personId, row.content, { kind: row.kind, dueAt: row.dueAt }),
      COMPOSE_MS,
    );
    if (reply === undefined) throw new Error(`not written within ${COMPOSE_MS} ms`);
    if (reply === null) return { settlement: { state: 'withdrawn' } };
    return 'notBefore' in reply ? { settlement: putOff(row, reply.notBefore) } : { written: reply };
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

/** Waits for the row's slot and a permit, and commits that its call begins. undefined where it may not: then it is let go, and so is the permit. */
async function commence(hands: Hands, { row, slot }: Claimed): Promise<HandledRow | undefined> {
  const { life, permits, ending } = hands;
  await untilMoment(hands, slot, ending);
  await permits.take(ending);
  let began = false;
  try {
    began = await lasting(life, () => begin(life.db, life.id, row, METHOD_OF[row.kind], hands.now()));
    if (began) return { ...row, attempt: row.attempt + 1, attemptedAt: hands.now(), fileId: null };
    await settleRow(hands, row, { state: 'queued' });
    return undefined;
  } finally {
    if (!began) permits.give();
  }
}

/** Brings a row whose call begins to its end, and gives its permit back. Gives what remains to be verified: a promise that ends with the verification. */
async function carryOut(hands: Hands, row: HandledRow, written: Written): Promise<Promise<void> | undefined> {
  const { life, permits } = hands;
  let verifying: Promise<void> | undefined;
  try {
    life.over.throwIfAborted();
    const attempted = await attempt(hands, row, written);
    life.over.throwIfAborted();
    if (await conclude(hands, row, attempted))
      verifying = recover(hands, { ...row, fileId: attempted.fileId }).finally(() => permits.give());
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

/** What is to be said of a claimed row; undefined where it was settled without a call. */
async function prepared(hands: Hands, row: HandledRow): Promise<Written | undefined> {
  const isPast = () => row.expiresAt !== null && row.expiresAt.epochNanoseconds <= hands.now().epochNanoseconds;
  const nowhere = withoutPlace(row);
  const what = nowhere ? { settlement: nowhere } : await write(hands, row);
  if ('written' in what && !isPast()) return what.written;
  await settleRow(hands, row, 'written' in what ? { state: 'expired' } : what.settlement);
  return undefined;
}

/**
 * Delivers a claimed row. Resolves when its call has ended and gives what remains to be verified, if anything does. Rejects when the life is
 * over; where the worker is stopped before the call, the row is let go.
 */
export async function deliver(hands: Hands, claimed: Claimed): Promise<Promise<void> | undefined> {
  const { row, begun } = claimed;
  let held = begun;
  try {
    const written = await prepared(hands, row);
    if (!written) return undefined;
    const beginning = begun ? row : await commence(hands, claimed);
    if (!beginning) return undefined;
    held = false;
    return await carryOut(hands, beginning, written);
  } catch (error) {
    if (begun || hands.life.over.aborted || !hands.stopping.aborted) throw error;
    await settleRow(hands, row, { state: 'queued' });
    return undefined;
  } finally {
    if (held) hands.permits.give();
  }
}
