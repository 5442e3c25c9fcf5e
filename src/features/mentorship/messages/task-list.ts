// One kind of what a season has for staff, with what they can do about each: the list behind a number.
import { type Block, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { MORE_TASKS, STAFF_OVERVIEW, TASKS } from './ids.ts';
import { rowOf } from './said.ts';
import type { StaffTask } from './staff-page.ts';

export const TASK_KINDS = ['by-hand', 'to-ask', 'to-introduce', 'mails', 'lapsed', 'never-met', 'quiet'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

/** As the console and the staff page call them, after a number. */
export const TASK_TITLES: Record<TaskKind, string> = {
  'by-hand': 'requests for a peer mentor to match by hand',
  'to-ask': 'mentors outside Slack to ask by e-mail',
  'to-introduce': 'pairs to introduce by e-mail',
  mails: 'mentorship mails to send',
  lapsed: 'mentors who did not answer in time',
  'never-met': 'pairs that have not met',
  quiet: 'quiet pairs',
};

/** What staff do; the rest is to be known. */
export const TO_DO: readonly TaskKind[] = ['by-hand', 'to-ask', 'to-introduce', 'mails'];

export interface TaskList {
  kind: TaskKind;
  tasks: readonly StaffTask[];
  /** The one with which the page begins. */
  first: number;
}

/** With their buttons, two blocks each, within what a message holds. */
const ROWS_A_PAGE = 15;

export function taskBlocks({ text, buttons }: StaffTask): Block[] {
  return [section(escaped(text)), ...rowOf(buttons, text)];
}

export function taskList({ kind, tasks, first }: TaskList): Message {
  const title = `Peer mentorship: ${TASK_TITLES[kind]}`;
  const shown = tasks.slice(first, first + ROWS_A_PAGE);
  const none = shown.length === 0 ? ['There is nothing here now.'] : [];
  const back = { label: 'Back', action: TASKS, value: `${kind}/${Math.max(first - ROWS_A_PAGE, 0)}` };
  const more = { label: 'More', action: MORE_TASKS, value: `${kind}/${first + ROWS_A_PAGE}` };
  return composed(
    [title, ...none, ...shown.map(({ text }) => text)],
    [header(title), ...none.map((text) => section(text)), ...shown.flatMap(taskBlocks)],
    rowOf([
      ...(first > 0 ? [back] : []),
      ...(first + ROWS_A_PAGE < tasks.length ? [more] : []),
      { label: 'The season', action: STAFF_OVERVIEW, value: 'all' },
    ]),
  );
}
