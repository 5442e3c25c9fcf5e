// What holds of every plan, whatever falls due and however somebody stands.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '../../../src/domain/day.ts';
import type { Circumstances } from '../../../src/domain/delivery/circumstances.ts';
import { deliver } from '../../../src/domain/delivery/deliver.ts';
import { REMINDER_KINDS, type Reminder } from '../../../src/domain/reminder.ts';
import { circumstances } from '../../support/delivery-builders.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Two weeks around each change of the clocks, and the winter recess. */
const starts = fc.constantFrom('2027-03-07T12:00:00Z', '2027-10-31T12:00:00Z', '2026-12-16T12:00:00Z');
const zones = fc.constantFrom('America/New_York', 'America/Los_Angeles', 'Europe/London', 'Asia/Kolkata');
const hour = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30'))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${minutes}`);
const quiet = fc.oneof(
  fc.constant({ from: '21:00', to: '08:00' }),
  fc.tuple(hour, hour).map(([from, to]) => ({ from, to })),
);

const shape = fc.record({
  kind: fc.constantFrom(...REMINDER_KINDS),
  /** Minutes after the start at which it falls due, and hours for which it is of use. */
  after: fc.integer({ min: -3 * 24 * 60, max: 14 * 24 * 60 }),
  hours: fc.integer({ min: 1, max: 20 * 24 }),
  via: fc.constantFrom('message' as const, 'message' as const, 'digest' as const),
  booked: fc.boolean(),
  mandatory: fc.boolean(),
  urgent: fc.boolean(),
  early: fc.boolean(),
});

interface Case {
  reminders: Reminder[];
  given: Circumstances;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    start: starts,
    zone: zones,
    quiet,
    shapes: fc.array(shape, { maxLength: 25 }),
    closed: fc.array(fc.integer({ min: 0, max: 14 }), { maxLength: 6 }),
    away: fc.option(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 100 }))),
    paused: fc.option(fc.integer({ min: 0, max: 200 })),
    missed: fc.integer({ min: 0, max: 60 }),
    counted: fc.integer({ min: 0, max: 3 }),
    digests: fc.boolean(),
  })
  .map(({ start, zone, quiet: hours, shapes, closed, away, paused, missed, counted, digests }) => {
    const now = Temporal.Instant.from(start);
    const today = dayOf(now, zone);
    const later = (ms: number) => Temporal.Instant.fromEpochMilliseconds(now.epochMilliseconds + ms);
    const reminders = shapes.map(({ after, hours: useful, early, ...rest }, at): Reminder => {
      const dueAt = later(after * MINUTE_MS);
      const usefulUntil = dueAt.add({ hours: useful });
      return { ...rest, ...(early ? { early } : {}), subject: `thing:${at}`, lead: 'P1D', dueAt, usefulUntil };
    });
    const monday = addDays(today, 1 - Temporal.PlainDate.from(today).dayOfWeek);
    const given = circumstances({
      now,
      through: later(-missed * HOUR_MS),
      zone,
      quiet: hours,
      closed: new Set(closed.map((days) => addDays(today, days))),
      away: away ? [{ from: later(away[0] * HOUR_MS), to: later((away[0] + away[1]) * HOUR_MS) }] : [],
      pausedUntil: paused === null ? null : later(paused * HOUR_MS),
      counted: new Map([[monday, counted]]),
      digests: digests ? [later(100 * HOUR_MS), later(268 * HOUR_MS)] : [],
    });
    return { reminders, given };
  });

const isExempt = ({ kind, booked, mandatory, urgent }: Reminder) => booked || mandatory || urgent || kind === 'own';

/** Minutes of the day that a moment shows on a wall. */
function minutesOf(at: Temporal.Instant, zone: string): number {
  const { hour: hours, minute } = at.toZonedDateTimeISO(zone);
  return hours * 60 + minute;
}

function minutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** Written out once more, so that what is tested does not judge itself. */
function isQuietAt(at: Temporal.Instant, { quiet: { from, to }, zone }: Circumstances): boolean {
  const [now, begins, ends] = [minutesOf(at, zone), minutes(from), minutes(to)];
  return begins <= ends ? begins <= now && now < ends : now >= begins || now < ends;
}

function holds(check: (plan: ReturnType<typeof deliver>, given: Case) => void): void {
  fc.assert(
    fc.property(cases, (one) => check(deliver(one.reminders, one.given), one)),
    { numRuns: 400 },
  );
}

test('each reminder ends in exactly one place', () => {
  holds((plan, { reminders }) => {
    const placed = [
      ...plan.messages.flatMap((message) => message.reminders),
      ...plan.digests.flatMap((digest) => digest.reminders),
      ...plan.unsaid.map(({ reminder }) => reminder),
    ];
    expect(placed).toHaveLength(reminders.length);
    expect(new Set(placed)).toEqual(new Set(reminders));
  });
});

