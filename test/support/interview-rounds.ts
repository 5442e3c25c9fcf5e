// Random rounds, told twice: as the bot's rules want them, and as the checker does.
import fc from 'fast-check';
import type { Applicant, Booking, Interviewer, Relaxation, Round } from '../../src/features/interviews/rules/round.ts';
import type { CheckedInterview, CheckedRound } from './interview-checker.ts';

const SPECIALTIES = ['dermatology', 'urology', 'neurology'] as const;

interface Size {
  students: number;
  interviewers: number;
  times: number;
}

const specialty = fc.constantFrom(...SPECIALTIES);

function students({ students: most, interviewers, times }: Size) {
  const advisor = fc.subarray(
    Array.from({ length: interviewers }, (_, at) => 1_000 + at),
    { maxLength: 1 },
  );
  return fc.array(
    fc.record({
      wants: fc.tuple(specialty, specialty),
      twice: fc.boolean(),
      cannotAt: fc.subarray(
        Array.from({ length: times }, (_, at) => at),
        { maxLength: 2 },
      ),
      rasa: advisor,
      societyAdvisor: advisor,
      pceMentor: advisor,
      notWith: advisor,
    }),
    { minLength: 1, maxLength: most },
  );
}

function interviewers({ interviewers: count, times }: Size) {
  return fc.array(
    fc.record({
      practises: fc.uniqueArray(specialty, { minLength: 1, maxLength: 2 }),
      isSocietyAdvisor: fc.boolean(),
      onCommitteesFor: fc.option(fc.subarray([...SPECIALTIES], { maxLength: 1 }), { nil: undefined, freq: 8 }),
      freeAt: fc.subarray(Array.from({ length: times }, (_, at) => at)),
    }),
    { minLength: count, maxLength: count },
  );
}

const allowed = fc.dictionary(
  specialty,
  fc.record({ related: fc.subarray([...SPECIALTIES]), societyAdvisors: fc.boolean() }),
  { maxKeys: 2 },
);

/** A round of the checker; interviewers have ids from 1000 on. */
export function checkedRounds(size: Size): fc.Arbitrary<CheckedRound> {
  return fc.record({ students: students(size), interviewers: interviewers(size), allowed }).map((round) => ({
    allowed: round.allowed,
    interviewers: round.interviewers.map((interviewer, at) => ({ id: 1_000 + at, ...interviewer })),
    students: round.students.map(({ wants: [first, second], twice, ...student }, id) => ({
      id,
      wants: [first, twice ? first : second] as const,
      ...student,
    })),
  }));
}

export function applicantOf(student: CheckedRound['students'][number]): Applicant {
  return {
    id: student.id,
    specialties: student.wants,
    cannot: new Set(student.cannotAt),
    advisors: new Set([...student.rasa, ...student.societyAdvisor, ...student.pceMentor]),
    notWith: new Set(student.notWith),
  };
}

export function interviewerOf(interviewer: CheckedRound['interviewers'][number]): Interviewer {
  return {
    id: interviewer.id,
    specialties: interviewer.practises,
    societyAdvisor: interviewer.isSocietyAdvisor,
    committees: interviewer.onCommitteesFor === undefined ? null : new Set(interviewer.onCommitteesFor),
    slots: new Set(interviewer.freeAt),
  };
}

/** The same round for the bot. */
export function roundOf(round: CheckedRound, locked: readonly Booking[] = []): Round {
  const relaxations = Object.entries(round.allowed).flatMap(([id, allowed]): [string, Relaxation][] =>
    allowed ? [[id, allowed]] : [],
  );
  return {
    applicants: round.students.map(applicantOf),
    interviewers: round.interviewers.map(interviewerOf),
    relaxations: new Map(relaxations),
    locked,
  };
}

export function checked(bookings: readonly Booking[]): CheckedInterview[] {
  return bookings.map(({ student, interviewer, startsAt, specialty: about }) => ({
    student,
    interviewer,
    at: startsAt,
    about,
  }));
}
