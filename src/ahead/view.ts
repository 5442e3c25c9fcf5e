// Through whose eyes the program is looked at, over which days, and what everything that lies ahead has in common.
import { audienceText, isForApplicants, type Member, matchesAudience } from '../domain/audience.ts';
import { academicYearOf, type Day } from '../domain/day.ts';
import { hidesApplications, type Standing, type Stretch, standingOn, standingsOver } from '../domain/standing.ts';
import type { Upcoming, When } from '../domain/upcoming.ts';
import type { Person } from '../people/person.ts';
import type { Entry, Program } from '../program/program.ts';
import { type Almanac, almanacOf, comesRoundFor, type Occurrence, occurrencesOfSession } from './almanac.ts';
import type { ProgramDate } from './program-date.ts';
import type { Session } from './session.ts';

/** What of an entry can be ticked off or waved away at one time: all of it, some steps of a group, or one that has a day of its own. */
export interface Tickable {
  /** Which time it comes round. */
  occurrence: string;
  /** The one step that has a day of its own. */
  step: string | null;
  /** The steps of it; none where it is done in one go. */
  steps: Entry['items'];
}

/** An upcoming thing with the entry it comes from; what its button does is for the messages to say. */
export interface Ahead extends Omit<Upcoming, 'button'> {
  entry: Entry;
  /** null where no session is dated. */
  sessionId: number | null;
  /** The last day on which it is this person's: a window is listed in each month from `day` to here. */
  through: Day;
  /** The season in words: `fall`. */
  called: string | null;
  /** null where there is nothing to tick off or to wave away. */
  tick: Tickable | null;
}

/** What of a person decides what lies ahead of them. */
export type Onlooker = Pick<Person, 'roles' | 'enrollment'>;

export interface Range {
  from: Day;
  /** Inclusive. */
  to: Day;
}

export interface PlacedSession {
  session: Session;
  occurrences: readonly Occurrence[];
}

export interface View {
  program: Program;
  almanac: Almanac;
  person: Onlooker;
  range: Range;
  today: Day;
  /** What staff have entered beside sessions, by the id of the entry that it is about. */
  dates: ReadonlyMap<string, readonly ProgramDate[]>;
  /** In order of their start, each with the occurrences of its entry that it belongs to. */
  sessions: readonly PlacedSession[];
  /** null: no student, and so sees the program as a whole. */
  stretches: readonly Stretch[] | null;
  /** Applications are no subject: away without a cycle, or not applying. */
  hidesApplications: boolean;
  /** Occurrences for which staff have dated something. */
  dated: ReadonlySet<Occurrence>;
}

const places = new WeakMap<Almanac, WeakMap<Session, PlacedSession>>();

/** Which occurrences a session belongs to, worked out once for as long as the session stays as it is. */
function placedIn(almanac: Almanac, session: Session): PlacedSession {
  const known = places.get(almanac) ?? new WeakMap<Session, PlacedSession>();
  places.set(almanac, known);
  const placed = known.get(session) ?? {
    session,
    occurrences: occurrencesOfSession(almanac, session.entry, session.day),
  };
  known.set(session, placed);
  return placed;
}

const datesByEntry = new WeakMap<readonly ProgramDate[], ReadonlyMap<string, readonly ProgramDate[]>>();

/** Grouped once for as long as the dates stay as they are. */
function byEntry(dates: readonly ProgramDate[]): ReadonlyMap<string, readonly ProgramDate[]> {
  const known = datesByEntry.get(dates);
  if (known) return known;
  const grouped = new Map<string, ProgramDate[]>();
  for (const date of dates) {
    const [entry = ''] = date.subject.split('/');
    grouped.set(entry, [...(grouped.get(entry) ?? []), date]);
  }
  datesByEntry.set(dates, grouped);
  return grouped;
}

export function createView(
  program: Program,
  person: Onlooker,
  sessions: readonly Session[],
  range: Range,
  today: Day,
  dates: readonly ProgramDate[] = [],
): View {
  const almanac = almanacOf(program);
  const stretches = person.enrollment && standingsOver(program.calendar, person.enrollment, range.from, range.to);
  const now = person.enrollment && standingOn(program.calendar, person.enrollment, today);
  // A cancelled session dates nothing: its months wait for a date again.
  const placed = sessions.flatMap((session) => (session.cancelledAt === null ? placedIn(almanac, session) : []));
  return {
    program,
    almanac,
    person,
    range,
    today,
    dates: byEntry(dates),
    sessions: placed,
    stretches,
    hidesApplications: hidesApplications(now ?? undefined),
    dated: new Set(placed.flatMap(({ occurrences }) => occurrences)),
  };
}

/** The stretch that holds a day, also one outside the range; undefined for those who are no students. */
export function stretchOn({ program, person, stretches }: View, day: Day): Stretch | undefined {
  const found = stretches?.find((s) => s.from <= day && day <= s.to);
  return found ?? (person.enrollment ? standingsOver(program.calendar, person.enrollment, day, day)[0] : undefined);
}

/** Whether an entry is for the person on the days of a stretch, and an occurrence of it comes round for them. */
export function matchesIn(
  { program, person, hidesApplications: hides }: View,
  entry: Entry,
  stretch: Stretch,
  occurrence?: Occurrence,
): boolean {
  if (hides && isForApplicants({ anyOf: entry.for })) return false;
  const member: Member = { roles: person.roles, standing: stretch.standing };
  if (!matchesAudience({ anyOf: entry.for }, member)) return false;
  const academicYear = academicYearOf(stretch.from, program.calendar.startMonth);
  return occurrence === undefined || comesRoundFor(occurrence, stretch.standing, academicYear);
}

/** Whether a step of an entry is for a student of this standing; the entry itself is asked with `matchesIn`. */
export function isItemOf({ person }: View, item: Entry['items'][number], standing: Standing): boolean {
  return item.for === undefined || matchesAudience({ anyOf: item.for }, { roles: person.roles, standing });
}

/** What every kind has in common; `standing` is the one by which it was found to be the person's. */
export function aheadOf(
  { person }: View,
  entry: Entry,
  when: When,
  day: Day,
  standing: Standing | undefined,
  more: Partial<Ahead> = {},
): Ahead {
  return {
    entry,
    sessionId: null,
    title: entry.title,
    when,
    day,
    through: day,
    called: null,
    tick: null,
    where: null,
    link: null,
    series: entry.unit ? { id: entry.id, title: entry.title, ...entry.unit } : null,
    specialty: null,
    ifApplying: standing?.cycle?.choice === 'undecided' && isForApplicants({ anyOf: entry.for }),
    audience: person.enrollment ? null : audienceText({ anyOf: entry.for }),
    ...more,
  };
}
