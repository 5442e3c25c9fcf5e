import type { Day } from '../../../domain/day.ts';
import { dayOf } from '../../../domain/day.ts';
import { IF_APPLYING, passedOn, stillOpenText } from '../../../domain/upcoming.ts';
import { dayText } from '../../../domain/wording.ts';
import { type Heading, headingText } from '../../../people/heading.ts';
import type { Program } from '../../../program/program.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  context,
  escaped,
  header,
  type Message,
  section,
} from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { resourceLine } from '../../../slack/resource-line.ts';
import { joinedLine, type Line, plainLine, whenLine } from '../../../slack/upcoming-line.ts';
import { milestoneId } from '../rules/milestone-id.ts';
import { ROWS_A_PAGE, rowTitle, type Todo, type TodoPart, type TodoRow, todoPage } from '../rules/todo.ts';
import { EARLIER, LATER, NOT_FOR_ME, REMIND, TICK, UNDO } from './ids.ts';

export interface TodoList {
  heading: Heading;
  /** What was just done, or why there is nothing to do. */
  note: Line | null;
  todo: Todo;
  /** The row with which the page begins. */
  first: number;
  /** The day on which a student who is away comes back; null where they are here, or it is not known. */
  back: Day | null;
  resource: Program['resource'];
  today: Day;
  /** The reader's. */
  zone: string;
}

const TITLES: Record<Exclude<TodoPart, 'when-back'>, string> = {
  'still-open': 'Still open',
  dated: 'Next',
  undated: 'No date yet, or whenever it suits you',
  'if-applying': IF_APPLYING,
  lately: 'Done lately',
};

const NOTHING = 'There is nothing for you to tick off right now. `/career next` shows what lies ahead.';

function titleOf(part: TodoPart, back: Day | null): string {
  if (part !== 'when-back') return TITLES[part];
  return back === null ? "When you're back" : `When you're back on ${dayText(back)}`;
}

function stateLine({ milestone, part }: TodoRow, list: TodoList): Line {
  const { ahead, isPast } = milestone;
  if (part.state === 'not-for-me') return plainLine('not for you');
  if (part.state === 'done') return plainLine(part.at ? `done on ${dayText(dayOf(part.at, list.zone))}` : 'done');
  if (isPast && ahead.entry.reminded) return plainLine(stillOpenText(passedOn(ahead), list.today));
  return isPast ? plainLine('whenever it suits you') : whenLine(ahead.when, list.zone);
}

function rowLine(row: TodoRow, list: TodoList): Line {
  const title = rowTitle(row);
  const [id] = row.milestone.ahead.entry.resources;
  // The steps of a group would all repeat the same link.
  const isAlone = row.part.title === null && row.part.state === 'open';
  const resource = id === undefined || !isAlone ? undefined : list.resource(id);
  return joinedLine([
    { text: title, mrkdwn: `*${escaped(title)}*` },
    stateLine(row, list),
    resource ? resourceLine(resource) : null,
  ]);
}

/** Of what somebody has not decided on, or what waits for their return, they are not reminded. */
const REMINDED_PARTS: readonly TodoPart[] = ['still-open', 'dated', 'undated'];

function rowButtons({ milestone: { ahead }, part }: TodoRow, inPart: TodoPart): ButtonSpec[] {
  const { entry, tick } = ahead;
  const whole = milestoneId(entry.id, tick.occurrence);
  const value = milestoneId(entry.id, tick.occurrence, part.item);
  if (part.state === 'not-for-me') return [{ label: 'Undo', action: UNDO, value: whole }];
  if (part.state === 'done') return [{ label: 'Undo', action: UNDO, value }];
  const isReminded = entry.kind === 'milestone' && entry.reminded && REMINDED_PARTS.includes(inPart);
  return [
    ...(entry.kind === 'milestone' ? [{ label: 'Done', action: TICK, value }] : []),
    ...(isReminded ? [{ label: 'Remind me later', action: REMIND, value }] : []),
    ...(entry.optional ? [{ label: 'Not for me', action: NOT_FOR_ME, value: whole }] : []),
  ];
}

function rowBlocks(row: TodoRow, part: TodoPart, list: TodoList): Block[] {
  const line = section(rowLine(row, list).mrkdwn);
  const specs = rowButtons(row, part);
  return specs.length === 0 ? [line] : [line, buttons(specs, rowTitle(row))];
}

function paging({ todo, first }: TodoList): Block[] {
  const count = todo.reduce((sum, { rows }) => sum + rows.length, 0);
  const pages = [
    ...(first > 0 ? [{ label: 'Back', action: EARLIER, value: String(Math.max(first - ROWS_A_PAGE, 0)) }] : []),
    ...(first + ROWS_A_PAGE < count ? [{ label: 'More', action: LATER, value: String(first + ROWS_A_PAGE) }] : []),
  ];
  return pages.length === 0 ? [] : [buttons(pages)];
}

/** A student's milestones, each with what one would do about it. */
export function todoList(list: TodoList): Message {
  const { heading, note, todo, first, back } = list;
  const shown = todoPage(todo, first);
  const notes = [...(note ? [note] : []), ...(todo.length === 0 && !note ? [plainLine(NOTHING)] : [])];
  const title = 'Your milestones';
  const lines = [
    title,
    headingText(heading),
    ...notes.map(({ text }) => text),
    ...shown.flatMap(({ part, rows }) => ['', titleOf(part, back), ...rows.map((row) => rowLine(row, list).text)]),
  ];
  const blocks: Block[] = [
    header(title),
    context(escaped(headingText(heading))),
    ...notes.map(({ mrkdwn }) => section(mrkdwn)),
    ...shown.flatMap(({ part, rows }) => [
      section(`*${escaped(titleOf(part, back))}*`),
      ...rows.flatMap((row) => rowBlocks(row, part, list)),
    ]),
  ];
  return composed(lines, blocks, paging(list));
}
