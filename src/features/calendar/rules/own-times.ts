// When one entry comes for one person, over their whole course: what lies ahead, else when it will come, else when it was.
import type { Temporal } from 'temporal-polyfill';
import { entryAhead, isOver } from '../../../ahead/ahead.ts';
import { almanacOf } from '../../../ahead/almanac.ts';
import type { ProgramDate } from '../../../ahead/program-date.ts';
import type { Session } from '../../../ahead/session.ts';
import type { Ahead } from '../../../ahead/view.ts';
import { addDays, addMonths, type Day } from '../../../domain/day.ts';
import { monthsAndYearText } from '../../../domain/wording.ts';
import type { Person } from '../../../people/person.ts';
import type { Entry, Program } from '../../../program/program.ts';

/** `later`: not within the coming year. */
export type OwnTime = Ahead & { tense: 'coming' | 'later' | 'past' };

/** How far `coming` reaches, as in every list. */
const MONTHS_AHEAD = 12;

/** The entries whose sessions say when an entry comes: itself, and what its windows hang on. */
export function relatedEntries(entry: Entry): string[] {
  const hangsOn = entry.when.flatMap((window) => ('months' in window ? [window.dueAtEndOf, window.after] : []));
  return [...new Set([entry.id, ...hangsOn.flatMap((id) => id ?? [])])];
}

/** Far from today a month needs its year. */
function withYear(item: Ahead): Ahead {
  const { when } = item;
  if (when.kind !== 'window' || when.months === '') return item;
  return { ...item, when: { ...when, months: monthsAndYearText(when.from, when.to) } };
}

/**
 * What of an entry lies ahead of somebody in the coming year; where nothing does, the next time after that or the last one before.
 * `sessions` are all there are of `relatedEntries`. The session `pressed` (an id) comes first, also where it is over.
 * Empty where the entry never comes for them.
 */
export function ownTimes(
  program: Program,
  person: Person,
  entry: Entry,
  sessions: readonly Session[],
  {
    now,
    today,
    pressed,
    dates = [],
  }: { now: Temporal.Instant; today: Day; pressed: number | null; dates?: readonly ProgramDate[] },
): OwnTime[] {
  const { from, to } = almanacOf(program).span;
  const between = (range: { from: Day; to: Day }) => entryAhead(program, person, entry, sessions, range, today, dates);
  const future = between({ from: today, to: addMonths(today, MONTHS_AHEAD) });
  const coming = future
    .filter((item) => !isOver(item, now, today))
    .map((item) => ({ ...item, tense: 'coming' }) as const);
  const beyond = () => between({ from: addDays(addMonths(today, MONTHS_AHEAD), 1), to });
  const before = [...between({ from, to: addDays(today, -1) }), ...future].filter((item) => isOver(item, now, today));
  const past = before.map((item) => ({ ...withYear(item), tense: 'past' }) as const);
  const shown: OwnTime[] = coming.length > 0 ? coming : notComing(beyond(), past);
  const first = [...coming, ...past].filter((item) => pressed !== null && item.sessionId === pressed);
  return [...first, ...shown.filter((item) => !first.some((other) => other.sessionId === item.sessionId))];
}

function notComing(beyond: readonly Ahead[], past: readonly OwnTime[]): OwnTime[] {
  const later = beyond.find(({ when }) => when.kind !== 'window' || when.months !== '');
  if (later) return [{ ...withYear(later), tense: 'later' }];
  return past.slice(-1);
}
