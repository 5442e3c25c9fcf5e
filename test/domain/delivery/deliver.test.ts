import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/day.ts';
import { deliver } from '../../../src/domain/delivery/deliver.ts';
import type { Reminder } from '../../../src/domain/reminder.ts';
import { circumstances, fate, fates, moment, reminder } from '../../support/delivery-builders.ts';

const wednesday = '2026-12-02 18:30';
const spell = (from: string, to: string) => ({ from: moment(from), to: moment(to) });

describe('(1) away', () => {
  const away = [spell('2026-12-02 00:00', '2026-12-09 00:00')];
  test.each([
    ['nothing at all', reminder(wednesday), 'away'],
    ['not even what is booked', reminder(wednesday, { booked: true }), 'away'],
    ['nor what is mandatory', reminder(wednesday, { mandatory: true, urgent: true }), 'away'],
    ['nor a line of the digest', reminder(wednesday, { via: 'digest' }), 'away'],
    ['nor what was put off into it', reminder('2026-12-01 22:00'), 'away'],
    ['but what falls before it', reminder('2026-12-01 18:30'), 'message 2026-12-01 18:30'],
    ['and from the day of return', reminder('2026-12-09 09:00'), 'message 2026-12-09 09:00'],
  ])('%s', (_, one, expected) => expect(fate(one, { away })).toBe(expected));
});

describe('(2) Match week', () => {
  const matchWeeks = [spell('2026-12-04 17:00', '2026-12-14 08:00')];
  const digests = [moment('2026-12-20 17:00')];
  test.each([
    ['nothing that is over by then', reminder('2026-12-08 09:00'), 'left'],
    ['nothing mandatory', reminder('2026-12-08 09:00', { mandatory: true }), 'left'],
    ['nothing booked', reminder('2026-12-08 09:00', { booked: true }), 'left'],
    [
      'what still holds is named in the digest after it',
      reminder('2026-12-08 09:00', { usefulUntil: moment('2026-12-22 00:00') }),
      'digest 2026-12-20 17:00',
    ],
    ['what is due before it begins is said', reminder('2026-12-04 16:59'), 'message 2026-12-04 16:59'],
    ['and what is due when it is over', reminder('2026-12-14 08:00'), 'message 2026-12-14 08:00'],
  ])('%s', (_, one, expected) => expect(fate(one, { matchWeeks, digests })).toBe(expected));
});

describe('(3) a pause', () => {
  const pausedUntil = moment('2026-12-05 00:00');
  test.each([
    [
      'keeps a reminder for the digest',
      reminder(wednesday, { usefulUntil: moment('2026-12-08 09:00') }),
      'digest 2026-12-06 17:00',
    ],
    [
      'keeps what somebody asked for, too',
      reminder(wednesday, { kind: 'own', usefulUntil: moment('2026-12-08 09:00') }),
      'digest 2026-12-06 17:00',
    ],
    ['lets through what is booked', reminder(wednesday, { booked: true }), `message ${wednesday}`],
    ['and what is mandatory', reminder(wednesday, { mandatory: true }), `message ${wednesday}`],
    [
      'but nothing because it is urgent',
      reminder(wednesday, { urgent: true, usefulUntil: moment('2026-12-03 17:00') }),
      'left',
    ],
    ['ends', reminder('2026-12-05 09:00'), 'message 2026-12-05 09:00'],
  ])('%s', (_, one, expected) =>
    expect(fate(one, { pausedUntil, digests: [moment('2026-12-06 17:00')] })).toBe(expected),
  );
});

describe('(4) a kind that was switched off', () => {
  const kindsOff = new Set(['session'] as const);
  test.each([
    ['is not said', reminder(wednesday), 'switched-off'],
    ['nor in the digest', reminder(wednesday, { via: 'digest' }), 'switched-off'],
    ['nor because it is booked', reminder(wednesday, { booked: true }), 'switched-off'],
    ['but where it is mandatory', reminder(wednesday, { mandatory: true }), `message ${wednesday}`],
    ['other kinds are', reminder(wednesday, { kind: 'milestone' }), `message ${wednesday}`],
  ])('%s', (_, one, expected) => expect(fate(one, { kindsOff })).toBe(expected));
});

