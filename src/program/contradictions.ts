// What a shape cannot say: references that lead nowhere, ids twice, days out of order, windows that never come.
import type { z } from 'zod';
import { MONTHS } from '../domain/day.ts';
import { type Hour, isWithinHours } from '../domain/hour.ts';
import { TRACKS } from '../domain/phases.ts';
import { classKey } from '../domain/standing.ts';
import { type Entry, type ProgramFile, programFile, type Window } from './schema.ts';

export interface Mistake {
  path: readonly PropertyKey[];
  message: string;
}

type Lists = {
  [K in keyof ProgramFile as ProgramFile[K] extends readonly object[]
    ? K
    : never]: ProgramFile[K] extends readonly (infer Item)[] ? Item : never;
};

/** The fields of a list's items that have the right shape, so that one mistake in an item hides no other in it. */
type SoundItem<Item> = { index: number; item: Partial<Item> };

/** A field of an item of any shape, as text; empty where it has none. */
function fieldOf(item: unknown, field: string): string {
  if (typeof item !== 'object' || item === null) return '';
  return String(Object.entries(item).find(([key]) => key === field)?.[1] ?? '');
}

function valuesOf(raw: Record<string, unknown>, list: keyof Lists): unknown[] {
  return Array.isArray(raw[list]) ? raw[list] : [];
}

function soundItems<K extends keyof Lists>(raw: Record<string, unknown>, list: K): SoundItem<Lists[K]>[] {
  const fields: Record<string, z.ZodType> = programFile.shape[list].element.shape;
  return valuesOf(raw, list).map((value, index) => {
    const sound = Object.entries(fields).flatMap(([name, field]) => {
      const parsed = field.safeParse(
        typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined,
      );
      return parsed.success ? [[name, parsed.data]] : [];
    });
    return { index, item: Object.fromEntries(sound) as Partial<Lists[K]> };
  });
}

/** Looks at items of any shape: a second item of one id is found also where one of the two has another mistake. */
function findRepeated(raw: Record<string, unknown>, list: keyof Lists, keyOf: (item: unknown) => string): Mistake[] {
  const seen = new Set<string>();
  return valuesOf(raw, list).flatMap((item, index) => {
    const key = keyOf(item);
    const repeated = key !== '' && seen.has(key);
    seen.add(key);
    return repeated ? [{ path: [list, index], message: `${key} stands here a second time` }] : [];
  });
}

function findRepeatedItems(raw: Record<string, unknown>): Mistake[] {
  const lists = ['entries', 'advising', 'resources', 'peopleRoles', 'matches', 'specialties'] as const;
  return [
    ...lists.flatMap((list) => findRepeated(raw, list, (item) => fieldOf(item, 'id'))),
    ...findRepeated(raw, 'societies', (item) => fieldOf(item, 'name')),
    ...findRepeated(raw, 'classes', (item) => `${fieldOf(item, 'class')}/${fieldOf(item, 'track')}`),
  ];
}

function findDangling(raw: Record<string, unknown>): Mistake[] {
  const mistakes: Mistake[] = [];
  const expect = (kind: keyof Lists, ids: readonly string[] | undefined, ...path: PropertyKey[]) => {
    const known = new Set(valuesOf(raw, kind).map((value) => fieldOf(value, 'id')));
    for (const id of ids ?? []) {
      if (!known.has(id)) mistakes.push({ path, message: `${id} is not among ${kind}` });
    }
  };
  for (const { index, item } of soundItems(raw, 'entries')) {
    expect('peopleRoles', item.hosts, 'entries', index, 'hosts');
    expect('resources', item.resources, 'entries', index, 'resources');
    item.when?.forEach((window, at) => {
      if (!('months' in window)) return;
      for (const key of ['dueAtEndOf', 'after'] as const) {
        const id = window[key];
        if (id) expect('entries', [id], 'entries', index, 'when', at, key);
      }
      expect(
        'matches',
        window.matchDay === undefined ? [] : [window.matchDay],
        'entries',
        index,
        'when',
        at,
        'matchDay',
      );
    });
  }
  for (const { index, item } of soundItems(raw, 'advising')) {
    expect('peopleRoles', item.contacts, 'advising', index, 'contacts');
    expect('resources', item.resources, 'advising', index, 'resources');
  }
  for (const { index, item } of soundItems(raw, 'contacts')) {
    expect('peopleRoles', item.roles, 'contacts', index, 'roles');
  }
  for (const { index, item } of soundItems(raw, 'specialties')) {
    expect('matches', item.match === undefined ? [] : [item.match], 'specialties', index, 'match');
  }
  const matchWeek = programFile.shape.matchWeek.safeParse(raw.matchWeek);
  expect('peopleRoles', matchWeek.data?.call, 'matchWeek', 'call');
  expect('peopleRoles', matchWeek.data && [matchWeek.data.office], 'matchWeek', 'office');
  const mentorship = programFile.shape.mentorship.safeParse(raw.mentorship);
  expect('peopleRoles', mentorship.data?.reporting, 'mentorship', 'reporting');
  const turnTo = programFile.shape.turnTo.safeParse(raw.turnTo);
  for (const [whose, id] of Object.entries(turnTo.data ?? {})) {
    expect('advising', id === undefined ? [] : [id], 'turnTo', whose);
  }
  return mistakes;
}

