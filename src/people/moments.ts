// When people are told of what somebody else did: one moment for each of them, in their own hours.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../context.ts';
import type { Db, Tx } from '../db/client.ts';
import { matchDaysOf } from './match-days.ts';
import { peopleByIds } from './store.ts';
import { tellingMoment } from './telling.ts';

/**
 * The first moments from now on at which some people are told, by their ids. `answers`: what they asked for or proposed waits for the end of
 * their night only; anything else comes after a pause, Quiet until and Match week, too, and on no closed day.
 */
export async function momentsToTell(
  { program, clock }: Context,
  db: Db | Tx,
  personIds: readonly number[],
  { answers = false } = {},
): Promise<(personId: number) => Temporal.Instant> {
  const now = clock.now();
  const people = new Map((await peopleByIds(db, [...new Set(personIds)])).map((person) => [person.id, person]));
  const matchDays = answers ? [] : await matchDaysOf(db);
  return (id) => {
    const person = people.get(id);
    return person ? tellingMoment(program, person, now, matchDays, { waits: !answers }) : now;
  };
}
