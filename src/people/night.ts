// A message that was to be said by day and was held up into the night. Pure.
import type { Temporal } from 'temporal-polyfill';
import { isQuiet, saidOnward } from '../domain/delivery/speaking-time.ts';
import { closedDaysOf } from '../program/closed-days.ts';
import type { Program } from '../program/program.ts';
import { type Person, quietOf, zoneOf } from './person.ts';

/** Later than any message is that nothing holds up. */
const HELD_UP_MS = 10 * 60_000;

/**
 * When the night is over into which a message of a person's was held up: due by day, in their quiet hours now, and minutes late. undefined by
 * day, for what is on time, and for what was due at night: an answer to what they did then.
 */
export function nightOver(
  program: Program,
  person: Person,
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  if (now.epochMilliseconds - dueAt.epochMilliseconds <= HELD_UP_MS) return undefined;
  const { closeDayFrom } = program.file.reminders;
  const hours = {
    zone: zoneOf(program, person),
    closed: closedDaysOf(program),
    quiet: quietOf(program, person),
    closeDayFrom,
  };
  if (isQuiet(hours, dueAt, false) || !isQuiet(hours, now, false)) return undefined;
  const waiting = { kind: 'notice', booked: true, mandatory: false, urgent: false } as const;
  return saidOnward(hours, { ...waiting, usefulUntil: now.add({ hours: 48 }) }, now) ?? undefined;
}
