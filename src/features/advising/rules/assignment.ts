// Who advises whom, and until when. Pure.
import type { AssignmentKind } from '../../../domain/advising.ts';
import type { Day } from '../../../domain/day.ts';

/** In force from `startsOn` until the day before `endsOn` (null: until further notice). */
export interface Assignment {
  id: number;
  kind: AssignmentKind;
  studentId: number;
  advisorId: number;
  /** The id of a specialty; null where it is about none. */
  specialty: string | null;
  startsOn: Day;
  endsOn: Day | null;
}

export type NewAssignment = Omit<Assignment, 'id'>;

export function isActive({ startsOn, endsOn }: Pick<Assignment, 'startsOn' | 'endsOn'>, day: Day): boolean {
  return startsOn <= day && (endsOn === null || day < endsOn);
}

function overlap(a: NewAssignment, b: NewAssignment): boolean {
  const hasDays = ({ startsOn, endsOn }: NewAssignment) => endsOn === null || startsOn < endsOn;
  const endsAfter = (one: NewAssignment, day: Day) => one.endsOn === null || day < one.endsOn;
  return hasDays(a) && hasDays(b) && endsAfter(a, b.startsOn) && endsAfter(b, a.startsOn);
}

/**
 * Whether two assignments can't both be: two Society Advisors of a student on a day, two RASAs of one specialty, the same advisor twice.
 * The database refuses the same (exclusion constraints `assignments_*`).
 */
export function conflict(a: NewAssignment, b: NewAssignment): boolean {
  if (a.studentId !== b.studentId || a.kind !== b.kind || !overlap(a, b)) return false;
  if (a.kind === 'society-advisor') return true;
  return a.specialty === b.specialty && (a.kind === 'rasa' || a.advisorId === b.advisorId);
}
