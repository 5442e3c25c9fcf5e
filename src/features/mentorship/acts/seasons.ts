// Staff open a season, change it and close it.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { addDays } from '../../../domain/day.ts';
import { atHour } from '../../../domain/hour.ts';
import { UserError } from '../../../errors.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { staffAt } from '../rules/answer-time.ts';
import { pairAfter } from '../rules/life-cycles.ts';
import { schoolTimeOf } from '../rules/people.ts';
import { overPair, pairsOf } from '../store/pairs.ts';
import { liveRequests, setStaffAt } from '../store/requests.ts';
import { roundsOf, setRoundState } from '../store/rounds.ts';
import { closeSeason, insertSeason, type Season, type SeasonTerms, updateSeason } from '../store/seasons.ts';
import { advance } from './advance.ts';
import { type Held, holdSeason, needSeason } from './held.ts';
import { limitOf } from './requests.ts';
import { stepRequest, withdrawOffers } from './settle.ts';

/** Opens a season, or changes the open one. Gives whether it was opened. */
export async function setSeason(ctx: Context, by: Person, terms: SeasonTerms): Promise<boolean> {
  return ctx.transaction(async (tx) => {
    const held = await holdSeason(ctx, tx);
    const now = ctx.clock.now();
    const act = { act: 'mentorship.set-season', actorId: by.id, subjectId: null, details: { ...terms } };
    await recordActs(tx, now.toString(), [act]);
    if (!held) {
      await insertSeason(tx, terms, now);
      return true;
    }
    await updateSeason(tx, held.season.id, terms);
    const changed: Held = { ...held, season: { ...held.season, ...terms } };
    // Who waits is told the day that holds now.
    const waiting = (await liveRequests(tx, held.season.id)).filter(({ state }) => state === 'waiting');
    if (terms.way === 'rounds')
      await setStaffAt(
        tx,
        waiting.map(({ id }) => id),
        limitOf(ctx, changed.season, now),
      );
    else
      for (const { id, askedAt } of waiting)
        await setStaffAt(tx, [id], staffAt(schoolTimeOf(ctx.program), askedAt, terms.startsOn));
    await advance(ctx, tx, changed);
    return false;
  });
}

/** The moment at which a season is over: the end of its last day. */
export function endOf({ program }: Context, { endsOn }: Pick<Season, 'endsOn'>) {
  return atHour(addDays(endsOn, 1), '00:00', program.file.school.timeZone);
}

/** Closes the season that is held: what waits is settled in plain words, pairs are complete. */
export async function finishSeason(tx: Tx, held: Held): Promise<void> {
  const live = await liveRequests(tx, held.season.id);
  for (const request of live) await stepRequest(tx, held, request, 'close');
  await withdrawOffers(tx, held, live);
  for (const { id, state } of await pairsOf(tx, held.season.id)) {
    const after = pairAfter(state, 'close');
    if (after !== null && after !== 'active') await overPair(tx, id, { state: after, endedBy: null }, held.now);
  }
  for (const { id, state } of await roundsOf(tx, held.season.id))
    if (state === 'draft') await setRoundState(tx, id, 'dropped', held.now);
  await closeSeason(tx, held.season.id, held.now);
}

/** Staff close the open season. `seasonId` is the one they saw. */
export async function closeSeasonByStaff(ctx: Context, by: Person, seasonId: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    if (held.season.id !== seasonId)
      throw new UserError('That season is closed already. `/career staff mentorship` shows how it stands.');
    const act = { act: 'mentorship.close-season', actorId: by.id, subjectId: null, details: { season: seasonId } };
    await recordActs(tx, held.now.toString(), [act]);
    await finishSeason(tx, held);
  });
}
