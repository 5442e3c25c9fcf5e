import { type Block, divider, type Message } from '../../../slack/blocks.ts';

/** A view holds 100 blocks (Slack, Home tab). */
const MOST_BLOCKS = 100;

/** What is next, then what each feature shows, then the help. Nobody is notified of a page, so its text is that of what is next. */
export function homePage(next: Message, parts: readonly (readonly Block[])[], help: Message): Message {
  const shown = [...parts.filter((part) => part.length > 0), help.blocks];
  const blocks = [...next.blocks, ...shown.flatMap((part) => [divider(), ...part])];
  return { text: next.text, blocks: blocks.slice(0, MOST_BLOCKS) };
}
