import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../../src/ahead/session.ts';
import { nextDay, proposeYear, withNextYear } from '../../../src/features/rollover/rules/next-year.ts';
import {
  groupsOf,
  leftOutOf,
  readSelection,
  selectionText,
  ticked,
} from '../../../src/features/rollover/rules/selection.ts';
import { loadProgram } from '../../../src/program/load.ts';

const program = await loadProgram();

function session(day: string, more: Partial<Session> = {}): Session {
  const at = (time: string) => Temporal.ZonedDateTime.from(`${day}T${time}[America/New_York]`).toInstant();
  const key = more.key ?? `${more.entry ?? 'lessons-learned'}-${day.slice(0, 4)}`;
  return {
    ...{
      id: 1,
      key,
      entry: 'lessons-learned',
      title: null,
      specialty: null,
      day,
      place: 'TMEC 227',
      link: 'https://example.edu/x',
    },
    ...{ startsAt: at('17:00'), endsAt: at('18:30'), sequence: 3, capacity: 40, taken: 12, rsvpClosesAt: null },
    ...{ cancelledAt: null, postponed: false, recording: 'https://example.edu/r' },
    ...more,
  };
}

const of = (sessions: readonly Session[], dates = [] as { subject: string; year: number; day: string }[]) =>
  proposeYear(program, { sessions, dates }, 2026);

describe('a session of next year', () => {
  test.each([
    ['lessons-learned', '2026-08-20', '2027-08-19'],
    // 52 weeks later would be the last day of July.
    ['lessons-learned', '2026-08-01', '2027-08-07'],
    ['road-to-residency-1', '2027-01-21', '2028-01-20'],
    // 2028 has a 29th of February.
    ['specialty-interest-series', '2027-03-10', '2028-03-08'],
  ])('%s on %s comes on %s', (entry, day, next) => expect(nextDay(program, entry, day)).toBe(next));

  test('is on the same weekday, a year later but for a week', () => {
    const days = fc
      .integer({ min: 0, max: 3_000 })
      .map((add) => Temporal.PlainDate.from('2022-08-01').add({ days: add }));
    fc.assert(
      fc.property(
        fc.constantFrom('lessons-learned', 'specialty-interest-series', 'road-to-residency-2'),
        days,
        (entry, day) => {
          const next = Temporal.PlainDate.from(nextDay(program, entry, day.toString()));
          expect(next.dayOfWeek).toBe(day.dayOfWeek);
          expect([364, 371]).toContain(day.until(next).days);
        },
      ),
    );
  });

  test('keeps its hour at the school when the clocks changed on another day, its place and capacity; no link, no recording', () => {
    const [proposed] = of([
      session('2027-03-14', { entry: 'specialty-interest-series', key: 'panel-urology-2026-27' }),
    ]).proposed;
    expect(proposed?.to).toMatchObject({ key: 'panel-urology-2027-28', place: 'TMEC 227', capacity: 40 });
    expect(proposed?.kind === 'session' && proposed.to.startsAt.toString()).toBe('2028-03-12T21:00:00Z');
    expect(proposed?.to).not.toHaveProperty('link');
  });

  test('is not proposed where it was cancelled, or is dated already under whatever key', () => {
    const like = session('2027-08-26', { id: 2, key: 'entered-by-hand' });
    expect(
      of([session('2026-08-20', { cancelledAt: Temporal.Instant.from('2026-08-01T00:00:00Z') })]).proposed,
    ).toEqual([]);
    expect(of([session('2026-08-20'), like])).toMatchObject({ proposed: [], dated: 1 });
  });

  test('says where the school is closed', () => {
    const [proposed] = of([session('2026-11-12', { entry: 'specialty-interest-series', key: 'panel' })]).proposed;
    expect(proposed).toMatchObject({ day: '2027-11-11', note: 'the school is closed (Veterans Day)' });
  });
});

test('the days of classes are proposed, national ones are named and never guessed', () => {
  const dates = [
    { subject: 'careers-in-medicine-assessment', year: 2030, day: '2027-05-14' },
    { subject: 'match/nrmp', year: 2027, day: '2027-03-19' },
  ];
  const { proposed, notGuessed } = of([], dates);
  expect(proposed.map(({ to }) => to)).toEqual([
    { subject: 'careers-in-medicine-assessment', year: 2031, day: '2028-05-12' },
  ]);
  expect(notGuessed).toEqual(['NRMP Main Residency Match, 2028']);
});

test.each([
  ['panel-urology-2026-27', 'panel-urology-2027-28'],
  ['open-house-2026', 'open-house-2027'],
  ['Class of 2029', 'Class of 2030'],
  ['TMEC 250', 'TMEC 250'],
  ['panel-2099-00', 'panel-2100-01'],
])('%s becomes %s', (text, later) => expect(withNextYear(text)).toBe(later));

test('what is ticked comes back as it was shown', () => {
  const { proposed } = of(
    Array.from({ length: 23 }, (_, id) =>
      session('2026-09-15', { id, key: `panel-${id}`, entry: 'specialty-interest-series', title: `Panel ${id}` }),
    ),
  );
  const groups = groupsOf(proposed);
  expect(groups.map(({ label, proposed: all }) => [label, all.length])).toEqual([
    ['September 2027', 10],
    ['September 2027, continued', 10],
    ['September 2027, continued', 3],
  ]);
  fc.assert(
    fc.property(fc.subarray(proposed.map(({ id }) => id)), (chosen) => {
      const leftOut = leftOutOf(proposed, chosen);
      const selection = { from: 2026, leftOut, digest: 'a1b2c3d4e5f60718' };
      const read = readSelection(selectionText(selection));
      expect(read).toEqual(selection);
      expect(
        ticked(proposed, read?.leftOut ?? [])
          .map(({ id }) => id)
          .sort(),
      ).toEqual([...chosen].sort());
    }),
  );
});
