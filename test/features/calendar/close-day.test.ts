import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type Choice, planClosing } from '../../../src/features/calendar/rules/close-day.ts';
import { session } from '../../support/people-builders.ts';

const now = Temporal.Instant.from('2027-01-21T10:30:00Z');
const day = '2027-01-21';
const road = session('road-to-residency-1', day, { id: 1, key: 'road', place: 'TMEC 227' });
const derm = session('specialty-interest-series', day, {
  id: 2,
  key: 'derm',
  place: 'TMEC 250',
  link: 'https://a.example',
});
const plan = (choices: readonly Choice[], sessions = [road, derm]) => planClosing(sessions, choices, { day, now });
const later = Temporal.Instant.from('2027-01-28T22:00:00Z');

describe('closing a day', () => {
  it('makes of each session what was chosen', () => {
    const { changes, problems } = plan([
      { key: 'derm', act: 'online', link: null },
      { key: 'road', act: 'postpone', startsAt: later },
    ]);
    expect(problems).toEqual([]);
    expect(
      changes.map(({ after, online }) => [after.key, after.place, after.link, String(after.startsAt), online]),
    ).toEqual([
      ['road', 'TMEC 227', null, '2027-01-28T22:00:00Z', false],
      ['derm', null, 'https://a.example', '2027-01-21T22:00:00Z', true],
    ]);
    expect(String(changes[0]?.after.endsAt)).toBe('2027-01-28T23:00:00Z');
  });

  it('cancels, and postpones without a date', () => {
    const { changes } = plan([
      { key: 'derm', act: 'cancel' },
      { key: 'road', act: 'postpone', startsAt: null },
    ]);
    expect(changes.map(({ after }) => [after.key, String(after.cancelledAt), after.postponed])).toEqual([
      ['road', String(now), true],
      ['derm', String(now), false],
    ]);
  });

  it.each<[string, Choice[], string]>([
    ['nothing', [{ key: 'derm', act: 'cancel' }], 'road needs --online, --postpone or --cancel'],
    [
      'two things',
      [
        { key: 'derm', act: 'cancel' },
        { key: 'road', act: 'cancel' },
        { key: 'road', act: 'postpone', startsAt: null },
      ],
      'road has --cancel and --postpone; expected one of them',
    ],
    [
      'no link to meet by',
      [
        { key: 'derm', act: 'cancel' },
        { key: 'road', act: 'online', link: null },
      ],
      'road has no link; write --online road=https://...',
    ],
    [
      'a time that is no later',
      [
        { key: 'derm', act: 'cancel' },
        { key: 'road', act: 'postpone', startsAt: road.startsAt },
      ],
      'road is postponed to a time that is no later than its own',
    ],
    [
      'a session of another day',
      [
        { key: 'derm', act: 'cancel' },
        { key: 'road', act: 'cancel' },
        { key: 'roads', act: 'cancel' },
      ],
      'roads is no session of 2027-01-21 that is still ahead; did you mean road?',
    ],
  ])('is refused where staff chose %s', (_, choices, problem) => {
    expect(plan(choices).problems).toEqual([problem]);
  });

  it('is refused where there is nothing to close', () => {
    expect(plan([], []).problems).toEqual(['no session of 2027-01-21 is still ahead']);
  });

  it('changes every session exactly once, or says what is wrong', () => {
    const keys = ['a', 'b', 'c', 'd'];
    const choice = fc.record({ key: fc.constantFrom(...keys, 'x'), act: fc.constantFrom('cancel', 'postpone') });
    fc.assert(
      fc.property(fc.subarray(keys), fc.array(choice, { maxLength: 6 }), (present, chosen) => {
        const sessions = present.map((key, id) => session('lessons-learned', day, { id, key }));
        const choices = chosen.map(
          ({ key, act }): Choice =>
            act === 'cancel' ? { key, act: 'cancel' } : { key, act: 'postpone', startsAt: null },
        );
        const { changes, problems } = plan(choices, sessions);
        const clean =
          present.length > 0 &&
          choices.every(({ key }) => present.includes(key)) &&
          present.every((key) => choices.filter((one) => one.key === key).length === 1);
        expect(problems.length === 0).toBe(clean);
        if (clean) expect(changes.map(({ after }) => after.key)).toEqual(present);
      }),
    );
  });
});
