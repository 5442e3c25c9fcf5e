// When somebody is told of another's act.
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { canBeTold, tellingMoment, tellingMomentOfAll } from '../../src/people/telling.ts';
import { loadProgram } from '../../src/program/load.ts';
import { person } from '../support/people-builders.ts';

const program = await loadProgram();
const somebody = person({ slackUserId: 'U1', timeZone: 'America/New_York' });
const settled = (given: Partial<typeof somebody.settings>) => ({
  ...somebody,
  settings: { ...somebody.settings, ...given },
});
const told = (at: string, who = somebody, waits = false) =>
  tellingMoment(program, who, Temporal.Instant.from(at), [], { waits })
    .toZonedDateTimeISO('America/New_York')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

describe('what is booked', () => {
  it('is told at once, but in quiet hours at their end', () => {
    expect(told('2027-09-14T14:00:00-04:00')).toBe('2027-09-14T14:00');
    expect(told('2027-09-14T23:00:00-04:00')).toBe('2027-09-15T08:00');
    expect(told('2027-09-15T03:00:00-04:00')).toBe('2027-09-15T08:00');
    expect(told('2027-09-14T14:00:00-04:00', settled({ quiet: { from: '13:00', to: '16:00' } }))).toBe(
      '2027-09-14T16:00',
    );
  });

  it('waits for no pause and no working day', () => {
    const closed = program.file.school.closedDays[0]?.from ?? '';
    expect(told(`${closed}T14:00:00-04:00`).slice(0, 10)).toBe(closed);
    expect(told('2027-09-14T14:00:00-04:00', settled({ pausedUntil: '2027-09-20' }))).toBe('2027-09-14T14:00');
  });
});

describe('anything else', () => {
  it('waits for the end of a pause, and for a day on which the school is not closed', () => {
    const closed = program.file.school.closedDays[0]?.from ?? '';
    expect(told(`${closed}T14:00:00-04:00`, somebody, true) > `${closed}T23:59`).toBe(true);
    expect(told('2027-09-14T14:00:00-04:00', settled({ pausedUntil: '2027-09-20' }), true)).toBe('2027-09-20T08:00');
  });

  it('waits for Quiet until, or for the pause where that is longer', () => {
    const quietUntil = Temporal.Instant.from('2027-09-16T12:00:00-04:00');
    const during = (given: Partial<typeof somebody.settings>) =>
      told('2027-09-14T14:00:00-04:00', settled({ quietUntil, ...given }), true);
    expect(during({})).toBe('2027-09-16T12:00');
    expect(during({ pausedUntil: '2027-09-20' })).toBe('2027-09-20T08:00');
    expect(during({ pausedUntil: '2027-09-15' })).toBe('2027-09-16T12:00');
    expect(told('2027-09-14T14:00:00-04:00', settled({ quietUntil }))).toBe('2027-09-14T14:00');
  });
});

describe('what people read together', () => {
  const inZone = (timeZone: string) => ({ ...somebody, timeZone });
  const together = (at: string, ...zones: string[]) =>
    tellingMomentOfAll(program, zones.map(inZone), Temporal.Instant.from(at), []).toString();

  it('comes when it is quiet for none of them, in whatever order they are named', () => {
    const [boston, angeles] = ['America/New_York', 'America/Los_Angeles'];
    // In Boston it is quiet; when that is over it has become quiet in Los Angeles.
    expect(together('2026-12-03T03:30:00Z', boston, angeles)).toBe('2026-12-03T16:00:00Z');
    expect(together('2026-12-03T03:30:00Z', angeles, boston)).toBe('2026-12-03T16:00:00Z');
    expect(together('2026-12-02T17:00:00Z', angeles, boston)).toBe('2026-12-02T17:00:00Z');
  });

  it('comes at some moment even to those who have no common hour', () => {
    const never = { ...somebody, settings: { ...somebody.settings, quiet: { from: '08:00', to: '20:59' } } };
    const at = Temporal.Instant.from('2026-12-02T17:00:00Z');
    const moment = tellingMomentOfAll(program, [never, somebody], at, []);
    expect(Temporal.Instant.compare(moment, at.add({ hours: 24 * 12 }))).toBeLessThan(0);
  });
});

it('nothing is said to somebody who has left or is outside Slack', () => {
  const now = Temporal.Instant.from('2027-09-14T14:00:00Z');
  expect(canBeTold(program, somebody, now)).toBe(true);
  expect(canBeTold(program, { ...somebody, active: false }, now)).toBe(false);
  expect(canBeTold(program, { ...somebody, slackUserId: null }, now)).toBe(false);
  expect(canBeTold(program, null, now)).toBe(false);
});
