// A case that was closed by mistake is open again, for whoever had it.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { UserError } from '../../../errors.ts';
import type { UndoneAct } from '../../../importer.ts';
import { withdraw } from '../../../outbox/enqueue.ts';
import type { Person } from '../../../people/person.ts';
import { findPersonById } from '../../../people/store.ts';
import { tellAsker, tellQueue } from '../acts/tell.ts';
import { type Case, isInQueueOf } from '../rules/case.ts';
import { lockCase, lockPeople, saveCase } from '../store.ts';
import { NOT_IN_QUEUE } from './view.ts';

const inverse = z.object({
  caseId: z.number().int(),
  state: z.enum(['claimed', 'connected']),
  claimedBy: z.number().int(),
  askerId: z.number().int(),
  waited: z.boolean(),
  /** The key of the message that told the asker. */
  told: z.string(),
});

/** What `undoClose` needs. `found`: the case before it was closed; `key` of the message that told the asker. */
export function closedInverse(found: Case, key: string): unknown {
  const { id, state, claimedBy, askerId, waitsSince } = found;
  return { caseId: id, state, claimedBy, askerId, waited: waitsSince !== null, told: key };
}

/**
 * Takes the closing of a case back; the asker reads so if they had read that it was closed. Where who had it can answer it no more it is
 * in its queue again, which is told. Throws a UserError for a case of another queue, one that is not closed, or whose asker has left.
 */
export async function undoClose(ctx: Context, tx: Tx, act: UndoneAct, by: Person): Promise<string> {
  const closed = inverse.parse(act.inverse);
  const present = await lockPeople(tx, [closed.askerId, closed.claimedBy]);
  const found = await lockCase(tx, closed.caseId);
  if (!found || !isInQueueOf(found, by)) throw new UserError(NOT_IN_QUEUE);
  if (found.state !== 'closed') throw new UserError('That ask is open again already; nothing has changed.');
  if (!present.has(closed.askerId)) throw new UserError('Who asked has left since, so the ask stays closed.');
  const now = ctx.clock.now();
  const claimer = present.has(closed.claimedBy) ? await findPersonById(tx, closed.claimedBy) : undefined;
  const wasTold = (await withdraw(tx, now, [closed.told])) === 0;
  if (!claimer || !isInQueueOf(found, claimer)) {
    await saveCase(tx, found.id, { state: 'open', claimedBy: null, waits: true }, now);
    await tellQueue(ctx, tx, found);
  } else {
    const { state, claimedBy, waited } = closed;
    await saveCase(tx, found.id, { state, claimedBy, waits: waited }, now);
  }
  if (wasTold) await tellAsker(ctx, tx, found, 'reopened');
  return wasTold ? 'Taken back: the ask is open again, and the asker reads so.' : 'Taken back: the ask is open again.';
}
