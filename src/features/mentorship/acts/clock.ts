// What the clock does to a season: offers lapse, requests go to staff, and the season ends.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import { addDays, dayOf } from '../../../domain/day.ts';
import { atHour } from '../../../domain/hour.ts';
import { schoolTimeOf } from '../rules/people.ts';
import { openOffers } from '../store/offers.ts';
import { liveRequests } from '../store/requests.ts';
import { openSeason } from '../store/seasons.ts';
import { advance } from './advance.ts';
import { holdSeason } from './held.ts';
import { followCalendar } from './people-changed.ts';
import { endOf, finishSeason } from './seasons.ts';

/** What was due and is still there (a run broke) is tried again so much later. */
const AGAIN = { minutes: 1 };

/** The next moment at which something in the open season changes by itself; null where nothing does. */
export async function nextInSeason(ctx: Context, after: Temporal.Instant): Promise<Temporal.Instant | null> {
  const season = await openSeason(ctx.db);
  if (!season) return null;
  const [offers, requests] = await Promise.all([openOffers(ctx.db), liveRequests(ctx.db, season.id)]);
  const { zone, hours } = schoolTimeOf(ctx.program);
  const moments = [
    endOf(ctx, season),
    // Each morning: mentors come back from a pause or a leave, leaves begin and phases end without anything being pressed.
    atHour(addDays(dayOf(after, zone), 1), hours.from, zone),
    ...offers.map(({ lapsesAt }) => lapsesAt),
    ...requests.filter(({ state }) => state !== 'with-staff').map(({ staffAt }) => staffAt),
  ];
  const first = moments.reduce((a, b) => (a.epochMilliseconds <= b.epochMilliseconds ? a : b));
  return first.epochMilliseconds > after.epochMilliseconds ? first : after.add(AGAIN);
}

/** Does all that is due now. */
export async function moveSeasonOn(ctx: Context): Promise<void> {
  await ctx.transaction(async (tx) => {
    const held = await holdSeason(ctx, tx);
    if (!held) return;
    if (endOf(ctx, held.season).epochMilliseconds <= held.now.epochMilliseconds) await finishSeason(tx, held);
    else {
      await followCalendar(ctx, tx, held);
      await advance(ctx, tx, held);
    }
  });
}
