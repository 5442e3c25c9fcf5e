/** Reads Slack's mrkdwn into nodes: blocks here (```pre```, > quotes), what stands inside a line in mrkdwn-inline.ts. */
import { decodeEntities, parseInline } from './mrkdwn-inline.ts';
import type { BlockNode } from './rich-node.ts';

const QUOTE_MARK = /^(?:>|&gt;) ?/;
const QUOTE_REST = /^(?:>>>|(?:&gt;){3}) ?/;

interface Run {
  readonly quoted: boolean;
  readonly lines: string[];
}

function quoteRuns(text: string): Run[] {
  const runs: Run[] = [];
  const add = (quoted: boolean, line: string): void => {
    const last = runs.at(-1);
    if (last && last.quoted === quoted) last.lines.push(line);
    else runs.push({ quoted, lines: [line] });
  };
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (QUOTE_REST.test(line)) {
      add(true, [line.replace(QUOTE_REST, ''), ...lines.slice(index + 1)].join('\n'));
      break;
    }
    if (QUOTE_MARK.test(line)) add(true, line.replace(QUOTE_MARK, ''));
    else add(false, line);
  }
  return runs;
}

function parseProse(text: string): BlockNode[] {
  return quoteRuns(text).flatMap(({ quoted, lines }): BlockNode[] => {
    const paragraph: BlockNode = { kind: 'paragraph', children: parseInline(lines.join('\n')) };
    if (quoted) return [{ kind: 'quote', children: [paragraph] }];
    return paragraph.children.length > 0 ? [paragraph] : [];
  });
}

/** Reads one mrkdwn text; never fails: what is no mark-up stays as it was written. */
export function parseMrkdwn(text: string): BlockNode[] {
  const blocks: BlockNode[] = [];
  const fence = /```([\s\S]+?)```/g;
  let from = 0;
  for (const match of text.matchAll(fence)) {
    // A fence takes the line breaks around it with it: Slack draws it as a block of its own.
    blocks.push(...parseProse(text.slice(from, match.index).replace(/\n$/, '')));
    blocks.push({ kind: 'pre', text: decodeEntities((match[1] ?? '').replace(/^\n|\n$/g, '')) });
    from = match.index + match[0].length;
    if (text[from] === '\n') from += 1;
  }
  if (from < text.length) blocks.push(...parseProse(text.slice(from)));
  return blocks;
}
