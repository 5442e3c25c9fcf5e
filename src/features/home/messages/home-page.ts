import { type Block, divider, type Message } from '../../../slack/blocks.ts';

/** A view holds 100 blocks (Slack, Home tab). */
const MOST_BLOCKS = 100;

interface HomeParts {
  /** What nobody may overlook. */
  top: readonly Block[];
  next: Message;
  /** What each feature shows. */
  parts: readonly (readonly Block[])[];
  help: Message;
}

/** What is on top, what is next, then each feature's part, then the help. Nobody is notified of a page, so its text is that of what is next. */
export function homePage({ top, next, parts, help }: HomeParts): Message {
  const shown = [top, next.blocks, ...parts, help.blocks].filter((part) => part.length > 0);
  const blocks = shown.flatMap((part, at) => (at === 0 ? part : [divider(), ...part]));
  return { text: next.text, blocks: blocks.slice(0, MOST_BLOCKS) };
}
