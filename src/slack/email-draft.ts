// A text that is ready to be copied into an e-mail, for people outside Slack.
import { type Block, escaped, section, shortened } from './blocks.ts';

export interface EmailDraft {
  to: readonly string[];
  subject: string;
  lines: readonly string[];
}

/** A section holds 3,000 characters, and three that are escaped may become fifteen. */
const BODY_LIMIT = 560;

/** Within the block nothing is formatted, but what would end it. */
function copied(text: string): string {
  return text.replaceAll('`', "'");
}

export function emailLines({ to, subject, lines }: EmailDraft): string[] {
  return [`To: ${to.join(', ')}`, `Subject: ${subject}`, '', ...lines];
}

/** As one block to copy from. */
export function emailBlocks(draft: EmailDraft): Block[] {
  const text = emailLines(draft)
    .map((line) => shortened(copied(line), BODY_LIMIT))
    .join('\n');
  return [section(`\`\`\`${escaped(shortened(text, BODY_LIMIT * 2))}\`\`\``)];
}
