import { matchesAudience } from '../domain/audience.ts';
import type { Day } from '../domain/day.ts';
import type { Person } from '../people/person.ts';
import type { Program } from '../program/program.ts';
import { programAhead } from './ahead.ts';
import type { Session } from './session.ts';
import type { Ahead } from './view.ts';

/**
 * Those of some sessions that are for a person, whenever they are: a student's own, and for those who are no students what is for a
 * role of theirs. Cancelled ones are judged as they were dated; what somebody waved away is not for them. `today` decides whether
 * applications are a subject at all.
 */
export function sessionsFor(
  program: Program,
  person: Person,
  sessions: readonly Session[],
  today: Day,
): (Ahead & { sessionId: number })[] {
  const days = sessions.map(({ day }) => day).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return [];
  const dated = sessions.map((session) => (session.cancelledAt === null ? session : { ...session, cancelledAt: null }));
  const member = { roles: person.roles, standing: null };
  return programAhead(program, person, dated, { from, to }, today).flatMap((item) => {
    const { sessionId, entry } = item;
    if (sessionId === null) return [];
    return person.enrollment || matchesAudience({ anyOf: entry.for }, member) ? [{ ...item, sessionId }] : [];
  });
}
