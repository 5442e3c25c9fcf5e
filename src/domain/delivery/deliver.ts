// What may be said to whom, when: one list of steps in one order. Everything that speaks unasked goes through it.
//
//   (1) away: nothing                              (5) closed day: the next working day, or the one before
//   (2) Match week: nothing                        (6) quiet hours: their end, or just before they begin
//   (3) paused: only mandatory and booked          (7) merge what is due within minutes
//   (4) kind switched off                          (8) so many a week; the rest is left to the digest
//
// What (5) brings next to another reminder of the same thing is left to the digest, too: moved-by-closing.ts. A change that (2), (3) or (8)
// keep back and no digest takes is told all the same, as soon as it may be: told-after-all.ts.
import type { Temporal } from 'temporal-polyfill';
import { isWithin } from '../match-week.ts';
import type { Reminder } from '../reminder.ts';
import type { Circumstances, Plan, PlannedDigest, PlannedMessage, Unsaid } from './circumstances.ts';
import { apartFromEachOther } from './moved-by-closing.ts';
import { saidOnward, speakingTime } from './speaking-time.ts';
import { toldAfterAll } from './told-after-all.ts';
import { keepToBudget, merge, type Timed } from './weigh.ts';

type Verdict = { say: Temporal.Instant } | { leave: Temporal.Instant } | { drop: Unsaid; at: Temporal.Instant };

/** Somebody did or asked something just now, or staff have something to say: it does not come too late by coming after its moment. */
function isAct({ kind }: Reminder): boolean {
  return kind === 'own' || kind === 'change' || kind === 'nudge' || kind === 'notice';
}

/** (1) to (4) at a moment; undefined where nothing stands in the way. What a pause or Match week keeps back, a later digest may name. */
function hindrance(circumstances: Circumstances, reminder: Reminder, at: Temporal.Instant): Verdict | undefined {
  const { away, matchWeeks, pausedUntil, kindsOff } = circumstances;
  if (isWithin(away, at)) return { drop: 'away', at };
  const paused = pausedUntil !== null && at.epochMilliseconds < pausedUntil.epochMilliseconds;
  const silent = isWithin(matchWeeks, at) || (paused && !reminder.mandatory && !reminder.booked);
  if (kindsOff.has(reminder.kind) && !reminder.mandatory) return { drop: 'switched-off', at };
  return silent ? { leave: at } : undefined;
}

/** (5) and (6). What was missed is said now if it still helps; what came about after its moment is not said. */
function timeFor(circumstances: Circumstances, reminder: Reminder): Verdict {
  const { now, through } = circumstances;
  const ideal = speakingTime(circumstances, reminder, reminder.dueAt);
  if (ideal.epochMilliseconds >= reminder.usefulUntil.epochMilliseconds) return { drop: 'stale', at: ideal };
  if (ideal.epochMilliseconds > now.epochMilliseconds) return { say: ideal };
  if (ideal.epochMilliseconds <= through.epochMilliseconds && !isAct(reminder) && !circumstances.isReleased(reminder))
    return { drop: 'passed', at: ideal };
  const late = saidOnward(circumstances, reminder, now);
  return late ? { say: late } : { drop: 'stale', at: now };
}

function verdictOn(circumstances: Circumstances, reminder: Reminder): Verdict {
  const act = circumstances.heldOrSkipped(reminder);
  if (act) return { drop: act === 'hold' ? 'held' : 'skipped', at: reminder.dueAt };
  const hindered = hindrance(circumstances, reminder, reminder.dueAt);
  if (hindered && 'drop' in hindered) return hindered;
  if (reminder.via === 'digest' || circumstances.isLeft(reminder)) return { leave: reminder.dueAt };
  const time = timeFor(circumstances, reminder);
  if (!('say' in time)) return time;
  // What was put off may have been put off into a leave, Match week or a pause.
  return hindered ?? hindrance(circumstances, reminder, time.say) ?? time;
}

/** The next digest that still helps; else the one before, which names what falls before the next. */
function digestFor(digests: readonly Temporal.Instant[], { reminder, at }: Timed): Temporal.Instant | undefined {
  const useful = digests.filter((digest) => digest.epochMilliseconds < reminder.usefulUntil.epochMilliseconds);
  return useful.find((digest) => digest.epochMilliseconds >= at.epochMilliseconds) ?? useful.at(-1);
}

/** Puts what is left into digests. */
function intoDigests(digests: readonly Temporal.Instant[], left: readonly Timed[]) {
  const taken = new Map<Temporal.Instant, Reminder[]>();
  const nowhere: Timed[] = [];
  for (const one of left) {
    const digest = digestFor(digests, one);
    if (digest) taken.set(digest, [...(taken.get(digest) ?? []), one.reminder]);
    else nowhere.push(one);
  }
  const planned = digests.flatMap((sendAt): PlannedDigest[] => {
    const reminders = taken.get(sendAt);
    return reminders ? [{ sendAt, reminders }] : [];
  });
  return { planned, nowhere };
}

/** What is left goes into digests, or is not said. */
function planOf(
  { digests }: Circumstances,
  messages: readonly PlannedMessage[],
  left: readonly Timed[],
  unsaid: Plan['unsaid'],
): Plan {
  const { planned, nowhere } = intoDigests(digests, left);
  const gone = new Set(nowhere.map(({ reminder }) => reminder));
  return {
    messages,
    digests: planned,
    unsaid: [...unsaid, ...nowhere.map(({ reminder, at }) => ({ reminder, at, why: 'left' as const }))],
    left: left.filter(({ reminder }) => reminder.via === 'message' && !gone.has(reminder)),
  };
}

interface Sorted {
  timed: readonly Timed[];
  left: readonly Timed[];
  unsaid: Plan['unsaid'];
}

/** The same with what is told after all, which joins the messages of its minutes without counting. */
function planWith(circumstances: Circumstances, afterAll: readonly Timed[], { timed, left, unsaid }: Sorted): Plan {
  const told = new Set(afterAll.map(({ reminder }) => reminder));
  const others = (list: readonly Timed[]) => list.filter(({ reminder }) => !told.has(reminder));
  const merged = merge(circumstances, [...others(timed), ...afterAll], told);
  const { kept, left: over } = keepToBudget(circumstances, merged, told);
  return planOf(circumstances, kept, [...others(left), ...over], unsaid);
}

/**
 * Decides about reminders of one person, none of which was said before: when each is said, in which message or digest, or why not.
 * Each ends in exactly one of messages, digests and unsaid. The same function plans, sends and foretells.
 */
export function deliver(reminders: readonly Reminder[], circumstances: Circumstances): Plan {
  const timed: Timed[] = [];
  const left: Timed[] = [];
  const unsaid: Plan['unsaid'][number][] = [];
  for (const reminder of reminders) {
    const verdict = verdictOn(circumstances, reminder);
    if ('say' in verdict) timed.push({ reminder, at: verdict.say });
    else if ('leave' in verdict) left.push({ reminder, at: verdict.leave });
    else unsaid.push({ reminder, at: verdict.at, why: verdict.drop });
  }
  const apart = apartFromEachOther(circumstances, timed);
  left.push(...apart.left);
  const { kept, left: over } = keepToBudget(circumstances, merge(circumstances, apart.kept));
  const { nowhere } = intoDigests(circumstances.digests, [...left, ...over]);
  const afterAll = nowhere.flatMap((one) => toldAfterAll(circumstances, one) ?? []);
  return afterAll.length === 0
    ? planOf(circumstances, kept, [...left, ...over], unsaid)
    : planWith(circumstances, afterAll, { timed: apart.kept, left, unsaid });
}
