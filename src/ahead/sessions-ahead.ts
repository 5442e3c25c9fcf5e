import { clampedTo } from '../domain/day.ts';
import type { Standing } from '../domain/standing.ts';
import type { Entry } from '../program/program.ts';
import type { Occurrence } from './almanac.ts';
import { type Ahead, aheadOf, matchesIn, type PlacedSession, stretchOn, type View } from './view.ts';

/**
 * The standing by which a session is the person's; undefined where it is not. It is judged on the session's day or, where staff
 * dated it outside its months, on the nearest day of them: a September workshop in October is for those of September.
 */
function standingAtSession(
  view: View,
  entry: Entry,
  { session: { day }, occurrences }: PlacedSession,
): Standing | undefined {
  const judged: readonly (Occurrence | undefined)[] = occurrences.length === 0 ? [undefined] : occurrences;
  for (const occurrence of judged) {
    const stretch = stretchOn(view, occurrence ? clampedTo(day, occurrence) : day);
    if (stretch && matchesIn(view, entry, stretch, occurrence)) return stretch.standing;
  }
  return undefined;
}

/** The dated sessions in the range that are the person's; all of them for those who are no students. */
export function sessionsAhead(view: View): Ahead[] {
  const { program, range } = view;
  return view.sessions.flatMap((placed) => {
    const { session } = placed;
    const entry = program.entry(session.entry);
    if (!entry || session.day < range.from || session.day > range.to) return [];
    const standing = view.stretches ? standingAtSession(view, entry, placed) : undefined;
    if (view.stretches && !standing) return [];
    const { id, title, startsAt, endsAt, day, place, link, specialty } = session;
    return [
      aheadOf(view, entry, { kind: 'session', startsAt, endsAt, day }, day, standing, {
        sessionId: id,
        title: title ?? entry.title,
        where: place,
        link,
        specialty,
      }),
    ];
  });
}
