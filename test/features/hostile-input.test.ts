// Whatever people, staff and the program write, and however much of it there is: every builder makes a message that Slack takes.
// The hostile examples say where such words stand; here each of those words is replaced by worse ones, and each list of them made longer.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBlocks } from '../../sandbox/block-kit/check-blocks.ts';
import { checkMessage } from '../../sandbox/block-kit/check-message.ts';
import { checkView } from '../../sandbox/block-kit/check-view.ts';
import type { Problem } from '../../sandbox/block-kit/rule.ts';
import { homePage } from '../../src/features/home/messages/index.ts';
import type { Block, Message } from '../../src/slack/blocks.ts';
import { type BuilderCall, builderCalls } from '../support/builder-calls.ts';
import { readAsMarks } from '../support/read-as-marks.ts';

const slices = await builderCalls();

/** What takes the place of hostile words and addresses, and how long a list of them becomes. */
interface Worse {
  text: string;
  count: number;
}

/** An item of a list that goes on and on; a choice has a value of its own. */
function repeatedItem(items: readonly unknown[], at: number): unknown {
  const item = items[at % items.length];
  const isChoice = typeof item === 'object' && item !== null && 'value' in item && 'label' in item;
  return isChoice && at >= items.length ? { ...item, value: `${item.value}-${at}` } : item;
}

/** A value whose hostile words are worse; the same value where it has none. Within a long list other lists stay short. */
function worse(value: unknown, by: Worse): unknown {
  if (typeof value === 'string') return worseText(value, by);
  if (Array.isArray(value)) {
    const inner = { ...by, count: Math.min(by.count, 2) };
    const items = value.map((item) => worse(item, inner));
    if (items.every((item, at) => item === value[at])) return value;
    return Array.from({ length: Math.max(by.count, items.length) }, (_, at) => repeatedItem(items, at));
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, field, worse(field, by)] as const);
  return fields.every(([, old, changed]) => old === changed)
    ? value
    : Object.fromEntries(fields.map(([name, , changed]) => [name, changed]));
}

function worseText(value: string, { text }: Worse): string {
  if (value.startsWith('https:') && value.includes('<')) {
    return `https://example.edu/?q=${'a&b|'.repeat(Math.ceil(text.length / 4))}`;
  }
  return value.includes('<!channel>') ? text : value;
}

const LONGEST = 3001;
const repeated = (piece: string) => piece.repeat(Math.ceil(LONGEST / piece.length)).slice(0, LONGEST);

/** What somebody could paste: over the limits of Slack, with its marks, out of other alphabets, and with what cannot be seen. */
const pasted: [string, string][] = [
  ['letters', repeated('x')],
  ['mentions', repeated('<!channel> <@U0SBX00001> <#C0SBX00001|general> ')],
  ['links', repeated('<https://example.edu|here> ')],
  ['ampersands', repeated('&')],
  ['marks', repeated('*_~`> ')],
  ['lines', repeated('a\n')],
  ['emoji', repeated('👩🏽‍⚕️')],
  ['right to left', repeated('عادة \u202eabc\u2066 שלום ')],
  ['what cannot be seen', 'Ada <!here|here> <!subteam^S1> *Example* &amp; \u0000\u0007\u001b[2J\u200b\ufeff\u202e'],
];

/** Half of a character of two units. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What Slack would refuse of a message, a part of the Home page, the page itself, or a modal. */
function problemsOf(builder: string, built: unknown): Problem[] {
  if (Array.isArray(built)) return checkBlocks(built, 'home');
  const message: { type?: unknown; text?: unknown; blocks?: unknown } = Object(built);
  if (message.type === 'modal' || message.type === 'home') return checkView(built);
  return builder === 'homePage' ? checkBlocks(message.blocks, 'home') : checkMessage(message);
}

/** Objects unless Slack takes what is built, nobody is notified by it, and no character or mark in it is torn. */
function expectTaken({ builder, args, rebuild }: BuilderCall, by: Worse): void {
  const built = rebuild(...args.map((arg) => worse(arg, by)));
  expect(problemsOf(builder, built)).toEqual([]);
  const marks = readAsMarks(built).join('\n');
  expect(marks).not.toMatch(/<!(?!date\^)|<@|<#/);
  expect(marks.replaceAll(/&(amp|lt|gt);/g, '')).not.toContain('&');
  if (!LONE_SURROGATE.test(by.text)) expect(JSON.stringify(built)).not.toMatch(/\\ud[89a-f]/i);
}

/** The calls of a builder that hold words of somebody else's. */
function hostileCalls(calls: readonly BuilderCall[], builder: string): BuilderCall[] {
  const changed = ({ args }: BuilderCall) => args.some((arg) => worse(arg, { text: '', count: 1 }) !== arg);
  return calls.filter((call) => call.builder === builder).filter(changed);
}

describe.each(slices)('$slice', ({ builders, calls }) => {
  test('has examples of every builder', () => {
    expect([...new Set(calls.map(({ builder }) => builder))]).toEqual(expect.arrayContaining(builders));
  });

  describe.each(builders)('%s', (builder) => {
    const hostile = hostileCalls(calls, builder);

    test.each(pasted)('is what Slack takes, with %s', (_what, text) => {
      for (const call of hostile) for (const count of [1, 51]) expectTaken(call, { text, count });
    });

    test('is what Slack takes, with any text and number', () => {
      // Blank words are refused wherever somebody enters them.
      const text = fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }).filter((words) => words.trim() !== '');
      const count = fc.constantFrom(1, 38, 51, 101);
      const property = fc.property(text, count, (words, items) => {
        for (const call of hostile) expectTaken(call, { text: words, count: items });
      });
      fc.assert(property, { numRuns: 25 });
    });
  });
});

/** Whether words are given to a builder, other than within what other builders made of them. */
function hasWords(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(' ');
  if (typeof value !== 'object' || value === null || 'blocks' in value || 'type' in value) return false;
  return Object.values(value).some(hasWords);
}

test('every builder that is given words has hostile ones among them', () => {
  const untried = slices.flatMap(({ slice, builders, calls }) =>
    builders
      .filter((builder) => calls.some((call) => call.builder === builder && hasWords(call.args)))
      .filter((builder) => hostileCalls(calls, builder).length === 0)
      .map((builder) => `${slice}.${builder}`),
  );
  expect(untried).toEqual([]);
});

test('the Home page takes what is made of such words', () => {
  const hostile = slices.flatMap(({ slice, builders, calls }) =>
    builders.flatMap((builder) => hostileCalls(calls, builder).map((call) => ({ slice, ...call }))),
  );
  // What a slice gives to the page is blocks; the page begins and ends with messages of the slice that makes it.
  const onPage = hostile.filter(({ slice, args, rebuild }) => slice === 'home' || Array.isArray(rebuild(...args)));
  for (const [, text] of pasted) {
    const built = onPage.map(({ args, rebuild }) => rebuild(...args.map((arg) => worse(arg, { text, count: 51 }))));
    const parts = built.filter((one): one is Block[] => Array.isArray(one));
    const messages = built.filter((one): one is Message => !Array.isArray(one));
    expect(parts.length).toBeGreaterThan(0);
    // All parts once, and each message by itself: every message among all parts would be the same parts a hundred times.
    for (const [at, message] of messages.entries())
      expect(
        problemsOf('homePage', homePage({ top: [], next: message, parts: at === 0 ? parts : [], help: message })),
      ).toEqual([]);
  }
});
