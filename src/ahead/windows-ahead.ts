// Windows in which no session is dated yet, and the days that hang on the sessions of another entry.
import { audienceText } from '../domain/audience.ts';
import { addMonths, clampedTo, type Day, earlierOf, laterOf, mondayAfter } from '../domain/day.ts';
import { TRACK_NAMES } from '../domain/phases.ts';
import type { Stretch } from '../domain/standing.ts';
import { monthsAndYearText } from '../domain/wording.ts';
import type { Occurrence } from './almanac.ts';
import { isTickable, occurrenceName } from './occurrence-name.ts';
import { byYear, occurrenceDates, type Portion, portionsOf, yearText } from './staff-days.ts';
import { type Ahead, aheadOf, matchesIn, stretchOn, type Tickable, type View } from './view.ts';

/** The last day of another entry's sessions that belong to the same months. */
function lastSessionDay({ sessions }: View, entryId: string, { from, to }: Occurrence): Day | undefined {
  let last: Day | undefined;
  for (const { session, occurrences } of sessions) {
    if (session.entry !== entryId || (last !== undefined && session.day < last)) continue;
    if (occurrences.some((o) => o.from <= to && from <= o.to)) last = session.day;
  }
  return last;
}

/** The day that staff have entered for the match that an occurrence is about. */
function matchDayOf({ dates }: View, { window, year }: Occurrence): Day | undefined {
  if (window.matchDay === undefined || window.match === undefined) return undefined;
  const subject = `match/${window.matchDay}`;
  const matchYear = year - window.match;
  return dates.get('match')?.find((date) => date.subject === subject && date.year === matchYear)?.day;
}

/** The first day on which it is open: its own, or the Monday after what it waits for, which ends with its months at the latest. */
function opensOn(view: View, occurrence: Occurrence): Day {
  const { after } = occurrence.window;
  if (after === undefined) return occurrence.from;
  const awaited = view.almanac.byEntry.get(after)?.find((o) => o.from <= occurrence.to && occurrence.from <= o.to);
  const last = lastSessionDay(view, after, occurrence) ?? (awaited && matchDayOf(view, awaited));
  if (last !== undefined) return laterOf(occurrence.from, mondayAfter(last));
  return awaited ? laterOf(occurrence.from, awaited.to) : occurrence.from;
}

interface OwnDays {
  first: Day;
  last: Day;
  stretch: Stretch | undefined;
}

/** The days of the occurrence within the range on which it is this person's. */
function ownDays(view: View, occurrence: Occurrence): OwnDays | undefined {
  const from = laterOf(opensOn(view, occurrence), view.range.from);
  const to = earlierOf(occurrence.to, view.range.to);
  if (from > to) return undefined;
  if (!view.stretches) return { first: from, last: to, stretch: undefined };
  const own = view.stretches.filter(
    (s) => s.from <= to && from <= s.to && matchesIn(view, occurrence.entry, s, occurrence),
  );
  const [first] = own;
  const last = own.at(-1);
  return first && last && { first: laterOf(first.from, from), last: earlierOf(last.to, to), stretch: first };
}

/** To those who are no students: for whom it is, with the track where the window is of one. */
function audienceOf({ entry, window }: Occurrence): string {
  const text = audienceText({ anyOf: entry.for });
  return window.only ? `${text}, ${TRACK_NAMES[window.only.track]}` : text;
}

/** What a portion of an occurrence is called, and what of it can be ticked off. */
function portionAhead(
  { entry, window, from }: Occurrence,
  { step, steps }: Portion,
): { title: string; tick: Tickable } {
  const tick = { occurrence: occurrenceName(entry, window, from), step, steps: [...steps] };
  return { title: step === null ? entry.title : `${entry.title}: ${steps[0]?.title}`, tick };
}

function dueAhead(view: View, occurrence: Occurrence, day: Day, portion: Portion, year?: number): Ahead[] {
  if (day < view.range.from || day > view.range.to) return [];
  const stretch = stretchOn(view, clampedTo(day, occurrence));
  if (view.stretches && !(stretch && matchesIn(view, occurrence.entry, stretch, occurrence))) return [];
  const whose = [audienceOf(occurrence), ...(year === undefined ? [] : [yearText(occurrence.entry, year)])].join(', ');
  return [
    aheadOf(view, occurrence.entry, { kind: 'due', day }, day, stretch?.standing, {
      ...portionAhead(occurrence, portion),
      ...(view.stretches ? {} : { audience: whose }),
    }),
  ];
}

function windowAhead(view: View, occurrence: Occurrence, isSecond: boolean, portion: Portion | null): Ahead[] {
  const days = view.dated.has(occurrence) ? undefined : ownDays(view, occurrence);
  if (!days) return [];
  const { entry, from, to, awaitsDate, window } = occurrence;
  const months = isSecond ? monthsAndYearText(from, to) : occurrence.months;
  const opens = window.after === undefined ? null : (window.called ?? null);
  const when = { kind: 'window', from, to, months, awaitsDate, opens } as const;
  return [
    aheadOf(view, entry, when, days.first, days.stretch?.standing, {
      through: days.last,
      called: opens === null ? (window.called ?? null) : null,
      ...(portion ? portionAhead(occurrence, portion) : {}),
      ...(view.stretches ? {} : { audience: audienceOf(occurrence) }),
    }),
  ];
}

interface Placed extends Portion {
  /** The year that staff entered its day for. */
  year?: number;
}

/** A milestone in portions, each with its day: the one that staff have entered, or that of the sessions it hangs on. */
function placedPortions(view: View, occurrence: Occurrence): Placed[] {
  const { entry, window } = occurrence;
  const years = byYear(occurrenceDates(view, occurrence));
  if (years.length > 0)
    return years.flatMap(([year, dates]) => portionsOf(entry.items, dates).map((portion) => ({ ...portion, year })));
  const day = window.dueAtEndOf === undefined ? undefined : lastSessionDay(view, window.dueAtEndOf, occurrence);
  return [{ step: null, steps: entry.items, day: day ?? null }];
}

/** Staff date the sessions that something hangs on within this many months of its own. */
const MONTHS_AROUND = 12;

/** An occurrence on the one day that it is known to be on: no date of it is awaited any more. */
function onMatchDay(view: View, occurrence: Occurrence): Occurrence {
  const day = view.dated.has(occurrence) ? undefined : matchDayOf(view, occurrence);
  return day === undefined ? occurrence : { ...occurrence, from: day, to: day, awaitsDate: false };
}

/** `occurrences` are in order of their first day; months that come round a second time are written with their year. */
export function windowsAhead(view: View, occurrences: readonly Occurrence[]): Ahead[] {
  const { from, to } = view.range;
  const [earliest, latest] = [addMonths(from, -MONTHS_AROUND), addMonths(to, MONTHS_AROUND)];
  const named = new Set<string>();
  const found: Ahead[] = [];
  for (const laidOut of occurrences) {
    const occurrence = onMatchDay(view, laidOut);
    if (occurrence.to < earliest || occurrence.from > latest) continue;
    const portions = isTickable(occurrence.entry) ? placedPortions(view, occurrence) : [null];
    for (const portion of portions) {
      if (portion && portion.day !== null) {
        found.push(...dueAhead(view, occurrence, portion.day, portion, portion.year));
      } else if (occurrence.to >= from && occurrence.from <= to) {
        const name = `${occurrence.entry.id} ${occurrence.months}`;
        const items = windowAhead(view, occurrence, named.has(name), portion);
        if (items.length > 0) named.add(name);
        found.push(...items);
      }
    }
  }
  return found;
}
