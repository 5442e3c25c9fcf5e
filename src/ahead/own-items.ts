import { type Clause, matchesAudience } from '../domain/audience.ts';
import type { Track } from '../domain/phases.ts';
import type { Standing } from '../domain/standing.ts';
import type { Entry } from '../program/program.ts';

type Item = Entry['items'][number];

function isOfTrack(clauses: readonly Clause[], track: Track): boolean {
  return clauses.some((clause) => clause.every((term) => !('track' in term) || term.track === track));
}

/**
 * The steps of an entry that are a student's today; where none is yet, those that will be theirs.
 * All of them for those who are no students (`standing` null).
 */
export function ownItems({ items }: Pick<Entry, 'items'>, standing: Standing | null): readonly Item[] {
  if (standing === null) return items;
  const ofTrack = items.filter((item) => item.for === undefined || isOfTrack(item.for, standing.track));
  const now = ofTrack.filter(
    (item) => item.for === undefined || matchesAudience({ anyOf: item.for }, { roles: ['student'], standing }),
  );
  return now.length > 0 ? now : ofTrack;
}
