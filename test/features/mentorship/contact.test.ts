// Whether two have been in touch, when they are asked, and what their calendars are to know.
import { describe, expect, it } from 'vitest';
import { checkInDays, hasNotMet, isQuiet, type PairState } from '../../../src/features/mentorship/rules/due.ts';
import { entryOf, meetingFile } from '../../../src/features/mentorship/rules/meeting.ts';
import { moment } from '../../support/delivery-builders.ts';

const pair: PairState = { startedOn: '2026-12-01', isActive: true, meetsAt: null, answers: [] };
const meetsAt = moment('2026-12-10 17:00');

describe('a pair is quiet', () => {
  it.each<[string, Partial<PairState>, string, boolean]>([
    ['not a week after it was asked', {}, '2026-12-21', false],
    ['a week after nobody answered', {}, '2026-12-22', true],
    ['not with a time to meet', { meetsAt }, '2026-12-22', false],
    ['where one says that they were not in touch', { answers: ['no-contact'] }, '2026-12-16', true],
    ['not where the other says that they met', { answers: ['no-contact', 'met'] }, '2026-12-22', false],
    ['not once it is over', { isActive: false }, '2026-12-22', false],
  ])('%s', (_, given, today, expected) => {
    expect(isQuiet({ ...pair, ...given }, today)).toBe(expected);
  });
});

describe('a pair has not met', () => {
  it.each<[string, Partial<PairState>, string, boolean]>([
    ['four weeks after it began', {}, '2026-12-29', true],
    ['and nobody asks before', {}, '2026-12-28', false],
    ['where it only plans to', { answers: ['planned'] }, '2026-12-29', true],
    ['where the time to meet is ahead', { meetsAt: moment('2027-01-10 17:00') }, '2026-12-29', true],
    ['not where that time has passed', { meetsAt }, '2026-12-29', false],
    ['not where one says that they did', { answers: ['met'] }, '2026-12-29', false],
    ['not once it is over', { isActive: false }, '2026-12-29', false],
  ])('%s', (_, given, today, expected) => {
    expect(hasNotMet({ ...pair, ...given }, today, moment(`${today} 12:00`))).toBe(expected);
  });
});

it('both are asked after two weeks and a week before the end; a young pair not twice in a row, nor after the season', () => {
  const days = (startedOn: string) => [...checkInDays(startedOn, '2027-03-31')];
  expect(days('2026-12-01')).toEqual([
    ['two-weeks', '2026-12-15'],
    ['end', '2027-03-24'],
  ]);
  expect(days('2027-03-12')).toEqual([['two-weeks', '2027-03-26']]);
  expect(days('2027-03-20')).toEqual([]);
});

describe('a calendar', () => {
  const known = { id: 7, state: 'active', endedAt: null, meetsAt: null, meetsWhere: null, meetingWas: null } as const;
  const after = moment('2026-12-11 12:00');
  const before = moment('2026-12-09 12:00');

  it('knows nothing where no time was entered', () => {
    expect(entryOf({ ...known, meetingSequence: 0 })).toBeNull();
  });

  it('has the meeting, and loses it when it is taken out or the pair ends before', () => {
    expect(entryOf({ ...known, meetsAt, meetingSequence: 2 })).toMatchObject({ isOff: false, sequence: 2 });
    expect(entryOf({ ...known, meetingWas: meetsAt, meetingSequence: 3 })).toMatchObject({ isOff: true, sequence: 3 });
    const ended = { ...known, state: 'ended', meetsAt, meetingSequence: 2 } as const;
    expect(entryOf({ ...ended, endedAt: before })).toMatchObject({ isOff: true, sequence: 3 });
    expect(entryOf({ ...ended, endedAt: after })).toBeNull();
  });

  it('reads one file for both, which a later one replaces or takes out', () => {
    const entry = entryOf({ ...known, meetsAt, meetingSequence: 2 });
    const file = entry && meetingFile({ ...entry, title: 'Bo and Ada' }, before);
    expect(file).toMatch(/METHOD:PUBLISH[\s\S]*UID:mentor-meeting-7@career-planning-bot[\s\S]*SEQUENCE:2/);
    const off = entry && meetingFile({ ...entry, isOff: true, sequence: 3, title: 'Bo and Ada' }, before);
    expect(off).toMatch(
      /METHOD:CANCEL[\s\S]*UID:mentor-meeting-7@career-planning-bot[\s\S]*SEQUENCE:3[\s\S]*STATUS:CANCELLED/,
    );
  });
});
