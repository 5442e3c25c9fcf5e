// A text that is ready to be copied into an e-mail, for people outside Slack.
import { type Block, escaped, section } from './blocks.ts';

export interface EmailDraft {
  to: readonly string[];
  subject: string;
  lines: readonly string[];
}

/** A section holds 3,000 characters, of which six fence it in; one that is escaped may become five. */
const SECTION_LIMIT = 2_990;
const PIECE_LIMIT = 560;
/** What is longer than so many sections would leave no room for what else a message says. */
const MOST_SECTIONS = 3;

/** Within the block nothing is formatted, but what would end it. */
function copied(text: string): string {
  return text.replaceAll('`', "'");
}

export function emailLines({ to, subject, lines }: EmailDraft): string[] {
  return [`To: ${to.join(', ')}`, `Subject: ${subject}`, '', ...lines];
}

/** A long line, broken between words where it has any. */
function inPieces(line: string): string[] {
  return line.match(new RegExp(`.{1,${PIECE_LIMIT}}(?=\\s|$)|.{1,${PIECE_LIMIT}}`, 'gu')) ?? [''];
}

/** As few blocks to copy from as hold all of it: most often one. */
export function emailBlocks(draft: EmailDraft): Block[] {
  const texts: string[] = [];
  for (const piece of emailLines(draft).flatMap((line) => copied(line).split('\n').flatMap(inPieces))) {
    const line = escaped(piece);
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= SECTION_LIMIT)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.slice(0, MOST_SECTIONS).map((text) => section(`\`\`\`${text}\`\`\``));
}
