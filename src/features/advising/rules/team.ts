// Whom a student can turn to: the program's advising roles of their phase and of the next, with who holds each for them. Pure.
import { ASSIGNMENT_KINDS, type AssignmentKind } from '../../../domain/advising.ts';
import { isForApplicants, matchesAudience } from '../../../domain/audience.ts';
import { addMonths, type Day } from '../../../domain/day.ts';
import { hidesApplications, type Standing } from '../../../domain/standing.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import type { AdvisingRole, Program } from '../../../program/program.ts';

export interface Team {
  now: readonly AdvisingRole[];
  /** Roles that the next phase brings. */
  next: readonly AdvisingRole[];
}

/** Every role of an application has come by then: applying begins within two months of any Post-PCE start. */
const MONTHS_INTO_PHASE = 6;

function nextPhaseDay({ phase, calendar }: Standing): Day | null {
  if (phase === 'preclerkship') return calendar.pce;
  return phase === 'pce' ? calendar.postPce : null;
}

export function teamOf(program: Program, person: Person, today: Day): Team {
  const standing = personStanding(program, person, today);
  if (!standing) return { now: [], next: [] };
  const roles = program.file.advising.filter(
    (role) => !(hidesApplications(standing) && isForApplicants({ anyOf: role.for })),
  );
  const isFor = (role: AdvisingRole, on: Standing | null) =>
    on !== null && matchesAudience({ anyOf: role.for }, { roles: person.roles, standing: on });
  const now = roles.filter((role) => isFor(role, standing));
  const day = nextPhaseDay(standing);
  if (day === null) return { now, next: [] };
  const later = [day, addMonths(day, MONTHS_INTO_PHASE)].map((one) => personStanding(program, person, one));
  return { now, next: roles.filter((role) => !now.includes(role) && later.some((on) => isFor(role, on))) };
}

/** As what somebody is assigned who holds an advising role; null for roles that nobody is assigned to. */
export function kindOfRole(role: Pick<AdvisingRole, 'id'>): AssignmentKind | null {
  return ASSIGNMENT_KINDS.find((kind) => kind === role.id) ?? null;
}
