import type { HelpLine } from '../../../feature.ts';
import { type Block, escaped, lineSections, type Message, section } from '../../../slack/blocks.ts';
import { composed, followedBy, quoted, sentence } from '../../../slack/message.ts';

export interface HelpAnswer {
  lines: readonly HelpLine[];
  /** The program's own page. */
  page: string;
}

const PRIVATE =
  'Answers are private to you. Nobody reads what you write to me; please leave health and grades out of it.';

function intro(page: string): string {
  return `I answer questions about the career planning program; its own page is ${page}`;
}

/** What the asker can type. */
export function helpAnswer({ lines, page }: HelpAnswer): Message {
  const usages = lines.map(({ usage, text }) => ({ usage: `/career ${usage}`.trim(), text }));
  const plain = [intro(page), ...usages.map((line) => `${line.usage}: ${line.text}`), PRIVATE];
  const blocks: Block[] = [
    section(escaped(intro(page))),
    ...lineSections(usages.map((line) => `\`${line.usage}\`  ${escaped(line.text)}`)),
    section(escaped(PRIVATE)),
  ];
  return composed(plain, blocks);
}

/** A word nobody knows; `near` is the command that it looks like. */
export function unknownWord(word: string, near: string | undefined, help: Message): Message {
  const question = near === undefined ? '' : ` Did you mean \`/career ${near}\`?`;
  return followedBy(sentence(`I don't know ${quoted(word)}.${question}`), help);
}

/** For somebody in the workspace whom the program does not know: kind words, the program's page, and nothing else. */
export function strangerAnswer(page: string): Message {
  return sentence(
    `Hello! I help the students, mentors and advisors of the career planning program, and I can't find you among them. The program's page is open to everybody: ${page}. If you belong to the program, please tell the career planning staff which e-mail address you use in Slack.`,
  );
}
