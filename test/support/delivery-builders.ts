// Reminders and circumstances for tests of delivery; moments are written as they read on a wall in Boston.
import { Temporal } from 'temporal-polyfill';
import type { Circumstances } from '../../src/domain/delivery/circumstances.ts';
import { deliver } from '../../src/domain/delivery/deliver.ts';
import type { Reminder } from '../../src/domain/reminder.ts';

export const BOSTON = 'America/New_York';

/** `2027-01-20 18:30` in a zone. */
export function moment(text: string, zone = BOSTON): Temporal.Instant {
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone).toInstant();
}

/** `2027-01-20 18:30` of a moment in a zone. */
export function wall(at: Temporal.Instant, zone = BOSTON): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** A reminder of a session, of use for a day; not booked, not mandatory, not urgent. */
export function reminder(dueAt: string, given: Partial<Reminder> = {}): Reminder {
  return {
    kind: 'session',
    subject: 'session:1',
    lead: 'P1D',
    dueAt: moment(dueAt),
    usefulUntil: moment(dueAt).add({ hours: 24 }),
    via: 'message',
    booked: false,
    mandatory: false,
    urgent: false,
    ...given,
  };
}

/** Somebody in Boston to whom nothing was said, at noon of Tuesday 1 December 2026. */
export function circumstances(given: Partial<Circumstances> = {}): Circumstances {
  const now = given.now ?? moment('2026-12-01 12:00');
  return {
    now,
    through: now,
    zone: BOSTON,
    away: [],
    matchWeeks: [],
    pausedUntil: null,
    kindsOff: new Set(),
    closed: new Set(),
    quiet: { from: '21:00', to: '08:00' },
    closeDayFrom: '05:30',
    mergeWithinMinutes: 15,
    budgetPerWeek: 2,
    counted: new Map(),
    digests: [moment('2026-12-06 17:00'), moment('2026-12-13 17:00')],
    heldOrSkipped: () => undefined,
    isReleased: () => false,
    isLeft: () => false,
    remindedOf: () => [],
    ...given,
  };
}

/** What becomes of each reminder, in the order in which they were given: `message 2026-12-02 18:30`, `digest …`, `stale`. */
export function fates(reminders: readonly Reminder[], given: Partial<Circumstances> = {}): string[] {
  const { messages, digests, unsaid } = deliver(reminders, circumstances(given));
  return reminders.map((one) => {
    const message = messages.find((planned) => planned.reminders.includes(one));
    const digest = digests.find((planned) => planned.reminders.includes(one));
    if (message) return `message ${wall(message.sendAt)}`;
    if (digest) return `digest ${wall(digest.sendAt)}`;
    return unsaid.find((left) => left.reminder === one)?.why ?? 'lost';
  });
}

/** The same of one. */
export function fate(one: Reminder, given: Partial<Circumstances> = {}): string {
  return fates([one], given).join();
}
