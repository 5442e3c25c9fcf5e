// Mentors enter a season, change what they offer, and pause.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { countText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Person } from '../../../people/person.ts';
import { canMentor } from '../rules/people.ts';
import { findMentor, type MentorTerms, saveMentor, setPaused } from '../store/mentors.ts';
import { openOffersTo } from '../store/offers.ts';
import { activePairsOf, saveKeptApart } from '../store/pairs.ts';
import { requestsByIds } from '../store/requests.ts';
import { advance } from './advance.ts';
import { type Held, holdSeason, needSeason } from './held.ts';
import { stepOffer } from './settle.ts';

/** Writes what a mentor offers. Throws a UserError where they have more students than that. */
export async function enterMentor(ctx: Context, tx: Tx, held: Held, person: Person, terms: MentorTerms): Promise<void> {
  const known = await findMentor(tx, held.season.id, person.id);
  const taken = known?.taken ?? 0;
  if (terms.capacity < taken)
    throw new UserError(
      `${countText(taken, 'student')} (with whom you are asked about) can't be fewer: please choose ${taken} or more.`,
    );
  await saveMentor(tx, held.season.id, person.id, terms, held.now);
  held.people.set(person.id, person);
  const can = canMentor(ctx.program, person, held.now, held.matchDays);
  held.mentors.set(person.id, { ...terms, personId: person.id, taken, paused: terms.paused || !can });
}

/** Enters a mentor; who waits for one may be asked about at once. */
export async function joinSeason(ctx: Context, person: Person, terms: MentorTerms): Promise<void> {
  await ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    await enterMentor(ctx, tx, held, person, terms);
    await advance(ctx, tx, held);
  });
}

/** Pauses a mentor or lets them go on. What they are asked already stays asked. */
export async function pauseMentor(ctx: Context, person: Person, paused: boolean): Promise<void> {
  await ctx.transaction(async (tx) => {
    const held = await needSeason(ctx, tx);
    if (!(await findMentor(tx, held.season.id, person.id)))
      throw new UserError('You are not among the mentors of this season yet. `/career mentor` lets you join.');
    await setPaused(tx, held.season.id, person.id, paused);
    const mentor = held.mentors.get(person.id);
    const can = canMentor(ctx.program, person, held.now, held.matchDays);
    if (mentor) held.mentors.set(person.id, { ...mentor, paused: paused || !can });
    if (!paused) await advance(ctx, tx, held);
  });
}

/** Writes whom somebody is not to be paired with; an open question between two of them is withdrawn in neutral words. */
export async function keepApart(ctx: Context, person: Person, others: readonly number[]): Promise<void> {
  await ctx.transaction(async (tx) => {
    const now = ctx.clock.now();
    await saveKeptApart(
      tx,
      person.id,
      others.filter((id) => id !== person.id),
      now,
    );
    const held = await holdSeason(ctx, tx);
    if (!held) return;
    const apart = new Set(others);
    const offers = await openOffersTo(tx, [person.id, ...others]);
    const requests = await requestsByIds(
      tx,
      offers.map(({ requestId }) => requestId),
    );
    for (const offer of offers) {
      const menteeId = requests.find(({ id }) => id === offer.requestId)?.personId ?? 0;
      const isBetween =
        (offer.mentorId === person.id && apart.has(menteeId)) || (menteeId === person.id && apart.has(offer.mentorId));
      if (isBetween) await stepOffer(tx, held, offer, 'withdraw');
    }
    await advance(ctx, tx, held);
  });
}

/** Whether two are a pair now: that is ended by "This isn't working", not by a list. */
export async function arePaired(ctx: Context, person: Person, others: readonly number[]): Promise<boolean> {
  return (await activePairsOf(ctx.db, [person.id])).some(
    ({ mentorId, menteeId }) => others.includes(mentorId) || others.includes(menteeId),
  );
}
