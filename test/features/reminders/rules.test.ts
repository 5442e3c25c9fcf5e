import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { UNCHANGED } from '../../../src/domain/person-settings.ts';
import { type Planning, planFor } from '../../../src/features/reminders/jobs/plan.ts';
import { digestOffset, digestTimes } from '../../../src/features/reminders/rules/digest-times.ts';
import { overAt, quietUntil, remindedAt, snoozedTo } from '../../../src/features/reminders/rules/own-times.ts';
import { closedDaysOf } from '../../../src/program/closed-days.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { BOSTON, moment, reminder, wall } from '../../support/delivery-builders.ts';
import { student } from '../../support/people-builders.ts';
import { pathways } from '../../support/school-calendar.ts';

const program = await loadProgram();

describe('digests', () => {
  const sunday = { weekday: 'sunday', at: '17:00' } as const;

  test('leave on Sundays within half an hour of five, also where the clocks change, at the same minute each week', () => {
    const zones = fc.constantFrom(BOSTON, 'America/Los_Angeles', 'Europe/London', 'Asia/Kolkata');
    fc.assert(
      fc.property(zones, fc.integer({ min: 1, max: 100_000 }), (zone, id) => {
        const times = digestTimes(sunday, id, zone, moment('2026-08-02 12:00'), moment('2027-08-01 12:00'));
        expect(times.length).toBeGreaterThanOrEqual(52);
        for (const time of times) {
          const at = time.toZonedDateTimeISO(zone);
          expect(at.dayOfWeek).toBe(7);
          expect(at.hour * 60 + at.minute).toBe(17 * 60 + digestOffset(id));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('are spread: of 700 people no minute has more than twice its share', () => {
    const perMinute = new Map<number, number>();
    for (let id = 1; id <= 700; id++) perMinute.set(digestOffset(id), (perMinute.get(digestOffset(id)) ?? 0) + 1);
    expect([...perMinute.keys()].every((minute) => minute >= 0 && minute < 30)).toBe(true);
    expect(Math.max(...perMinute.values())).toBeLessThan((2 * 700) / 30);
  });
});

describe('what somebody asks for', () => {
  const startsAt = moment('2027-01-21 17:00');
  const session = { kind: 'session', startsAt, endsAt: startsAt.add({ hours: 1 }), day: '2027-01-21' } as const;
  const due = { kind: 'due', day: '2027-01-21' } as const;
  const window = {
    kind: 'window',
    from: '2027-01-01',
    to: '2027-01-31',
    months: 'January',
    awaitsDate: true,
    opens: null,
  } as const;

  test.each([
    ['a day later at the same time', '2026-12-01 18:30', BOSTON, '2026-12-02 18:30'],
    ['also where the day has 23 hours', '2027-03-13 18:30', BOSTON, '2027-03-14 18:30'],
    ['and where it has 25', '2027-11-06 09:00', BOSTON, '2027-11-07 09:00'],
    ['in the zone of the person', '2027-03-27 12:00', 'Europe/London', '2027-03-28 12:00'],
  ])('Snooze: %s', (_, now, zone, expected) => expect(wall(snoozedTo(moment(now, zone), zone), zone)).toBe(expected));

  test.each([
    ['the day before a session', session, '2027-01-18 12:00', '2027-01-20 18:30'],
    ['an hour before it where that has passed', session, '2027-01-20 19:00', '2027-01-21 16:00'],
    ['not where it begins', session, '2027-01-21 16:30', null],
    ['two days before something is due', due, '2027-01-18 12:00', '2027-01-19 18:30'],
    ['the day before where that has passed', due, '2027-01-19 19:00', '2027-01-20 18:30'],
    ['not on the last day', due, '2027-01-21 09:00', null],
    ['not where there is no date', window, '2027-01-01 09:00', null],
  ])('Remind me: %s', (_, when, now, expected) => {
    const found = remindedAt(when, () => '18:30', BOSTON, moment(now));
    expect(found && wall(found.at)).toBe(expected);
  });

  test('is over when a session begins, and with the day by which something is due', () => {
    expect(overAt(session, BOSTON)).toBe(startsAt);
    expect(overAt(due, BOSTON)?.equals(moment('2027-01-22 00:00'))).toBe(true);
    expect(overAt(window, BOSTON)).toBeNull();
  });

  test('Quiet until is a morning', () => {
    const now = moment('2027-03-13 22:00');
    expect(wall(quietUntil({ days: 1 }, now, '08:00', BOSTON))).toBe('2027-03-14 08:00');
    expect(wall(quietUntil({ day: '2027-04-02' }, now, '06:30', BOSTON))).toBe('2027-04-02 06:30');
  });
});

describe('the plan of one person', () => {
  const planning = (now: string): Planning => ({
    now: moment(now),
    through: moment(now),
    until: moment(now).add({ hours: 21 * 24 }),
    dates: [{ subject: 'match/nrmp', year: 2028, day: '2028-03-17' }],
    holds: [],
    welcomed: new Set([1]),
  });
  const useful = (until: string) => ({ usefulUntil: moment(until) });
  const said = (person: Parameters<typeof planFor>[1], now: string, ...due: Parameters<typeof planFor>[2]) => {
    const { plan } = planFor({ program }, person, due, [], planning(now));
    return [...plan.messages, ...plan.digests].map(({ sendAt }) => wall(sendAt));
  };

  test('knows every closed day of the program', () => {
    const days = closedDaysOf(program);
    expect(['2026-11-26', '2026-11-27', '2026-12-21', '2026-12-25', '2027-01-01'].every((day) => days.has(day))).toBe(
      true,
    );
    expect(['2026-11-25', '2026-11-28', '2026-12-20', '2027-01-02'].some((day) => days.has(day))).toBe(false);
  });

  test('says before the winter recess what would be of no use after it', () => {
    const one = reminder('2026-12-31 18:30', useful('2027-01-02 10:00'));
    expect(said(student(pathways()), '2026-12-17 12:00', one)).toEqual(['2026-12-18 18:30']);
  });

  test('has no digest on a closed Sunday: what falls before the next is named in the one before', () => {
    const line = reminder('2026-12-28 09:00', { via: 'digest', ...useful('2027-01-03 12:00') });
    const [at = ''] = said(student(pathways()), '2026-12-17 12:00', line);
    expect(at.slice(0, 10)).toBe('2026-12-20');
  });

  test('has nothing in the Match week, neither messages nor a digest, but what is on either side', () => {
    const all = [
      reminder('2028-03-10 09:00', { subject: 'session:1' }),
      reminder('2028-03-14 09:00', { subject: 'session:2', mandatory: true }),
      reminder('2028-03-11 09:00', { subject: 'session:3', via: 'digest', ...useful('2028-03-18 09:00') }),
      reminder('2028-03-22 09:00', { subject: 'session:4' }),
    ];
    expect(said(student(pathways()), '2028-03-08 12:00', ...all)).toEqual(['2028-03-10 09:00', '2028-03-22 09:00']);
  });

  test('has nothing while on leave', () => {
    const away = pathways({ kind: 'leave', value: 'leave', from: '2027-01-01', to: '2027-02-01' });
    const one = reminder('2027-01-12 09:00', useful('2027-03-01 00:00'));
    expect(said(student(away), '2027-01-10 12:00', one)).toEqual([]);
  });

  test('keeps to the own ways of the person: a pause, no digest, quiet hours', () => {
    const paused = { ...UNCHANGED, pausedUntil: '2027-01-14', digest: false, quiet: { from: '18:00', to: '10:00' } };
    const chosen = student(pathways(), { settings: paused });
    const all = [
      reminder('2027-01-12 09:00', { subject: 'session:1', ...useful('2027-02-01 00:00') }),
      reminder('2027-01-14 09:00', { subject: 'session:2', ...useful('2027-02-01 00:00') }),
    ];
    expect(said(chosen, '2027-01-10 12:00', ...all)).toEqual(['2027-01-14 10:00']);
  });

  test('counts what was said this week', () => {
    const row = (outboxId: number, at: string) => ({
      kind: 'session' as const,
      subject: `session:${outboxId}`,
      lead: 'P1D',
      dueAt: moment(at),
      usefulUntil: moment('2027-01-30 00:00'),
      outcome: 'message' as const,
      decidedAt: moment(at),
      outboxId,
      counted: true,
    });
    const one = reminder('2027-01-14 09:00', { subject: 'session:9', ...useful('2027-02-01 00:00') });
    const week = [row(1, '2027-01-11 00:30'), row(2, '2027-01-12 09:00')];
    const plan = (rows: typeof week) =>
      planFor({ program }, student(pathways()), [one], rows, planning('2027-01-13 12:00')).plan;
    expect(plan(week).messages).toHaveLength(0);
    expect(plan(week.map((one) => ({ ...one, outboxId: 1 }))).messages).toHaveLength(1);
    expect(plan([row(1, '2027-01-10 23:30'), row(2, '2027-01-12 09:00')]).messages).toHaveLength(1);
  });

  test('is right for Temporal moments that lie in other zones', () => {
    const far = student(pathways(), { timeZone: 'Asia/Kolkata' });
    const one = reminder('2027-03-15 12:00', useful('2027-03-16 12:00'));
    const [message] = planFor({ program }, far, [one], [], planning('2027-03-14 12:00')).plan.messages;
    expect(message && wall(message.sendAt, 'Asia/Kolkata')).toBe('2027-03-16 08:00');
    expect(Temporal.Instant.compare(one.dueAt, moment('2027-03-15 21:30', 'Asia/Kolkata'))).toBe(0);
  });
});
