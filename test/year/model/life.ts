// One student's year as it was lived: who they are, what they pressed, and what holds for them at a moment.
import { addDays, localOf, momentOf, weekdayOf } from './moments.ts';
import type { Policy } from './policy.ts';
import { type Kind, type Override, type Settings, type Standing, standingOn, type Who } from './student.ts';

/** Moments are milliseconds since 1970. Keys are those of things. */
export interface Life {
  /** Overrides are here with the moment staff entered them. */
  student: Who & { overrides: readonly (Override & { known: number })[] };
  settings: readonly { at: number; change: Settings }[];
  /** Pressed "Fewer of these". */
  fewer: readonly { at: number; kind: Kind }[];
  /** From when to when somebody had a place. */
  going: ReadonlyMap<string, readonly { from: number; to: number }[]>;
  done: ReadonlyMap<string, number>;
  snoozed: readonly { at: number; key: string }[];
  /** Pressed Add to calendar. */
  added: ReadonlyMap<string, number>;
  /** Deactivated in Slack. */
  leftAt: number;
}

const standings = new WeakMap<Life['student'], Map<string, Standing>>();

/** Where the person stands on a day, by what staff had entered by a moment. */
export function standingAt({ student }: Life, day: string, at: number): Standing {
  const known = student.overrides.filter((each) => each.known <= at);
  const key = `${day} ${known.length}`;
  const cache = standings.get(student) ?? new Map<string, Standing>();
  standings.set(student, cache);
  const cached = cache.get(key);
  if (cached) return cached;
  const standing = standingOn({ ...student, overrides: known }, day);
  cache.set(key, standing);
  return standing;
}

export function settingsAt(life: Life, at: number): Settings {
  return Object.assign({}, ...life.settings.filter((each) => each.at <= at).map(({ change }) => change));
}

/** The hour of day at which reminders of days reach the person (spec 3). */
export function hourOn(life: Life, policy: Policy, day: string, at: number): string {
  const own = settingsAt(life, at).hour;
  if (own !== undefined) return own;
  const { phase } = standingAt(life, day, at);
  return policy.hours[phase ?? 'others'];
}

/** From Friday 17:00 before Match Day to Monday 08:00 after, in the school's zone (spec 10). */
export function matchWeekOf(day: string, zone: string): { from: number; to: number } {
  const monday = addDays(day, 1 - weekdayOf(day));
  return { from: momentOf(addDays(monday, -3), '17:00', zone), to: momentOf(addDays(monday, 7), '08:00', zone) };
}

/** The Match week in which a moment lies for a person; undefined outside any. */
export function matchWeekAt(life: Life, policy: Policy, at: number): { from: number; to: number } | undefined {
  const { specialties } = life.student;
  const early = policy.matchDays.filter(
    (each) => each.specialties !== 'others' && each.specialties.some((one) => specialties.includes(one)),
  );
  const own = early.length > 0 ? early : policy.matchDays.filter((each) => each.specialties === 'others');
  for (const { day } of own) {
    const week = matchWeekOf(day, policy.schoolZone);
    const isIn = week.from <= at && at < week.to;
    if (isIn && standingAt(life, localOf(at, policy.schoolZone).day, at).cycle === 'graduating') return week;
  }
  return undefined;
}

/** Whether anything unprompted may be said at a moment: steps 1 to 3 of design 5. `until`: when what keeps it silent ends. */
export function silenceAt(
  life: Life,
  policy: Policy,
  at: number,
): { because: 'gone' | 'match' | 'pause'; until: number } | undefined {
  const { student } = life;
  const standing = standingAt(life, localOf(at, policy.schoolZone).day, at);
  if (!student.inSlack || at >= life.leftAt || standing.stage !== 'enrolled' || standing.away) {
    return { because: 'gone', until: Number.POSITIVE_INFINITY };
  }
  const week = matchWeekAt(life, policy, at);
  if (week) return { because: 'match', until: week.to };
  const until = settingsAt(life, at).pauseUntil;
  if (until !== undefined && localOf(at, student.zone).day < until) {
    return { because: 'pause', until: momentOf(until, '00:00', student.zone) };
  }
  return undefined;
}
