// Where a round is short of interviewers, in numbers; and who has fewer than two interviews, and why. Known before anything is sent.
import { bothCan, mayMeet } from './hard-rules.ts';
import {
  type Applicant,
  type Booking,
  INTERVIEWS_EACH,
  type Interviewer,
  type Relaxations,
  type Round,
} from './round.ts';

export interface Shortage {
  specialty: string;
  students: number;
  /** Interviews that they need. */
  need: number;
  /** Slots of interviewers who may be asked for it. */
  offer: number;
  /** Interviewers to find, at as many slots as those of the specialty offer on average. */
  recruit: number;
}

/** How often each specialty is asked for, and by how many. */
function needs(applicants: readonly Applicant[]): Map<string, { students: Set<number>; need: number }> {
  const found = new Map<string, { students: Set<number>; need: number }>();
  for (const { id, specialties } of applicants) {
    for (const specialty of specialties) {
      const one = found.get(specialty) ?? { students: new Set<number>(), need: 0 };
      one.students.add(id);
      one.need++;
      found.set(specialty, one);
    }
  }
  return found;
}

/** Specialties for which fewer interviews are booked than are needed (before anything is planned: offered), the shortest first. `slotsEach`: what a new interviewer offers, where nobody is to compare with. */
export function shortages(round: Round, bookings: readonly Booking[], slotsEach: number): Shortage[] {
  return [...needs(round.applicants)]
    .flatMap(([specialty, { students, need }]) => {
      const own = round.interviewers.filter(
        ({ specialties, committees, slots }) =>
          specialties.includes(specialty) && committees !== null && !committees.has(specialty) && slots.size > 0,
      );
      const offer = own.reduce((sum, { slots }) => sum + slots.size, 0);
      const booked = bookings.filter((booking) => booking.specialty === specialty).length;
      const missing = need - (bookings.length === 0 ? offer : booked);
      // Enough slots of one interviewer are not enough where a student needs two people.
      const people = need > students.size ? INTERVIEWS_EACH : 1;
      if (missing <= 0 && (bookings.length > 0 || own.length >= people)) return [];
      const average = own.length === 0 ? slotsEach : Math.max(1, Math.round(offer / own.length));
      const recruit = Math.max(Math.ceil(missing / average), people - own.length, 1);
      return [{ specialty, students: students.size, need, offer, recruit }];
    })
    .sort((a, b) => b.need - b.offer - (a.need - a.offer) || (a.specialty < b.specialty ? -1 : 1));
}

/** Why a student lacks an interview: the first of these that leaves nobody. */
export type Reason = 'nobody-of-specialty' | 'committees' | 'pairs' | 'times' | 'taken';

export interface Unserved {
  student: number;
  has: number;
  /** For each specialty that is still open. */
  open: readonly { specialty: string; reason: Reason }[];
}

/** What of a student's two specialties is not booked. */
export function openSpecialties({ specialties }: Applicant, own: readonly Booking[]): string[] {
  const left: string[] = [...specialties];
  for (const { specialty } of own) {
    const at = left.indexOf(specialty);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

function reasonFor(
  student: Applicant,
  specialty: string,
  has: readonly Booking[],
  interviewers: readonly Interviewer[],
  relaxations: Relaxations,
): Reason {
  const meeting = (interviewer: Interviewer, startsAt: number) => ({
    booking: {
      student: student.id,
      interviewer: interviewer.id,
      startsAt,
      specialty,
      relaxed: !interviewer.specialties.includes(specialty),
    },
    student,
    interviewer,
  });
  const others = interviewers.filter(({ id }) => !has.some((booking) => booking.interviewer === id));
  const ofIt = others.filter(({ specialties }) => specialties.includes(specialty) || relaxations.has(specialty));
  if (ofIt.length === 0) return 'nobody-of-specialty';
  const off = ofIt.filter(({ committees }) => committees !== null && !committees.has(specialty));
  if (off.length === 0) return 'committees';
  const pairs = off.filter((interviewer) => mayMeet(meeting(interviewer, 0), relaxations));
  if (pairs.length === 0) return 'pairs';
  const busy = new Set(has.map(({ startsAt }) => startsAt));
  const common = pairs.some((interviewer) =>
    [...interviewer.slots].some((start) => !busy.has(start) && bothCan(meeting(interviewer, start), relaxations)),
  );
  return common ? 'taken' : 'times';
}

/** Everybody with fewer than two interviews, those with none first. */
export function unserved({ applicants, interviewers, relaxations }: Round, bookings: readonly Booking[]): Unserved[] {
  return applicants
    .flatMap((student) => {
      const own = bookings.filter((booking) => booking.student === student.id);
      if (own.length >= INTERVIEWS_EACH) return [];
      const open = [...new Set(openSpecialties(student, own))].map((specialty) => ({
        specialty,
        reason: reasonFor(student, specialty, own, interviewers, relaxations),
      }));
      return [{ student: student.id, has: own.length, open }];
    })
    .sort((a, b) => a.has - b.has || a.student - b.student);
}
