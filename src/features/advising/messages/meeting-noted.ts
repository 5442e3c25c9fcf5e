import { type ButtonSpec, buttons, escaped, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';

/** What became of "We met", with the way back where there is one. */
export function meetingNoted({ text, undo }: { text: string; undo: ButtonSpec | null }): Message {
  return composed([text], [section(escaped(text)), ...(undo ? [buttons([undo])] : [])]);
}
