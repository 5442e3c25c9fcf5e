// `/career staff mentorship`: the season in numbers, what waits for staff, and what they can do.
import { type Block, type ButtonSpec, escaped, header, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import {
  ACCEPT_FOR,
  CHOOSE_MATCH,
  CLOSE_SEASON,
  DRAFT,
  EDIT_SEASON,
  EMAIL,
  INTRODUCED,
  MAIL_FILE,
  MAIL_SENT,
  PAIRS,
  PASS_FOR,
  SHOW_DRAFT,
  TASKS,
} from './ids.ts';
import { rowOf } from './said.ts';
import { TASK_TITLES, type TaskKind, taskBlocks } from './task-list.ts';

/** Something that staff do for one person. */
export interface StaffTask {
  text: string;
  buttons: readonly ButtonSpec[];
}

export interface StaffPageView {
  /** null: none is open. */
  season: { id: number; text: string } | null;
  /** Asked, matched, met and so on, a line each. */
  numbers: readonly string[];
  /** The load of each mentor, the fullest first. */
  load: readonly string[];
  /** What they do, the oldest first. */
  tasks: readonly StaffTask[];
  /** How many there are of each kind, where there are any. */
  counts: readonly { kind: TaskKind; count: number }[];
  /** The draft that is there; null where none is. */
  draftId: number | null;
}

const MOST_TASKS = 10;

export function matchByHandButton(requestId: number): ButtonSpec {
  return { label: 'Match by hand', action: CHOOSE_MATCH, value: String(requestId) };
}

/** For a mentor outside Slack: the text to send, and their answer. */
export function answerForButtons(offerId: number): ButtonSpec[] {
  return [
    { label: 'E-mail text', action: EMAIL, value: `offer/${offerId}` },
    { label: 'Says yes', action: ACCEPT_FOR, value: String(offerId) },
    { label: 'Not this time', action: PASS_FOR, value: String(offerId) },
  ];
}

export function introduceButtons(pairId: number): ButtonSpec[] {
  return [
    { label: 'E-mail text', action: EMAIL, value: `pair/${pairId}` },
    { label: 'I have introduced them', action: INTRODUCED, value: String(pairId) },
  ];
}

/** For news that somebody outside Slack reads by e-mail. */
export function mailButtons(mailId: number, hasFile: boolean): ButtonSpec[] {
  return [
    { label: 'E-mail text', action: EMAIL, value: `mail/${mailId}` },
    ...(hasFile ? [{ label: 'Calendar file (.ics)', action: MAIL_FILE, value: String(mailId) }] : []),
    { label: 'I have sent it', action: MAIL_SENT, value: String(mailId) },
  ];
}

export const pairsButton: ButtonSpec = { label: 'Pairs', action: PAIRS, value: '0' };

function seasonButtons({ season, draftId }: StaffPageView): ButtonSpec[] {
  if (season === null) return [{ label: 'Open a season', action: EDIT_SEASON, value: 'new', style: 'primary' }];
  const round =
    draftId === null
      ? { label: 'Draft a round', action: DRAFT, value: 'new' }
      : { label: 'Show the draft', action: SHOW_DRAFT, value: `${draftId}/0` };
  return [
    round,
    { label: 'Pairs', action: PAIRS, value: '0' },
    { label: 'Change the season', action: EDIT_SEASON, value: String(season.id) },
    {
      label: 'Close the season',
      action: CLOSE_SEASON,
      value: String(season.id),
      style: 'danger',
      confirm: {
        title: 'Close the season?',
        text: 'Open requests end with a kind word, and those students go first next time. Pairs are complete. This can’t be taken back.',
        yes: 'Close it',
        no: 'Keep it open',
      },
    },
  ];
}

function countBlock({ kind, count }: StaffPageView['counts'][number]): Block {
  const show = { label: 'Show', action: TASKS, value: `${kind}/0` };
  return section(`*${count}* ${escaped(TASK_TITLES[kind])}`, show, TASK_TITLES[kind]);
}

/** The season for staff. */
export function staffPage(view: StaffPageView): Message {
  const title = 'Peer mentorship, for staff';
  const { season, numbers, load, tasks, counts } = view;
  const shown = tasks.slice(0, MOST_TASKS);
  const more = tasks.length > shown.length ? [`and ${tasks.length - shown.length} more`] : [];
  const state = season?.text ?? 'No season is open.';
  const waiting = tasks.length === 0 ? [] : ['Waiting for you'];
  return composed(
    [
      title,
      state,
      ...numbers,
      ...counts.map(({ kind, count }) => `${count} ${TASK_TITLES[kind]}`),
      ...load,
      ...waiting,
      ...shown.map(({ text }) => text),
      ...more,
    ],
    [
      header(title),
      section([state, ...numbers].map(escaped).join('\n')),
      ...counts.map(countBlock),
      ...(load.length > 0 ? [section(load.map(escaped).join('\n'))] : []),
      ...waiting.map((text) => section(`*${text}*`)),
      ...shown.flatMap(taskBlocks),
      ...more.map((text) => section(text)),
    ],
    rowOf(seasonButtons(view)),
  );
}
