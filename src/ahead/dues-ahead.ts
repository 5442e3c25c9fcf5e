// Days by which something is due that hang on the phases of a class, and what staff date without a month.
import { laterOf } from '../domain/day.ts';
import { classKey } from '../domain/standing.ts';
import type { Entry } from '../program/program.ts';
import { type Ahead, aheadOf, matchesIn, stretchOn, type View } from './view.ts';

/** Of every class, for those who are no students. */
function duesOfProgram(view: View): Ahead[] {
  const { almanac, range } = view;
  return almanac.allDues
    .filter(({ due }) => range.from <= due && due <= range.to)
    .map(({ entry, due, audience }) => aheadOf(view, entry, { kind: 'due', day: due }, due, undefined, { audience }));
}

/** Of the student's own class. */
export function duesAhead(view: View): Ahead[] {
  const { almanac, stretches, range } = view;
  if (!stretches) return duesOfProgram(view);
  const seen = new Set<string>();
  return stretches.flatMap((stretch) => {
    const dues = almanac.dues.get(classKey(stretch.standing.class, stretch.standing.track)) ?? [];
    return dues.flatMap(({ entry, from, due }) => {
      const key = `${entry.id} ${due}`;
      const begins = laterOf(from, stretch.from);
      const open = begins <= stretch.to && begins <= due && range.from <= due && due <= range.to;
      if (!open || seen.has(key) || !matchesIn(view, entry, stretch)) return [];
      seen.add(key);
      return [aheadOf(view, entry, { kind: 'due', day: due }, due, stretch.standing)];
    });
  });
}

/** Entries that wait for dates from staff, for those whose they are on the first day of the range. */
export function staffDatedAhead(view: View): Ahead[] {
  const { almanac, stretches, range } = view;
  const now = stretches ? stretchOn(view, range.from) : undefined;
  const isOwn = (entry: Entry) => !stretches || (now !== undefined && matchesIn(view, entry, now));
  const when = { kind: 'window', ...range, months: '', awaitsDate: true, opens: null } as const;
  return almanac.datedByStaff.filter(isOwn).map((entry) => aheadOf(view, entry, when, range.to, now?.standing));
}
