import type { Temporal } from 'temporal-polyfill';
import { momentText } from '../../../domain/wording.ts';
import { buttons, escaped, type Message, moment, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { type Line, plainLine } from '../../../slack/upcoming-line.ts';
import { OPEN, UNDO } from './ids.ts';

/** What became of a milestone by a press; the `already` ones were so before it. */
export type Act =
  | { kind: 'done' | 'already-done' | 'opened' | 'already-open' | 'waved' | 'already-waved' }
  | { kind: 'reminded'; at: Temporal.Instant };

export const GONE: Line = plainLine('That is no longer among your milestones. This is how your list stands now:');

/** What was done, in a sentence. `zone` is the reader's. */
export function actLine(title: string, act: Act, zone: string): Line {
  switch (act.kind) {
    case 'done':
      return plainLine(`Done: ${title}.`);
    case 'already-done':
      return plainLine(`${title} is done already; nothing has changed.`);
    case 'opened':
      return plainLine(`${title} is open again.`);
    case 'already-open':
      return plainLine(`${title} is open; there was nothing to undo.`);
    case 'waved':
      return plainLine(`${title} is off your list.`);
    case 'already-waved':
      return plainLine(`${title} is off your list already.`);
    case 'reminded':
      return {
        text: `I'll remind you on ${momentText(act.at, zone)}: ${title}.`,
        mrkdwn: `I'll remind you on ${moment(act.at, zone)}: ${escaped(title)}.`,
      };
  }
}

/** Below the message in which it was pressed: what was done, and the way back. `value` names what can be undone; null: nothing. */
export function actNoted({ line, value }: { line: Line; value: string | null }): Message {
  const all = { label: 'All my milestones', action: OPEN, value: 'all' };
  const undo = value === null ? [] : [{ label: 'Undo', action: UNDO, value }];
  return composed([line.text], [section(line.mrkdwn), buttons([...undo, all])]);
}
