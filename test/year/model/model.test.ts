// The model itself: that it imports nothing of the bot, and that it reads the spec as README.md here says.
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { sourceFiles } from '../../support/source-files.ts';
import { readPolicy } from '../policy.ts';
import { datedMilestones } from './catalogue.ts';
import { expectedOf, merged } from './expected.ts';
import type { Life } from './life.ts';
import { matchWeekOf } from './life.ts';
import { momentOf } from './moments.ts';
import type { Settings } from './student.ts';
import { standingOn } from './student.ts';
import type { SessionThing, Thing } from './thing.ts';

const NEW_YORK = 'America/New_York';
const START = Temporal.Instant.from('2026-08-01T12:00:00Z');
const policy = readPolicy();

function life(change: Partial<Life['student']> = {}, more: Partial<Life> = {}): Life {
  return {
    student: {
      email: 'ada@example.edu',
      name: 'Ada',
      class: 2030,
      track: 'pathways',
      society: 'Castle',
      specialties: [],
      zone: NEW_YORK,
      inSlack: true,
      overrides: [],
      ...change,
    },
    settings: [],
    fewer: [],
    going: new Map(),
    done: new Map(),
    snoozed: [],
    added: new Map(),
    leftAt: Number.POSITIVE_INFINITY,
    ...more,
  };
}

function session(key: string, entry: string, local: string, kind: SessionThing['kind'] = 'session'): SessionThing {
  const starts = Temporal.PlainDateTime.from(local).toZonedDateTime(NEW_YORK).toInstant();
  const ends = starts.add({ hours: 1 });
  return { kind, key, entry, title: key, capacity: null, versions: [{ since: START, starts, ends, cancelled: false }] };
}

const always = [{ from: 0, to: Number.POSITIVE_INFINITY }];
const goingTo = (...keys: string[]) => ({ going: new Map(keys.map((key) => [key, always])) });

/** What is said as `lead as at`, in order. */
function said(one: Life, things: readonly Thing[], stops: { from: number; to: number }[] = []): string[] {
  const map = new Map(things.map((thing) => [thing.key, thing]));
  const { remindings } = expectedOf(one, policy, { things: map, stops, crowded: [] });
  const at = ({ from }: { from: number }) =>
    Temporal.Instant.fromEpochMilliseconds(from)
      .toZonedDateTimeISO(one.student.zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });
  return remindings.map(({ key, lead, as, ranges }) => `${key} ${lead} ${as} ${ranges.map(at).join(' or ')}`);
}

test('imports nothing of the bot', () => {
  const outside = sourceFiles('test/year/model')
    .filter(({ path }) => !path.endsWith('.test.ts'))
    .flatMap(({ imports }) => imports);
  expect(outside.filter((path) => path !== 'temporal-polyfill' && !path.startsWith('test/year/model/'))).toEqual([]);
});

describe('who a student is', () => {
  test.each([
    ['2027 pathways', '2026-10-31', 'post-pce applying 2027'],
    ['2027 pathways', '2026-11-01', 'post-pce graduating 2027'],
    ['2028 pathways', '2026-10-31', 'post-pce none null'],
    ['2028 pathways', '2026-11-01', 'post-pce applying 2028'],
    ['2029 pathways', '2026-09-30', 'preclerkship none null'],
    ['2029 pathways', '2026-10-01', 'pce none null'],
    ['2029 hst', '2027-01-31', 'preclerkship none null'],
    ['2029 hst', '2027-02-01', 'pce none null'],
    ['2028 hst', '2027-01-31', 'pce applying 2028'],
  ])('%s on %s: %s', (who, day, is) => {
    const [graduation, track] = who.split(' ');
    const student = {
      ...life({ class: Number(graduation), track: track === 'hst' ? 'hst' : 'pathways' }).student,
      overrides: [],
    };
    const { phase, cycle, match } = standingOn(student, day);
    expect(`${phase} ${cycle} ${match}`).toBe(is);
  });

  test('milestones fall due on the days that the spec gives', () => {
    const days = datedMilestones('2026-08-02', '2027-08-20', START).map(
      ({ entry, due, of }) => `${entry} ${of.class ?? of.match} ${of.track ?? ''} ${due}`,
    );
    expect(days).toContain('society-meeting-1 2029 pathways 2027-03-31');
    expect(days).toContain('society-meeting-2 2028 pathways 2026-09-30');
    expect(days).toContain('plan-post-pce 2029 pathways 2027-04-01');
    expect(days).toContain('careers-in-medicine-retake 2029 hst 2027-07-31');
    expect(days).toContain('career-selection-meetings 2027  2026-08-31');
    expect(days).toContain('career-selection-meetings 2028  2027-04-30');
  });
});

