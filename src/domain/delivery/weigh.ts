// Steps 7 and 8 of delivery: what is said together, and how many messages a week hold.
import type { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf, weekdayOf } from '../day.ts';
import type { Reminder, ReminderKind } from '../reminder.ts';
import type { Circumstances, PlannedMessage } from './circumstances.ts';
import { isQuiet } from './speaking-time.ts';

/** A reminder and when it may be said. */
export interface Timed {
  reminder: Reminder;
  at: Temporal.Instant;
}

const RANK: readonly ReminderKind[] = ['class-meeting', 'milestone', 'session'];

function rankOf({ kind }: Reminder): number {
  const rank = RANK.indexOf(kind);
  return rank === -1 ? RANK.length : rank;
}

/** The earlier due time first, then class meeting, milestone, session, other; equal ones in the order of their names. */
function byWeight(a: Reminder, b: Reminder): number {
  return (
    a.dueAt.epochMilliseconds - b.dueAt.epochMilliseconds ||
    rankOf(a) - rankOf(b) ||
    (`${a.subject} ${a.lead}` < `${b.subject} ${b.lead}` ? -1 : 1)
  );
}

/** Not counted: booked, mandatory and urgent things, changes within 48 hours (urgent, too), and what somebody asked for. */
export function isCounted({ kind, booked, mandatory, urgent }: Reminder): boolean {
  return !(booked || mandatory || urgent || kind === 'own');
}

/**
 * (7) The earliest takes those of the next minutes. What is told of a closed day while it is quiet takes nothing else along. What is told
 * `afterAll` does not count.
 */
export function merge(
  circumstances: Circumstances,
  timed: readonly Timed[],
  afterAll: ReadonlySet<Reminder> = new Set(),
): PlannedMessage[] {
  const inOrder = [...timed].sort(
    (a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds || byWeight(a.reminder, b.reminder),
  );
  const messages: { sendAt: Temporal.Instant; quiet: boolean; reminders: Reminder[] }[] = [];
  for (const { reminder, at } of inOrder) {
    const reach = at.epochMilliseconds - circumstances.mergeWithinMinutes * 60_000;
    const open = messages.findLast(
      ({ sendAt, quiet }) => sendAt.epochMilliseconds >= reach && (!quiet || reminder.early === true),
    );
    if (open) open.reminders.push(reminder);
    else messages.push({ sendAt: at, quiet: isQuiet(circumstances, at, false), reminders: [reminder] });
  }
  return messages.map(({ sendAt, reminders }) => ({
    sendAt,
    reminders: reminders.sort(byWeight),
    counted: reminders.some((reminder) => isCounted(reminder) && !afterAll.has(reminder)),
  }));
}

/** The Monday of the week of a moment in `zone`: weeks are counted from Monday to Sunday. */
export function weekOf(at: Temporal.Instant, zone: string): Day {
  const day = dayOf(at, zone);
  return addDays(day, 1 - weekdayOf(day));
}

/** (8) So many counted messages a week, the earlier ones first; what is not counted, or told `afterAll`, is said all the same. */
export function keepToBudget(
  { budgetPerWeek, counted, zone }: Circumstances,
  messages: readonly PlannedMessage[],
  afterAll: ReadonlySet<Reminder> = new Set(),
): { kept: PlannedMessage[]; left: Timed[] } {
  const used = new Map(counted);
  const left: Timed[] = [];
  const kept = messages.flatMap((message): PlannedMessage[] => {
    if (!message.counted) return [message];
    const week = weekOf(message.sendAt, zone);
    const before = used.get(week) ?? 0;
    if (before < budgetPerWeek) {
      used.set(week, before + 1);
      return [message];
    }
    const free = message.reminders.filter((reminder) => !isCounted(reminder) || afterAll.has(reminder));
    const over = message.reminders.filter((reminder) => !free.includes(reminder));
    left.push(...over.map((reminder) => ({ reminder, at: message.sendAt })));
    return free.length > 0 ? [{ ...message, reminders: free, counted: false }] : [];
  });
  return { kept, left };
}
