import type { Day } from '../domain/day.ts';
import { ROLE_NAMES, type Role } from '../domain/roles.ts';
import { classKey, type Enrollment, overrideOn, type Standing, standingOn } from '../domain/standing.ts';
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
  roles: readonly Role[];
  enrollment: Enrollment | null;
  society: string | null;
  /** Ids of specialties in the program, in the person's order: the ones a student considers, the ones others practise. */
  specialties: readonly string[];
  /** Ids of specialties that the person follows by their own choice. */
  follows: readonly string[];
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

/** The zone in which times are written to a person: their own, or the school's until it is known. */
export function zoneOf(program: Program, person: Person): string {
  return person.timeZone ?? program.file.school.timeZone;
}

/** `Staff`, `Interviewer and RASA`: what somebody who is no student is to the program. */
export function rolesText(person: Person): string {
  return listText(person.roles.map((role) => ROLE_NAMES[role]));
}
