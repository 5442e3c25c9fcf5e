import type { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import { sessionsFor } from '../../../ahead/sessions-for.ts';
import type { Day } from '../../../domain/day.ts';
import type { Person } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';

/** Sessions that were cancelled and would have been somebody's, from today on, in order of their start; the one pressed in any case. */
export function cancelledTimes(
  program: Program,
  person: Person,
  sessions: readonly Session[],
  { today, pressed }: { today: Day; pressed: number | null },
): { title: string; startsAt: Temporal.Instant; postponed: boolean }[] {
  const cancelled = sessions.filter(
    ({ id, day, cancelledAt }) => cancelledAt !== null && (day >= today || id === pressed),
  );
  const own = new Map(sessionsFor(program, person, cancelled, today).map((item) => [item.sessionId, item.title]));
  return cancelled.flatMap(({ id, startsAt, postponed }) => {
    const title = own.get(id);
    return title === undefined ? [] : [{ title, startsAt, postponed }];
  });
}
