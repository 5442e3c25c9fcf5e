// The program as one student goes through it, from entry to the Match, without regard to dates: what `calendar pce`,
// `calendar all` and `event` may show.

import { almanacOf, comesRoundFor } from '../../../ahead/almanac.ts';
import { isForApplicants, matchesAudience } from '../../../domain/audience.ts';
import { academicYearOf, addDays, type Day } from '../../../domain/day.ts';
import { PHASES, type Phase } from '../../../domain/phases.ts';
import {
  type ClassCalendar,
  classKey,
  type Enrollment,
  hidesApplications,
  type Standing,
  standingOn,
  standingsOver,
} from '../../../domain/standing.ts';
import type { Person } from '../../../people/person.ts';
import type { Entry, Program } from '../../../program/program.ts';

function phaseDays({ entry, pce, postPce, graduation }: ClassCalendar, phase: Phase): { from: Day; to: Day } {
  if (phase === 'preclerkship') return { from: entry, to: addDays(pce, -1) };
  if (phase === 'pce') return { from: pce, to: addDays(postPce, -1) };
  return { from: postPce, to: graduation };
}

/** The entries that come in a phase for a class and track, in the order of the program. */
function entriesOfPhase(program: Program, calendar: ClassCalendar, phase: Phase): Entry[] {
  const undisturbed: Enrollment = { class: calendar.graduationYear, track: calendar.track, overrides: [] };
  const { from, to } = phaseDays(calendar, phase);
  const stretches = standingsOver(program.calendar, undisturbed, from, to);
  const almanac = almanacOf(program);
  return program.entries.filter((entry) =>
    stretches.some(({ standing, ...stretch }) => {
      if (!matchesAudience({ anyOf: entry.for }, { roles: ['student'], standing })) return false;
      const occurrences = almanac.byEntry.get(entry.id) ?? [];
      if (occurrences.length === 0) return true;
      const academicYear = academicYearOf(stretch.from, program.calendar.startMonth);
      return occurrences.some(
        (o) => o.from <= stretch.to && stretch.from <= o.to && comesRoundFor(o, standing, academicYear),
      );
    }),
  );
}

export interface PhaseOutline {
  phase: Phase;
  entries: readonly Entry[];
}

type Course = readonly PhaseOutline[];

const courses = new WeakMap<Program, Map<string, Course>>();

/** Each class and track has one course; it is worked out once for each program. */
function courseOf(program: Program, calendar: ClassCalendar): Course {
  const known = courses.get(program) ?? new Map<string, Course>();
  courses.set(program, known);
  const key = classKey(calendar.graduationYear, calendar.track);
  const course =
    known.get(key) ?? PHASES.map((phase) => ({ phase, entries: entriesOfPhase(program, calendar, phase) }));
  known.set(key, course);
  return course;
}

function standingToday(program: Program, person: Person, today: Day): Standing | undefined {
  return person.enrollment ? standingOn(program.calendar, person.enrollment, today) : undefined;
}

/**
 * The program phase by phase as far as it can concern somebody: a student's own track, and no applications where those
 * are no subject today; everything for those who are no students.
 */
export function outlineFor(program: Program, person: Person, today: Day): PhaseOutline[] {
  const standing = standingToday(program, person, today);
  const courses = standing ? [standing.calendar] : [...program.calendar.classes.values()];
  const hides = hidesApplications(standing);
  return PHASES.map((phase) => {
    const ids = new Set(
      courses
        .flatMap((calendar) => courseOf(program, calendar).filter((part) => part.phase === phase))
        .flatMap((part) => part.entries.map((e) => e.id)),
    );
    return {
      phase,
      entries: program.entries.filter((e) => ids.has(e.id) && !(hides && isForApplicants({ anyOf: e.for }))),
    };
  });
}

/** The entries that `event` finds for somebody: their whole course, and what is for a role of theirs. */
export function visibleEntries(program: Program, person: Person, today: Day): Entry[] {
  if (!person.enrollment) return [...program.entries];
  const ids = new Set(outlineFor(program, person, today).flatMap((part) => part.entries.map((e) => e.id)));
  const forRole = (entry: Entry) =>
    entry.for.flat().some((term) => 'role' in term && term.role !== 'student' && person.roles.includes(term.role));
  return program.entries.filter((entry) => ids.has(entry.id) || forRole(entry));
}
