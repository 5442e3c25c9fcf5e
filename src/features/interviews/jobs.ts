// What time brings: links that go, and a word to students who wait for somebody to stand in.
// Links to online rooms go with what they are for: each is shown until its interview is over, and forgotten once its owner has nothing ahead.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../context.ts';
import type { Job } from '../../feature.ts';
import { alertStaff, tell } from './acts/tell.ts';
import { nextHearBy, stillWanted } from './store/interviews.ts';
import { forgetLinksBehind, nextLinkEnd } from './store/links.ts';
import { openRound } from './store/rounds.ts';

function nextEnd({ db }: Context, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  return nextLinkEnd(db, after);
}

async function forgetLinks(ctx: Context): Promise<void> {
  await ctx.transaction((tx) => forgetLinksBehind(tx, ctx.clock.now()));
}

export const linksJob: Job = { name: 'interviews.forget-links', missed: 'once', next: nextEnd, run: forgetLinks };

/** The student was told by when they hear: where nobody stands in by then, they hear that, and so do staff. */
async function keepHearBy(ctx: Context): Promise<void> {
  await ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    if (!row) return;
    for (const { id, studentId, hearBy, endsAt } of await stillWanted(tx, row.id, ctx.clock.now())) {
      const once = String(hearBy);
      await tell(ctx, tx, [{ to: studentId, news: 'not-yet', ids: [], about: id, expiresAt: endsAt, once }]);
      await alertStaff(ctx, tx, 'nobody-stands-in', { interview: id, once });
    }
  });
}

export const hearByJob: Job = {
  name: 'interviews.hear-by',
  missed: 'once',
  next: ({ db }, after) => nextHearBy(db, after),
  run: keepHearBy,
};
