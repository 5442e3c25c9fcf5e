// A round that is out, through random refusals, withdrawals, late sign-ups and changed answers: the checker finds no broken rule at any moment.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../src/features/interviews/rules/round.ts';
import { isSame } from '../../../src/features/interviews/rules/round.ts';
import { afterRefusal, isShortNotice } from '../../../src/features/interviews/rules/short-notice.ts';
import { shortages, unserved } from '../../../src/features/interviews/rules/shortage.ts';
import { matchRound } from '../../../src/features/interviews/solver/match-round.ts';
import { repair } from '../../../src/features/interviews/solver/repair.ts';
import { type CheckedRound, findBrokenRules } from '../../support/interview-checker.ts';
import { checked, checkedRounds, roundOf } from '../../support/interview-rounds.ts';

const change = fc.record({
  what: fc.constantFrom('interviewer', 'student', 'withdraw', 'late', 'edit'),
  at: fc.nat(1_000),
});

function without(bookings: readonly Booking[], gone: readonly Booking[]): Booking[] {
  return bookings.filter((booking) => !gone.some((one) => isSame(one, booking)));
}

/** Another interview for a student, as the bot finds it: who moves is moved, and who is repaired gets one. */
function repaired(round: CheckedRound, bookings: readonly Booking[], student: number): readonly Booking[] {
  const moves = repair(roundOf(round), bookings, student);
  if (!moves) return bookings;
  const gone = moves.flatMap(({ from }) => from ?? []);
  const after = [...without(bookings, gone), ...moves.map(({ to }) => to)];
  // Nobody but the student gains or loses by it.
  const count = (all: readonly Booking[], id: number) => all.filter((one) => one.student === id).length;
  for (const { id } of round.students) expect(count(after, id)).toBe(count(bookings, id) + (id === student ? 1 : 0));
  return after;
}

/** One change; the round and its bookings after it. */
function changed(
  round: CheckedRound,
  bookings: readonly Booking[],
  { what, at }: { what: string; at: number },
): [CheckedRound, readonly Booking[]] {
  const one = bookings[at % Math.max(1, bookings.length)];
  const student = round.students[at % round.students.length];
  if (what === 'late' && student) {
    const late = { ...student, id: Math.max(...round.students.map(({ id }) => id)) + 1 };
    const bigger = { ...round, students: [...round.students, late] };
    return [bigger, repaired(bigger, repaired(bigger, bookings, late.id), late.id)];
  }
  if (!one) return [round, bookings];
  if (what === 'withdraw') {
    const students = round.students.filter(({ id }) => id !== one.student);
    if (students.length === 0) return [round, bookings];
    const left = bookings.filter((each) => each.student !== one.student);
    const smaller = { ...round, students };
    return [smaller, students.reduce((all, { id }) => repaired(smaller, all, id), left as readonly Booking[])];
  }
  const left = without(bookings, [one]);
  if (what === 'student') {
    const students = round.students.map((each) =>
      each.id === one.student ? { ...each, cannotAt: [...each.cannotAt, one.startsAt] } : each,
    );
    const next = { ...round, students };
    return [next, repaired(next, left, one.student)];
  }
  const interviewers = round.interviewers.map((each) => {
    if (each.id !== one.interviewer) return each;
    if (what === 'interviewer') return { ...each, freeAt: each.freeAt.filter((start) => start !== one.startsAt) };
    return { ...each, onCommitteesFor: [...(each.onCommitteesFor ?? []), one.specialty] };
  });
  const next = { ...round, interviewers };
  // Who came onto a committee loses every interview of it.
  const lost =
    what === 'edit'
      ? left.filter((each) => each.interviewer === one.interviewer && each.specialty === one.specialty)
      : [];
  const rest = without(left, lost);
  return [next, [one, ...lost].reduce((all, { student: id }) => repaired(next, all, id), rest as readonly Booking[])];
}

