// What has no date although its time is near, and what stands against a time.
import type { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { ProgramDate } from '../../../src/ahead/program-date.ts';
import type { Session } from '../../../src/ahead/session.ts';
import type { Upcoming } from '../../../src/domain/upcoming.ts';
import { againstThem } from '../../../src/features/calendar/rules/clashes.ts';
import { freeKey, isSameMeeting } from '../../../src/features/calendar/rules/same-meeting.ts';
import { type Undated, undated } from '../../../src/features/calendar/rules/undated.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { session, student } from '../../support/people-builders.ts';
import { noonOf } from '../../support/test-context.ts';

const program = await loadProgram();
const nameOf = (one: Undated) =>
  one.kind === 'day' ? `${one.year} ${one.subject}` : one.kind === 'session' ? one.entry.id : one.session.key;
const names = (sessions: readonly Session[], dates: readonly ProgramDate[], today: string) =>
  undated(program, sessions, dates, today).map(nameOf);

describe('on December 1, 2026', () => {
  const today = '2026-12-01';

  it('sessions of the next three months have no date, those of April and the seasons are left alone', () => {
    const sessions = names([], [], today).filter((name) => !name.startsWith('20'));
    expect(sessions.sort()).toEqual([
      'competitive-application',
      'open-house-preclerkship',
      'rank-list-1',
      'rank-list-2',
      'road-to-residency-1',
      'specialty-interest-series',
      'step-1-support',
    ]);
    expect(names([], [], today)).not.toContain('practice-interviews');
  });

  it('what is dated goes, a series stays with its count, what is cancelled or postponed comes back', () => {
    const road = session('road-to-residency-1', '2027-01-21');
    const panel = session('specialty-interest-series', '2027-01-22');
    const rows = undated(program, [road, panel], [], today);
    expect(rows.map(nameOf)).not.toContain('road-to-residency-1');
    expect(rows.find((row) => nameOf(row) === 'specialty-interest-series')).toMatchObject({ count: 1 });
    const off = { cancelledAt: noonOf(today) };
    expect(names([{ ...road, ...off }], [], today)).toContain('road-to-residency-1');
    expect(names([{ ...road, ...off, postponed: true }], [], today)).toContain(road.key);
  });

  it('steps of those in their cycle and Match Days have no day, by the year of their Match', () => {
    const days = names([], [], today).filter((name) => name.startsWith('20'));
    expect(days).toContain('2027 application-checklist/rank-list-certified');
    expect(days).toContain('2028 application-checklist/eras-submitted');
    expect(days).not.toContain('2028 application-checklist/rank-list-certified');
    expect(days.filter((name) => name.includes('match/'))).toEqual([
      '2027 match/nrmp',
      '2027 match/sf-match',
      '2027 match/aua',
    ]);
    const entered = [
      { subject: 'match/nrmp', year: 2027, day: '2027-03-19' },
      { subject: 'application-checklist', year: 2028, day: '2027-09-28' },
    ];
    const left = names([], entered, today);
    expect(left).not.toContain('2027 match/nrmp');
    expect(left.filter((name) => name.startsWith('2028'))).toEqual([]);
  });

  it('an assessment that staff date is asked for in its months, for its own class', () => {
    expect(names([], [], '2027-03-01')).toContain('2030 careers-in-medicine-assessment');
    const entered = [{ subject: 'careers-in-medicine-assessment', year: 2030, day: '2027-05-20' }];
    expect(names([], entered, '2027-03-01')).not.toContain('2030 careers-in-medicine-assessment');
    expect(names([], [], '2026-12-01')).not.toContain('2030 careers-in-medicine-assessment');
  });
});

describe('what stands against a time', () => {
  const applying = student({ class: 2028, track: 'pathways', overrides: [] }, { id: 1 });
  const junior = student({ class: 2030, track: 'pathways', overrides: [] }, { id: 2 });
  const now = { now: noonOf('2026-12-01'), today: '2026-12-01' };
  const road = session('road-to-residency-1', '2027-01-21', { key: 'new' });
  const check = (plan = road, known = [session('step-1-support', '2027-01-21', { id: 5, key: 'step' })]) =>
    againstThem(program, [plan], known, [applying, junior], now)[0];

  it('counts the students whose it is, and is silent where other people are elsewhere', () => {
    expect(check()).toMatchObject({ clashes: [], closedFor: null, outside: null, isOver: false });
    expect([...(check()?.students ?? [])]).toEqual([1]);
  });

  it('names another session of the same people at the same hour, and not the one it changes', () => {
    const part = session('competitive-application', '2027-01-21', { id: 6, key: 'part', title: 'Part 1' });
    expect(check(road, [part])?.clashes).toMatchObject([{ title: 'Part 1', people: 1 }]);
    expect(check(road, [{ ...part, key: 'new' }])?.clashes).toEqual([]);
    expect(check(road, [{ ...part, cancelledAt: now.now }])?.clashes).toEqual([]);
    const after = { ...part, startsAt: road.endsAt, endsAt: road.endsAt.add({ hours: 1 }) };
    expect(check(road, [after])?.clashes).toEqual([]);
  });

  it('counts those of the same students who have something else booked then, of whatever kind', () => {
    const { startsAt, endsAt } = road;
    const at = (from: Temporal.Instant, to: Temporal.Instant) => ({
      when: { kind: 'session' as const, startsAt: from, endsAt: to, day: road.day },
    });
    const due = { when: { kind: 'due' as const, day: road.day } };
    const booked = (own: Record<number, { when: Upcoming['when'] }[]>) =>
      againstThem(program, [road], [], [applying, junior], {
        ...now,
        booked: new Map(Object.entries(own).map(([id, items]) => [Number(id), items])),
      })[0]?.booked;
    expect(booked({})).toBe(0);
    expect(
      booked({ 1: [due, at(endsAt, endsAt.add({ minutes: 25 })), at(startsAt.subtract({ hours: 1 }), startsAt)] }),
    ).toBe(0);
    expect(booked({ 1: [at(endsAt.subtract({ minutes: 1 }), endsAt.add({ hours: 1 })), at(startsAt, endsAt)] })).toBe(
      1,
    );
    expect(booked({ 2: [at(startsAt, endsAt)] })).toBe(0);
  });

  it('names closed days, other months, times that are over, and that it is dated already', () => {
    expect(check(session('road-to-residency-1', '2027-01-18'))?.closedFor).toBe('Martin Luther King Jr. Day');
    expect(check(session('road-to-residency-1', '2027-03-02'))?.outside).toBe('January 2027');
    expect(check(session('road-to-residency-1', '2026-01-20'))?.isOver).toBe(true);
    const known = session('road-to-residency-1', '2027-01-14', { id: 9, key: 'known' });
    expect(check(road, [known])?.alsoDated).toHaveLength(1);
  });
});

describe('keys of new sessions', () => {
  it('are made of plain words, and of a number where one is taken', () => {
    expect(freeKey(['step-1', 'OB/GYN', '2027-01-21'], [])).toBe('step-1-ob-gyn-2027-01-21');
    expect(freeKey(['step-1', '', '2027-01-21'], ['step-1-2027-01-21'])).toBe('step-1-2027-01-21-2');
  });

  it('the same meeting is one of the same event, title, specialty and start', () => {
    const one = session('step-1-support', '2027-01-21');
    expect(isSameMeeting(one, { ...one, key: 'other', place: 'Zoom' })).toBe(true);
    expect(isSameMeeting(one, { ...one, title: 'Another' })).toBe(false);
    expect(isSameMeeting(one, { ...one, cancelledAt: one.startsAt })).toBe(false);
  });
});
