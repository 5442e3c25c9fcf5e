import type { Context } from './context.ts';
import { missingCalendars } from './people/person.ts';
import { allPeople } from './people/store.ts';

/**
 * Compares the database with the program, which may have been changed since: what refers to something that is no longer there is
 * named in the log, by ids and keys. The bot starts all the same; whom it concerns is told when they ask.
 */
export async function warnOfStrays(ctx: Context): Promise<void> {
  const { db, features, log, program } = ctx;
  for (const person of await allPeople(db)) {
    const calendars = missingCalendars(program, person);
    if (calendars.length > 0)
      log.warn({ personId: person.id, calendars }, 'a student is in a class that the program has no calendar for');
  }
  const strays = await Promise.all(features.flatMap((feature) => feature.strays?.(ctx) ?? []));
  for (const stray of strays.flat()) log.warn({ ...stray }, 'a row refers to something that the program does not hold');
}