function findDisorder(raw: Record<string, unknown>): Mistake[] {
  const { element } = programFile.shape.classes;
  const items = valuesOf(raw, 'classes').flatMap((value, index) => {
    const parsed = element.safeParse(value);
    return parsed.success ? [{ index, item: parsed.data }] : [];
  });
  const keys = new Set(
    valuesOf(raw, 'classes').map((value) => `${fieldOf(value, 'class')}/${fieldOf(value, 'track')}`),
  );
  return items.flatMap(({ index, item: { class: graduationYear, entry, pce, postPce, graduation } }) => {
    const path = ['classes', index];
    const missing = TRACKS.filter((track) => !keys.has(classKey(graduationYear, track))).map((track) => ({
      path,
      message: `expected days for ${track} of the class of ${graduationYear} too`,
    }));
    if (entry < pce && pce < postPce && postPce < graduation) return missing;
    return [...missing, { path, message: 'expected entry, pce, postPce and graduation in this order' }];
  });
}

/** Days to answer are counted in working hours: there have to be some. */
function findMentorshipHours(raw: Record<string, unknown>): Mistake[] {
  const { data } = programFile.shape.mentorship.safeParse(raw.mentorship);
  if (!data || data.hours.from < data.hours.to) return [];
  return [{ path: ['mentorship', 'hours'], message: 'expected `to` after `from`, on the same day' }];
}

function findClosedDaysReversed(raw: Record<string, unknown>): Mistake[] {
  const school = programFile.shape.school.safeParse(raw.school);
  return (school.data?.closedDays ?? []).flatMap(({ from, to }, index) =>
    to !== undefined && to < from
      ? [{ path: ['school', 'closedDays', index], message: 'expected `to` on or after `from`' }]
      : [],
  );
}

/** Hours in which something is said lie outside the quiet ones, but for the hour from which a closed day is told. */
function findReminderMistakes(raw: Record<string, unknown>): Mistake[] {
  const { data } = programFile.shape.reminders.safeParse(raw.reminders);
  if (!data) return [];
  const { quiet, hours, digest, welcome, closeDayFrom } = data;
  const said: (readonly [path: readonly string[], hour: Hour])[] = [
    ...Object.entries(hours).map(([phase, hour]) => [['hours', phase], hour] as const),
    [['digest', 'at'], digest.at],
    [['welcome', 'from'], welcome.from],
  ];
  const mistakes = said
    .filter(([, hour]) => isWithinHours(hour, quiet))
    .map(([path, hour]) => ({ path: ['reminders', ...path], message: `${hour} lies in the quiet hours` }));
  if (!isWithinHours(closeDayFrom, quiet))
    mistakes.push({ path: ['reminders', 'closeDayFrom'], message: 'expected an hour within the quiet ones' });
  if (welcome.from >= welcome.to)
    mistakes.push({ path: ['reminders', 'welcome'], message: 'expected `to` after `from`, on the same day' });
  return mistakes;
}

/** Interviews of one evening follow each other without overlapping, so that one time is one place for everybody. */
function findInterviewMistakes(raw: Record<string, unknown>): Mistake[] {
  const parsed = programFile.shape.interviews.safeParse(raw.interviews);
  if (!parsed.success) return [];
  const { minutes, starts } = parsed.data;
  const inMinutes = starts.map((at) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3)));
  return inMinutes.flatMap((at, index) => {
    const before = inMinutes[index - 1];
    return before === undefined || at - before >= minutes
      ? []
      : [
          {
            path: ['interviews', 'starts', index],
            message: `expected a time at least ${minutes} minutes after the one before it`,
          },
        ];
  });
}

function findWindowMistakes(entry: Partial<Entry>, window: Window): string[] {
  if ('monthsOfPhase' in window) {
    const [from, to] = window.monthsOfPhase;
    return from <= to ? [] : ['expected the first month of the phase before the last'];
  }
  if (!('months' in window)) return [];
  const numbers = window.months.map((month) => MONTHS.indexOf(month));
  const mistakes: string[] = [];
  if (numbers.some((month, at) => at > 0 && month !== ((numbers[at - 1] ?? 0) + 1) % 12)) {
    mistakes.push('expected months that follow one another; write a second window for others');
  }
  if (window.match !== undefined && entry.for?.every((clause) => !clause.some((term) => 'cycle' in term))) {
    mistakes.push('`match` counts from the Match year, so it needs an audience by cycle');
  }
  if (window.year !== undefined && window.match !== undefined) mistakes.push('expected `year` or `match`, not both');
  if (window.matchDay !== undefined && window.match === undefined)
    mistakes.push('`matchDay` is the day of a Match year, so it needs `match`');
  return mistakes;
}

function findEntryMistakes(raw: Record<string, unknown>): Mistake[] {
  return soundItems(raw, 'entries').flatMap(({ index, item: entry }) => {
    const mistakes: Mistake[] = (entry.when ?? []).flatMap((window, at) =>
      findWindowMistakes(entry, window).map((message) => ({ path: ['entries', index, 'when', at], message })),
    );
    if (entry.when?.length === 0 && entry.kind !== undefined && entry.kind !== 'listing') {
      mistakes.push({ path: ['entries', index, 'when'], message: 'expected a window; only a listing has none' });
    }
    if (entry.kind === 'series' && fieldOf(valuesOf(raw, 'entries')[index], 'unit') === '') {
      mistakes.push({ path: ['entries', index, 'unit'], message: 'expected what one session of the series is called' });
    }
    return mistakes;
  });
}

/** Every contradiction among the fields of the file whose shape is right, with its path. `raw` is the document as read. */
export function findContradictions(raw: unknown): Mistake[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const document = { ...raw } as Record<string, unknown>;
  return [
    findRepeatedItems,
    findDangling,
    findDisorder,
    findClosedDaysReversed,
    findMentorshipHours,
    findReminderMistakes,
    findInterviewMistakes,
    findEntryMistakes,
  ].flatMap((find) => find(document));
}
