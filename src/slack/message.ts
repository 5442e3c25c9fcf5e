// Puts a message together within what Slack takes, however much there is to say.
import { type Block, context, escaped, type Message, section, shortened, shortenedMarks } from './blocks.ts';

/** chat.update takes 4,000 characters of top-level text; a line that is longer than this is a pasted page. */
const TEXT_LIMIT = 3_900;
const LINE_LIMIT = 1_200;

/** Slack's 50 blocks a message, and its undocumented limit on their text (refusals are reported from some 13,200 characters on). */
const MOST_BLOCKS = 50;
const BLOCKS_TEXT_LIMIT = 12_000;

const MORE =
  'There is more than fits into one answer. Please ask for less at a time, for example `/career calendar january`.';

/** The last lines of a long text get this much of it at most, so that something stays for what they end. */
const FOOTER_LIMIT = 1_000;

/**
 * Lines as top-level text: escaped, since Slack reads marks and mentions there too; what does not fit is counted.
 * `footer` stays whatever has to go.
 */
function topText(lines: readonly string[], footer: readonly string[]): string {
  const end = shortenedMarks(footer.map((line) => `\n${escaped(line)}`).join(''), FOOTER_LIMIT);
  let text = '';
  for (const [at, line] of lines.entries()) {
    const next = `${text}${at === 0 ? '' : '\n'}${escaped(shortened(line, LINE_LIMIT))}`;
    if (next.length + end.length > TEXT_LIMIT - 30) {
      const left = lines.slice(at).filter((one) => one !== '').length;
      return `${text}\n… and ${left} more lines${end}`;
    }
    text = next;
  }
  return `${text}${end}`;
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + textLength(part), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, part]) => sum + (key === 'text' && typeof part === 'string' ? part.length : textLength(part)),
    0,
  );
}

function fitting(blocks: readonly Block[], footer: readonly Block[]): Block[] {
  const roomForBlocks = MOST_BLOCKS - footer.length;
  const roomForText = BLOCKS_TEXT_LIMIT - textLength(footer);
  if (blocks.length <= roomForBlocks && textLength(blocks) <= roomForText) return [...blocks, ...footer];
  const kept: Block[] = [];
  let length = MORE.length;
  for (const block of blocks) {
    length += textLength(block);
    if (kept.length + 1 >= roomForBlocks || length > roomForText) break;
    kept.push(block);
  }
  return [...kept, context(MORE), ...footer];
}

/**
 * A message from its lines in plain words and its blocks, the essential first. What ends it (whom to turn to, paging) stays
 * whatever has to go: `footer` of the blocks, `lastLines` of the text.
 */
export function composed(
  lines: readonly string[],
  blocks: readonly Block[],
  footer: readonly Block[] = [],
  lastLines: readonly string[] = [],
): Message {
  return { text: topText(lines, lastLines), blocks: fitting(blocks, footer) };
}

/** A message of one sentence or two. */
export function sentence(text: string): Message {
  return composed([text], [section(escaped(text))]);
}

/** Two messages as one; the second gives way where both do not fit. */
export function followedBy(first: Message, second: Message): Message {
  const text = `${first.text}\n\n${second.text}`;
  return {
    text: text.length <= TEXT_LIMIT ? text : first.text,
    blocks: fitting(first.blocks, [{ type: 'divider' }, ...second.blocks]),
  };
}

/** What somebody typed, quoted back: enough of it to recognise. */
export function quoted(words: string): string {
  return `"${shortened(words, 80)}"`;
}
