// Which sessions somebody is reminded of and when, typed from spec 3.
import { describe, expect, it } from 'vitest';
import { UNCHANGED } from '../../../src/domain/person-settings.ts';
import type { Override } from '../../../src/domain/standing.ts';
import { type OwnAct, sessionReminders } from '../../../src/features/calendar/rules/session-reminders.ts';
import type { Person } from '../../../src/people/person.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { person, session, student } from '../../support/people-builders.ts';
import { pathways } from '../../support/school-calendar.ts';

const program = await loadProgram();
const TODAY = '2026-12-01';
const nothing: OwnAct = { answer: null, added: false };
const meeting = session('road-to-residency-1', '2027-01-21', { id: 1 });
const workshop = session('statements-letters-cv', '2027-05-11', { id: 2 });
const cancelledAt = meeting.startsAt.subtract({ hours: 1000 });

function reminders(who: Person, one = meeting, act: OwnAct = nothing): string[] {
  return sessionReminders(program, who, [one], TODAY, () => act).map(
    ({ kind, lead, via, dueAt }) => `${kind} ${lead} ${via} ${dueAt}`,
  );
}

const P1D = 'class-meeting P1D message 2027-01-20T14:00:00Z';
const PT1H = 'class-meeting PT1H message 2027-01-21T21:00:00Z';
const P7D = 'class-meeting P7D digest 2027-01-14T14:00:00Z';
const undecided: Override = { kind: 'cycle', value: 'undecided', from: '2026-07-01', to: null };
const notApplying: Override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null };

describe('a class meeting', () => {
  it.each<[string, Person, OwnAct, string[]]>([
    ['a day and an hour before, and in the digest a week before', student(pathways()), nothing, [P1D, PT1H, P7D]],
    ['the same whoever said Going', student(pathways()), { answer: 'going', added: false }, [P1D, PT1H, P7D]],
    [
      'not an hour before to who has it in their calendar',
      student(pathways()),
      { answer: null, added: true },
      [P1D, P7D],
    ],
    ['not to who does not come', student(pathways()), { answer: 'not-going', added: false }, []],
    ['not to the undecided', student(pathways(undecided)), nothing, []],
    ['not to who does not apply', student(pathways(notApplying)), nothing, []],
    ['not to another class', student({ ...pathways(), class: 2031 }), nothing, []],
    ['not to staff', person({ roles: ['staff'] }), nothing, []],
  ])('is reminded of %s', (_, who, act, expected) => {
    expect(reminders(who, meeting, act)).toEqual(expected);
  });

  it('comes at the hour and in the zone of the person, with their own leads', () => {
    const who = student(pathways(), {
      timeZone: 'America/Los_Angeles',
      settings: { ...UNCHANGED, hour: '07:00', leads: { 'class-meeting': ['P7D', 'P3D'] } },
    });
    expect(reminders(who)).toEqual([
      'class-meeting P7D message 2027-01-14T15:00:00Z',
      'class-meeting P3D message 2027-01-18T15:00:00Z',
    ]);
  });

  it('at 18:30 in the PCE', () => {
    const preparation = session('post-pce-preparation', '2026-07-14');
    const [first] = sessionReminders(program, student(pathways()), [preparation], '2026-07-01', () => nothing);
    expect(String(first?.dueAt)).toBe('2026-07-13T22:30:00Z');
  });

  it('at the hour of the day on which it comes, not of the day that it is there when the meeting begins', () => {
    const backToPce: Override = { kind: 'phase', value: 'pce', from: '2027-01-21', to: null };
    const who = student(pathways(backToPce), { timeZone: 'Asia/Kolkata' });
    const [first] = reminders(who, session('road-to-residency-1', '2027-01-20'));
    expect(first).toBe('class-meeting P1D message 2027-01-20T03:30:00Z');
  });

  it('right on both days when the clocks change', () => {
    const spring = reminders(student(pathways()), session('road-to-residency-2', '2027-03-14', { id: 3 }));
    expect(spring[0]).toBe('class-meeting P1D message 2027-03-13T14:00:00Z');
    expect(spring[1]).toBe('class-meeting PT1H message 2027-03-14T20:00:00Z');
  });

  it('not when it was cancelled', () => {
    expect(reminders(student(pathways()), { ...meeting, cancelledAt })).toEqual([]);
  });
});

describe('another session', () => {
  const digest = 'session P7D digest 2027-05-04T13:00:00Z';
  it.each<[string, OwnAct, string[]]>([
    ['is in the digest of who has not answered', nothing, [digest]],
    ['is in the digest of who waits for a place', { answer: 'waiting', added: false }, [digest]],
    ['is left to their answer for who said Going', { answer: 'going', added: false }, []],
    ['is not mentioned to who does not come', { answer: 'not-going', added: false }, []],
  ])('%s', (_, act, expected) => {
    expect(reminders(student(pathways()), workshop, act)).toEqual(expected);
  });
});
