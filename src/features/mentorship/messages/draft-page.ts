// The draft of a round: each pair with its reasons, who stays without a mentor and why, where mentors are short, before anything is sent.
import { countText } from '../../../domain/wording.ts';
import { type Block, type ButtonSpec, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { DRAFT, DROP_DRAFT, EDIT_DRAFT, MORE_DRAFT, PUBLISH, SHOW_DRAFT } from './ids.ts';
import { rowOf } from './said.ts';

export interface DraftRow {
  requestId: number;
  student: string;
  /** null where nobody. */
  mentor: string | null;
  isLocked: boolean;
  /** What speaks for the pair, or why there is none, in words for staff. */
  why: string;
}

export interface DraftPage {
  roundId: number;
  /** Those without a mentor first. */
  rows: readonly DraftRow[];
  /** The row with which the page begins. */
  first: number;
  /** `Dermatology: 9 students named it, mentors have 4 places`. */
  shortages: readonly string[];
}

export const ROWS_A_PAGE = 15;

export function rowText({ student, mentor, isLocked, why }: DraftRow): string {
  const pair = mentor === null ? `${student}: nobody` : `${student} and ${mentor}`;
  return `${pair}${isLocked ? ', locked' : ''}${why === '' ? '' : ` (${why})`}`;
}

function paging({ roundId, rows, first }: DraftPage): ButtonSpec[] {
  return [
    ...(first > 0
      ? [{ label: 'Back', action: SHOW_DRAFT, value: `${roundId}/${Math.max(first - ROWS_A_PAGE, 0)}` }]
      : []),
    ...(first + ROWS_A_PAGE < rows.length
      ? [{ label: 'More', action: MORE_DRAFT, value: `${roundId}/${first + ROWS_A_PAGE}` }]
      : []),
  ];
}

function acts({ roundId, rows }: DraftPage): ButtonSpec[] {
  const pairs = rows.filter(({ mentor }) => mentor !== null).length;
  const value = String(roundId);
  return [
    {
      label: 'Publish',
      action: PUBLISH,
      value,
      style: 'primary',
      confirm: {
        title: 'Publish this round?',
        text: `${countText(pairs, 'pair')} will be introduced, and ${countText(rows.length - pairs, 'student')} read that you find a mentor for them by hand. You can take it back until the next act on the round.`,
        yes: 'Publish',
        no: 'Not yet',
      },
    },
    { label: 'Run again', action: DRAFT, value },
    { label: 'Drop the draft', action: DROP_DRAFT, value },
  ];
}

/** Part of a draft, with what staff can do about it. Nothing of it has been sent. */
export function draftPage(page: DraftPage): Message {
  const { rows, first, shortages, roundId } = page;
  const title = 'Draft of a round';
  const shown = rows.slice(first, first + ROWS_A_PAGE);
  const matched = rows.filter(({ mentor }) => mentor !== null).length;
  const summary = `${matched} of ${countText(rows.length, 'student')} with a mentor. Nothing has been sent.`;
  const short = shortages.length > 0 ? ['Where mentors are short', ...shortages] : [];
  const blocks: Block[] = [
    header(title),
    section(escaped(summary)),
    ...(short.length > 0 ? [section(short.map(escaped).join('\n'))] : []),
    ...shown.map((row) =>
      section(
        escaped(rowText(row)),
        { label: 'Change', action: EDIT_DRAFT, value: `${roundId}/${row.requestId}` },
        row.student,
      ),
    ),
  ];
  return composed([title, summary, ...short, ...shown.map(rowText)], blocks, [
    ...rowOf(paging(page)),
    ...rowOf(acts(page)),
  ]);
}
