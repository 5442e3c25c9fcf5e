import { escaped, type Message, section } from '../../../slack/blocks.ts';
import { type EmailDraft, emailBlocks, emailLines } from '../../../slack/email-draft.ts';
import { composed } from '../../../slack/message.ts';

/** A text for an e-mail, and why there is one. */
export function emailAnswer({ intro, draft }: { intro: string; draft: EmailDraft }): Message {
  return composed([intro, ...emailLines(draft)], [section(escaped(intro)), ...emailBlocks(draft)]);
}