describe('(5) closed days', () => {
  const recess = ['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'];
  const closed = new Set([
    ...recess,
    '2026-12-28',
    '2026-12-29',
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
    '2027-01-18',
  ]);
  const useful = (until: string) => ({ usefulUntil: moment(until) });
  test.each([
    [
      'wait for the next working day',
      reminder('2027-01-18 09:00', useful('2027-01-19 17:00')),
      'message 2027-01-19 09:00',
    ],
    ['over a weekend', reminder('2026-12-30 09:00', useful('2027-01-06 17:00')), 'message 2027-01-04 09:00'],
    [
      'the day before where waiting makes it useless',
      reminder('2027-01-18 09:00', useful('2027-01-19 09:00')),
      'message 2027-01-15 09:00',
    ],
    ['over a recess, too', reminder('2027-01-01 18:30', useful('2027-01-02 10:00')), 'message 2026-12-18 18:30'],
    ['booked things do not wait', reminder('2027-01-18 09:00', { booked: true }), 'message 2027-01-18 09:00'],
    ['nor mandatory ones', reminder('2027-01-18 09:00', { mandatory: true }), 'message 2027-01-18 09:00'],
    ['nor urgent ones', reminder('2027-01-18 09:00', { urgent: true }), 'message 2027-01-18 09:00'],
    ['nor what somebody asked for', reminder('2027-01-18 09:00', { kind: 'own' }), 'message 2027-01-18 09:00'],
    ['a Saturday is no closed day', reminder('2026-12-19 09:00'), 'message 2026-12-19 09:00'],
    [
      'nor does a quiet night lead onto one',
      reminder('2027-01-17 22:00', useful('2027-01-20 00:00')),
      'message 2027-01-19 08:00',
    ],
  ])('%s', (_, one, expected) => expect(fate(one, { closed, now: moment('2026-12-18 12:00') })).toBe(expected));
});

describe('(6) quiet hours', () => {
  const useful = (until: string) => ({ usefulUntil: moment(until) });
  test.each([
    ['end', reminder('2026-12-02 21:00', useful('2026-12-03 17:00')), 'message 2026-12-03 08:00'],
    ['end on the same morning', reminder('2026-12-03 06:00', useful('2026-12-03 17:00')), 'message 2026-12-03 08:00'],
    ['have not begun', reminder('2026-12-02 20:59'), 'message 2026-12-02 20:59'],
    ['are over', reminder('2026-12-03 08:00'), 'message 2026-12-03 08:00'],
    [
      'are spoken before where waiting is useless',
      reminder('2026-12-03 06:00', useful('2026-12-03 07:00')),
      'message 2026-12-02 20:55',
    ],
    [
      'also for what is booked',
      reminder('2026-12-03 06:00', { booked: true, ...useful('2026-12-03 07:00') }),
      'message 2026-12-02 20:55',
    ],
    [
      'hold for what is urgent',
      reminder('2026-12-02 22:00', { urgent: true, kind: 'change', ...useful('2026-12-03 17:00') }),
      'message 2026-12-03 08:00',
    ],
    [
      'end earlier for a closed day',
      reminder('2026-12-03 04:00', { urgent: true, early: true, kind: 'change', ...useful('2026-12-03 17:00') }),
      'message 2026-12-03 05:30',
    ],
    [
      'and do not hold it after that',
      reminder('2026-12-03 06:10', { urgent: true, early: true, kind: 'change', ...useful('2026-12-03 17:00') }),
      'message 2026-12-03 06:10',
    ],
  ])('%s', (_, one, expected) => expect(fate(one)).toBe(expected));

  test('of their own, over midday', () => {
    const quiet = { from: '10:00', to: '16:30' };
    expect(fate(reminder('2026-12-03 12:00', useful('2026-12-04 00:00')), { quiet })).toBe('message 2026-12-03 16:30');
    expect(fate(reminder('2026-12-03 12:00', useful('2026-12-03 16:00')), { quiet })).toBe('message 2026-12-03 09:55');
  });

  test('that last over midnight into the next morning are not broken at midnight', () => {
    const quiet = { from: '05:00', to: '02:00' };
    const closed = reminder('2026-12-03 00:30', {
      kind: 'change',
      urgent: true,
      early: true,
      ...useful('2026-12-03 17:00'),
    });
    expect(fate(closed, { quiet })).toBe('message 2026-12-03 05:30');
  });

  test('on the nights when the clocks change', () => {
    const march = { now: moment('2027-03-12 12:00') };
    expect(fate(reminder('2027-03-13 23:00', useful('2027-03-15 00:00')), march)).toBe('message 2027-03-14 08:00');
    const november = { now: moment('2027-11-05 12:00') };
    expect(fate(reminder('2027-11-06 23:00', useful('2027-11-08 00:00')), november)).toBe('message 2027-11-07 08:00');
  });
});

