// Days by which something is due that hang on the phases of a class, and what staff date without a month.
import { audienceText } from '../domain/audience.ts';
import { clampedTo, type Day, earlierOf, laterOf } from '../domain/day.ts';
import { classKey, type Standing } from '../domain/standing.ts';
import type { Entry } from '../program/program.ts';
import type { ClassDue } from './almanac.ts';
import { ownItems } from './own-items.ts';
import type { ProgramDate } from './program-date.ts';
import {
  byYear,
  dateYear,
  dueDates,
  type Portion,
  portionsOf,
  staffDaysOf,
  standingAtDate,
  stepsOfDate,
  yearText,
} from './staff-days.ts';
import { type Ahead, aheadOf, matchesIn, stretchOn, type View } from './view.ts';

/** A milestone of a class in portions, each with its day: the one that staff have entered for `year`, else the program's. */
function portionsOfDue(
  view: View,
  due: ClassDue,
  graduationYear: number,
  year: number | null,
): (Portion & { day: Day })[] {
  const dates = dueDates(view, due, graduationYear, year);
  return portionsOf(due.entry.items, dates).map((portion) => ({ ...portion, day: portion.day ?? due.due }));
}

function dueAhead(view: View, due: ClassDue, { day, step, steps }: Portion & { day: Day }, standing?: Standing): Ahead {
  const { entry, occurrence } = due;
  return aheadOf(view, entry, { kind: 'due', day }, day, standing, {
    title: step === null ? entry.title : `${entry.title}: ${steps[0]?.title}`,
    tick: { occurrence, step, steps: [...steps] },
  });
}

/** Of every class, for those who are no students. */
function duesOfProgram(view: View): Ahead[] {
  const { almanac, range } = view;
  return almanac.allDues.flatMap((due) =>
    portionsOfDue(view, due, due.class, due.class)
      .filter(({ day }) => range.from <= day && day <= range.to)
      .map((portion) => ({ ...dueAhead(view, due, portion), audience: due.audience })),
  );
}

/** Nothing is asked of somebody for a day on which they are away. */
function isAwayOn(view: View, day: Day): boolean {
  return (stretchOn(view, day)?.standing.away ?? null) !== null;
}

/** Of the student's own class. */
export function duesAhead(view: View): Ahead[] {
  const { almanac, stretches, range } = view;
  if (!stretches) return duesOfProgram(view);
  const seen = new Set<string>();
  return stretches.flatMap((stretch) => {
    const dues = almanac.dues.get(classKey(stretch.standing.class, stretch.standing.track)) ?? [];
    return dues.flatMap((due) =>
      portionsOfDue(view, due, stretch.standing.class, dateYear(due.entry, stretch.standing)).flatMap((portion) => {
        const key = `${due.entry.id} ${portion.step} ${portion.day}`;
        const begins = laterOf(earlierOf(due.from, portion.day), stretch.from);
        const isAhead = range.from <= portion.day && portion.day <= range.to;
        const open = isAhead && begins <= stretch.to && begins <= portion.day;
        if (!open || seen.has(key) || isAwayOn(view, portion.day) || !matchesIn(view, due.entry, stretch)) return [];
        seen.add(key);
        return [dueAhead(view, due, portion, stretch.standing)];
      }),
    );
  });
}

/** One day that staff entered for an entry without months, for those whose steps it is about. */
function datedAhead(view: View, entry: Entry, date: ProgramDate): Ahead[] {
  const { range, stretches } = view;
  if (date.day < range.from || date.day > range.to) return [];
  const found = stepsOfDate(entry, date, staffDaysOf(view, entry)).flatMap((item) => {
    const standing = stretches ? standingAtDate(view, entry, item, date) : undefined;
    return stretches && !standing ? [] : [{ item, standing }];
  });
  const [first] = found;
  if (!first) return [];
  const isStep = date.subject.includes('/');
  const steps = found.flatMap(({ item }) => item ?? []);
  const audience = [audienceText({ anyOf: first.item?.for ?? entry.for }), yearText(entry, date.year)].join(', ');
  return [
    aheadOf(view, entry, { kind: 'due', day: date.day }, date.day, first.standing, {
      title: isStep ? `${entry.title}: ${first.item?.title}` : entry.title,
      tick: { occurrence: String(date.year), step: isStep ? (first.item?.id ?? null) : null, steps },
      ...(stretches ? {} : { audience }),
    }),
  ];
}

/** What of an entry without months has no day yet, for those whose it is today; for those who are no students while it has no day at all. */
function undatedAhead(view: View, entry: Entry): Ahead[] {
  const { stretches, range, today } = view;
  const when = { kind: 'window', ...range, months: '', awaitsDate: true, opens: null } as const;
  const dates = staffDaysOf(view, entry);
  if (!stretches) {
    const isDated = byYear(dates).some(([, ofYear]) =>
      portionsOf(entry.items, ofYear).every(({ day }) => day !== null),
    );
    return isDated ? [] : [aheadOf(view, entry, when, range.to, undefined)];
  }
  const now = stretchOn(view, clampedTo(today, range));
  const year = now && dateYear(entry, now.standing);
  if (!now || year === undefined || year === null || !matchesIn(view, entry, now)) return [];
  const portions = portionsOf(
    ownItems(entry, now.standing),
    dates.filter((date) => date.year === year),
  );
  return portions
    .filter(({ day }) => day === null)
    .map(({ steps }) =>
      aheadOf(view, entry, when, range.to, now.standing, {
        tick: { occurrence: String(year), step: null, steps: [...steps] },
      }),
    );
}

/** Entries that staff date without a month: by the days they have entered, and what still waits for one. */
export function staffDatedAhead(view: View): Ahead[] {
  return view.almanac.datedByStaff.flatMap((entry) => [
    ...staffDaysOf(view, entry).flatMap((date) => datedAhead(view, entry, date)),
    ...undatedAhead(view, entry),
  ]);
}
