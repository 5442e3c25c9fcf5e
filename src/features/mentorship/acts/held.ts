// The open season as an act sees it, whose row this transaction holds: acts in a season come one after the other.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import { UserError } from '../../../errors.ts';
import { matchDaysOf } from '../../../people/match-days.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { MatchDays } from '../../../people/telling.ts';
import type { Apart } from '../rules/candidates.ts';
import type { Mentor } from '../rules/market.ts';
import { canMentor } from '../rules/people.ts';
import { mentorsOf } from '../store/mentors.ts';
import { readApart } from '../store/pairs.ts';
import { lockSeason, openSeason, type Season } from '../store/seasons.ts';

export interface Held {
  season: Season;
  now: Temporal.Instant;
  /** By person id, with `paused` for everybody who can't take a student now; their places are kept up to date here. */
  mentors: Map<number, Mentor>;
  /** The mentors, and whoever was looked up since. */
  people: Map<number, Person>;
  apart: Apart;
  matchDays: MatchDays;
}

export const NO_SEASON =
  'No season of peer mentorship is open just now. It runs from late fall to early spring; staff open it.';

/** Holds the open season; undefined where none is open. */
export async function holdSeason(ctx: Context, tx: Tx): Promise<Held | undefined> {
  const season = await lockSeason(tx);
  return season && readHeld(ctx, tx, season);
}

/** The open season to look at, not held. Throws a UserError where none is open. */
export async function seasonNow(ctx: Context): Promise<Held> {
  const season = await openSeason(ctx.db);
  if (!season) throw new UserError(NO_SEASON);
  return readHeld(ctx, ctx.db, season);
}

async function readHeld(ctx: Context, tx: Db | Tx, season: Season): Promise<Held> {
  const now = ctx.clock.now();
  const entered = await mentorsOf(tx, season.id);
  const matchDays = await matchDaysOf(tx);
  const persons = await peopleByIds(
    tx,
    entered.map(({ personId }) => personId),
  );
  const people = new Map(persons.map((person) => [person.id, person]));
  const mentors = entered.map((mentor): [number, Mentor] => {
    const person = people.get(mentor.personId);
    const can = person !== undefined && canMentor(ctx.program, person, now, matchDays);
    return [mentor.personId, { ...mentor, paused: mentor.paused || !can }];
  });
  return { season, now, mentors: new Map(mentors), people, apart: await readApart(tx), matchDays };
}

/** The same where an act needs a season. Throws a UserError where none is open. */
export async function needSeason(ctx: Context, tx: Tx): Promise<Held> {
  const held = await holdSeason(ctx, tx);
  if (!held) throw new UserError(NO_SEASON);
  return held;
}

/** Somebody, looked up once. */
export async function personIn(tx: Tx, held: Held, id: number): Promise<Person | undefined> {
  const known = held.people.get(id);
  if (known) return known;
  const [found] = await peopleByIds(tx, [id]);
  if (found) held.people.set(id, found);
  return found;
}

/** Counts a place as taken or free in what is held. */
export function countPlace({ mentors }: Held, mentorId: number, by: 1 | -1): void {
  const mentor = mentors.get(mentorId);
  if (mentor) mentors.set(mentorId, { ...mentor, taken: mentor.taken + by });
}
