// The messages of the outbox, written at the moment of sending; `null` where there is nothing to say any more.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Reply } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import {
  caseClaimed,
  caseClosed,
  caseConnected,
  caseEnded,
  caseReopened,
  caseReplied,
  caseWithdrawn,
  introduction,
  newCase,
  nudge,
} from '../messages/index.ts';
import { type Case, isInQueueOf } from '../rules/case.ts';
import { findCase, repliesOf } from '../store.ts';
import { viewOf, viewsOf } from './view.ts';

const id = z.number().int();
const content = z.object({ caseId: id, replyId: id.optional(), personId: id.optional() });

/** To who asked, as long as it holds. */
function toAsker(holds: (found: Case) => boolean, write: typeof caseClaimed) {
  return async (ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> => {
    const found = await findCase(ctx.db, content.parse(stored).caseId);
    if (!found || reader?.id !== found.askerId || !holds(found)) return null;
    return write({ asked: await viewOf(ctx, found) });
  };
}

export const composeClaimed = toAsker(({ state }) => state === 'claimed' || state === 'connected', caseClaimed);
export const composeConnected = toAsker(({ state }) => state === 'connected', caseConnected);
export const composeClosed = toAsker(({ state }) => state === 'closed', caseClosed);

export async function composeReplied(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const { caseId, replyId } = content.parse(stored);
  const found = await findCase(ctx.db, caseId);
  const reply = (await repliesOf(ctx.db, caseId)).find((one) => one.id === replyId);
  if (!found || !reply || reader?.id !== found.askerId) return null;
  return caseReplied({ asked: await viewOf(ctx, found), author: reply.author ?? '', words: reply.words });
}

/** To somebody of the queue, as long as nobody has claimed it. */
export async function composeNewCase(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const found = await findCase(ctx.db, content.parse(stored).caseId);
  if (!reader || found?.state !== 'open' || !isInQueueOf(found, reader)) return null;
  return newCase({ asked: await viewOf(ctx, found) });
}

/** To both who are introduced, in their conversation. */
export async function composeIntroduction(ctx: Context, _: Person | null, stored: unknown): Promise<Reply | null> {
  const { caseId, personId = 0 } = content.parse(stored);
  const found = await findCase(ctx.db, caseId);
  const people = found ? await peopleByIds(ctx.db, [found.askerId, personId]) : [];
  const other = people.find((person) => person.id === personId);
  if (found?.state !== 'connected' || !other || people.some(({ active }) => !active)) return null;
  return introduction({ asked: await viewOf(ctx, found), other: other.name });
}

export const composeReopened = toAsker(({ state }) => state !== 'closed', caseReopened);

/** To who had claimed it. */
export async function composeWithdrawn(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const found = await findCase(ctx.db, content.parse(stored).caseId);
  if (!reader || found?.state !== 'closed' || found.claimedBy !== reader.id) return null;
  return caseWithdrawn({ asked: await viewOf(ctx, found) });
}

/** To who had claimed it. */
export async function composeEnded(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const found = await findCase(ctx.db, content.parse(stored).caseId);
  if (!reader || found?.state !== 'closed') return null;
  return caseEnded({ asked: await viewOf(ctx, found) });
}

const several = z.object({ caseIds: z.array(id) });

/** Those of the cases that still wait, and are still the reader's to do something about. */
export async function composeNudge(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  if (!reader) return null;
  const found = await Promise.all(several.parse(stored).caseIds.map((caseId) => findCase(ctx.db, caseId)));
  const claimers = await peopleByIds(ctx.db, [...new Set(found.flatMap((one) => one?.claimedBy ?? []))]);
  const unreachable = new Set(claimers.flatMap((one) => (one.slackUserId === null ? one.id : [])));
  const waiting = found.flatMap((one) => {
    if (!one || one.waitsSince === null || !isInQueueOf(one, reader)) return [];
    return one.claimedBy === null || one.claimedBy === reader.id || unreachable.has(one.claimedBy) ? one : [];
  });
  return waiting.length === 0 ? null : nudge({ cases: await viewsOf(ctx, waiting) });
}
