import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOneSlipApart, nearest, plainWord } from '../../src/domain/nearest.ts';

const COMMANDS = ['next', 'help', 'calendar', 'event', 'specialty', 'todo', 'advisors', 'settings'];
const meant = (word: string, tolerance?: number) => nearest(word, COMMANDS, (c) => c, tolerance);

describe('the nearest word', () => {
  it.each([
    ['next', 'next'],
    ['NEXT', 'next'],
    ['  Next! ', 'next'],
    ['nxt', 'next'],
    ['nest', 'next'],
    ['calender', 'calendar'],
    ['clendar', 'calendar'],
    ['events', 'event'],
    ['advisor', 'advisors'],
    ['advisers', 'advisors'],
    ['specialities', 'specialty'],
    ['banana', undefined],
    ['x', undefined],
    ['', undefined],
    ['?!', undefined],
  ])('%j means %s', (word, expected) => {
    expect(meant(word)).toBe(expected);
  });

  it('is left open where two are equally near', () => {
    expect(nearest('jun', ['jan', 'jul'], (c) => c)).toBeUndefined();
    expect(nearest('jul', ['jan', 'jul'], (c) => c)).toBe('jul');
  });

  it('is the plural rather than another word one letter away', () => {
    expect(nearest('pairs', ['pair', 'fairs'], (c) => c)).toBe('pair');
  });

  it('may be further off where the tolerance says so', () => {
    expect(nearest('road-residency', ['road-to-residency-1'], (c) => c)).toBe('road-to-residency-1');
    expect(nearest('rode-to-res-1', ['road-to-residency-1'], (c) => c)).toBeUndefined();
    expect(nearest('rode-to-res-1', ['road-to-residency-1'], (c) => c, 1 / 2)).toBeUndefined();
    expect(nearest('rode-to-resid-1', ['road-to-residency-1'], (c) => c, 1 / 2)).toBe('road-to-residency-1');
  });

  it('is read without case, blanks, hyphens and signs, in any script', () => {
    expect(plainWord('Post PCE')).toBe(plainWord('post-pce'));
    expect(plainWord('OB/GYN')).toBe('obgyn');
    expect(plainWord('Núñez 2')).toBe('núñez2');
  });

  it('is always one of the candidates, and a candidate always means itself', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (word) => {
        expect([...COMMANDS, undefined]).toContain(meant(word));
      }),
    );
    for (const command of COMMANDS) expect(meant(command)).toBe(command);
  });

  it('survives one wrong letter in a word of six or more', () => {
    fc.assert(
      fc.property(fc.constantFrom('calendar', 'specialty', 'advisors', 'settings'), fc.nat(7), (word, at) => {
        expect(meant(`${word.slice(0, at)}x${word.slice(at + 1)}`)).toBe(word);
        expect(meant(word.slice(0, at) + word.slice(at + 1))).toBe(word);
      }),
    );
  });
});

describe('one slip of the hand', () => {
  it.each([
    ['mach', 'match', true],
    ['matchh', 'match', true],
    ['metch', 'match', true],
    ['mathc', 'match', true],
    ['hosue', 'house', true],
    ['amtch', 'match', true],
    ['match', 'match', false],
    ['mtahc', 'match', false],
    ['mac', 'match', false],
    ['abcd', 'badc', false],
  ])('%s and %s: %s', (typed, word, expected) => {
    expect(isOneSlipApart(typed, word)).toBe(expected);
    expect(isOneSlipApart(word, typed)).toBe(expected);
  });
});