describe('when it is said', () => {
  const panel = session('S001', 'specialty-interest-series', '2026-10-06T17:30');

  test('a session: only to those who said Going, the day before at their hour and an hour before', () => {
    expect(said(life(), [panel])).toEqual([]);
    expect(said(life({}, goingTo('S001')), [panel])).toEqual([
      'S001 P1D message 2026-10-05T09:00',
      'S001 PT1H message 2026-10-06T16:30',
    ]);
  });

  test('in PCE at half past six in the evening, and by an own hour', () => {
    const meeting = session('S001', 'open-house-pce', '2026-10-08T17:30');
    const student = { class: 2029 };
    expect(said(life(student, goingTo('S001')), [meeting])[0]).toBe('S001 P1D message 2026-10-07T18:30');
    const settings: { at: number; change: Settings }[] = [{ at: 0, change: { hour: '12:00' } }];
    expect(said(life(student, { ...goingTo('S001'), settings }), [meeting])[0]).toBe(
      'S001 P1D message 2026-10-07T12:00',
    );
  });

  test('on the day the clocks change, by the wall clock', () => {
    const early = session('S001', 'alternative-careers-2', '2026-11-01T10:00');
    expect(said(life({}, goingTo('S001')), [early])).toEqual([
      'S001 P1D message 2026-10-31T09:00',
      'S001 PT1H message 2026-11-01T09:00',
    ]);
    // At 06:00 in Los Angeles it is quiet, and at 08:00 it has begun: the evening before, just before quiet.
    const west = life({ zone: 'America/Los_Angeles' }, goingTo('S001'));
    expect(said(west, [early])[1]).toBe('S001 PT1H message 2026-10-31T20:30');
  });

  test('after quiet hours where that is early enough', () => {
    const morning = session('S001', 'specialty-interest-series', '2026-10-06T08:30');
    expect(said(life({}, goingTo('S001')), [morning])[1]).toBe('S001 PT1H message 2026-10-06T08:00');
  });

  test('not on a closed day: the next working day in both readings, or the one before where that is too late', () => {
    const milestone: Thing = {
      kind: 'milestone',
      key: 'm',
      entry: 'careers-in-medicine-assessment',
      item: null,
      titles: [],
      due: '2026-11-27',
      of: {},
      since: START,
    };
    expect(said(life(), [milestone])).toEqual(['m P14D message 2026-11-13T09:00', 'm P2D message 2026-11-25T09:00']);
    const later: Thing = { ...milestone, due: '2026-11-28' };
    expect(said(life(), [later])[1]).toBe('m P2D message 2026-11-28T09:00 or 2026-11-25T09:00');
  });

  test('nothing in Match week to whom graduates, and nothing on leave or in a pause', () => {
    const week = matchWeekOf('2027-03-19', NEW_YORK);
    expect(week.from).toBe(momentOf('2027-03-12', '17:00', NEW_YORK));
    expect(week.to).toBe(momentOf('2027-03-22', '08:00', NEW_YORK));
    const day = session('S001', 'match-day', '2027-03-19T12:00');
    expect(said(life({ class: 2027 }, goingTo('S001')), [day])).toEqual([]);
    const leave = { kind: 'leave', from: '2026-10-01', to: '2026-11-01', known: 0 } as const;
    expect(said(life({ overrides: [leave] }, goingTo('S001')), [panel])).toEqual([]);
    const settings: { at: number; change: Settings }[] = [{ at: 0, change: { pauseUntil: '2026-11-01' } }];
    expect(said(life({}, { ...goingTo('S001'), settings }), [panel])).toEqual([]);
  });

  test('what was missed while the bot was stopped comes when it is back, once', () => {
    const stop = { from: momentOf('2026-10-05', '08:00', NEW_YORK), to: momentOf('2026-10-05', '14:00', NEW_YORK) };
    expect(said(life({}, goingTo('S001')), [panel], [stop])[0]).toBe('S001 P1D message 2026-10-05T14:00');
  });
});

describe('how much is said', () => {
  test('what is due within fifteen minutes of the first is one message', () => {
    const candidate = (at: number) => ({
      thing: session('S001', 'open-house-pce', '2026-10-08T17:30'),
      lead: 'P1D',
      due: at,
      at,
      orElse: [],
      ahead: null,
      certain: true,
    });
    const minutes = [0, 10, 15, 16, 40].map((each) => candidate(each * 60_000));
    expect(merged(minutes, 15).map(({ members }) => members.length)).toEqual([3, 1, 1]);
  });

  test('two a week: the earlier ones; the rest is left to the digest', () => {
    const days = ['2026-10-06', '2026-10-08'].map((day, place) =>
      session(`S00${place}`, 'specialty-interest-series', `${day}T17:30`),
    );
    const both = said(life({}, goingTo('S000', 'S001')), days);
    expect(both.map((each) => each.split(' ').slice(0, 3).join(' '))).toEqual([
      'S000 P1D message',
      'S000 PT1H message',
      'S001 P1D digest',
      'S001 PT1H digest',
    ]);
  });
});
