// What many people's plans come to, put together by what staff hold and skip. Pure.
import type { Temporal } from 'temporal-polyfill';
import { holdableKey, type Reminder, type ReminderKey } from '../../../domain/reminder.ts';

/** One reminder of one person: how it leaves, or that staff keep it back. */
export interface Foretold {
  personId: number;
  at: Temporal.Instant;
  as: 'message' | 'digest' | 'hold' | 'skip';
  /** Staff keep it back for this person, and not for everybody. */
  alone?: boolean;
  reminder: Reminder;
}

/** The same for all whom it concerns. */
export interface Gathered {
  key: ReminderKey;
  from: Temporal.Instant;
  to: Temporal.Instant;
  people: number[];
  inDigest: number;
  act: 'hold' | 'skip' | null;
  alone: boolean;
  keepable: true;
  forOne: true;
  button: null;
}

/** What is held or skipped stays in sight for as long as it would still help. */
function isInSight({ at, as, reminder }: Foretold, from: Temporal.Instant, to: Temporal.Instant): boolean {
  if (at.epochMilliseconds >= to.epochMilliseconds) return false;
  const until = as === 'hold' || as === 'skip' ? reminder.usefulUntil : at;
  return until.epochMilliseconds >= from.epochMilliseconds;
}

/** By what staff hold and skip: when the first and the last leave, to whom. What people asked for themselves is left out. */
export function gatherGoingOut(
  foretold: readonly Foretold[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Gathered[] {
  const found = new Map<string, Gathered & { seen: Set<number> }>();
  for (const one of foretold) {
    const key = holdableKey(one.reminder);
    if (!key || !isInSight(one, from, to)) continue;
    const { at, as, personId, alone = false } = one;
    const act = as === 'hold' || as === 'skip' ? as : null;
    // Somebody may have been kept back alone: those who are told stand apart from them.
    const id = `${key.kind} ${key.subject} ${key.lead} ${act} ${alone}`;
    const known = found.get(id) ?? {
      key,
      from: at,
      to: at,
      people: [],
      inDigest: 0,
      act,
      alone,
      keepable: true,
      forOne: true,
      button: null,
      seen: new Set(),
    };
    found.set(id, known);
    if (at.epochMilliseconds < known.from.epochMilliseconds) known.from = at;
    if (at.epochMilliseconds > known.to.epochMilliseconds) known.to = at;
    if (known.seen.has(personId)) continue;
    known.seen.add(personId);
    known.people.push(personId);
    if (as === 'digest') known.inDigest++;
  }
  return [...found.values()].map(({ seen: _, ...gathered }) => gathered);
}
