// What people and staff do in the course of the year, in order of time. Made before anything runs, from the seed alone.
import { Temporal } from 'temporal-polyfill';
import { isFor } from './model/catalogue.ts';
import { addDays, momentOf } from './model/moments.ts';
import { type Kind, type Settings, standingOn } from './model/student.ts';
import type { MilestoneThing, SessionThing } from './model/thing.ts';
import { AT_START, type Inhabitant } from './population.ts';
import type { Chance } from './random.ts';
import { CHANGES, type Change, DATES, SCHOOL_ZONE, SNOW, schoolMoment } from './timetable.ts';

/** Moments are milliseconds since 1970. */
export type Act = { at: number } & (
  | { kind: 'settings'; email: string; change: Settings }
  | { kind: 'going' | 'not-going' | 'done' | 'add'; email: string; key: string }
  | { kind: 'snooze' | 'fewer'; email: string; key: string }
  | { kind: 'leave'; email: string }
  | { kind: 'import'; day: string; emails: readonly string[] }
  | { kind: 'change'; change: Change }
  | { kind: 'snow' }
  | { kind: 'dates'; dates: readonly { subject: string; year: number; day: string }[] }
  | { kind: 'stop' | 'start' }
);

export interface Year {
  /** ISO days; the clock begins at 08:00 of the first in the school's zone and stops at 20:00 of the last. */
  from: string;
  to: string;
  people: readonly Inhabitant[];
  sessions: readonly SessionThing[];
  milestones: readonly MilestoneThing[];
  acts: readonly Act[];
}

/** When the bot is stopped and when it is started again, in the school's zone. */
const STOP = { from: '2026-10-21 12:00', to: '2026-10-22 14:00' };

const noon = (day: string) => momentOf(day, '12:00', SCHOOL_ZONE);

interface Ground {
  chance: Chance;
  people: readonly Inhabitant[];
}

/** Those who could press something on a day: there, awake, and of whom the thing is on its own day. */
function able({ people }: Ground, thing: SessionThing | MilestoneThing, thingDay: string, day: string): Inhabitant[] {
  return people.filter(({ student, quiet, leaves }) => {
    const entered = student.overrides.filter((each) => each.entered <= day);
    const now = standingOn({ ...student, overrides: entered }, day);
    if (quiet || !student.inSlack || (leaves !== null && leaves <= thingDay)) return false;
    if (now.stage !== 'enrolled' || now.away) return false;
    return isFor(thing, standingOn(student, thingDay), thingDay);
  });
}

function rsvps(ground: Ground, session: SessionThing, share: number): Act[] {
  const { chance } = ground;
  const starts = session.versions[0]?.starts;
  if (session.kind !== 'session' || session.entry === 'match-day' || !starts) return [];
  const day = starts.toZonedDateTimeISO(SCHOOL_ZONE).toPlainDate().toString();
  // With places for a few, on one day, and one of them gives it back: somebody waits, and somebody moves up.
  const asked = addDays(day, -8);
  const those = able(ground, session, day, asked);
  if (session.capacity !== null) {
    const local = those.filter(({ student }) => student.zone === SCHOOL_ZONE);
    const goers = chance.some(local, session.capacity + 3);
    const acts = goers.map(
      ({ student: { email } }, place): Act => ({
        at: noon(asked) + place * 1000,
        kind: 'going',
        email,
        key: session.key,
      }),
    );
    const first = goers[0];
    if (first && goers.length > session.capacity) {
      acts.push({ at: noon(addDays(day, -5)), kind: 'not-going', email: first.student.email, key: session.key });
    }
    return acts;
  }
  const goers = chance.some(those, Math.max(3, Math.min(14, Math.round(those.length * share))));
  return goers.flatMap(({ student: { email } }): Act[] => {
    const going: Act = { at: noon(addDays(day, -chance.between(4, 12))), kind: 'going', email, key: session.key };
    const leaves: Act = { at: noon(addDays(day, -3)), kind: 'not-going', email, key: session.key };
    const acts = chance.odds(0.12) ? [going, leaves] : [going];
    // What is cancelled takes no answers.
    const cancelled = session.versions.find((version) => version.cancelled)?.since.epochMilliseconds;
    return acts.filter(({ at }) => cancelled === undefined || at < cancelled);
  });
}

function ticks(ground: Ground, milestone: MilestoneThing): Act[] {
  const { chance } = ground;
  const soon = addDays(milestone.due, -20);
  const doers = able(ground, milestone, milestone.due, soon).filter(() => chance.odds(0.2));
  return doers.map(({ student: { email } }) => {
    const at = noon(addDays(milestone.due, -chance.between(3, 20))) + 30 * 60_000;
    return { at, kind: 'done', email, key: milestone.key };
  });
}

