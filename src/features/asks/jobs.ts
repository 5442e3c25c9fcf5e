// Asks that have waited for three working days: whoever has to do with them is nudged.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../context.ts';
import type { Job } from '../../feature.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { momentsToTell } from '../../people/moments.ts';
import { closedDaysOf } from '../../program/closed-days.ts';
import { moveOrphans } from './acts/move-orphans.ts';
import { nudgeAt, type School } from './rules/alarm.ts';
import type { Case } from './rules/case.ts';
import { holdersOf, markNudged, waitingCases } from './store.ts';

/** A nudge that could not be made is tried again after this. */
const AGAIN = { minutes: 1 };

function schoolOf({ program }: Context): School {
  const { school, reminders } = program.file;
  return { zone: school.timeZone, closed: closedDaysOf(program), hours: reminders.welcome };
}

function momentOf(ctx: Context, { waitsSince, nudgedAt }: Case): Temporal.Instant | null {
  return waitsSince && nudgeAt({ waitsSince, nudgedAt }, schoolOf(ctx));
}

/** The first moment at which one of those that wait is to be nudged for; never one that is over. */
async function nextNudge(ctx: Context, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  const moments = (await waitingCases(ctx.db)).flatMap((one) => momentOf(ctx, one) ?? []);
  const [first] = moments.sort((a, b) => a.epochMilliseconds - b.epochMilliseconds);
  if (!first) return null;
  return first.epochMilliseconds > after.epochMilliseconds ? first : after.add(AGAIN);
}

/** One message for each person, with all that waits for them. */
async function nudgeQueues(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await ctx.transaction(async (tx) => {
    await moveOrphans(ctx, tx);
    const due = (await waitingCases(tx, { lock: true })).filter((one) => {
      const moment = momentOf(ctx, one);
      return moment !== null && moment.epochMilliseconds <= now.epochMilliseconds;
    });
    const byPerson = new Map<number, number[]>();
    for (const { id, queue, claimedBy } of due) {
      const holders = await holdersOf(tx, queue, { inSlack: true });
      // Who has it and is in Slack no more reads nothing: the others of the queue do.
      const readers = claimedBy !== null && holders.includes(claimedBy) ? [claimedBy] : holders;
      for (const reader of readers) byPerson.set(reader, [...(byPerson.get(reader) ?? []), id]);
    }
    await markNudged(
      tx,
      due.map(({ id }) => id),
      now,
    );
    const toldAt = await momentsToTell(ctx, tx, [...byPerson.keys()]);
    await enqueue(
      tx,
      now,
      [...byPerson].map(([personId, caseIds]) => ({
        dueAt: toldAt(personId),
        dedupeKey: `asks/nudge/${personId}/${now}`,
        lane: 'answers',
        kind: 'post',
        to: { person: personId },
        composer: 'asks.nudge',
        content: { caseIds },
      })),
    );
  });
}

export const nudgeJob: Job = { name: 'asks.nudge', missed: 'once', next: nextNudge, run: nudgeQueues };
