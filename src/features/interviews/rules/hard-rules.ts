// The rules that no interview may break, as one list: the matching builds on it, and every change and every confirmation is held against it.
import { type Applicant, type Booking, INTERVIEWS_EACH, type Interviewer, type Relaxations } from './round.ts';

/** A booking with the two people it is about. */
export interface Meeting {
  booking: Booking;
  student: Applicant;
  interviewer: Interviewer;
}

export const RULE_NAMES = [
  'specialty',
  'committee',
  'own-advisor',
  'do-not-pair',
  'offered',
  'student-free',
  'one-per-slot',
  'one-place',
  'two-interviewers',
  'as-asked',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

export interface Rule {
  name: RuleName;
  /** What has to hold, as staff read it. */
  text: string;
  /** Looks at the two people alone, also at the moment, or also at the other bookings of both. */
  looksAt: 'pair' | 'moment' | 'others';
  /** `others`: the bookings of the student and of the interviewer, without this one. */
  holds(meeting: Meeting, others: readonly Booking[], relaxations: Relaxations): boolean;
}

/** Whether staff allowed an interviewer for a specialty that is not theirs. */
function isAllowed(interviewer: Interviewer, specialty: string, relaxations: Relaxations): boolean {
  const relaxation = relaxations.get(specialty);
  if (!relaxation) return false;
  return (
    (relaxation.societyAdvisors && interviewer.societyAdvisor) ||
    relaxation.related.some((related) => interviewer.specialties.includes(related))
  );
}

/** Of their own specialty; or, for what a student's second interview is about, whom staff allowed for it. */
function fitsSpecialty({ booking, student, interviewer }: Meeting, relaxations: Relaxations): boolean {
  const { specialty, relaxed } = booking;
  if (!student.specialties.includes(specialty)) return false;
  const isOwn = interviewer.specialties.includes(specialty);
  if (!relaxed) return isOwn;
  return !isOwn && student.specialties[1] === specialty && isAllowed(interviewer, specialty, relaxations);
}

/** As many of a specialty as were asked for, and one by a relaxed rule at most: it is for the second interviewer only. */
function isAsAsked({ booking, student }: Meeting, others: readonly Booking[]): boolean {
  const own = [...others.filter((other) => other.student === student.id), booking];
  const [first, second] = student.specialties;
  const most = first === second ? INTERVIEWS_EACH : 1;
  return (
    own.length <= INTERVIEWS_EACH &&
    own.filter(({ relaxed }) => relaxed).length <= 1 &&
    own.filter(({ specialty }) => specialty === booking.specialty).length <= most
  );
}

export const HARD_RULES: readonly Rule[] = [
  {
    name: 'specialty',
    text: 'the interviewer is of the specialty (the second one of those that staff allowed for it)',
    looksAt: 'pair',
    holds: (meeting, _, relaxations) => fitsSpecialty(meeting, relaxations),
  },
  {
    name: 'committee',
    text: 'the interviewer has said that they sit on no residency selection committee for it',
    looksAt: 'pair',
    holds: ({ booking, interviewer }) =>
      interviewer.committees !== null && !interviewer.committees.has(booking.specialty),
  },
  {
    name: 'own-advisor',
    text: "the interviewer is not the student's own RASA, Society Advisor or PCE mentor",
    looksAt: 'pair',
    holds: ({ student, interviewer }) => !student.advisors.has(interviewer.id),
  },
  {
    name: 'do-not-pair',
    text: 'nobody asked that these two are not paired',
    looksAt: 'pair',
    holds: ({ student, interviewer }) => !student.notWith.has(interviewer.id),
  },
  {
    name: 'offered',
    text: 'the interviewer offers this time',
    looksAt: 'moment',
    holds: ({ booking, interviewer }) => interviewer.slots.has(booking.startsAt),
  },
  {
    name: 'student-free',
    text: 'the student can come at this time',
    looksAt: 'moment',
    holds: ({ booking, student }) => !student.cannot.has(booking.startsAt),
  },
  {
    name: 'one-per-slot',
    text: 'the interviewer has one interview at a time',
    looksAt: 'others',
    holds: ({ booking }, others) =>
      !others.some((other) => other.interviewer === booking.interviewer && other.startsAt === booking.startsAt),
  },
  {
    name: 'one-place',
    text: 'nobody is in two places at one time',
    looksAt: 'others',
    holds: ({ booking }, others) =>
      !others.some((other) => other.student === booking.student && other.startsAt === booking.startsAt),
  },
  {
    name: 'two-interviewers',
    text: 'the two interviewers of a student are two people',
    looksAt: 'others',
    holds: ({ booking }, others) =>
      !others.some((other) => other.student === booking.student && other.interviewer === booking.interviewer),
  },
  {
    name: 'as-asked',
    text: 'a student has two interviews at most, of the specialties they asked for, the second alone by a relaxed rule',
    looksAt: 'others',
    holds: (meeting, others) => isAsAsked(meeting, others),
  },
];

/** The rules that a booking breaks among others; none where it stands. `others` holds the bookings without this one. */
export function brokenRules(
  meeting: Meeting,
  others: readonly Booking[],
  relaxations: Relaxations,
  rules: readonly Rule[] = HARD_RULES,
): Rule[] {
  return rules.filter((rule) => !rule.holds(meeting, others, relaxations));
}

const [PAIR_RULES, MOMENT_RULES] = (['pair', 'moment'] as const).map((at) =>
  HARD_RULES.filter(({ looksAt }) => looksAt === at),
);

/** Whether the rules that look at the two people alone let them meet about a specialty. */
export function mayMeet(meeting: Meeting, relaxations: Relaxations): boolean {
  return brokenRules(meeting, [], relaxations, PAIR_RULES).length === 0;
}

/** Whether the time is one at which both can come. */
export function bothCan(meeting: Meeting, relaxations: Relaxations): boolean {
  return brokenRules(meeting, [], relaxations, MOMENT_RULES).length === 0;
}

/** Every booking of a list that breaks a rule among the others, with the rules it breaks; people who are no longer in the round break `offered`. */
export function brokenBookings(
  bookings: readonly Booking[],
  people: { student(id: number): Applicant | undefined; interviewer(id: number): Interviewer | undefined },
  relaxations: Relaxations,
): { booking: Booking; rules: readonly Rule[] }[] {
  const byPerson = new Map<number, Booking[]>();
  for (const booking of bookings)
    for (const id of [booking.student, booking.interviewer]) byPerson.set(id, [...(byPerson.get(id) ?? []), booking]);
  return bookings.flatMap((booking) => {
    const student = people.student(booking.student);
    const interviewer = people.interviewer(booking.interviewer);
    if (!student || !interviewer) {
      return [{ booking, rules: HARD_RULES.filter(({ name }) => name === 'offered') }];
    }
    const near = new Set([...(byPerson.get(student.id) ?? []), ...(byPerson.get(interviewer.id) ?? [])]);
    near.delete(booking);
    const rules = brokenRules({ booking, student, interviewer }, [...near], relaxations);
    return rules.length === 0 ? [] : [{ booking, rules }];
  });
}
