/** What stands inside a line of mrkdwn: *bold*, _italic_, ~strike~, `code`, <...> references, :emoji:, bare addresses. */
import type { InlineNode } from './rich-node.ts';

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
// A name has a letter in it (only :+1: and :-1: have none), so that 10:30:00 stays a time.
const EMOJI = /^:(?=[^:]*[a-z]|[+-]1:)([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/;
const ADDRESS = /^https?:\/\/[^\s<>|]+/;
const WORD = /[\p{L}\p{N}]/u;

/** Turns the three entities Slack knows back into characters; everything else stays. */
export function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => (name === 'amp' ? '&' : name === 'lt' ? '<' : '>'));
}

function parseDate(body: string, fallback: string): InlineNode {
  const [, unix = '', format = '', link] = body.split('^');
  // Eleven digits reach beyond the year 5000; more than twelve would be no date at all.
  if (!/^\d{1,11}$/.test(unix) || format === '') return { kind: 'text', text: fallback };
  const date = { kind: 'date', unix: Number(unix), format: decodeEntities(format), fallback } as const;
  return link === undefined ? date : { ...date, link: decodeEntities(link) };
}

/** Reads what stood between `<` and `>`. */
function parseReference(inside: string): InlineNode {
  const bar = inside.indexOf('|');
  const body = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : decodeEntities(inside.slice(bar + 1));
  const named = label === '' ? {} : { label };
  if (body.startsWith('@')) return { kind: 'user', id: body.slice(1), ...named };
  if (body.startsWith('#')) return { kind: 'channel', id: body.slice(1), ...named };
  if (body.startsWith('!date^')) return parseDate(body, label);
  if (body.startsWith('!subteam^')) return { kind: 'group', label: label || '@group' };
  if (body.startsWith('!')) return { kind: 'group', label: `@${body.slice(1)}` };
  const url = decodeEntities(body);
  const shown = label || url.replace(/^(mailto|tel):/, '');
  return { kind: 'link', url, children: label ? parseInline(inside.slice(bar + 1)) : [{ kind: 'text', text: shown }] };
}

// A style mark counts only at the edge of a word, so that 2*3*4 and snake_case stay what they are.
function opensStyle(text: string, at: number): boolean {
  const before = text[at - 1];
  const after = text[at + 1];
  return (before === undefined || !WORD.test(before)) && after !== undefined && !/\s/.test(after) && after !== text[at];
}

function closingMark(text: string, from: number, mark: string): number {
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '\n') return -1;
    if (char === '<') at = Math.max(at, text.indexOf('>', at));
    else if (char === '`') {
      const end = text.indexOf('`', at + 1);
      if (end > 0) at = end;
    } else if (char === mark && at > from && !/\s/.test(text[at - 1] ?? ' ')) {
      const after = text[at + 1];
      if (after === undefined || (!WORD.test(after) && after !== mark)) return at;
    }
    at += 1;
  }
  return -1;
}

interface Taken {
  readonly node: InlineNode;
  readonly length: number;
}

function takeStyle(text: string, at: number, mark: keyof typeof STYLES): Taken | undefined {
  if (!opensStyle(text, at)) return undefined;
  const end = closingMark(text, at + 1, mark);
  if (end < 0) return undefined;
  return { node: { kind: STYLES[mark], children: parseInline(text.slice(at + 1, end)) }, length: end + 1 - at };
}

function takeCode(text: string, at: number): Taken | undefined {
  const match = /^`([^`\n]+)`/.exec(text.slice(at));
  if (!match) return undefined;
  // References keep their label inside code, without being links.
  const shown = (match[1] ?? '').replace(/<(?:[^<>|]*\|)?([^<>|]*)>/g, '$1');
  return { node: { kind: 'code', text: decodeEntities(shown) }, length: match[0].length };
}

function takeReference(text: string, at: number): Taken | undefined {
  const end = text.indexOf('>', at);
  const inside = end < 0 ? '' : text.slice(at + 1, end);
  if (!/^(?:[@#!]|https?:|mailto:|tel:)[^<\n]/.test(inside)) return undefined;
  return { node: parseReference(inside), length: end + 1 - at };
}

function takeEmoji(text: string, at: number): Taken | undefined {
  const match = EMOJI.exec(text.slice(at, at + 80));
  if (!match?.[1]) return undefined;
  const node = { kind: 'emoji', name: match[1] } as const;
  return { node: match[2] ? { ...node, skinTone: Number(match[2]) } : node, length: match[0].length };
}

function takeAddress(text: string, at: number): Taken | undefined {
  if (WORD.test(text[at - 1] ?? ' ')) return undefined;
  // Closing punctuation belongs to the sentence, not to the address.
  const found = ADDRESS.exec(text.slice(at))?.[0].replace(/[.,;:!?)\]'"*_~]+$/, '');
  if (!found) return undefined;
  const url = decodeEntities(found);
  return { node: { kind: 'link', url, children: [{ kind: 'text', text: url }] }, length: found.length };
}

function take(text: string, at: number): Taken | undefined {
  const char = text[at];
  if (char === '<') return takeReference(text, at);
  if (char === '`') return takeCode(text, at);
  if (char === ':') return takeEmoji(text, at);
  if (char === 'h') return takeAddress(text, at);
  if (char === '\n') return { node: { kind: 'break' }, length: 1 };
  if (char === '*' || char === '_' || char === '~') return takeStyle(text, at, char);
  return undefined;
}

/** Reads the inside of a paragraph; unmatched marks stay text. */
export function parseInline(text: string): InlineNode[] {
  const nodes: InlineNode[] = [];
  let plain = '';
  let at = 0;
  const flush = (): void => {
    if (plain !== '') nodes.push({ kind: 'text', text: decodeEntities(plain) });
    plain = '';
  };
  while (at < text.length) {
    const taken = take(text, at);
    if (taken) {
      flush();
      nodes.push(taken.node);
      at += taken.length;
    } else {
      plain += text[at] ?? '';
      at += 1;
    }
  }
  flush();
  return nodes;
}

/** Reads a plain_text object: emoji names and line breaks only. */
export function parsePlain(text: string): InlineNode[] {
  return text.split(/(\n|:[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?)/).flatMap((part): InlineNode[] => {
    if (part === '') return [];
    if (part === '\n') return [{ kind: 'break' }];
    const emoji = takeEmoji(part, 0);
    return [emoji ? emoji.node : { kind: 'text', text: decodeEntities(part) }];
  });
}
