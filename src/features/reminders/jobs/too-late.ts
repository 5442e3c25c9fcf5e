// What was not sent because its moment had passed: a number on the console, and the list behind it.
import type { Context } from '../../../context.ts';
import type { Asker, Count, Reply } from '../../../feature.ts';
import { TOO_LATE, tooLatePage } from '../messages/index.ts';
import { staleSince } from '../store.ts';
import { describeGoingOut } from './going-out.ts';

const DAYS = 7;
/** Slack takes 50 blocks, and nobody reads more. */
const MOST_LINES = 20;

function lately({ clock }: Context) {
  return clock.now().subtract({ hours: DAYS * 24 });
}

export async function countTooLate(ctx: Context): Promise<Count[]> {
  const stale = await staleSince(ctx.db, lately(ctx));
  const count = stale.reduce((sum, { people }) => sum + people.length, 0);
  const button = { label: 'Look at them', action: TOO_LATE, value: 'all' };
  return [{ label: `Reminders of the last ${DAYS} days that would have come too late`, count, button }];
}

export async function showTooLate(ctx: Context, { zone }: Asker): Promise<Reply> {
  const stale = await staleSince(ctx.db, lately(ctx));
  const shown = stale.slice(0, MOST_LINES);
  const lines = await Promise.all(
    shown.map(async ({ key, people, at }) => {
      const { title } = await describeGoingOut(ctx, { key, people });
      return { title, people: people.length, at };
    }),
  );
  return tooLatePage({ lines, more: stale.length - shown.length, days: DAYS, zone });
}
