/** Reads the standard Markdown of a `markdown` block: headings, lists, quotes, fences, rules, and the usual inline marks. */
import type { BlockNode, InlineNode, ListItem } from './rich-node.ts';

const INLINE =
  /(`[^`\n]+`)|(\[[^\]\n]+\]\([^)\s]+\))|(\*\*[^\n]+?\*\*|__[^\n]+?__)|(~~[^\n]+?~~)|(\*[^*\n]+\*|\b_[^_\n]+_\b)|(https?:\/\/[^\s<>)]+)|(\n)/;
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

/** Reads the inside of one Markdown paragraph. */
export function parseMarkdownInline(text: string): InlineNode[] {
  const match = INLINE.exec(text);
  if (!match) return text === '' ? [] : [{ kind: 'text', text }];
  const [whole, code, link, bold, strike, italic, address] = match;
  const inner = (marks: number): InlineNode[] => parseMarkdownInline(whole.slice(marks, -marks));
  const [, label = '', url = ''] = /^\[(.+)\]\((.+)\)$/.exec(link ?? '') ?? [];
  const node: InlineNode = code
    ? { kind: 'code', text: whole.slice(1, -1) }
    : link
      ? { kind: 'link', url, children: parseMarkdownInline(label) }
      : bold
        ? { kind: 'bold', children: inner(2) }
        : strike
          ? { kind: 'strike', children: inner(2) }
          : italic
            ? { kind: 'italic', children: inner(1) }
            : address
              ? { kind: 'link', url: address, children: [{ kind: 'text', text: address }] }
              : { kind: 'break' };
  const before = text.slice(0, match.index);
  return [
    ...(before === '' ? [] : [{ kind: 'text', text: before } as const]),
    node,
    ...parseMarkdownInline(text.slice(match.index + whole.length)),
  ];
}

function parseList(lines: readonly string[]): BlockNode {
  const first = ITEM.exec(lines[0] ?? '');
  const indent = first?.[1]?.length ?? 0;
  const items: { text: string; inner: string[] }[] = [];
  for (const line of lines) {
    const match = ITEM.exec(line);
    if (match && (match[1]?.length ?? 0) <= indent) items.push({ text: match[3] ?? '', inner: [] });
    else items.at(-1)?.inner.push(line);
  }
  const mark = first?.[2] ?? '-';
  return {
    kind: 'list',
    ordered: /\d/.test(mark),
    first: Number.parseInt(mark, 10) || 1,
    items: items.map(
      ({ text, inner }): ListItem => ({
        children: parseMarkdownInline(text),
        nested: inner.length > 0 ? parseMarkdown(inner.join('\n')) : [],
      }),
    ),
  };
}

function takeWhile(lines: readonly string[], from: number, belongs: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index >= from && !belongs(line));
  return lines.slice(from, end < 0 ? undefined : end);
}

const startsBlock = (line: string): boolean =>
  /^(#{1,6} |>|```|(?:-{3,}|\*{3,})\s*$|\s*$)/.test(line) || ITEM.test(line);

/** Reads one Markdown text; never fails: what is no mark-up stays as it was written. */
export function parseMarkdown(text: string): BlockNode[] {
  const lines = text.split('\n');
  const blocks: BlockNode[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,6}) +(.*?)\s*#*$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, children: parseMarkdownInline(heading[2] ?? '') });
      at += 1;
    } else if (line.startsWith('```')) {
      const inside = takeWhile(lines, at + 1, (next) => !next.startsWith('```'));
      blocks.push({ kind: 'pre', text: inside.join('\n') });
      at += inside.length + 2;
    } else if (/^(-{3,}|\*{3,})\s*$/.test(line)) {
      blocks.push({ kind: 'rule' });
      at += 1;
    } else if (line.startsWith('>')) {
      const quoted = takeWhile(lines, at, (next) => next.startsWith('>'));
      blocks.push({
        kind: 'quote',
        children: parseMarkdown(quoted.map((next) => next.replace(/^> ?/, '')).join('\n')),
      });
      at += quoted.length;
    } else if (ITEM.test(line)) {
      const items = takeWhile(lines, at, (next) => ITEM.test(next) || /^\s+\S/.test(next));
      blocks.push(parseList(items));
      at += items.length;
    } else {
      const paragraph = [line, ...takeWhile(lines, at + 1, (next) => !startsBlock(next))];
      blocks.push({ kind: 'paragraph', children: parseMarkdownInline(paragraph.join('\n')) });
      at += paragraph.length;
    }
  }
  return blocks;
}