/** A few press Snooze or Fewer of these under the reminder of fourteen days before, some hours after it came. */
function answers(ground: Ground, milestone: MilestoneThing): Act[] {
  const { chance } = ground;
  const day = addDays(milestone.due, -14);
  const plain = able(ground, milestone, milestone.due, day).filter(
    ({ student, settings }) => student.zone === SCHOOL_ZONE && settings.length === 0,
  );
  return chance.some(plain, 4).map(({ student }, place): Act => {
    const evening = standingOn(student, day).phase === 'pce';
    const at = momentOf(day, evening ? '19:45' : '12:05', SCHOOL_ZONE);
    const kind = place < 3 ? 'snooze' : 'fewer';
    return { at, kind, email: student.email, key: milestone.key };
  });
}

function adds(ground: Ground, session: SessionThing): Act[] {
  const starts = session.versions[0]?.starts;
  if (session.kind !== 'class-meeting' || !starts) return [];
  const day = starts.toZonedDateTimeISO(SCHOOL_ZONE).toPlainDate().toString();
  const those = ground.chance.some(able(ground, session, day, addDays(day, -9)), 4);
  return those.map(({ student: { email } }) => ({ at: noon(addDays(day, -9)), kind: 'add', email, key: session.key }));
}

function staffActs(people: readonly Inhabitant[]): Act[] {
  const days = new Map<string, string[]>();
  for (const { student } of people) {
    for (const { entered } of student.overrides) {
      if (entered > AT_START) days.set(entered, [...new Set([...(days.get(entered) ?? []), student.email])]);
    }
  }
  const imports = [...days].map(([day, emails]): Act => ({ at: noon(day), kind: 'import', day, emails }));
  const changes = CHANGES.map(
    (change): Act => ({ at: schoolMoment(change.at).epochMilliseconds, kind: 'change', change }),
  );
  const later = [...new Set(DATES.map(({ at }) => at).filter((at) => at !== 'start'))];
  const dates = later.map((at): Act => {
    const entered = DATES.filter((date) => date.at === at);
    return { at: schoolMoment(at).epochMilliseconds, kind: 'dates', dates: entered };
  });
  const snow: Act = { at: schoolMoment(SNOW.at).epochMilliseconds, kind: 'snow' };
  const stops: Act[] = [
    { at: schoolMoment(STOP.from).epochMilliseconds, kind: 'stop' },
    { at: schoolMoment(STOP.to).epochMilliseconds, kind: 'start' },
  ];
  return [...imports, ...changes, ...dates, snow, ...stops];
}

/** Everything that is done, between two ISO days. `share`: how many of those concerned say Going. */
export function actsOf(chance: Chance, year: Omit<Year, 'acts'>, share: number): Act[] {
  const { people, sessions, milestones, from, to } = year;
  const ground = { chance, people };
  const own = people.flatMap(({ student: { email, inSlack }, settings, leaves }): Act[] => {
    const chosen = inSlack
      ? settings.map(({ day, change }): Act => ({ at: noon(day), kind: 'settings', email, change }))
      : [];
    return leaves && inSlack ? [...chosen, { at: noon(leaves), kind: 'leave', email }] : chosen;
  });
  const acts = [
    ...own,
    ...sessions.flatMap((session) => rsvps(ground, session, share)),
    ...milestones.flatMap((milestone) => [...ticks(ground, milestone), ...answers(ground, milestone)]),
    ...sessions.flatMap((session) => adds(ground, session)),
    ...staffActs(people),
  ];
  // Nobody presses anything before they know the bot, nor while it is stopped.
  const [first, last] = [momentOf(addDays(from, 3), '11:00', SCHOOL_ZONE), momentOf(to, '20:00', SCHOOL_ZONE)];
  const [down, up] = [schoolMoment(STOP.from).epochMilliseconds, schoolMoment(STOP.to).epochMilliseconds];
  return acts
    .filter(({ at }) => at >= first && at < last)
    .filter(({ at, kind }) => kind === 'stop' || kind === 'start' || at < down || at >= up)
    .sort((a, b) => a.at - b.at);
}

export function kindOf(year: Year, key: string): Kind {
  return year.sessions.find((each) => each.key === key)?.kind ?? 'milestone';
}

export function startOf({ from }: Pick<Year, 'from'>): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(momentOf(from, '08:00', SCHOOL_ZONE));
}
