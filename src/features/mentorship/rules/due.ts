// What of a season falls due to be said to its people: nudges, meetings, and the two check-ins.
import type { Temporal } from 'temporal-polyfill';
import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import { atHour } from '../../../domain/hour.ts';
import { CHECK_INS, type CheckIn } from '../../../domain/mentorship.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import { meetingReminders } from '../../../people/meetings.ts';
import { hourOf, type Person, zoneOf } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';

/** The words before the colon in the subjects of these reminders. */
export const SUBJECTS = { offer: 'mentor-offer', meeting: 'mentor-meeting', checkIn: 'mentor-check-in' } as const;

const NOT_BOOKED = { via: 'message', booked: false, mandatory: false, urgent: false } as const;

interface Asked {
  id: number;
  nudgeAt: Temporal.Instant;
  lapsesAt: Temporal.Instant;
}

/** A mentor is reminded of an offer halfway. */
export function nudgeOf({ id, nudgeAt, lapsesAt }: Asked): Reminder {
  return {
    kind: 'nudge',
    subject: `${SUBJECTS.offer}:${id}`,
    lead: 'halfway',
    dueAt: nudgeAt,
    usefulUntil: lapsesAt,
    ...NOT_BOOKED,
  };
}

interface Meeting {
  id: number;
  meetsAt: Temporal.Instant | null;
}

/** Both are reminded of a meeting. */
export function pairReminders(program: Program, person: Person, { id, meetsAt }: Meeting): Reminder[] {
  return meetsAt === null ? [] : meetingReminders(program, person, `${SUBJECTS.meeting}:${id}`, meetsAt);
}

/** The first check-in comes two weeks after a pair began, the second a week before the season ends, each for a week. */
const DAYS_TO_FIRST = 14;
const DAYS_BEFORE_END = 7;
const DAYS_OF_USE = 7;

/** The days of both check-ins; the last one is not asked of a pair that is younger than the first. */
export function checkInDays(startedOn: Day, endsOn: Day): ReadonlyMap<CheckIn, Day> {
  const first = addDays(startedOn, DAYS_TO_FIRST);
  const last = addDays(endsOn, -DAYS_BEFORE_END);
  const days: [CheckIn, Day][] = [
    ...(first <= endsOn ? [['two-weeks', first] as [CheckIn, Day]] : []),
    ...(last > first ? [['end', last] as [CheckIn, Day]] : []),
  ];
  return new Map(days);
}

/** One of a pair is asked how it goes, once for each check-in, at their own hour. */
export function checkInReminders(
  program: Program,
  person: Person,
  pair: { id: number; startedAt: Temporal.Instant },
  endsOn: Day,
): Reminder[] {
  const zone = zoneOf(program, person);
  const days = checkInDays(dayOf(pair.startedAt, program.file.school.timeZone), endsOn);
  return CHECK_INS.flatMap((checkIn): Reminder[] => {
    const day = days.get(checkIn);
    if (day === undefined) return [];
    const hour = hourOf(program, person, day);
    return [
      {
        kind: 'nudge',
        subject: `${SUBJECTS.checkIn}:${pair.id}/${checkIn}`,
        lead: checkIn,
        dueAt: atHour(day, hour, zone),
        usefulUntil: atHour(addDays(day, DAYS_OF_USE), hour, zone),
        ...NOT_BOOKED,
      },
    ];
  });
}

export interface PairState {
  startedOn: Day;
  isActive: boolean;
  /** The time that is entered, past or ahead. */
  meetsAt: Temporal.Instant | null;
  answers: readonly string[];
}

/** Nobody seems to have been in touch: one of them said so, or neither answered a week after being asked and no time is entered. */
export function isQuiet({ startedOn, isActive, meetsAt, answers }: PairState, today: Day): boolean {
  if (!isActive) return false;
  if (answers.includes('no-contact') && !answers.includes('met')) return true;
  return answers.length === 0 && meetsAt === null && addDays(startedOn, DAYS_TO_FIRST + DAYS_OF_USE) <= today;
}

/** After so many days as a pair staff see that two have not met. */
const DAYS_TO_MEET = 28;

/** Nobody said that they have met, and no time that was entered has passed, four weeks after they became a pair. */
export function hasNotMet(
  { startedOn, isActive, meetsAt, answers }: PairState,
  today: Day,
  now: Temporal.Instant,
): boolean {
  const met = answers.includes('met') || (meetsAt !== null && meetsAt.epochMilliseconds <= now.epochMilliseconds);
  return isActive && !met && addDays(startedOn, DAYS_TO_MEET) <= today;
}
