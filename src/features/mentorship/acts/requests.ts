// A student asks for a mentor, and takes it back.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { atHour } from '../../../domain/hour.ts';
import { UserError } from '../../../errors.ts';
import type { Person } from '../../../people/person.ts';
import { staffAt } from '../rules/answer-time.ts';
import type { Request } from '../rules/market.ts';
import { isMentee, schoolTimeOf } from '../rules/people.ts';
import { activePairsOf } from '../store/pairs.ts';
import { insertRequest, lastRequestOf, requestsByIds, type StoredRequest, wasLeftOut } from '../store/requests.ts';
import type { Season } from '../store/seasons.ts';
import { advance } from './advance.ts';
import { type Held, needSeason } from './held.ts';
import { stepRequest, withdrawOffers } from './settle.ts';
import { tellRequest } from './tell.ts';

/** What a student enters. */
export type Wanted = Pick<Request, 'specialties' | 'topics' | 'wishes' | 'matchMe'> & { note: string | null };

/** When staff get a request that is asked now: six working days later, counted from the season's first day on; or in rounds when the day to hear is over. */
export function limitOf({ program }: Context, season: Season, now: Held['now']) {
  const time = schoolTimeOf(program);
  const limit = staffAt(time, now, season.startsOn);
  if (season.way !== 'rounds' || season.hearsBy === null) return limit;
  const end = atHour(season.hearsBy, time.hours.to, time.zone);
  return end.epochMilliseconds > now.epochMilliseconds ? end : limit;
}

/** Why a student can't ask at present, in words for them; null where they can. */
export async function refusalToAsk(ctx: Context, tx: Tx, held: Held, person: Person): Promise<string | null> {
  if (!isMentee(ctx.program, person, ctx.program.today(held.now)))
    return 'Peer mentors are for students in their PCE. `/career advisors` names who is there for you now, and staff are glad to help.';
  if ((await activePairsOf(tx, [person.id])).some(({ menteeId }) => menteeId === person.id))
    return 'You have a mentor this season already. `/career mentor` shows who it is.';
  const last = await lastRequestOf(tx, person.id);
  if (last && ['waiting', 'offered', 'with-staff'].includes(last.state) && last.seasonId === held.season.id)
    return 'You have asked already; `/career mentor` shows how it stands. You can take it back there and ask anew.';
  return null;
}

/** Saves a request of a student, who asked, or for whom staff entered it. Throws a UserError where they can't ask. */
export async function ask(
  ctx: Context,
  tx: Tx,
  held: Held,
  person: Person,
  wanted: Wanted,
  by: 'student' | 'staff' = 'student',
): Promise<number> {
  const refusal = await refusalToAsk(ctx, tx, held, person);
  if (refusal !== null) throw new UserError(refusal);
  held.people.set(person.id, person);
  const id = await insertRequest(tx, {
    ...wanted,
    seasonId: held.season.id,
    personId: person.id,
    leftOut: await wasLeftOut(tx, person.id, held.season.id),
    askedAt: held.now,
    staffAt: limitOf(ctx, held.season, held.now),
  });
  await tellRequest(ctx, tx, held, { id, personId: person.id }, by);
  return id;
}

/** Saves a request and asks the first mentor. */
export async function askForMentor(ctx: Context, person: Person, wanted: Wanted): Promise<void> {
  await ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    await ask(ctx, tx, held, person, wanted);
    await advance(ctx, tx, held);
  });
}

/** Withdraws a live request; false where it is none any more. The mentor who was asked is told in neutral words. */
export async function withdraw(tx: Tx, held: Held, request: StoredRequest): Promise<boolean> {
  if (!(await stepRequest(tx, held, request, 'withdraw'))) return false;
  await withdrawOffers(tx, held, [request]);
  return true;
}

/** What a student takes back. Gives how the request stands now. */
export async function withdrawRequest(ctx: Context, person: Person, id: number): Promise<StoredRequest['state']> {
  return ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    const [request] = await requestsByIds(tx, [id]);
    if (!request || request.personId !== person.id)
      throw new UserError('That request is not there any more. `/career mentor` shows how it stands.');
    const isDone = await withdraw(tx, held, request);
    // The place that is free again may be somebody else's.
    if (isDone) await advance(ctx, tx, held);
    return isDone ? 'withdrawn' : request.state;
  });
}
