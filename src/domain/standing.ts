// Where a student stands on a day: class, track, phase, year and leave. Pure; every command, reminder and audience asks here.
import { applyingFrom, type Cycle, type CycleChoice, cycleOn, graduatingFrom } from './cycles.ts';
import { academicYearOf, addDays, type Day, monthsBetween } from './day.ts';
import { laterPhase, type Phase, type Track } from './phases.ts';

/** The days of one class and track. Starts are inclusive; `graduation` is the last day as a student. */
export interface ClassCalendar {
  graduationYear: number;
  track: Track;
  entry: Day;
  pce: Day;
  postPce: Day;
  graduation: Day;
  /** Not yet confirmed by the school: answers say so. */
  provisional: boolean;
}

/** A dated exception, in force from `from` until the day before `to` (null: until further notice). */
export type Override = { from: Day; to: Day | null } & (
  | { kind: 'class'; value: number }
  | { kind: 'track'; value: Track }
  | { kind: 'phase'; value: Phase }
  | { kind: 'cycle'; value: CycleChoice }
  | { kind: 'leave'; value: 'leave' | 'phd' }
);

/** What the roster says of a student; `class` is the graduation year. */
export interface Enrollment {
  class: number;
  track: Track;
  overrides: readonly Override[];
}

/** Class calendars by graduation year and track, and the month (1 to 12) in which the academic year starts. */
export interface SchoolCalendar {
  startMonth: number;
  classes: ReadonlyMap<string, ClassCalendar>;
}

export interface Standing {
  class: number;
  track: Track;
  calendar: ClassCalendar;
  stage: 'before' | 'enrolled' | 'graduated';
  /** On leave or in PhD years, with the day of return. */
  away: { kind: 'leave' | 'phd'; until: Day | null } | null;
  /** null before entry, while away and after graduation. */
  phase: Phase | null;
  /** Academic year counted from entry, 1 for the first. */
  year: number;
  /** null before entry, while away without an override, after graduation. */
  cycle: Cycle | null;
}

export function classKey(graduationYear: number, track: Track): string {
  return `${graduationYear}/${track}`;
}

type OverrideOf<K extends Override['kind']> = Extract<Override, { kind: K }>;

/** The override of a kind in force on a day; the database lets no two of a kind overlap. */
export function overrideOn<K extends Override['kind']>(
  overrides: readonly Override[],
  kind: K,
  day: Day,
): OverrideOf<K> | undefined {
  return overrides.find((o): o is OverrideOf<K> => o.kind === kind && o.from <= day && (o.to === null || day < o.to));
}

function calendarOn(school: SchoolCalendar, enrollment: Enrollment, day: Day): ClassCalendar {
  const graduationYear = overrideOn(enrollment.overrides, 'class', day)?.value ?? enrollment.class;
  const track = overrideOn(enrollment.overrides, 'track', day)?.value ?? enrollment.track;
  const calendar = school.classes.get(classKey(graduationYear, track));
  if (!calendar) throw new Error(`the program has no calendar for the class of ${graduationYear}, ${track}`);
  return calendar;
}

function phaseByCalendar(calendar: ClassCalendar, day: Day): Phase | null {
  if (day < calendar.entry) return null;
  if (day < calendar.pce) return 'preclerkship';
  return day < calendar.postPce ? 'pce' : 'post-pce';
}

/** The last day before `day` on which the student was at the school, so that phases which passed during a leave do not count as reached. */
function lastDayAtSchool(enrollment: Enrollment, day: Day): Day {
  let last = addDays(day, -1);
  let leave = overrideOn(enrollment.overrides, 'leave', last);
  while (leave) {
    last = addDays(leave.from, -1);
    leave = overrideOn(enrollment.overrides, 'leave', last);
  }
  return last;
}

/** A student who moves to a later class (a fifth year) or another track keeps the phase already reached. */
function phaseOn(school: SchoolCalendar, enrollment: Enrollment, day: Day): Phase | null {
  const override = overrideOn(enrollment.overrides, 'phase', day);
  if (override) return override.value;
  let phase = phaseByCalendar(calendarOn(school, enrollment, day), day);
  for (const { kind, from, to } of enrollment.overrides) {
    if (kind !== 'class' && kind !== 'track') continue;
    for (const change of [from, to]) {
      if (change === null || change > day) continue;
      const before = lastDayAtSchool(enrollment, change);
      phase = laterPhase(phase, phaseByCalendar(calendarOn(school, enrollment, before), before));
    }
  }
  return phase;
}