describe('(7) what is due within minutes', () => {
  test('goes with the earliest, and no further than a quarter of an hour', () => {
    const at = (minute: string, subject: string) => reminder(`2026-12-02 18:${minute}`, { subject });
    expect(fates([at('45', 'session:2'), at('30', 'session:1'), at('46', 'session:3')])).toEqual([
      'message 2026-12-02 18:30',
      'message 2026-12-02 18:30',
      'message 2026-12-02 18:46',
    ]);
  });

  test('stands in the order of due time, then class meeting, milestone, session, other', () => {
    const kinds = ['own', 'session', 'milestone', 'class-meeting'] as const;
    const all = kinds.map((kind) => reminder(wednesday, { kind }));
    const { messages } = deliver([...all, reminder('2026-12-02 18:29', { kind: 'own' })], circumstances());
    expect(messages).toHaveLength(1);
    expect(messages[0]?.reminders.map(({ kind }) => kind)).toEqual([
      'own',
      'class-meeting',
      'milestone',
      'session',
      'own',
    ]);
  });

  test('takes nothing along into quiet hours', () => {
    const closed = reminder('2026-12-03 07:50', { kind: 'change', early: true, urgent: true });
    expect(fates([closed, reminder('2026-12-03 08:00')])).toEqual([
      'message 2026-12-03 07:50',
      'message 2026-12-03 08:00',
    ]);
  });
});

describe('(8) two a week', () => {
  const on = (day: number, given: Partial<Reminder> = {}) =>
    reminder(`2026-12-0${day} 18:30`, { subject: `session:${day}`, usefulUntil: moment('2026-12-20 00:00'), ...given });

  test('the earlier ones win, the rest is left to the next digest', () => {
    expect(fates([on(4), on(3), on(2)])).toEqual([
      'digest 2026-12-06 17:00',
      'message 2026-12-03 18:30',
      'message 2026-12-02 18:30',
    ]);
  });

  test('what was said counts, and a new week begins on Monday', () => {
    const counted = new Map([['2026-11-30', 2]]);
    expect(fates([on(6), on(7)], { counted })).toEqual(['digest 2026-12-13 17:00', 'message 2026-12-07 18:30']);
  });

  test.each([
    ['booked', { booked: true }],
    ['mandatory', { mandatory: true }],
    ['urgent, a change within two days', { urgent: true, kind: 'change' as const }],
    ['asked for', { kind: 'own' as const }],
  ])('not counted: %s', (_, given) => {
    expect(fates([on(2, given), on(3), on(4), on(5, given)])).toEqual([
      'message 2026-12-02 18:30',
      'message 2026-12-03 18:30',
      'message 2026-12-04 18:30',
      'message 2026-12-05 18:30',
    ]);
  });

  test('a merged message counts once', () => {
    expect(fates([on(2), on(2, { kind: 'milestone' }), on(3)])).toEqual([
      'message 2026-12-02 18:30',
      'message 2026-12-02 18:30',
      'message 2026-12-03 18:30',
    ]);
  });

  test('what is merged with something free stays behind alone', () => {
    const counted = new Map([['2026-11-30', 2]]);
    expect(fates([on(3, { booked: true, kind: 'interview' }), on(3)], { counted })).toEqual([
      'message 2026-12-03 18:30',
      'digest 2026-12-06 17:00',
    ]);
  });

  test('what falls before the next digest is named in the one before', () => {
    const now = moment('2026-12-06 12:00');
    const soon = reminder('2026-12-10 18:30', { subject: 'session:9' });
    const first = [7, 8].map((day) => reminder(`2026-12-0${day} 18:30`, { subject: `session:${day}` }));
    expect(fates([...first, soon], { now })).toEqual([
      'message 2026-12-07 18:30',
      'message 2026-12-08 18:30',
      'digest 2026-12-06 17:00',
    ]);
  });

  test('no digest, nothing said', () => {
    expect(fate(on(3), { counted: new Map([['2026-11-30', 2]]), digests: [] })).toBe('left');
  });
});

describe('the digest', () => {
  test.each([
    [
      'takes what fell due since the last one',
      reminder('2026-11-20 09:00', { via: 'digest', usefulUntil: moment('2026-12-09 00:00') }),
      'digest 2026-12-06 17:00',
    ],
    [
      'names what is over before the next',
      reminder('2026-12-07 09:00', { via: 'digest', usefulUntil: moment('2026-12-12 00:00') }),
      'digest 2026-12-06 17:00',
    ],
    [
      'leaves the rest for the next',
      reminder('2026-12-07 09:00', { via: 'digest', usefulUntil: moment('2026-12-14 00:00') }),
      'digest 2026-12-13 17:00',
    ],
    [
      'does not name what is over',
      reminder('2026-11-20 09:00', { via: 'digest', usefulUntil: moment('2026-12-05 00:00') }),
      'left',
    ],
  ])('%s', (_, one, expected) => expect(fate(one)).toBe(expected));

  test('takes what was left to it when its moment came', () => {
    const left = reminder('2026-11-30 09:00', { usefulUntil: moment('2026-12-09 00:00') });
    expect(fate(left, { isLeft: (one) => one === left })).toBe('digest 2026-12-06 17:00');
  });
});

