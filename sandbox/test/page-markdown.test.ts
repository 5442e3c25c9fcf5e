import { expect, test } from 'vitest';
import { parseMarkdown } from '../page/text/markdown.ts';
import { richTextNodes } from '../page/text/rich-text-nodes.ts';

const text = (words: string) => ({ kind: 'text', text: words });

test('a markdown block is read with its headings, lists, quotes, fences and rules', () => {
  const source =
    '# Title\n\nSome **bold** and [a link](https://example.edu).\n\n- one\n  - inner\n- two\n\n> said\n\n```js\nx*y\n```\n---';
  expect(parseMarkdown(source)).toEqual([
    { kind: 'heading', level: 1, children: [text('Title')] },
    {
      kind: 'paragraph',
      children: [
        text('Some '),
        { kind: 'bold', children: [text('bold')] },
        text(' and '),
        { kind: 'link', url: 'https://example.edu', children: [text('a link')] },
        text('.'),
      ],
    },
    {
      kind: 'list',
      ordered: false,
      first: 1,
      items: [
        {
          children: [text('one')],
          nested: [{ kind: 'list', ordered: false, first: 1, items: [{ children: [text('inner')], nested: [] }] }],
        },
        { children: [text('two')], nested: [] },
      ],
    },
    { kind: 'quote', children: [{ kind: 'paragraph', children: [text('said')] }] },
    { kind: 'pre', text: 'x*y' },
    { kind: 'rule' },
  ]);
});

test('an ordered list begins at the number it is given', () => {
  expect(parseMarkdown('3. three\n4. four')).toMatchObject([{ kind: 'list', ordered: true, first: 3 }]);
});

test('a fence that is never closed takes the rest', () => {
  expect(parseMarkdown('```\na\nb')).toEqual([{ kind: 'pre', text: 'a\nb' }]);
});

const section = (words: string) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: words }] });

test('rich text is read with its styles, and a deeper list belongs to the item before it', () => {
  const nodes = richTextNodes([
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'bold', style: { bold: true, italic: true } },
        { type: 'user', user_id: 'U1' },
        { type: 'text', text: 'x', style: { code: true } },
      ],
    },
    { type: 'rich_text_list', style: 'ordered', indent: 0, elements: [section('one'), section('two')] },
    { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section('inner')] },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a\nb' }] },
  ]);
  expect(nodes).toEqual([
    {
      kind: 'paragraph',
      children: [
        { kind: 'italic', children: [{ kind: 'bold', children: [text('bold')] }] },
        { kind: 'user', id: 'U1' },
        { kind: 'code', text: 'x' },
      ],
    },
    {
      kind: 'list',
      ordered: true,
      first: 1,
      items: [
        { children: [text('one')], nested: [] },
        {
          children: [text('two')],
          nested: [{ kind: 'list', ordered: false, first: 1, items: [{ children: [text('inner')], nested: [] }] }],
        },
      ],
    },
    { kind: 'pre', text: 'a\nb' },
  ]);
});

test('parts of an unknown kind are left out of rich text', () => {
  expect(richTextNodes([{ type: 'rich_text_something' }, 7])).toEqual([]);
});
