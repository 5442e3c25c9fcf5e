// The turn of a reminder whose message is about to leave, perhaps long after its moment.
import { describe, expect, test } from 'vitest';
import type { Circumstances } from '../../../src/domain/delivery/circumstances.ts';
import type { Reminder } from '../../../src/domain/reminder.ts';
import { toldNow, turnOf } from '../../../src/features/reminders/rules/at-sending.ts';
import { circumstances, moment, reminder, wall } from '../../support/delivery-builders.ts';

/** `say 2026-12-01 12:00`, `leave`, …: of a reminder that is of use until the evening of the next day. */
function turn(now: string, given: Partial<Reminder> = {}, around: Partial<Circumstances> = {}): string {
  const one = reminder('2026-12-01 18:30', { usefulUntil: moment('2026-12-02 18:30'), ...given });
  const found = turnOf(circumstances(around), one, moment(now));
  return typeof found === 'string' ? found : `say ${wall(found.at)}`;
}

const untilFriday = { pausedUntil: moment('2026-12-04 00:00') };
const matchWeek = { matchWeeks: [{ from: moment('2026-12-01 17:00'), to: moment('2026-12-07 08:00') }] };
const closed = { closed: new Set(['2026-12-02']) };

describe('the turn of a reminder', () => {
  test.each([
    ['is now, by day', turn('2026-12-01 18:31'), 'say 2026-12-01 18:31'],
    ['is in the morning, at night', turn('2026-12-01 23:00'), 'say 2026-12-02 08:00'],
    [
      'is too late where it is of no use in the morning',
      turn('2026-12-01 23:00', { usefulUntil: moment('2026-12-02 07:00') }),
      'stale',
    ],
    [
      'is now, some minutes into the night, where it is of no use in the morning',
      turn('2026-12-01 21:04', { usefulUntil: moment('2026-12-02 07:00') }),
      'say 2026-12-01 21:04',
    ],
    [
      'is too late where not even these minutes are left',
      turn('2026-12-01 21:04', { usefulUntil: moment('2026-12-01 21:02') }),
      'stale',
    ],
    ['is none in a pause', turn('2026-12-02 12:00', {}, untilFriday), 'leave'],
    [
      'is now in a pause for what is booked',
      turn('2026-12-02 12:00', { booked: true }, untilFriday),
      'say 2026-12-02 12:00',
    ],
    ['is none in Match week, whatever is booked', turn('2026-12-02 12:00', { booked: true }, matchWeek), 'leave'],
    [
      'is the next working day on a closed one',
      turn('2026-12-02 09:00', { usefulUntil: moment('2026-12-04 18:30') }, closed),
      'say 2026-12-03 09:00',
    ],
    [
      'is now on a closed day for what is urgent',
      turn('2026-12-02 09:00', { urgent: true }, closed),
      'say 2026-12-02 09:00',
    ],
    [
      'is at 05:30 for what tells of a closed day',
      turn('2026-12-02 05:00', { early: true, urgent: true }, closed),
      'say 2026-12-02 05:30',
    ],
    [
      'is none where its kind was switched off',
      turn('2026-12-01 18:31', {}, { kindsOff: new Set(['session']) }),
      'drop',
    ],
    [
      'is now for what everybody must know, switched off or not',
      turn('2026-12-01 18:31', { mandatory: true }, { kindsOff: new Set(['session']) }),
      'say 2026-12-01 18:31',
    ],
  ])('%s', (_what, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('of a message', () => {
  const around = (now: string) => circumstances({ now: moment(now) });
  const things = (...times: string[]) => times.map((at) => ({ at: moment(at) }));

  test('everything waits where nothing may be said', () => {
    const all = things('2026-12-02 08:00', '2026-12-02 08:05');
    expect(toldNow(all, around('2026-12-01 23:00'))).toEqual({ said: [], waiting: all });
  });

  test('what has minutes to wait goes along, and what has longer does not', () => {
    const [now, soon, late] = things('2026-12-01 12:00', '2026-12-01 12:15', '2026-12-01 12:16');
    const all = [now, soon, late].filter((one) => one !== undefined);
    expect(toldNow(all, around('2026-12-01 12:00'))).toEqual({ said: [now, soon], waiting: [late] });
  });

  test('nothing goes along while it is quiet', () => {
    const [now, soon] = things('2026-12-02 07:50', '2026-12-02 08:00');
    const all = [now, soon].filter((one) => one !== undefined);
    expect(toldNow(all, around('2026-12-02 07:50'))).toEqual({ said: [now], waiting: [soon] });
  });
});
