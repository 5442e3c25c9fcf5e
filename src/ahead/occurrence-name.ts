// Which time something comes round, in a name that stays the same when days shift or a student changes class: ticks hang on it.
import { type Day, yearMonthOf } from '../domain/day.ts';
import type { Entry, Window } from '../program/program.ts';

/** Milestones are ticked off; what is optional can be waved away. */
export function isTickable({ kind, optional }: Pick<Entry, 'kind' | 'optional'>): boolean {
  return kind === 'milestone' || optional;
}

function isSameTrack(a: Window, b: Window): boolean {
  const trackOf = (window: Window) => ('months' in window ? window.only?.track : undefined);
  return trackOf(a) === trackOf(b);
}

/** A phase and a year of one's own course come once; where several windows hang on the same one, they are told apart below. */
function courseName(window: Window): string | undefined {
  if ('phase' in window) return window.phase;
  return 'months' in window && window.year !== undefined ? `year-${window.year}` : undefined;
}

/**
 * The name of a window that comes round on `from`: `2027-04` where it comes every year or with each Match, `pce` or `year-1` where it
 * hangs on a student's own course and so comes once; the second such window of an entry is `pce-2`.
 */
export function occurrenceName(entry: Pick<Entry, 'when'>, window: Window, from: Day): string {
  const name = courseName(window);
  if (name === undefined) return yearMonthOf(from);
  const alike = entry.when.filter((other) => courseName(other) === name && isSameTrack(other, window));
  const at = alike.indexOf(window);
  return at <= 0 ? name : `${name}-${at + 1}`;
}
