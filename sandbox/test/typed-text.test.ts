import { expect, test } from 'vitest';
import { encodeTypedText } from '../wire/typed-text.ts';
import { testWorkspace } from './support/test-workspace.ts';

const workspace = testWorkspace();
const general = workspace.channels.byName('general')?.id;
const secret = workspace.channels.byName('staff-only')?.id;

const typed: [string, string][] = [
  ['', ''],
  ['plain words', 'plain words'],
  ['a & b < c > d', 'a &amp; b &lt; c &gt; d'],
  ['@maya.lindqvist', '<@U0SBX00001>'],
  ['ask @Maya Lindqvist, please', 'ask <@U0SBX00001>, please'],
  ['@maya lindqvists', '@maya lindqvists'],
  ['@nobody', '@nobody'],
  ['<@U0SBX00002> again', '<@U0SBX00002> again'],
  ['in #general now', `in <#${general}|general> now`],
  ['in #staff-only', `in <#${secret}|>`],
  ['#nowhere', '#nowhere'],
  ['see https://example.edu/a?b=1&c=2.', 'see <https://example.edu/a?b=1&amp;c=2>.'],
  ['mail jonah@example.edu soon', 'mail <mailto:jonah@example.edu|jonah@example.edu> soon'],
  ['<script>', '&lt;script&gt;'],
];

test.each(typed)('"%s" goes over the wire as "%s"', (words, wire) => {
  expect(encodeTypedText(words, workspace)).toBe(wire);
});
