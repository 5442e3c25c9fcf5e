// What `next` picks from everything that lies ahead. Pure.
import type { Weekday } from '../../domain/day.ts';
import { byTime, isOneDay, type Upcoming } from '../../domain/upcoming.ts';
import type { Contact } from '../../program/program.ts';

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
  /** What passed undone, in order of its day. */
  stillOpen: readonly Upcoming[];
  /** Dated things in order of time. */
  dated: readonly Upcoming[];
  further: readonly FurtherSessions[];
  /** Things without a date, in order of their month. */
  undated: readonly Upcoming[];
  /** Both kinds, for somebody who has not decided whether to apply. */
  ifApplying: readonly Upcoming[];
  /** Of series that are only for applicants. */
  furtherIfApplying: readonly FurtherSessions[];
  /** How many things of any kind are beyond the limit, and how long the longest kind is. */
  more: { count: number; longest: number };
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

/** A window of one day is as good as a date. */
function isDated({ when }: Upcoming): boolean {
  return when.kind !== 'window' || isOneDay(when);
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
 * Chooses what `next` shows. `items` are in order of time, `stillOpen` in that of the day on which each passed; at most `limit` of each
 * kind are kept and the others counted. `ownSpecialties` are ids of those that come first in a series.
 */
export function chooseNext(
  items: readonly Upcoming[],
  stillOpen: readonly Upcoming[],
  limit: number,
  ownSpecialties: ReadonlySet<string>,
): NextChoice {
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
  const lengths = [stillOpen, dated, undated, ifApplying].map(({ length }) => length);
  return {
    stillOpen: stillOpen.slice(0, limit),
    dated: dated.slice(0, limit),
    further: own.further,
    undated: undated.slice(0, limit),
    ifApplying: ifApplying.slice(0, limit),
    furtherIfApplying,
    more: {
      count: lengths.reduce((sum, length) => sum + Math.max(length - limit, 0), 0),
      longest: Math.max(...lengths),
    },
  };
}

/** What lies ahead from all slices, in one order of time. Windows stand by the day on which they become the person's. */
export function inOrder(items: readonly Upcoming[]): Upcoming[] {
  return [...items].sort(byTime);
}

function callText({ name, title, interim, phone, hours }: Contact, weekday: Weekday, office: string): string {
  const who = `${name}, ${title}${interim && !/interim/i.test(title) ? ' (interim)' : ''}`;
  if (phone === undefined) return `${who}: the ${office} will put you through`;
  if (hours === undefined) return `${who}: ${phone}; the ${office} knows today's hours`;
  const today = hours[weekday];
  return `${who}: ${phone}, ${today === undefined ? 'not by phone today' : `today ${today}`}`;
}

/** Whom one can call today, each once, by `Name, title: phone, today 9 AM to 5 PM`; `office` is asked for what is not known. */
export function contactsToCall(contacts: readonly Contact[], weekday: Weekday, office: string): string[] {
  return [...new Set(contacts)].map((contact) => callText(contact, weekday, office));
}
