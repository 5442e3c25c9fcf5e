// From what was really done to what the model reads: one life for each student.
import type { Life } from './model/life.ts';
import { momentOf } from './model/moments.ts';
import type { Settings } from './model/student.ts';
import { AT_START } from './population.ts';
import { type Act, kindOf, type Year } from './script.ts';
import { SCHOOL_ZONE } from './timetable.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** Somebody who came up from the waiting list. */
export interface Promotion {
  email: string;
  key: string;
  at: number;
}

interface Places {
  going: Map<string, { from: number; to: number }[]>;
  promotions: Promotion[];
}

/** Who has a place, from when to when: first come, and the first who waits moves up (spec 4). */
function placesOf(year: Year, done: readonly Act[]): Map<string, Places> {
  const people = new Map<string, Places>(
    year.people.map(({ student }) => [student.email, { going: new Map(), promotions: [] }]),
  );
  for (const { key, capacity } of year.sessions) {
    const holders: string[] = [];
    const waiting: string[] = [];
    const open = (email: string, from: number) => {
      holders.push(email);
      const going = people.get(email)?.going;
      going?.set(key, [...(going.get(key) ?? []), { from, to: NEVER }]);
    };
    for (const act of done) {
      if (act.kind === 'going' && act.key === key) {
        if (capacity !== null && holders.length >= capacity) waiting.push(act.email);
        else open(act.email, act.at);
      }
      if (act.kind !== 'not-going' || act.key !== key || !holders.includes(act.email)) continue;
      holders.splice(holders.indexOf(act.email), 1);
      const last = people.get(act.email)?.going.get(key)?.at(-1);
      if (last) last.to = act.at;
      const next = capacity === null ? undefined : waiting.shift();
      if (next === undefined) continue;
      open(next, act.at);
      people.get(next)?.promotions.push({ email: next, key, at: act.at });
    }
  }
  return people;
}

function ofEmail(done: readonly Act[], email: string): Act[] {
  return done.filter((act) => 'email' in act && act.email === email);
}

/** One life a student, and who moved up from a waiting list. `done` is in order of time, with the moments at which it was done. */
export function livesOf(year: Year, done: readonly Act[]): { lives: Life[]; promotions: Promotion[] } {
  const places = placesOf(year, done);
  const lives = year.people.map(({ student }): Life => {
    const own = ofEmail(done, student.email);
    const keyed = (kind: Act['kind']) =>
      new Map(own.flatMap((act) => (act.kind === kind && 'key' in act ? [[act.key, act.at] as const] : [])));
    const overrides = student.overrides.map(({ entered, ...override }) => {
      const imported = done.find((act) => act.kind === 'import' && act.day === entered);
      return { ...override, known: entered <= AT_START ? 0 : (imported?.at ?? NEVER) };
    });
    return {
      student: { ...student, overrides },
      settings: own.flatMap((act): { at: number; change: Settings }[] => (act.kind === 'settings' ? [act] : [])),
      fewer: own.flatMap((act) => (act.kind === 'fewer' ? [{ at: act.at, kind: kindOf(year, act.key) }] : [])),
      going: places.get(student.email)?.going ?? new Map(),
      done: keyed('done'),
      snoozed: own.flatMap((act) => (act.kind === 'snooze' ? [{ at: act.at, key: act.key }] : [])),
      added: keyed('add'),
      leftAt: own.find((act) => act.kind === 'leave')?.at ?? momentOf('2100-01-01', '00:00', SCHOOL_ZONE),
    };
  });
  return { lives, promotions: [...places.values()].flatMap(({ promotions }) => promotions) };
}