describe('what closed days bring together', () => {
  // 21 December to 1 January.
  const closed = new Set(Array.from({ length: 12 }, (_, at) => addDays('2026-12-21', at)));
  const digests = [moment('2026-12-20 17:00'), moment('2027-01-03 17:00')];
  const of = (lead: string, dueAt: string, until: string) =>
    reminder(dueAt, { kind: 'milestone', subject: 'milestone:a/1', lead, usefulUntil: moment(until) });
  const given = { closed, digests };

  test('of 14 and 2 days before, both just before a recess, the moved one is left to the digest', () => {
    const both = [
      of('P14D', '2026-12-17 09:00', '2027-01-01 00:00'),
      of('P2D', '2026-12-29 09:00', '2027-01-01 00:00'),
    ];
    expect(fates(both, given)).toEqual(['message 2026-12-17 09:00', 'digest 2026-12-20 17:00']);
    // Also when the first one was said, or found no room, the day before.
    const remindedOf = () => [moment('2026-12-17 09:00')];
    expect(fates(both.slice(1), { ...given, remindedOf })).toEqual(['digest 2026-12-20 17:00']);
    expect(fates(both.slice(1), given)).toEqual(['message 2026-12-18 09:00']);
  });

  test('both moved, the earlier one is said', () => {
    const both = [
      of('P14D', '2026-12-21 09:00', '2026-12-25 00:00'),
      of('P2D', '2026-12-22 09:00', '2026-12-25 00:00'),
    ];
    expect(fates(both, given)).toEqual(['message 2026-12-18 09:00', 'digest 2026-12-20 17:00']);
  });

  test('what begins at an hour is reminded of an hour before all the same, and other things are as they are', () => {
    const starts = { usefulUntil: moment('2027-01-04 17:00') };
    const all = [
      reminder('2027-01-01 09:00', { lead: 'P3D', ...starts }),
      reminder('2027-01-04 16:00', { lead: 'PT1H', ...starts }),
      reminder('2027-01-01 09:00', { subject: 'session:2', ...starts }),
    ];
    const messages = ['2027-01-04 09:00', '2027-01-04 16:00', '2027-01-04 09:00'].map((at) => `message ${at}`);
    expect(fates(all, given)).toEqual(messages);
  });
});

describe('after a time without a process', () => {
  const through = moment('2026-11-30 12:00');
  const useful = (until: string) => ({ usefulUntil: moment(until) });
  test.each([
    [
      'what still helps is said now',
      reminder('2026-11-30 18:30', useful('2026-12-01 17:00')),
      'message 2026-12-01 12:00',
    ],
    ['what is over is stale', reminder('2026-11-30 18:30', useful('2026-12-01 11:00')), 'stale'],
    [
      'what came about after its moment is not said',
      reminder('2026-11-29 18:30', useful('2026-12-01 17:00')),
      'passed',
    ],
    [
      'but what somebody asked for is',
      reminder('2026-11-29 18:30', { kind: 'own', ...useful('2026-12-02 17:00') }),
      'message 2026-12-01 12:00',
    ],
    [
      'and that something has changed',
      reminder('2026-11-29 18:30', { kind: 'change', ...useful('2026-12-02 17:00') }),
      'message 2026-12-01 12:00',
    ],
  ])('%s', (_, one, expected) => expect(fate(one, { through })).toBe(expected));

  test('in quiet hours it waits for their end, and is stale if that is too late', () => {
    const now = moment('2026-12-01 23:00');
    expect(fate(reminder('2026-12-01 18:30', useful('2026-12-02 17:00')), { now, through })).toBe(
      'message 2026-12-02 08:00',
    );
    expect(fate(reminder('2026-12-01 18:30', useful('2026-12-02 07:30')), { now, through })).toBe('stale');
  });
});

describe('staff', () => {
  test.each([
    ['hold', 'held'],
    ['skip', 'skipped'],
  ] as const)('%s', (act, expected) => expect(fate(reminder(wednesday), { heldOrSkipped: () => act })).toBe(expected));
});
