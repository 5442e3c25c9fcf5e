import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { SessionChange } from '../../../src/domain/session-change.ts';
import {
  capacityProblem,
  isSameSession,
  type SessionPlan,
  toldBy,
  whatChanged,
} from '../../../src/features/calendar/rules/session-changes.ts';
import { session } from '../../support/people-builders.ts';

const at = (text: string) => Temporal.Instant.from(text);
const NOW = at('2027-01-10T12:00:00Z');
const road = session('road-to-residency-1', '2027-01-21', { place: 'TMEC 227', link: 'https://example.edu/road' });
const off = { cancelledAt: at('2027-01-05T12:00:00Z') };

describe('what is told of a change', () => {
  it.each<[string, Partial<SessionPlan>, Partial<SessionPlan>, SessionChange | null]>([
    ['nothing where nothing is different', {}, {}, null],
    ['another start', {}, { startsAt: at('2027-01-21T21:00:00Z') }, 'moved'],
    ['another end', {}, { endsAt: at('2027-01-22T00:00:00Z') }, 'moved'],
    ['another time and place, as one', {}, { startsAt: at('2027-01-21T21:00:00Z'), place: 'TMEC 250' }, 'moved'],
    ['another place', {}, { place: 'TMEC 250' }, 'place'],
    ['its link in place of a room', {}, { place: null }, 'online'],
    ['no room any more, and no link', { link: null }, { place: null, link: null }, 'place'],
    ['not the first place it gets', { place: null }, { place: 'TMEC 250' }, null],
    ['not another link', {}, { link: 'https://example.edu/other' }, null],
    [
      'not a title, a capacity, a recording',
      {},
      { title: 'The Road', capacity: 9, recording: 'https://a.example' },
      null,
    ],
    ['that it is cancelled', {}, off, 'cancelled'],
    ['that it is postponed', {}, { ...off, postponed: true }, 'postponed'],
    ['that a postponed one is cancelled', { ...off, postponed: true }, off, 'cancelled'],
    ['not twice that it is cancelled', off, { ...off, title: 'The Road' }, null],
    ['that it takes place after all', off, {}, 'back'],
    ['that a postponed one has a date', { ...off, postponed: true }, { startsAt: at('2027-01-21T21:00:00Z') }, 'back'],
  ])('%s', (_, before, after, what) => {
    expect(whatChanged({ ...road, ...before }, { ...road, ...after }, NOW)).toBe(what);
  });

  it('is nothing once it is over, whatever is put right', () => {
    const over = at('2027-01-21T23:00:00Z');
    expect(whatChanged(road, { ...road, place: 'TMEC 250' }, over)).toBeNull();
    expect(whatChanged(road, { ...road, ...off }, over)).toBeNull();
    expect(whatChanged({ ...road, ...off }, road, over)).toBeNull();
  });
});

describe('a session is the same', () => {
  it.each<[boolean, string, Partial<SessionPlan>]>([
    [true, 'where nothing is different', {}],
    [true, 'with the same moment written anew', { startsAt: at('2027-01-21T17:00:00-05:00') }],
    [false, 'with a recording', { recording: 'https://example.edu/recording' }],
    [false, 'with a capacity', { capacity: 20 }],
    [false, 'with a closing time', { rsvpClosesAt: NOW }],
    [false, 'when cancelled', off],
  ])('%s: %s', (same, _, more) => {
    expect(isSameSession(road, { ...road, ...more })).toBe(same);
  });
});

describe('it is of use to know of a change', () => {
  const old = road.startsAt;
  it.each<[string, SessionChange, string, string, string, boolean]>([
    [
      'until the old time, where it is now later',
      'moved',
      '2027-01-10T12:00:00Z',
      '2027-01-28T22:00:00Z',
      String(old),
      false,
    ],
    [
      'until the new time, where that is earlier',
      'moved',
      '2027-01-10T12:00:00Z',
      '2027-01-14T22:00:00Z',
      '2027-01-14T22:00:00Z',
      false,
    ],
    [
      'urgently within 48 hours of either',
      'moved',
      '2027-01-13T12:00:00Z',
      '2027-01-14T22:00:00Z',
      '2027-01-14T22:00:00Z',
      true,
    ],
    ['urgently 48 hours before', 'cancelled', '2027-01-19T22:00:00Z', String(old), String(old), true],
    ['without haste a second earlier', 'cancelled', '2027-01-19T21:59:59Z', String(old), String(old), false],
    [
      'until the new time, where the old one is past',
      'moved',
      '2027-01-22T12:00:00Z',
      '2027-01-28T22:00:00Z',
      '2027-01-28T22:00:00Z',
      false,
    ],
    [
      'until it takes place after all',
      'back',
      '2027-01-10T12:00:00Z',
      '2027-02-28T22:00:00Z',
      '2027-02-28T22:00:00Z',
      false,
    ],
  ])('%s', (_, what, changedAt, startsAt, until, urgent) => {
    const told = toldBy({ what, startedAt: old, at: at(changedAt) }, at(startsAt));
    expect([String(told.usefulUntil), told.urgent]).toEqual([until, urgent]);
  });
});

describe('a capacity', () => {
  it.each([
    [3, 2, '3 people have a place already, so there cannot be fewer than 3; expected 3 or more'],
    [1, 0, '1 person has a place already, so there cannot be fewer than 1; expected 1 or more'],
    [3, 3, null],
    [3, null, null],
  ])('for %s people, of %s', (taken, capacity, problem) => {
    expect(capacityProblem(taken, capacity)).toBe(problem);
  });
});
