// How somebody stands to being spoken to: settings, leave, Match weeks and closed days, as delivery wants them.
import type { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../domain/day.ts';
import type { Circumstances } from '../../../domain/delivery/circumstances.ts';
import { saidOnward, type Waiting } from '../../../domain/delivery/speaking-time.ts';
import { weekOf } from '../../../domain/delivery/weigh.ts';
import { atHour } from '../../../domain/hour.ts';
import { daysOfLead } from '../../../domain/lead.ts';
import { isWithin, type Spell } from '../../../domain/match-week.ts';
import {
  type HoldAct,
  isMeantBy,
  type Reminder,
  type ReminderKey,
  type ReminderKind,
  type ReminderOutcome,
} from '../../../domain/reminder.ts';
import { matchWeeksOf, type Person, quietOf, silentUntil, zoneOf } from '../../../people/person.ts';
import { closedDaysOf } from '../../../program/closed-days.ts';
import type { Program } from '../../../program/program.ts';
import { digestTimes } from './digest-times.ts';

/** What became of a reminder, as it is stored. */
export interface Said extends ReminderKey {
  dueAt: Temporal.Instant;
  usefulUntil: Temporal.Instant;
  outcome: ReminderOutcome;
  decidedAt: Temporal.Instant;
  outboxId: number | null;
  counted: boolean;
}

/** What staff hold back or skip; `personId` null: of everybody. */
export interface Hold extends ReminderKey {
  act: HoldAct;
  /** Since when. A release keeps the moment of what it ended. */
  at: Temporal.Instant;
  personId: number | null;
}

/** Tells what was said from what was not: the same reminder of another time is another one. */
export function sayingOf({ kind, subject, lead, usefulUntil }: ReminderKey & Pick<Reminder, 'usefulUntil'>): string {
  return `${kind} ${subject} ${lead} ${usefulUntil.epochMilliseconds}`;
}

/**
 * Whether a digest has named something before its moment that found no room among the messages of its week. Where room comes about until
 * then (a place given back, a session moved) it is said after all.
 */
function isNamedAhead({ outcome, decidedAt, dueAt }: Said, { via }: Reminder): boolean {
  return outcome === 'digest' && via === 'message' && decidedAt.epochMilliseconds < dueAt.epochMilliseconds;
}

/** Each once, whoever contributed it twice: nobody needs a line of the digest beside the message of the same lead. */
function eachOnce(due: readonly Reminder[]): Reminder[] {
  const once = new Map<string, Reminder>();
  for (const reminder of due) {
    const key = sayingOf(reminder);
    if (!once.has(key) || reminder.via === 'message') once.set(key, reminder);
  }
  return [...once.values()];
}

/** Those of what falls due about which nothing was decided for good, each once: what staff skipped they may let go again. */
export function undecided(due: readonly Reminder[], said: readonly Said[]): Reminder[] {
  const known = new Map(said.map((one) => [sayingOf(one), one]));
  return eachOnce(due).filter((reminder) => {
    const one = known.get(sayingOf(reminder));
    const isOpen = one?.outcome === 'left-to-digest' || one?.outcome === 'skipped';
    return !one || isOpen || isNamedAhead(one, reminder);
  });
}

/** By kind and subject, when something was reminded of by a lead of days. */
function remindedOf(said: readonly Said[]): Circumstances['remindedOf'] {
  const moments = new Map<string, Temporal.Instant[]>();
  for (const { kind, subject, lead, outcome, decidedAt } of said) {
    if ((outcome !== 'message' && outcome !== 'left-to-digest') || daysOfLead(lead) === null) continue;
    const key = `${kind} ${subject}`;
    moments.set(key, [...(moments.get(key) ?? []), decidedAt]);
  }
  return ({ kind, subject }) => moments.get(`${kind} ${subject}`) ?? [];
}

const NEVER: Day = '9999-12-31';

/** On leave and in PhD years, by the days of the school. */
function awayOf(program: Program, person: Person): Spell[] {
  const zone = program.file.school.timeZone;
  return (person.enrollment?.overrides ?? []).flatMap(({ kind, from, to }) =>
    kind === 'leave' ? [{ from: atHour(from, '00:00', zone), to: atHour(to ?? NEVER, '00:00', zone) }] : [],
  );
}

/** How many counted messages each week held, by its Monday in `zone`. */
function countedByWeek(said: readonly Said[], zone: string): Map<Day, number> {
  const messages = new Map(
    said.flatMap(({ counted, outboxId, decidedAt }) => (counted && outboxId !== null ? [[outboxId, decidedAt]] : [])),
  );
  const weeks = new Map<Day, number>();
  for (const at of messages.values()) {
    const week = weekOf(at, zone);
    weeks.set(week, (weeks.get(week) ?? 0) + 1);
  }
  return weeks;
}

/** How a digest waits for its hour. */
export const DIGEST_WAITING: Omit<Waiting, 'usefulUntil'> = {
  kind: 'notice',
  booked: false,
  mandatory: false,
  urgent: false,
};

/** When digests leave: at their hour, put off by quiet hours and closed days but not into the next one's time, and none in a silence. */
function digestsOf(
  base: Omit<Circumstances, 'digests'>,
  times: readonly Temporal.Instant[],
  isSilent: (at: Temporal.Instant) => boolean,
): Temporal.Instant[] {
  const { now, through } = base;
  return times.flatMap((time) => {
    // It is still of use on the day after.
    const waiting = { ...DIGEST_WAITING, usefulUntil: time.add({ hours: 24 }) };
    const planned = saidOnward(base, waiting, time);
    if (!planned || planned.epochMilliseconds <= through.epochMilliseconds) return [];
    const at = planned.epochMilliseconds > now.epochMilliseconds ? planned : saidOnward(base, waiting, now);
    return at && !isSilent(at) ? [at] : [];
  });
}

/** What staff do with a reminder, by holds of its person; a skip is stronger than a hold. */
export function heldOrSkipped(holds: readonly Hold[], key: ReminderKey): 'hold' | 'skip' | undefined {
  const acts = holds.filter((hold) => isMeantBy(hold, key)).map(({ act }) => act);
  return (['skip', 'hold'] as const).find((act) => acts.includes(act));
}

function isReleased(holds: readonly Hold[], reminder: Reminder): boolean {
  return holds.some(
    (hold) =>
      hold.act === 'release' &&
      isMeantBy(hold, reminder) &&
      hold.at.epochMilliseconds <= reminder.dueAt.epochMilliseconds,
  );
}

export interface Known {
  now: Temporal.Instant;
  through: Temporal.Instant;
  /** Until when is planned. */
  until: Temporal.Instant;
  /** Days that staff entered. */
  dates: Parameters<typeof matchWeeksOf>[2];
  said: readonly Said[];
  holds: readonly Hold[];
}

/** The circumstances of a person over the days that are planned. */
export function circumstancesOf(program: Program, person: Person, known: Known): Circumstances {
  const { now, through, until, dates, said, holds } = known;
  const rules = program.file.reminders;
  const zone = zoneOf(program, person);
  const left = new Set(said.filter(({ outcome }) => outcome === 'left-to-digest').map(sayingOf));
  const own = holds.filter(({ personId }) => personId === null || personId === person.id);
  const base: Omit<Circumstances, 'digests'> = {
    now,
    through,
    zone,
    away: awayOf(program, person),
    matchWeeks: matchWeeksOf(program, person, dates),
    pausedUntil: silentUntil(person, zone),
    kindsOff: new Set<ReminderKind>(person.settings.kindsOff),
    closed: closedDaysOf(program),
    quiet: quietOf(program, person),
    closeDayFrom: rules.closeDayFrom,
    mergeWithinMinutes: rules.mergeWithinMinutes,
    budgetPerWeek: rules.budgetPerWeek,
    counted: countedByWeek(said, zone),
    heldOrSkipped: (key) => heldOrSkipped(own, key),
    isReleased: (reminder) => isReleased(own, reminder),
    isLeft: (reminder) => left.has(sayingOf(reminder)),
    remindedOf: remindedOf(said),
  };
  const isSilent = (at: Temporal.Instant) =>
    isWithin([...base.away, ...base.matchWeeks], at) ||
    (base.pausedUntil !== null && at.epochMilliseconds < base.pausedUntil.epochMilliseconds);
  const times = person.settings.digest ? digestTimes(rules.digest, person.id, zone, through, until) : [];
  return { ...base, digests: digestsOf(base, times, isSilent) };
}
