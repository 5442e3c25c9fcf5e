// What `next` picks from everything that lies ahead. Pure.
import { byTime, type Upcoming } from '../../domain/upcoming.ts';

/** Of one series, this many sessions are shown; the rest are counted (spec 2). */
const OF_ONE_SERIES = 2;

export const DEFAULT_LIMIT = 5;
export const MOST = 30;

/** Further sessions of a series that are not shown. */
export interface FurtherSessions {
  title: string;
  count: number;
  one: string;
  many: string;
}

export interface NextChoice {
  /** Dated things in order of time. */
  dated: readonly Upcoming[];
  further: readonly FurtherSessions[];
  /** Dated things beyond the limit. */
  moreDated: number;
  /** Things without a date, in order of their month. */
  undated: readonly Upcoming[];
  moreUndated: number;
  /** Both kinds, for somebody who has not decided whether to apply. */
  ifApplying: readonly Upcoming[];
  moreIfApplying: number;
  /** Of series that are only for applicants. */
  furtherIfApplying: readonly FurtherSessions[];
}

const ONES = [
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen'],
  ...['fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS = new Map([
  ['twenty', 20],
  ['thirty', 30],
]);

/** `ten` is 10, `twenty-one` 21, up to thirty; undefined for other words. */
function numberInWords(words: string): number | undefined {
  const [tens, ones, ...rest] = words.split(/[\s-]+/);
  if (rest.length > 0 || tens === undefined) return undefined;
  const one = ONES.indexOf(ones ?? tens) + 1;
  if (ones === undefined) return TENS.get(tens) ?? (one === 0 ? undefined : one);
  return tens === 'twenty' && one >= 1 && one <= 9 ? 20 + one : undefined;
}

/** How many lines were asked for: `next 10`, `next ten`. `understood` is false where that is not what was typed. */
export function readLimit(words: string): { limit: number; understood: boolean } {
  const typed = words.trim().toLowerCase();
  if (typed === '') return { limit: DEFAULT_LIMIT, understood: true };
  const number = /^\d+$/.test(typed) ? Number(typed) : numberInWords(typed);
  if (number === undefined || number === 0) return { limit: DEFAULT_LIMIT, understood: false };
  return { limit: Math.min(number, MOST), understood: number <= MOST };
}

function isDated({ when }: Upcoming): boolean {
  return when.kind !== 'window';
}

/** Of each series the first two stay, those of the person's own specialties before others; the rest are counted. */
function thinned(
  items: readonly Upcoming[],
  ownSpecialties: ReadonlySet<string>,
): { kept: Upcoming[]; further: FurtherSessions[] } {
  const inSeries = items.filter((item) => item.series !== null && isDated(item));
  const isOwn = ({ specialty }: Upcoming) => specialty !== null && ownSpecialties.has(specialty);
  const left = new Set<Upcoming>();
  const further = [...new Set(inSeries.map((item) => item.series?.id))].flatMap((id) => {
    const sessions = inSeries.filter((item) => item.series?.id === id);
    const rest = [...sessions.filter(isOwn), ...sessions.filter((s) => !isOwn(s))].slice(OF_ONE_SERIES);
    for (const item of rest) left.add(item);
    const series = sessions[0]?.series;
    return !series || rest.length === 0
      ? []
      : [{ title: series.title, count: rest.length, one: series.one, many: series.many }];
  });
  return { kept: items.filter((item) => !left.has(item)), further };
}

/**
 * Chooses what `next` shows. `items` are in order of time; at most `limit` of each kind are kept and the others counted.
 * `ownSpecialties` are ids of those that come first in a series.
 */
export function chooseNext(items: readonly Upcoming[], limit: number, ownSpecialties: ReadonlySet<string>): NextChoice {
  const own = thinned(
    items.filter((item) => !item.ifApplying),
    ownSpecialties,
  );
  const { kept: ifApplying, further: furtherIfApplying } = thinned(
    items.filter((item) => item.ifApplying),
    ownSpecialties,
  );
  const dated = own.kept.filter(isDated);
  const undated = own.kept.filter((item) => !isDated(item));
  return {
    dated: dated.slice(0, limit),
    further: own.further,
    moreDated: Math.max(dated.length - limit, 0),
    undated: undated.slice(0, limit),
    moreUndated: Math.max(undated.length - limit, 0),
    ifApplying: ifApplying.slice(0, limit),
    moreIfApplying: Math.max(ifApplying.length - limit, 0),
    furtherIfApplying,
  };
}

/** What lies ahead from all slices, in one order of time. Windows stand by the day on which they become the person's. */
export function inOrder(items: readonly Upcoming[]): Upcoming[] {
  return [...items].sort(byTime);
}
