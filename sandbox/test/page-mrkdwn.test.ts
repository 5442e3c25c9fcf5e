import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMrkdwn } from '../page/text/mrkdwn.ts';
import { parseInline, parsePlain } from '../page/text/mrkdwn-inline.ts';
import type { BlockNode, InlineNode } from '../page/text/rich-node.ts';

/** Nodes as a short text, so that a table can say what is expected: `bold(a)`, `link(url|a)`. */
function short(nodes: readonly InlineNode[]): string {
  return nodes
    .map((node) => {
      switch (node.kind) {
        case 'text':
          return node.text;
        case 'break':
          return '/';
        case 'code':
          return `code(${node.text})`;
        case 'emoji':
          return `emoji(${node.name}${node.skinTone ? `,${node.skinTone}` : ''})`;
        case 'link':
          return `link(${node.url}|${short(node.children)})`;
        case 'user':
        case 'channel':
          return `${node.kind}(${node.id}${node.label ? `|${node.label}` : ''})`;
        case 'group':
          return `group(${node.label})`;
        case 'date':
          return `date(${node.unix}|${node.format}|${node.link ?? ''}|${node.fallback})`;
        default:
          return `${node.kind}(${short(node.children)})`;
      }
    })
    .join('');
}

function shortBlocks(blocks: readonly BlockNode[]): string[] {
  return blocks.map((block) => {
    if (block.kind === 'paragraph') return short(block.children);
    if (block.kind === 'quote') return `quote[${shortBlocks(block.children).join(' ')}]`;
    return block.kind === 'pre' ? `pre[${block.text}]` : block.kind;
  });
}

describe('inside a line', () => {
  test.each([
    ['*bold*', 'bold(bold)'],
    ['a *b c* d', 'a bold(b c) d'],
    ['_italic_ ~gone~', 'italic(italic) strike(gone)'],
    ['*_both_*', 'bold(italic(both))'],
    ['*bold*, then', 'bold(bold), then'],
    ['(*bold*)', '(bold(bold))'],
    ['2*3*4', '2*3*4'],
    ['snake_case_name', 'snake_case_name'],
    ['* not bold*', '* not bold*'],
    ['*not bold *', '*not bold *'],
    ['**', '**'],
    ['*over\nlines*', '*over/lines*'],
    ['`*code*`', 'code(*code*)'],
    ['`a &lt; b`', 'code(a < b)'],
    ['`<https://example.edu|here>`', 'code(here)'],
    ['*a `*` b*', 'bold(a code(*) b)'],
    ['&amp;lt; &lt;b&gt; &amp; &quot;', '&lt; <b> & &quot;'],
    ['<@U123>', 'user(U123)'],
    ['<@U123|ann>', 'user(U123|ann)'],
    ['<#C1|general>', 'channel(C1|general)'],
    ['<!here> <!channel>', 'group(@here) group(@channel)'],
    ['<!subteam^S1|@deans>', 'group(@deans)'],
    ['&lt;!channel&gt;', '<!channel>'],
    ['<https://example.edu/?a=1&amp;b=2|the *page*>', 'link(https://example.edu/?a=1&b=2|the bold(page))'],
    ['<mailto:dean@example.edu>', 'link(mailto:dean@example.edu|dean@example.edu)'],
    ['<mailto:dean@example.edu|the dean>', 'link(mailto:dean@example.edu|the dean)'],
    ['see https://example.edu/a.', 'see link(https://example.edu/a|https://example.edu/a).'],
    ['<javascript:alert(1)|x>', '<javascript:alert(1)|x>'],
    ['a < b > c', 'a < b > c'],
    [':wave: :+1::skin-tone-3:', 'emoji(wave) emoji(+1,3)'],
    ['at 10:30: go', 'at 10:30: go'],
    ['<!date^1796133600^{date} at {time}|Dec 1>', 'date(1796133600|{date} at {time}||Dec 1)'],
    ['<!date^1796133600^{date}^https://example.edu/|Dec 1>', 'date(1796133600|{date}|https://example.edu/|Dec 1)'],
    ['<!date^soon^{date}|soon>', 'soon'],
    ['<!date^99999999999999^{date}|far away>', 'far away'],
  ])('%j is read as %j', (text, expected) => {
    expect(short(parseInline(text))).toBe(expected);
  });
});

describe('blocks of text', () => {
  test.each([
    ['one\ntwo', ['one/two']],
    ['> a\n> b\nc', ['quote[a/b]', 'c']],
    ['&gt; escaped marks quote as well', ['quote[escaped marks quote as well]']],
    ['a\n>>> b\nc', ['a', 'quote[b/c]']],
    ['before\n```\nx < *y*\n```\nafter', ['before', 'pre[x < *y*]', 'after']],
    ['```one &amp; two```', ['pre[one & two]']],
    ['``` open', ['``` open']],
    ['', []],
  ])('%j is read as %j', (text, expected) => {
    expect(shortBlocks(parseMrkdwn(text))).toEqual(expected);
  });
});

test('plain text knows emoji and line breaks, and no mark-up', () => {
  expect(short(parsePlain('*R&amp;D* <@U1>\n:bell: https://example.edu'))).toBe(
    '*R&D* <@U1>/emoji(bell) https://example.edu',
  );
});

test('what a person wrote comes back unchanged once it is escaped, whatever it is', () => {
  const plainWords = fc.string({ unit: fc.constantFrom('a', 'B', '<', '>', '&', ' ', '|', '!', '@', '#', '^', 'ü') });
  fc.assert(
    fc.property(plainWords, (written) => {
      const escaped = written.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(short(parseInline(escaped))).toBe(written);
    }),
  );
});

test('no text makes the reader fail or lose what is no mark-up', () => {
  const marks = fc.string({ unit: fc.constantFrom('*', '_', '~', '`', '<', '>', ':', '\n', 'a', ' ', '|', '&', '^') });
  fc.assert(
    fc.property(marks, (text) => {
      const letters = JSON.stringify(parseMrkdwn(`a${text}`)).match(/a/g) ?? [];
      expect(letters.length).toBeGreaterThan(0);
    }),
  );
});
