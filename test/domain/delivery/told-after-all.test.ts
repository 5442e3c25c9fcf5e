// News of sessions that were moved or cancelled, where the week is full or somebody wants quiet.
import { describe, expect, test } from 'vitest';
import { deliver } from '../../../src/domain/delivery/deliver.ts';
import type { Reminder } from '../../../src/domain/reminder.ts';
import { circumstances, fate, moment, reminder, wall } from '../../support/delivery-builders.ts';

const spell = (from: string, to: string) => ({ from: moment(from), to: moment(to) });

describe('a change of a session that no digest takes', () => {
  const full = { counted: new Map([['2026-11-30', 2]]) };
  const change = (until: string, given: Partial<Reminder> = {}) =>
    reminder('2026-12-01 17:30', {
      kind: 'change',
      subject: 'change:1',
      lead: 'cancelled',
      usefulUntil: moment(until),
      ...given,
    });

  test.each([
    ['is told once it is urgent where the week is full', change('2026-12-04 18:00'), full, 'message 2026-12-02 18:00'],
    ['never in quiet hours', change('2026-12-05 02:00'), full, 'message 2026-12-03 08:00'],
    ['at once where it is urgent', change('2026-12-03 12:00', { urgent: true }), full, 'message 2026-12-01 17:30'],
    ['is left to the digest where one takes it', change('2026-12-08 18:00'), full, 'digest 2026-12-06 17:00'],
    [
      'is told when quiet is over',
      change('2026-12-03 17:00', { urgent: true }),
      { pausedUntil: moment('2026-12-02 08:00') },
      'message 2026-12-02 08:00',
    ],
    [
      'is told when quiet is over, and not before it is urgent',
      change('2026-12-05 17:00'),
      { pausedUntil: moment('2026-12-02 08:00') },
      'message 2026-12-03 17:00',
    ],
    [
      'is told when Match week is over',
      change('2026-12-05 17:00'),
      { matchWeeks: [spell('2026-11-27 17:00', '2026-12-04 08:00')] },
      'message 2026-12-04 08:00',
    ],
    [
      'is told at half past five of a closed day after a pause',
      change('2026-12-03 17:00', { urgent: true, early: true }),
      { pausedUntil: moment('2026-12-02 05:00') },
      'message 2026-12-02 05:30',
    ],
    [
      'is not told to whom wants quiet beyond it',
      change('2026-12-03 17:00', { urgent: true }),
      { pausedUntil: moment('2026-12-04 08:00') },
      'left',
    ],
    [
      'nor to whom is away then',
      change('2026-12-04 18:00'),
      { ...full, away: [spell('2026-12-02 00:00', '2026-12-09 00:00')] },
      'left',
    ],
  ])('%s', (_, one, given, expected) => expect(fate(one, given)).toBe(expected));

  test('goes with what else is said then, and takes no room', () => {
    const { messages } = deliver(
      [change('2026-12-04 18:00'), reminder('2026-12-02 18:05', { booked: true })],
      circumstances(full),
    );
    expect(messages.map(({ sendAt, reminders, counted }) => [wall(sendAt), reminders.length, counted])).toEqual([
      ['2026-12-02 18:00', 2, false],
    ]);
  });

  test('is told late where nobody was there to tell it', () => {
    const now = moment('2026-12-03 10:00');
    expect(fate(change('2026-12-04 18:00'), { ...full, now, through: now })).toBe('message 2026-12-03 10:00');
  });
});
