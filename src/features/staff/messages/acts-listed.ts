// The audit of one person: names of acts, never what was in them.
import type { Temporal } from 'temporal-polyfill';
import { AUDIT } from '../../../domain/auditing.ts';
import { undoButton } from '../../../domain/undo.ts';
import { momentText } from '../../../domain/wording.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  context,
  escaped,
  header,
  type Message,
  moment,
  section,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';

export interface ListedAct {
  id: number;
  at: Temporal.Instant;
  /** `Rosa Example changed roles: Ada Sample`. */
  text: string;
  canUndo: boolean;
  undoneBy: string | null;
}

export interface ActsListed {
  personId: number;
  name: string;
  acts: readonly ListedAct[];
  /** How many came before these, and whether there are older ones. */
  offset: number;
  hasOlder: boolean;
  pageSize: number;
  zone: string;
}

function lineOf({ text, undoneBy }: ListedAct): string {
  return undoneBy === null ? text : `${text} (taken back by ${undoneBy})`;
}

/** Who did what to somebody, and what they did themselves, the newest first. */
export function actsListed({ personId, name, acts, offset, hasOlder, pageSize, zone }: ActsListed): Message {
  const none = offset === 0 ? 'Nothing is recorded.' : 'There is nothing older.';
  const page = (label: string, at: number): ButtonSpec => ({ label, action: AUDIT, value: `${personId}/${at}` });
  const paging = [...(hasOlder ? [page('Older', offset + pageSize)] : []), ...(offset > 0 ? [page('Newest', 0)] : [])];
  const blocks: Block[] = [
    header(`Audit: ${name}`),
    ...acts.map((act) => {
      const line = `${moment(act.at, zone)}: ${escaped(lineOf(act))}`;
      return act.canUndo ? section(line, undoButton(act.id), act.text) : section(line);
    }),
    ...(acts.length === 0 ? [section(none)] : []),
    context('Names of acts and of fields only; what was in them is not kept here.'),
  ];
  const lines = acts.map((act) => `${momentText(act.at, zone)}: ${lineOf(act)}`);
  return composed(
    [`Audit: ${name}`, ...(acts.length === 0 ? [none] : lines)],
    blocks,
    // One row each: both have the same action.
    paging.map((button) => buttons([button])),
  );
}
