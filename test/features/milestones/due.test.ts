// When somebody is reminded of milestones: by the leads of the specification (14 and 2 days, 30 and 7 in the digest).
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { ProgramDate } from '../../../src/ahead/program-date.ts';
import type { Override } from '../../../src/domain/standing.ts';
import { fallingDue, remindersOf } from '../../../src/features/milestones/rules/due.ts';
import { milestonesIn } from '../../../src/features/milestones/rules/own-milestones.ts';
import type { Person } from '../../../src/people/person.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { student } from '../../support/people-builders.ts';
import { pathways } from '../../support/school-calendar.ts';

const program = await loadProgram();
const at = Temporal.Instant.from('2026-01-01T12:00:00Z');
const YEAR = { from: '2025-10-01', to: '2026-10-01' };

function reminders(who: Person, range = YEAR, dates: readonly ProgramDate[] = []) {
  return remindersOf(program, who, milestonesIn(program, who, { sessions: [], dates }, range, range.from));
}

function lines(who: Person, about: string, ...rest: [range?: typeof YEAR, dates?: readonly ProgramDate[]]): string[] {
  return reminders(who, ...rest)
    .filter(({ subject }) => subject.startsWith(`milestone:${about}`))
    .map(({ lead, via, dueAt }) => `${lead} ${via} ${dueAt.toZonedDateTimeISO('America/New_York').toPlainDateTime()}`);
}

describe('reminders of a milestone', () => {
  it('fall due 14 and 2 days before, 30 and 7 in the digest, at the hour of the phase', () => {
    expect(lines(student(pathways()), 'society-meeting-1')).toEqual([
      'P14D message 2026-03-17T18:30:00',
      'P2D message 2026-03-29T18:30:00',
      'P30D digest 2026-03-01T18:30:00',
      'P7D digest 2026-03-24T18:30:00',
    ]);
    const applying = { from: '2027-01-01', to: '2027-06-01' };
    expect(lines(student(pathways()), 'career-selection-meetings/2027-04', applying)[0]).toBe(
      'P14D message 2027-04-16T09:00:00',
    );
  });

  it('are in the zone and at the hour of the person, by their own leads', () => {
    const who = student(pathways(), { timeZone: 'America/Los_Angeles' });
    expect(lines(who, 'society-meeting-1')[0]).toBe('P14D message 2026-03-17T21:30:00');
    const own = { ...who, settings: { ...who.settings, hour: '07:15', leads: { milestone: ['P3D'] } } };
    expect(lines(own, 'society-meeting-1')).toEqual([
      'P3D message 2026-03-28T10:15:00',
      'P30D digest 2026-03-01T10:15:00',
      'P7D digest 2026-03-24T10:15:00',
    ]);
  });

  it('have no line of the digest beside a message of the same lead', () => {
    const who = student(pathways());
    const own = { ...who, settings: { ...who.settings, leads: { milestone: ['P14D', 'P7D', 'P2D'] } } };
    expect(lines(own, 'society-meeting-1').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'P14D message',
      'P7D message',
      'P2D message',
      'P30D digest',
    ]);
  });

  it('are of use until the end of the due day at the school', () => {
    const [first] = reminders(student(pathways(), { timeZone: 'Asia/Tokyo' }));
    expect(first?.usefulUntil.toString()).toBe('2026-04-01T04:00:00Z');
  });

  it('are those of each step that has a day of its own', () => {
    const range = { from: '2027-06-01', to: '2027-10-01' };
    const dates = [{ subject: 'application-checklist/eras-submitted', year: 2028, day: '2027-09-22' }];
    expect(lines(student(pathways()), 'application-checklist', range)).toEqual([]);
    expect(lines(student(pathways()), 'application-checklist/2028/eras-submitted', range, dates)[0]).toBe(
      'P14D message 2027-09-08T09:00:00',
    );
  });

  it('are those of the Match year in which one is on the due day', () => {
    const range = { from: '2026-11-20', to: '2027-04-01' };
    const dates = [
      { subject: 'application-checklist/match-registration', year: 2027, day: '2027-01-29' },
      { subject: 'application-checklist/rank-list-certified', year: 2027, day: '2027-03-03' },
    ];
    const graduating = { ...pathways(), class: 2027 };
    expect(lines(student(graduating), 'application-checklist/2027', range, dates)).toHaveLength(8);
    const moves: Override[] = [
      { kind: 'class', value: 2028, from: '2026-11-20', to: null },
      { kind: 'cycle', value: 2028, from: '2026-11-20', to: null },
    ];
    expect(lines(student({ ...graduating, overrides: moves }), 'application-checklist', range, dates)).toEqual([]);
    const later: Override = { kind: 'class', value: 2028, from: '2027-02-20', to: null };
    const moved = student({ ...graduating, overrides: [later] });
    expect(lines(moved, 'application-checklist/2027/match-registration', range, dates)).toHaveLength(4);
    expect(lines(moved, 'application-checklist/2027/rank-list-certified', range, dates)).toEqual([]);
  });

  it('are none once it is done, and those of the other step stay', () => {
    const tick = { entry: 'society-meeting-1', occurrence: 'pce', item: '', notForMe: false, at };
    expect(lines(student(pathways(), { ticks: [tick] }), 'society-meeting-1')).toEqual([]);
    const step = {
      entry: 'career-selection-meetings',
      occurrence: '2027-04',
      item: 'society-advisor',
      notForMe: false,
      at,
    };
    const range = { from: '2027-01-01', to: '2027-06-01' };
    expect(lines(student(pathways(), { ticks: [step] }), 'career-selection-meetings/2027-04', range)).toHaveLength(4);
    const both = [step, { ...step, item: 'specialty-advisor' }];
    expect(lines(student(pathways(), { ticks: both }), 'career-selection-meetings/2027-04', range)).toEqual([]);
  });

  it('are none of a link, of what staff have not dated, of what is not decided, and none on leave', () => {
    const graduating = { ...pathways(), class: 2027 };
    const spring = { from: '2027-01-01', to: '2027-05-25' };
    expect(reminders(student(graduating), spring)).toEqual([]);
    const undecided: Override = { kind: 'cycle', value: 'undecided', from: '2026-07-01', to: null };
    expect(reminders(student(pathways(undecided)), { from: '2027-01-01', to: '2027-06-01' })).toEqual([]);
    const leave: Override = { kind: 'leave', value: 'leave', from: '2025-12-01', to: '2026-12-01' };
    expect(reminders(student(pathways(leave)))).toEqual([]);
  });

  it('fall due from the first moment on and before the second', () => {
    const all = reminders(student(pathways()));
    const [first] = all;
    const moment = first?.dueAt ?? at;
    expect(fallingDue(all, moment, moment.add({ seconds: 1 }))).toEqual([first]);
    expect(fallingDue(all, moment.subtract({ seconds: 1 }), moment)).toEqual([]);
  });
});
