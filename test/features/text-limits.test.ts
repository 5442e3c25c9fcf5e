// What has to be cut is cut between whole characters and marks, and what ends a message stays.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { context, escaped, link, section, shortened, shortenedMarks } from '../../src/slack/blocks.ts';
import { composed } from '../../src/slack/message.ts';

/** Half of a character of two units. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/;

describe('a text that is too long', () => {
  it('is cut between whole characters', () => {
    expect(shortened('abcdef', 6)).toBe('abcdef');
    expect(shortened('abcdefg', 6)).toBe('abcde…');
    expect(shortened('abcd😀fg', 6)).toBe('abcd…');
    expect(shortened('abc😀fgh', 6)).toBe('abc😀…');
  });

  it('is never torn within a mark, whatever it holds', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 6 }).map(escaped),
      fc.constantFrom('😀', '&amp;', '&lt;', '<!date^1800000000^{time}|5:00 PM EST>', link('https://example.edu', 'a')),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 120 }), (pieces, limit) => {
        const cut = shortenedMarks(pieces.join(''), limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.replaceAll(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
        expect(cut.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
        expect(cut).not.toMatch(LONE_SURROGATE);
      }),
    );
  });

  it('keeps its marks whole in a section and a context', () => {
    const long = '&amp;'.repeat(700);
    for (const block of [section(long), context(long)]) expect(JSON.stringify(block)).not.toMatch(/&(?!amp;)/);
  });
});

describe('the text of a message', () => {
  const lines = Array.from({ length: 200 }, (_, at) => `Line ${at} ${'x'.repeat(60)}`);

  it('ends with its last lines, whatever has to go', () => {
    const { text } = composed(lines, [], [], ['', 'Someone to turn to: the Dean.']);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text).toMatch(/^Line 0 /);
    expect(text).toMatch(/… and \d+ more lines\n\nSomeone to turn to: the Dean\.$/);
  });

  it('stays within its limit also where the last lines are too long', () => {
    const { text } = composed(lines, [], [], ['&'.repeat(5000)]);
    expect(text.length).toBeLessThanOrEqual(4000);
    expect(text).not.toMatch(/&(?!amp;)/);
  });
});
