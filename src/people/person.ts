import type { Temporal } from 'temporal-polyfill';
import type { Member, SliceTerm } from '../domain/audience.ts';
import type { Day } from '../domain/day.ts';
import { atHour, type Hour, type HourSpan } from '../domain/hour.ts';
import type { Lead } from '../domain/lead.ts';
import { matchWeekOf, type Spell } from '../domain/match-week.ts';
import type { PersonSettings } from '../domain/person-settings.ts';
import type { PolicyKind } from '../domain/reminder.ts';
import { ROLE_NAMES, type Role } from '../domain/roles.ts';
import { classKey, type Enrollment, overrideOn, type Standing, standingOn } from '../domain/standing.ts';
import type { Tick } from '../domain/tick.ts';
import { listText } from '../domain/wording.ts';
import { UserError } from '../errors.ts';
import type { Program } from '../program/program.ts';

/** Earlier than any day that is written with four digits. */
const BEFORE_ANY_CHANGE: Day = '0000-01-01';

/** Somebody the program knows. Not everybody is in Slack (`slackUserId` null), only students are enrolled. */
export interface Person {
  id: number;
  name: string;
  emails: readonly string[];
  slackUserId: string | null;
  /** IANA name from Slack; null until the person was seen there. */
  timeZone: string | null;
  /** false: has left the program. Nothing is said to them, and no list names them. */
  active: boolean;
  roles: readonly Role[];
  enrollment: Enrollment | null;
  society: string | null;
  /** Ids of specialties in the program, in the person's order: the ones a student considers, the ones others practise. */
  specialties: readonly string[];
  /** Ids of specialties that the person follows by their own choice. */
  follows: readonly string[];
  settings: PersonSettings;
  /** What the person ticked off, the oldest first. */
  ticks: readonly Tick[];
}

/** A student's standing on a day; null for everybody else. */
export function personStanding(program: Program, person: Person, day: Day): Standing | null {
  return person.enrollment ? standingOn(program.calendar, person.enrollment, day) : null;
}

/**
 * The classes that a student is in at any time and for which the program has no calendar, as `2050/hst`; none for everybody else.
 * A class that is over counts as well: the phase that was reached there is kept later.
 */
export function missingCalendars(program: Program, person: Person): string[] {
  if (!person.enrollment) return [];
  const { class: graduationYear, track, overrides } = person.enrollment;
  const changes = overrides.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  const keys = [BEFORE_ANY_CHANGE, ...changes].map((day) => {
    const year = overrideOn(overrides, 'class', day)?.value ?? graduationYear;
    return classKey(year, overrideOn(overrides, 'track', day)?.value ?? track);
  });
  return [...new Set(keys)].filter((key) => !program.calendar.classes.has(key));
}

/** Throws a UserError for a student whose class the program does not know: nothing can be said to them that is right. */
export function requireCalendar(program: Program, person: Person): void {
  if (missingCalendars(program, person).length === 0) return;
  throw new UserError(
    "I have no dates for your class yet, so I can't say what is next for you. Please tell the career planning staff that your class is missing from the program.",
  );
}

/** The zone in which times are written to a person: the one they chose, else Slack's, or the school's until that is known. */
export function zoneOf(program: Program, person: Person): string {
  return person.settings.timeZone ?? person.timeZone ?? program.file.school.timeZone;
}

/** At which hour of their own zone a person is reminded of what falls due on a day: the one they chose, else the program's for their phase. */
export function hourOf(program: Program, person: Person, day: Day): Hour {
  const { hours } = program.file.reminders;
  return person.settings.hour ?? hours[personStanding(program, person, day)?.phase ?? 'others'];
}

/** The hours of their own zone in which nothing is said to a person. */
export function quietOf(program: Program, person: Person): HourSpan {
  return person.settings.quiet ?? program.file.reminders.quiet;
}

/** Until when a person wants quiet: their pause, by the days of `zone`, or Quiet until, whichever is later; null where they chose neither. */
export function silentUntil({ settings }: Person, zone: string): Temporal.Instant | null {
  const paused = settings.pausedUntil === null ? null : atHour(settings.pausedUntil, '00:00', zone);
  const { quietUntil } = settings;
  if (paused === null || quietUntil === null) return paused ?? quietUntil;
  return paused.epochMilliseconds > quietUntil.epochMilliseconds ? paused : quietUntil;
}

/** How long before a person is reminded of a kind: in messages as they chose, else as the program has it, and in the digest. */
export function leadsOf(
  program: Program,
  person: Person,
  kind: PolicyKind,
): { messages: readonly Lead[]; digest: readonly Lead[] } {
  const { messages, digest, mandatory } = program.file.reminders.kinds[kind];
  const own = person.settings.leads[kind];
  const holds = own !== undefined && !(mandatory && own.length === 0);
  return { messages: holds ? own : messages, digest };
}

/** A day that staff entered: for Match days the subject is `match/` and the id of a match. */
interface EnteredDay {
  subject: string;
  year: number;
  day: Day;
}

/**
 * The Match weeks of a person among the days that staff entered: those of the matches of their specialties, the program's first
 * match where they named none, in the year in which they graduate. Of a Match Day without a date there is no Match week.
 */
export function matchWeeksOf(program: Program, person: Person, dates: readonly EnteredDay[]): Spell[] {
  const [main] = program.file.matches;
  const named = person.specialties.flatMap((id) => program.specialty(id)?.match ?? []);
  const own = new Set(named.length > 0 || !main ? named : [main.id]);
  return dates
    .filter(({ subject, year, day }) => {
      if (!subject.startsWith('match/') || !own.has(subject.slice('match/'.length))) return false;
      const cycle = personStanding(program, person, day)?.cycle;
      return cycle?.state === 'graduating' && cycle.matchYear === year;
    })
    .map(({ day }) => matchWeekOf(day, program.file.school.timeZone));
}

/** Somebody as an audience sees them on a day; `meets` answers for what only slices know. One whose class the program does not know has no standing. */
export function memberOf(
  program: Program,
  person: Person,
  day: Day,
  meets: (personId: number, term: SliceTerm) => boolean = () => false,
): Member {
  const { id, roles, society, specialties } = person;
  const known = missingCalendars(program, person).length === 0;
  const own = { id, society, specialties, meets: (term: SliceTerm) => meets(id, term) };
  return { roles, standing: known ? personStanding(program, person, day) : null, own };
}

/** `Staff`, `Interviewer and RASA`: what somebody who is no student is to the program. */
export function rolesText(person: Person): string {
  return listText(person.roles.map((role) => ROLE_NAMES[role]));
}
