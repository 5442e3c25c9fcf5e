// The pairs of a season for staff: how they stand, and a quiet flag where nobody seems to have been in touch.
import { type ButtonSpec, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { END_PAIR, MORE_PAIRS, PAIRS, STAFF_OVERVIEW } from './ids.ts';
import { rowOf } from './said.ts';

export interface PairRow {
  pairId: number;
  student: string;
  mentor: string;
  /** `met`, `a time to meet is set`, `no contact so far`. */
  state: string;
  isActive: boolean;
}

const ROWS_A_PAGE = 20;

function endButton({ pairId, student, mentor }: PairRow): ButtonSpec {
  return {
    label: 'End',
    action: END_PAIR,
    value: String(pairId),
    confirm: {
      title: 'End this pair?',
      text: `${student} and ${mentor} both read that the match has ended and that they did nothing wrong. They will not be paired again.`,
      yes: 'End it',
      no: 'Keep it',
    },
  };
}

function rowText({ student, mentor, state }: PairRow): string {
  return `${student} and ${mentor}: ${state}`;
}

/** Pairs, those that are quiet first. `first` is the row with which the page begins. */
export function pairsPage({ rows, first }: { rows: readonly PairRow[]; first: number }): Message {
  const title = 'Pairs of the season';
  const shown = rows.slice(first, first + ROWS_A_PAGE);
  const none = rows.length === 0 ? ['There are no pairs yet.'] : [];
  const paging = [
    ...(first > 0 ? [{ label: 'Back', action: PAIRS, value: String(Math.max(first - ROWS_A_PAGE, 0)) }] : []),
    ...(first + ROWS_A_PAGE < rows.length
      ? [{ label: 'More', action: MORE_PAIRS, value: String(first + ROWS_A_PAGE) }]
      : []),
    { label: 'The season', action: STAFF_OVERVIEW, value: 'all' },
  ];
  return composed(
    [title, ...none, ...shown.map(rowText)],
    [
      header(title),
      ...none.map((text) => section(text)),
      ...shown.map((row) => section(escaped(rowText(row)), row.isActive ? endButton(row) : undefined, row.student)),
    ],
    rowOf(paging),
  );
}
