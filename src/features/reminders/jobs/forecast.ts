import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import { currentPlans } from './planner.ts';

/** One message that is going out, as it stands now. */
export interface Foretold {
  personId: number;
  at: Temporal.Instant;
  as: 'message' | 'digest';
  reminders: readonly Reminder[];
}

/**
 * What goes out from `from` (inclusive) to `to` (exclusive), in order of time, if nothing changes: the very plans by which it is
 * sent. They reach three weeks ahead.
 */
export async function forecast(ctx: Context, from: Temporal.Instant, to: Temporal.Instant): Promise<Foretold[]> {
  const { kept } = await currentPlans(ctx, ctx.clock.now());
  const isWithin = (at: Temporal.Instant) =>
    from.epochMilliseconds <= at.epochMilliseconds && at.epochMilliseconds < to.epochMilliseconds;
  return [...kept.values()]
    .flatMap(({ person: { id: personId }, plan }): Foretold[] => [
      ...plan.messages.map(({ sendAt: at, reminders }) => ({ personId, at, as: 'message' as const, reminders })),
      ...plan.digests.map(({ sendAt: at, reminders }) => ({ personId, at, as: 'digest' as const, reminders })),
    ])
    .filter(({ at }) => isWithin(at))
    .sort((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds || a.personId - b.personId);
}
