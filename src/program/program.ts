import type { Temporal } from 'temporal-polyfill';
import { type Day, dayOf, MONTHS } from '../domain/day.ts';
import { type ClassCalendar, classKey, type SchoolCalendar } from '../domain/standing.ts';
import { listText } from '../domain/wording.ts';
import type { AdvisingRole, Contact, Entry, ProgramFile, Resource, Specialty } from './schema.ts';

export type { AdvisingRole, Contact, Entry, InterviewRules, Resource, Specialty, Window } from './schema.ts';

/** The program file with what is looked up in it. Immutable: a changed file is a new program. */
export interface Program {
  file: ProgramFile;
  /** Class calendars and the start of the academic year, as `standingOn` wants them. */
  calendar: SchoolCalendar;
  entries: readonly Entry[];
  entry(id: string): Entry | undefined;
  resource(id: string): Resource | undefined;
  specialty(id: string): Specialty | undefined;
  advisingRole(id: string): AdvisingRole | undefined;
  peopleRole(id: string): ProgramFile['peopleRoles'][number] | undefined;
  /** Who holds a people role on a day; empty where nobody is known to. */
  holders(role: string, day: Day): Contact[];
  /** The day it is at the school. */
  today(now: Temporal.Instant): Day;
}

function byId<T extends { id: string }>(list: readonly T[]): (id: string) => T | undefined {
  const map = new Map(list.map((item) => [item.id, item]));
  return (id) => map.get(id);
}

export function createProgram(file: ProgramFile): Program {
  const classes = new Map<string, ClassCalendar>(
    file.classes.map(({ class: graduationYear, ...days }) => [
      classKey(graduationYear, days.track),
      { graduationYear, ...days },
    ]),
  );
  return {
    file,
    calendar: { startMonth: MONTHS.indexOf(file.school.academicYearStartsIn) + 1, classes },
    entries: file.entries,
    entry: byId(file.entries),
    resource: byId(file.resources),
    specialty: byId(file.specialties),
    advisingRole: byId(file.advising),
    peopleRole: byId(file.peopleRoles),
    holders: (role, day) =>
      file.contacts.filter(
        (c) => c.roles.includes(role) && (c.from ?? day) <= day && (c.until === undefined || day <= c.until),
      ),
    today: (now) => dayOf(now, file.school.timeZone),
  };
}

/** A people role as it is shown, role first: `Dean for Students, Jennifer Potter (interim)`. */
export function roleText(program: Program, role: string, day: Day): string {
  const name = program.peopleRole(role)?.name ?? role;
  const holders = program.holders(role, day).map((c) => (c.interim ? `${c.name} (interim)` : c.name));
  return holders.length === 0 ? name : `${name}, ${listText(holders)}`;
}
