// Formatted text as Slack's editor gives it: what of it is kept, and how it reads in plain words.
import type { RichText } from '../../../domain/form-values.ts';

type Node = Record<string, unknown>;

function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter((node): node is Node => typeof node === 'object' && node !== null) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A word, a link, an emoji as plain words. Mentions have no names here. */
function leafText(leaf: Node): string {
  switch (leaf.type) {
    case 'link': {
      const label = text(leaf.text);
      return label === '' || label === leaf.url ? text(leaf.url) : `${label} (${text(leaf.url)})`;
    }
    case 'emoji':
      return `:${text(leaf.name)}:`;
    case 'broadcast':
      return `@${text(leaf.range)}`;
    case 'date':
      return text(leaf.fallback);
    case 'color':
      return text(leaf.value);
    case 'user':
    case 'usergroup':
      return '@…';
    case 'channel':
      return '#…';
    default:
      return text(leaf.text);
  }
}

function leavesText(node: Node): string {
  return nodesOf(node.elements).map(leafText).join('');
}

function partLines(part: Node): string[] {
  if (part.type !== 'rich_text_list') {
    const lines = leavesText(part).split('\n');
    return part.type === 'rich_text_quote' ? lines.map((line) => `> ${line}`) : lines;
  }
  const indent = '  '.repeat(typeof part.indent === 'number' ? part.indent : 0);
  const first = typeof part.offset === 'number' ? part.offset + 1 : 1;
  return nodesOf(part.elements).map((item, at) => {
    const mark = part.style === 'ordered' ? `${first + at}.` : '•';
    return `${indent}${mark} ${leavesText(item)}`;
  });
}

/** A line that is longer is told in pieces, so that none of it is left out where lines are cut. */
const LINE = 1_000;

/** The first units of a text; a character of two is kept whole or left out. */
function beginning(text: string, units: number): string {
  return text.slice(0, (text.codePointAt(units - 1) ?? 0) > 0xffff ? units - 1 : units);
}

function pieces(line: string): string[] {
  const found: string[] = [];
  let rest = line;
  while (rest.length > LINE) {
    const blank = rest.lastIndexOf(' ', LINE);
    const end = blank > LINE / 2 ? blank : beginning(rest, LINE).length;
    found.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...found, rest];
}

/** The text line by line, lists with their marks. */
export function plainLines({ elements }: RichText): string[] {
  return nodesOf(elements).flatMap(partLines).flatMap(pieces);
}

/** The first words of it, by which a list names it. */
export function titleOf(message: RichText): string {
  const [first = 'a message without words'] = plainLines(message).filter((line) => line.trim() !== '');
  const title = first.trim();
  return title.length > 60 ? `${beginning(title, 59).trimEnd()}…` : title;
}

/**
 * chat.update takes 4,000 characters, and screen readers and notifications read them instead of the blocks: who it is from, the day by
 * which to acknowledge it and the session need the rest.
 */
export const MESSAGE_LIMIT = 3_000;

/** Characters as Slack counts them: three signs are written with more. */
export function slackLength(message: RichText): number {
  const whole = nodesOf(message.elements).flatMap(partLines).join('\n');
  return whole.length + (whole.match(/&/g)?.length ?? 0) * 4 + (whole.match(/[<>]/g)?.length ?? 0) * 3;
}

/** Why a text can't be sent, in words; undefined: it can. */
export function problemOf(message: RichText | null): string | undefined {
  if (!message || plainLines(message).join('').trim() === '') return 'Please write what is to be said.';
  const length = slackLength(message);
  if (length <= MESSAGE_LIMIT) return undefined;
  const over = length - MESSAGE_LIMIT;
  return `That is ${length} characters, and ${MESSAGE_LIMIT} fit into a message that can be corrected later. Please leave out ${over} of them, or put the rest on a page and link to it.`;
}

function withoutCalls(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutCalls);
  if (typeof node !== 'object' || node === null) return node;
  if ('type' in node && node.type === 'broadcast') return { type: 'text', text: leafText({ ...node }) };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutCalls(value)]));
}

/** What is kept of a text: nothing in it calls a whole channel, and it carries no id of the form it was written in. */
export function keptText({ elements }: RichText): RichText {
  return { type: 'rich_text', elements: nodesOf(withoutCalls(elements)) };
}
