// For whom sessions would be, and what stands against their time: the same people elsewhere, a closed day, other months. Pure.
import { Temporal } from 'temporal-polyfill';
import { almanacOf, occurrencesOfSession } from '../../../ahead/almanac.ts';
import type { Session } from '../../../ahead/session.ts';
import { sessionsAhead } from '../../../ahead/sessions-ahead.ts';
import { createView } from '../../../ahead/view.ts';
import { type Day, dayOf } from '../../../domain/day.ts';
import type { Upcoming } from '../../../domain/upcoming.ts';
import { monthsAndYearText } from '../../../domain/wording.ts';
import { missingCalendars, type Person } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';
import type { SessionPlan } from './session-changes.ts';

/** Another session at the same hour, and how many of the same students it is for. */
export interface Clash {
  title: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  people: number;
}

export interface AgainstIt {
  /** Ids of the students whose it would be. */
  students: ReadonlySet<number>;
  clashes: readonly Clash[];
  /** How many of them have something else booked then. With whom and what for is theirs. */
  booked: number;
  /** Sessions that the same event, which is no series, has in these months already. */
  alsoDated: readonly Omit<Clash, 'people'>[];
  /** What the school is closed for on that day. */
  closedFor: string | null;
  /** The months of the program that it lies outside of. */
  outside: string | null;
  isOver: boolean;
}

type Timed = Pick<SessionPlan, 'startsAt' | 'endsAt'>;

function overlap(a: Timed, b: Timed): boolean {
  const { compare } = Temporal.Instant;
  return compare(a.startsAt, b.endsAt) < 0 && compare(b.startsAt, a.endsAt) < 0;
}

/** What the school is closed for on a day; null where it is open. */
export function closedFor({ file }: Program, day: Day): string | null {
  return file.school.closedDays.find(({ from, to = from }) => from <= day && day <= to)?.name ?? null;
}

function outsideMonths(program: Program, { entry }: SessionPlan, day: Day): string | null {
  const [nearest] = occurrencesOfSession(almanacOf(program), entry, day);
  if (!nearest || (nearest.from <= day && day <= nearest.to)) return null;
  return monthsAndYearText(nearest.from, nearest.to);
}

function alsoDated(program: Program, plan: Session, known: readonly Session[]): Omit<Clash, 'people'>[] {
  const entry = program.entry(plan.entry);
  if (!entry || entry.kind === 'series') return [];
  const monthsOf = ({ day }: Session) => occurrencesOfSession(almanacOf(program), entry.id, day);
  const own = monthsOf(plan);
  return known
    .filter((other) => other.entry === entry.id && other.key !== plan.key && other.cancelledAt === null)
    .filter((other) => monthsOf(other).some((one) => own.includes(one)))
    .map(({ title, startsAt, endsAt }) => ({ title: title ?? entry.title, startsAt, endsAt }));
}

/** Ids of those of some students whose each session is, by the session's place in the list. */
function studentsOf(program: Program, sessions: readonly Session[], people: readonly Person[], today: Day) {
  const found = sessions.map(() => new Set<number>());
  const days = sessions.map(({ day }) => day).sort();
  const range = { from: days[0] ?? today, to: days.at(-1) ?? today };
  const students = people.filter(
    (person) => person.active && person.enrollment !== null && missingCalendars(program, person).length === 0,
  );
  const placeOf = new Map(sessions.map(({ id }, at) => [id, at]));
  for (const person of students) {
    for (const { sessionId } of sessionsAhead(createView(program, person, sessions, range, today)))
      found[placeOf.get(sessionId ?? 0) ?? -1]?.add(person.id);
  }
  return found;
}

/** How many of some students have something at the time of a plan: `own` is what is booked for each, by their ids. */
function bookedThen(
  students: ReadonlySet<number>,
  plan: Timed,
  own: ReadonlyMap<number, readonly Pick<Upcoming, 'when'>[]>,
): number {
  const isThen = ({ when }: Pick<Upcoming, 'when'>) => when.kind === 'session' && overlap(plan, when);
  return [...students].filter((id) => own.get(id)?.some(isThen)).length;
}

/** A plan as a session, so that it can be asked whose it is; `id` is no id of the database. */
function asSession(plan: SessionPlan, id: number, zone: string): Session {
  return { ...plan, id, day: dayOf(plan.startsAt, zone), sequence: 0, taken: 0 };
}

/**
 * Of each plan, in their order. `known` are the sessions there are; those of the same keys are what the plans change. `booked` is what else
 * lies ahead of people, by their ids, from the slices that are not about sessions. `now` is the present, `today` its day at the school.
 */
export function againstThem(
  program: Program,
  plans: readonly SessionPlan[],
  known: readonly Session[],
  people: readonly Person[],
  {
    now,
    today,
    booked = new Map(),
  }: { now: Temporal.Instant; today: Day; booked?: ReadonlyMap<number, readonly Pick<Upcoming, 'when'>[]> },
): AgainstIt[] {
  const zone = program.file.school.timeZone;
  const keys = new Set(plans.map(({ key }) => key));
  const planned = plans.map((plan, at) => asSession({ ...plan, cancelledAt: null }, -1 - at, zone));
  const others = known.filter(
    (session) =>
      session.cancelledAt === null && !keys.has(session.key) && planned.some((plan) => overlap(plan, session)),
  );
  const all = [...planned, ...others];
  const whose = studentsOf(program, all, people, today);
  return planned.map((plan, at) => {
    const students = whose[at] ?? new Set();
    const clashes = all.flatMap((other, otherAt) => {
      if (other === plan || !overlap(plan, other)) return [];
      const shared = [...(whose[otherAt] ?? [])].filter((id) => students.has(id)).length;
      const title = other.title ?? program.entry(other.entry)?.title ?? other.entry;
      return shared === 0 ? [] : [{ title, startsAt: other.startsAt, endsAt: other.endsAt, people: shared }];
    });
    return {
      students,
      clashes,
      booked: bookedThen(students, plan, booked),
      alsoDated: alsoDated(program, plan, known),
      closedFor: closedFor(program, plan.day),
      outside: outsideMonths(program, plan, plan.day),
      isOver: Temporal.Instant.compare(plan.endsAt, now) <= 0,
    };
  });
}
