import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type PersonSettings, UNCHANGED } from '../../../src/domain/person-settings.ts';
import { leadChoices, optionalKinds, readSettings } from '../../../src/features/settings/rules.ts';
import { loadProgram } from '../../../src/program/load.ts';

const { reminders: rules } = (await loadProgram()).file;
const today = '2026-12-01';
const zone = 'America/New_York';
const findZone = (text: string) => (text === 'Europe/Oslo' ? text : undefined);

/** The form as it opens for somebody who has changed nothing. */
const untouched: Record<string, string | readonly string[] | null> = {
  kinds: ['class-meeting', 'session', 'milestone', 'interview', 'mentor-meeting'],
  'leads-class-meeting': ['P1D', 'PT1H'],
  'leads-session': ['P1D', 'PT1H'],
  'leads-milestone': ['P14D', 'P2D'],
  'leads-interview': ['P1D', 'PT1H'],
  'leads-mentor-meeting': ['P1D', 'PT1H'],
  hour: 'program',
  'quiet-from': 'program',
  'quiet-to': 'program',
  digest: 'on',
  zone: null,
  pause: 'none',
  'pause-until': '2026-12-08',
  silence: 'none',
  'silence-until': '2026-12-02',
};

const read = (changed: typeof untouched, before: PersonSettings = UNCHANGED) =>
  readSettings(new Map(Object.entries({ ...untouched, ...changed })), { rules, before, zone, today, findZone });

describe('the form of the settings', () => {
  test('changes nothing where nothing is changed', () => {
    expect(read({})).toEqual({ settings: UNCHANGED });
  });

  test.each([
    ['a kind', { kinds: ['class-meeting', 'session', 'interview', 'mentor-meeting'] }, { kindsOff: ['milestone'] }],
    ['every kind', { kinds: [] }, { kindsOff: optionalKinds(rules) }],
    ['lead times', { 'leads-milestone': ['P7D'] }, { leads: { milestone: ['P7D'] } }],
    ['no lead time: only the digest', { 'leads-milestone': [] }, { leads: { milestone: [] } }],
    ['the same lead times in another order', { 'leads-milestone': ['P2D', 'P14D'] }, { leads: {} }],
    ['the hour', { hour: '07:30', 'quiet-to': '06:00' }, { hour: '07:30', quiet: { from: '21:00', to: '06:00' } }],
    ['quiet hours', { 'quiet-from': '23:00', 'quiet-to': '06:30' }, { quiet: { from: '23:00', to: '06:30' } }],
    ['the digest', { digest: 'off' }, { digest: false }],
    ['the zone', { zone: ' Europe/Oslo ' }, { timeZone: 'Europe/Oslo' }],
    ['a pause', { pause: 'until', 'pause-until': '2026-12-20' }, { pausedUntil: '2026-12-20' }],
    [
      'quiet for a while',
      { silence: 'until', 'silence-until': '2026-12-05', 'quiet-to': '06:30' },
      { quiet: { from: '21:00', to: '06:30' }, quietUntil: Temporal.Instant.from('2026-12-05T11:30:00Z') },
    ],
    ['a day without a pause', { pause: 'none', 'pause-until': '2026-12-20' }, { pausedUntil: null }],
  ])('reads %s', (_, changed, expected) => expect(read(changed)).toEqual({ settings: { ...UNCHANGED, ...expected } }));

  test.each([
    ['an hour in the quiet ones', { hour: '06:00' }, ['hour']],
    ['an hour in own quiet ones', { hour: '12:00', 'quiet-from': '11:00', 'quiet-to': '20:00' }, ['hour']],
    ['quiet hours that leave no room', { 'quiet-from': '09:00', 'quiet-to': '08:00' }, ['quiet-to']],
    ['quiet hours from an hour to itself', { 'quiet-from': '08:00' }, ['quiet-to']],
    ['a zone that nobody knows', { zone: 'Boston, MA' }, ['zone']],
    ['a pause without a day', { pause: 'until', 'pause-until': null }, ['pause-until']],
    ['a pause until today', { pause: 'until', 'pause-until': today }, ['pause-until']],
    ['a pause for a year', { pause: 'until', 'pause-until': '2027-12-01' }, ['pause-until']],
    ['quiet without a day', { silence: 'until', 'silence-until': null }, ['silence-until']],
    ['quiet until today', { silence: 'until', 'silence-until': today }, ['silence-until']],
    ['quiet for a year', { silence: 'until', 'silence-until': '2027-12-01' }, ['silence-until']],
    ['two at once', { hour: '06:00', zone: 'x' }, ['hour', 'zone']],
  ])('refuses %s', (_, changed, fields) => {
    const result = read(changed);
    expect('problems' in result && Object.keys(result.problems)).toEqual(fields);
  });

  test('keeps what it does not ask', () => {
    const before = { ...UNCHANGED, leads: { interview: ['PT2H'] } };
    const { 'leads-interview': _, ...without } = untouched;
    const result = readSettings(new Map(Object.entries(without)), { rules, before, zone, today, findZone });
    expect(result).toEqual({ settings: before });
  });

  test('keeps quiet as it is, or ends it', () => {
    const before = { ...UNCHANGED, quietUntil: Temporal.Instant.from('2026-12-03T13:00:00Z') };
    expect(read({ silence: 'kept' }, before)).toEqual({ settings: before });
    expect(read({ silence: 'none' }, before)).toEqual({ settings: UNCHANGED });
  });

  test('keeps one lead time of what everybody is reminded of', () => {
    const mandatory = {
      ...rules,
      kinds: { ...rules.kinds, 'class-meeting': { ...rules.kinds['class-meeting'], mandatory: true } },
    };
    const none = new Map(Object.entries({ ...untouched, 'leads-class-meeting': [] }));
    expect(readSettings(none, { rules: mandatory, before: UNCHANGED, zone, today, findZone })).toEqual({
      problems: { 'leads-class-meeting': expect.stringContaining('keep one') },
    });
  });

  test('takes no lead that is none', () => {
    expect(read({ 'leads-milestone': ['P7D', 'tomorrow'] })).toEqual({
      settings: { ...UNCHANGED, leads: { milestone: ['P7D'] } },
    });
  });
});

describe('what can be chosen', () => {
  test('always holds the lead times of the program, the longest first', () => {
    expect(leadChoices(rules, 'milestone')).toEqual(['P14D', 'P7D', 'P2D', 'P1D']);
    const own = { ...rules, kinds: { ...rules.kinds, session: { ...rules.kinds.session, messages: ['P3D', 'PT5H'] } } };
    expect(leadChoices(own, 'session')).toEqual(['P3D', 'P2D', 'P1D', 'PT5H', 'PT2H', 'PT1H']);
  });

  test('is not to switch off what is mandatory', () => {
    const own = { ...rules, kinds: { ...rules.kinds, milestone: { ...rules.kinds.milestone, mandatory: true } } };
    expect(optionalKinds(own)).not.toContain('milestone');
    expect(optionalKinds(rules)).toContain('milestone');
  });
});
