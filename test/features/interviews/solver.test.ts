// The matching against a checker and a brute force that know nothing of it.
import fc from 'fast-check';
import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { brokenBookings } from '../../../src/features/interviews/rules/hard-rules.ts';
import type { Round } from '../../../src/features/interviews/rules/round.ts';
import { LIMITS, matchRound } from '../../../src/features/interviews/solver/match-round.ts';
import { bestByTrying, findBrokenRulesOfDraft } from '../../support/interview-checker.ts';
import { checked, checkedRounds, roundOf } from '../../support/interview-rounds.ts';

const highs = await loadHighs();
const stopwatch = { elapsed: () => 0 };

function matched(round: Round, withHighs = true) {
  return matchRound(round, { highs: withHighs ? highs : null, ...stopwatch }, LIMITS);
}

describe('the matching', () => {
  it('breaks no rule in random rounds, and its own list says the same', () => {
    fc.assert(
      fc.property(checkedRounds({ students: 12, interviewers: 6, times: 5 }), (round) => {
        const own = roundOf(round);
        const { bookings, aims } = matched(own);
        expect(findBrokenRulesOfDraft(round, checked(bookings))).toEqual([]);
        const people = {
          student: (id: number) => own.applicants.find((student) => student.id === id),
          interviewer: (id: number) => own.interviewers.find((interviewer) => interviewer.id === id),
        };
        expect(brokenBookings(bookings, people, own.relaxations)).toEqual([]);
        expect(aims.students.gap).toBe(0);
        expect(aims.interviews.gap).toBe(0);
        expect(aims.interviews.value).toBe(bookings.length);
      }),
      { numRuns: 150 },
    );
  });

  it('breaks none without HiGHS', () => {
    fc.assert(
      fc.property(checkedRounds({ students: 12, interviewers: 6, times: 5 }), (round) => {
        const { bookings } = matched(roundOf(round), false);
        expect(findBrokenRulesOfDraft(round, checked(bookings))).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it('is as good as trying everything, in the first two aims', () => {
    fc.assert(
      fc.property(checkedRounds({ students: 3, interviewers: 3, times: 2 }), (round) => {
        const { aims } = matched(roundOf(round));
        const { students, interviews } = bestByTrying(round);
        expect([aims.students.value, aims.interviews.value]).toEqual([students, interviews]);
      }),
      { numRuns: 150 },
    );
  });

  it('serves as many students without HiGHS', () => {
    fc.assert(
      fc.property(checkedRounds({ students: 10, interviewers: 5, times: 4 }), (round) => {
        const alone = matched(roundOf(round), false);
        expect(alone.aims.students.value).toBe(matched(roundOf(round)).aims.students.value);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps what is locked, and gives the same answer again', () => {
    fc.assert(
      fc.property(checkedRounds({ students: 8, interviewers: 5, times: 4 }), fc.nat(), (round, at) => {
        const first = matched(roundOf(round));
        expect(matched(roundOf(round)).bookings).toEqual(first.bookings);
        // A relaxed second interview is locked with its first.
        const some = first.bookings[at % Math.max(1, first.bookings.length)];
        const locked = first.bookings.filter((booking) => booking.student === some?.student);
        const again = matched(roundOf(round, locked));
        expect(again.bookings).toEqual(expect.arrayContaining(locked));
        expect(again.bookings.length).toBe(first.bookings.length);
        expect(findBrokenRulesOfDraft(round, checked(again.bookings))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('says which locked interviews the rules no longer allow, and leaves them out', () => {
    const round = roundOf({
      students: [
        {
          id: 0,
          wants: ['urology', 'urology'],
          cannotAt: [1],
          rasa: [],
          societyAdvisor: [],
          pceMentor: [],
          notWith: [],
        },
      ],
      interviewers: [
        { id: 1_000, practises: ['urology'], isSocietyAdvisor: false, onCommitteesFor: [], freeAt: [1, 2] },
      ],
      allowed: {},
    });
    const gone = { student: 0, interviewer: 1_000, startsAt: 1, specialty: 'urology', relaxed: false };
    const { bookings, notAllowed } = matched({ ...round, locked: [gone] });
    expect(notAllowed).toEqual([gone]);
    expect(bookings.map(({ startsAt }) => startsAt)).toEqual([2]);
  });

  it('of an empty round is empty', () => {
    const { bookings, aims } = matched({ applicants: [], interviewers: [], relaxations: new Map(), locked: [] });
    expect(bookings).toEqual([]);
    expect(aims.students).toEqual({ value: 0, bound: 0, gap: 0 });
  });
});
