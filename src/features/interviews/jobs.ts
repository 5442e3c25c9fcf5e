// What time brings: the round runs from its first evening on, links that go, and a word to students who wait for somebody to stand in.
// Links to online rooms go with what they are for: each is shown until its interview is over, and forgotten once its owner has nothing ahead.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../context.ts';
import { atHour } from '../../domain/hour.ts';
import type { Job } from '../../feature.ts';
import { alertStaff, tell } from './acts/tell.ts';
import { isRunning } from './rules/round-life.ts';
import { nextHearBy, stillWanted } from './store/interviews.ts';
import { forgetLinksBehind, nextLinkEnd } from './store/links.ts';
import { letRun, openRound } from './store/rounds.ts';

/** The first evening of a published round begins its day at the school; null where no round waits for that. */
async function nextRun({ db, program }: Context, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  const row = await openRound(db);
  const [first] = row?.evenings ?? [];
  if (row?.state !== 'published' || first === undefined) return null;
  const at = atHour(first, '00:00', program.file.school.timeZone);
  // One that is published on its first evening or later runs at once.
  return at.epochMilliseconds > after.epochMilliseconds ? at : after.add({ milliseconds: 1 });
}

async function run(ctx: Context): Promise<void> {
  await ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    if (row?.state === 'published' && isRunning(row, ctx.program.today(ctx.clock.now()))) await letRun(tx, row.id);
  });
}

export const runJob: Job = { name: 'interviews.run', missed: 'once', next: nextRun, run };

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