test('nothing in quiet hours but a closed day from its hour on', () => {
  holds(({ messages }, { given }) => {
    for (const { sendAt, reminders } of messages.filter((message) => isQuietAt(message.sendAt, given))) {
      expect(reminders.every(({ early }) => early === true)).toBe(true);
      expect(minutesOf(sendAt, given.zone)).toBeGreaterThanOrEqual(minutes('05:30'));
    }
  });
});

test('nothing while away, before the present, or when it is of no use any more', () => {
  holds(({ messages, digests }, { given }) => {
    for (const { sendAt, reminders } of [...messages, ...digests]) {
      const ms = sendAt.epochMilliseconds;
      expect(ms).toBeGreaterThanOrEqual(given.now.epochMilliseconds);
      for (const { usefulUntil } of reminders) expect(ms).toBeLessThan(usefulUntil.epochMilliseconds);
    }
    for (const { sendAt } of messages)
      expect(
        given.away.some(
          ({ from, to }) =>
            from.epochMilliseconds <= sendAt.epochMilliseconds && sendAt.epochMilliseconds < to.epochMilliseconds,
        ),
      ).toBe(false);
  });
});

test('no more counted messages in a week than the budget, with those that were said', () => {
  holds(({ messages }, { given }) => {
    const weeks = new Map(given.counted);
    for (const { sendAt, reminders, counted } of messages) {
      // A change that found no room is said all the same from 48 hours before on (spec 3).
      const isFree = (one: Reminder) =>
        isExempt(one) ||
        (one.kind === 'change' &&
          sendAt.epochMilliseconds >= one.usefulUntil.subtract({ hours: 48 }).epochMilliseconds);
      if (counted) expect(reminders.every(isExempt)).toBe(false);
      else expect(reminders.every(isFree)).toBe(true);
      const day = sendAt.toZonedDateTimeISO(given.zone).toPlainDate();
      const monday = day.subtract({ days: day.dayOfWeek - 1 }).toString();
      if (counted) weeks.set(monday, (weeks.get(monday) ?? 0) + 1);
    }
    for (const [monday, count] of weeks)
      expect(count).toBeLessThanOrEqual(Math.max(given.budgetPerWeek, given.counted.get(monday) ?? 0));
  });
});

test('on closed days only what is booked, mandatory, urgent or asked for', () => {
  holds(({ messages }, { given }) => {
    for (const { sendAt, reminders } of messages)
      if (given.closed.has(dayOf(sendAt, given.zone))) {
        const [first] = reminders;
        expect(first && reminders.some(isExempt)).toBe(true);
      }
  });
});

test('in a pause only what is mandatory or booked', () => {
  holds(({ messages }, { given: { pausedUntil } }) => {
    if (pausedUntil === null) return;
    for (const { sendAt, reminders } of messages)
      if (sendAt.epochMilliseconds < pausedUntil.epochMilliseconds)
        expect(reminders.every(({ booked, mandatory }) => booked || mandatory)).toBe(true);
  });
});

test('two messages are further apart than what is merged, unless one of them tells of a closed day while it is quiet', () => {
  holds(({ messages }, { given }) => {
    const loud = messages.filter(({ sendAt }) => !isQuietAt(sendAt, given));
    for (const [at, { sendAt }] of loud.entries()) {
      const next = loud[at + 1];
      if (next)
        expect(next.sendAt.epochMilliseconds - sendAt.epochMilliseconds).toBeGreaterThan(
          given.mergeWithinMinutes * MINUTE_MS,
        );
    }
  });
});

test('the plan does not hang on the order in which things are contributed', () => {
  holds((plan, { reminders, given }) => {
    expect(deliver([...reminders].reverse(), given).messages).toEqual(plan.messages);
  });
});

test('what is foretold is what is said: planned again at its first moment, with what was decided by then, there are the same messages', () => {
  holds((plan, { reminders, given }) => {
    const [first] = plan.messages;
    const missed = given.through.epochMilliseconds < given.now.epochMilliseconds;
    // What falls into a leave is not written down: what came about just before it may be told at its end.
    if (!first || missed || plan.unsaid.some(({ why }) => why === 'away')) return;
    const decided = [...plan.left, ...plan.unsaid.filter(({ why }) => why === 'left' || why === 'stale')]
      .filter(({ at }) => at.epochMilliseconds < first.sendAt.epochMilliseconds)
      .map(({ reminder }) => reminder);
    const again = deliver(reminders, {
      ...given,
      now: first.sendAt,
      through: first.sendAt.subtract({ milliseconds: 1 }),
      isLeft: (reminder) => decided.includes(reminder),
    });
    expect(again.messages).toEqual(plan.messages);
  });
});