/**
 * Where a student stands on a day (in the school's zone).
 * Throws where the program has no calendar for the class and track; imports refuse such rows.
 */
export function standingOn(school: SchoolCalendar, enrollment: Enrollment, day: Day): Standing {
  const calendar = calendarOn(school, enrollment, day);
  const leave = overrideOn(enrollment.overrides, 'leave', day);
  const away = leave ? { kind: leave.value, until: leave.to } : null;
  const stage = day < calendar.entry ? 'before' : day > calendar.graduation && !away ? 'graduated' : 'enrolled';
  const phase = stage === 'enrolled' && !away ? phaseOn(school, enrollment, day) : null;
  const choice = overrideOn(enrollment.overrides, 'cycle', day)?.value;
  const noCycle = stage !== 'enrolled' || (away !== null && choice === undefined);
  return {
    class: calendar.graduationYear,
    track: calendar.track,
    calendar,
    stage,
    away,
    phase,
    year: academicYearOf(day, school.startMonth) - academicYearOf(calendar.entry, school.startMonth) + 1,
    cycle: noCycle ? null : cycleOn(choice, calendar.graduationYear, day),
  };
}

/** Whether what a student is told hangs on the days of their class: not before entry, while away, or after graduation. */
export function restsOnClassDates({ stage, away }: Standing): boolean {
  return stage === 'enrolled' && away === null;
}

/** Whether a student who stands so today hears nothing of applications (spec 1: not applying, on leave or in PhD years). */
export function hidesApplications(today: Standing | undefined): boolean {
  if (!today) return false;
  return today.cycle?.choice === 'not-applying' || (today.away !== null && today.cycle === null);
}

/** `{ month: 3, of: 12 }` in the third month of twelve, begun months counted; null where the phase was reached by another class's calendar. */
export function phaseProgress({ calendar, phase }: Standing, day: Day): { month: number; of: number } | null {
  if (phase === null || phaseByCalendar(calendar, day) !== phase) return null;
  const [start, last] = {
    preclerkship: [calendar.entry, addDays(calendar.pce, -1)] as const,
    pce: [calendar.pce, addDays(calendar.postPce, -1)] as const,
    'post-pce': [calendar.postPce, calendar.graduation] as const,
  }[phase];
  return { month: monthsBetween(start, day) + 1, of: monthsBetween(start, last) + 1 };
}

/** A stretch of days, both ends inclusive, over which a student's standing does not change but for months counted. */
export interface Stretch {
  from: Day;
  to: Day;
  standing: Standing;
}

/** The days on which anything in `standingOn` can change, for the classes a student is ever in. */
function changes(school: SchoolCalendar, enrollment: Enrollment): Day[] {
  const days: Day[] = [];
  const classes = new Set([enrollment.class]);
  const matchYears = new Set([enrollment.class]);
  for (const override of enrollment.overrides) {
    days.push(override.from);
    if (override.to !== null) days.push(override.to);
    if (override.kind === 'class') classes.add(override.value);
    if (typeof override.value === 'number') matchYears.add(override.value);
  }
  for (const calendar of school.classes.values()) {
    if (!classes.has(calendar.graduationYear)) continue;
    days.push(calendar.entry, calendar.pce, calendar.postPce, addDays(calendar.graduation, 1));
  }
  for (const year of matchYears) days.push(applyingFrom(year), graduatingFrom(year));
  return days;
}

/** A student's standing over `from` to `to` (inclusive), as stretches in order, with a break at each academic year. */
export function standingsOver(school: SchoolCalendar, enrollment: Enrollment, from: Day, to: Day): Stretch[] {
  const breaks = changes(school, enrollment);
  const startMonth = String(school.startMonth).padStart(2, '0');
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    breaks.push(`${year}-${startMonth}-01`);
  const starts = [...new Set([from, ...breaks.filter((day) => from < day && day <= to)])].sort();
  return starts.map((start, index) => {
    const next = starts[index + 1];
    return {
      from: start,
      to: next === undefined ? to : addDays(next, -1),
      standing: standingOn(school, enrollment, start),
    };
  });
}
