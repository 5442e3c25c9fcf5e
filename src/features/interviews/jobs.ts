// Links to online rooms go with what they are for: each is shown until its interview is over, and forgotten once its owner has nothing ahead.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../context.ts';
import type { Job } from '../../feature.ts';
import { forgetLinksBehind, nextLinkEnd } from './store/links.ts';

function nextEnd({ db }: Context, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  return nextLinkEnd(db, after);
}

async function forgetLinks(ctx: Context): Promise<void> {
  await ctx.transaction((tx) => forgetLinksBehind(tx, ctx.clock.now()));
}

export const linksJob: Job = { name: 'interviews.forget-links', missed: 'once', next: nextEnd, run: forgetLinks };