describe('a round that is out', () => {
  it('keeps every rule through random refusals, withdrawals, late sign-ups and edits', () => {
    fc.assert(
      fc.property(
        checkedRounds({ students: 8, interviewers: 5, times: 4 }),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (first, changes) => {
          let round = first;
          let bookings: readonly Booking[] = matchRound(roundOf(round), { highs: null, elapsed: () => 0 }).bookings;
          for (const one of changes) {
            [round, bookings] = changed(round, bookings, one);
            expect(findBrokenRules(round, checked(bookings)), one.what).toEqual([]);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('moves nobody where a time is free, and as few as can be where none is', () => {
    const person = { cannotAt: [], rasa: [], societyAdvisor: [], pceMentor: [], notWith: [] };
    const interviewer = { practises: ['urology'], isSocietyAdvisor: false, onCommitteesFor: [] };
    const round = roundOf({
      students: [
        { ...person, id: 0, wants: ['urology', 'urology'] },
        { ...person, id: 1, wants: ['urology', 'urology'], cannotAt: [1] },
      ],
      interviewers: [
        { ...interviewer, id: 1_000, freeAt: [1, 2] },
        { ...interviewer, id: 1_001, freeAt: [3] },
      ],
      allowed: {},
    });
    const at = (student: number, id: number, startsAt: number): Booking => ({
      student,
      interviewer: id,
      startsAt,
      specialty: 'urology',
      relaxed: false,
    });
    expect(repair(round, [at(0, 1_000, 1)], 1)).toEqual([{ from: null, to: at(1, 1_000, 2) }]);
    // Student 1 can only come at 2, which student 0 holds: one person moves.
    expect(repair(round, [at(0, 1_000, 2), at(1, 1_001, 3)], 1)).toEqual([
      { from: null, to: at(1, 1_000, 2) },
      { from: at(0, 1_000, 2), to: at(0, 1_000, 1) },
    ]);
    expect(repair(round, [at(0, 1_000, 1), at(0, 1_001, 3), at(1, 1_000, 2)], 1)).toBeNull();
  });
});

describe('what is short', () => {
  it('is said with numbers, as the program writes it, and why each student lacks what', () => {
    const person = { cannotAt: [], rasa: [], societyAdvisor: [], pceMentor: [], notWith: [] };
    const round = roundOf({
      students: Array.from({ length: 9 }, (_, id) => ({
        ...person,
        id,
        wants: ['dermatology', 'dermatology'] as const,
      })),
      interviewers: Array.from({ length: 6 }, (_, at) => ({
        id: 1_000 + at,
        practises: ['dermatology'],
        isSocietyAdvisor: false,
        onCommitteesFor: [],
        freeAt: [2 * at, 2 * at + 1],
      })),
      allowed: {},
    });
    const { bookings } = matchRound(round, { highs: null, elapsed: () => 0 });
    expect(shortages(round, bookings, 5)).toEqual([
      { specialty: 'dermatology', students: 9, need: 18, offer: 12, recruit: 3 },
    ]);
    expect(unserved(round, bookings).every(({ has, open }) => has === 1 && open[0]?.reason === 'taken')).toBe(true);
  });

  it('names the first reason that leaves nobody', () => {
    const person = { cannotAt: [], rasa: [], societyAdvisor: [], pceMentor: [], notWith: [] };
    const interviewer = { id: 1_000, practises: ['urology'], isSocietyAdvisor: false, freeAt: [1] };
    const reason = (student: object, one: object) =>
      unserved(
        roundOf({
          students: [{ ...person, id: 0, wants: ['urology', 'urology'], ...student }],
          interviewers: [{ ...interviewer, onCommitteesFor: [], ...one }],
          allowed: {},
        }),
        [],
      )[0]?.open[0]?.reason;
    expect(reason({}, { practises: ['neurology'] })).toBe('nobody-of-specialty');
    expect(reason({}, { onCommitteesFor: ['urology'] })).toBe('committees');
    expect(reason({}, { onCommitteesFor: undefined })).toBe('committees');
    expect(reason({ rasa: [1_000] }, {})).toBe('pairs');
    expect(reason({ cannotAt: [1] }, {})).toBe('times');
    expect(reason({}, {})).toBe('taken');
  });
});

describe('a refusal', () => {
  const startsAt = Temporal.Instant.from('2027-09-14T21:30:00Z');
  it.each([
    ['two days before', 48, { do: 'repair' }],
    ['just over a day before', 24.01, { do: 'repair' }],
    ['just under a day before', 23.99, { do: 'stand-by' }],
    ['after it has begun', -0.1, { do: 'nothing' }],
  ] as const)('%s', (_, hours, expected) => {
    const after = afterRefusal(startsAt, startsAt.subtract({ minutes: Math.round(hours * 60) }));
    expect(after.do).toBe(expected.do);
    if (after.do === 'stand-by') {
      expect(Temporal.Instant.compare(after.hearBy, startsAt)).toBeLessThan(0);
      expect(after.hearBy.toString()).toBe(
        startsAt
          .subtract({ minutes: Math.round(hours * 60) })
          .add({ hours: 3 })
          .toString(),
      );
    }
  });

  it('an hour before is answered half an hour before at the latest', () => {
    const after = afterRefusal(startsAt, startsAt.subtract({ hours: 1 }));
    expect(after).toEqual({ do: 'stand-by', hearBy: startsAt.subtract({ minutes: 30 }) });
    expect(isShortNotice(startsAt, startsAt.subtract({ hours: 24 }))).toBe(false);
  });
});
