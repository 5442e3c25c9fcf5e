// Who something is for, as data: an entry of the program, and later a broadcast.
import type { CycleState } from './cycles.ts';
import { PHASE_NAMES, type Phase, TRACK_NAMES, type Track } from './phases.ts';
import { ROLE_PLURALS, type Role } from './roles.ts';
import type { Standing } from './standing.ts';
import { listText } from './wording.ts';

/** All of what a clause names must hold; the program refuses a clause that names nothing. */
export interface Clause {
  phase?: Phase | undefined;
  track?: Track | undefined;
  cycle?: CycleState | undefined;
  role?: Role | undefined;
}

export interface Audience {
  anyOf: readonly Clause[];
}

/** What an audience is asked about: roles, and for students the standing on the day. */
export interface Member {
  roles: readonly Role[];
  standing: Standing | null;
}

function matchesClause({ phase, track, cycle, role }: Clause, { roles, standing }: Member): boolean {
  // Whatever somebody was given as a student (peer mentors too) begins with entry and ends with graduation.
  if (standing !== null && standing.stage !== 'enrolled') return false;
  if (role !== undefined && !roles.includes(role)) return false;
  if (role === 'student' && standing === null) return false;
  if (phase !== undefined && standing?.phase !== phase) return false;
  if (track !== undefined && standing?.track !== track) return false;
  if (cycle === undefined) return true;
  return (
    standing?.cycle?.state === cycle && (standing.cycle.choice === 'applies' || standing.cycle.choice === 'undecided')
  );
}

/** Whether somebody is in the audience on the day of their `standing`. */
export function matchesAudience(audience: Audience, member: Member): boolean {
  return audience.anyOf.some((clause) => matchesClause(clause, member));
}

/** Whether every way into the audience leads through an application cycle: such entries are hidden from those who do not apply. */
export function isForApplicants(audience: Audience): boolean {
  return audience.anyOf.every((clause) => clause.cycle !== undefined);
}

const CYCLE_NAMES: Record<CycleState, string> = { applying: 'students applying', graduating: 'graduating students' };

function clauseText({ phase, track, cycle, role }: Clause): string {
  const of = track === undefined ? '' : `, ${TRACK_NAMES[track]}`;
  if (cycle !== undefined) return `${phase === undefined ? '' : `${PHASE_NAMES[phase]} `}${CYCLE_NAMES[cycle]}${of}`;
  if (phase !== undefined) return `${PHASE_NAMES[phase]} students${of}`;
  if (role === 'student' || role === undefined)
    return track === undefined ? 'all students' : `${TRACK_NAMES[track]} students`;
  return ROLE_PLURALS[role];
}

/** `PCE students, Pathways`, `students applying and graduating students`. */
export function audienceText(audience: Audience): string {
  return listText(audience.anyOf.map(clauseText));
}
