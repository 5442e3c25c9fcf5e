// Messages that somebody has to look at: of which it is not known whether they arrived, and which Slack did not take.
import type { Temporal } from 'temporal-polyfill';
import { countText, momentText } from '../../../domain/wording.ts';
import { type ButtonSpec, buttons, context, escaped, type Message, section } from '../../../slack/blocks.ts';
import { composed } from '../../../slack/message.ts';
import { LEAVE_UNSENT, SEND_AGAIN, TROUBLED, WAS_SENT } from './ids.ts';

/** One of them, without what it says. */
export interface TroubledLine {
  id: number;
  who: string;
  about: string;
  at: Temporal.Instant;
  error: string | null;
  /** It would still be of use. */
  canSend: boolean;
}

export interface TroubledPage {
  state: 'uncertain' | 'failed';
  /** What just happened. */
  note: string | null;
  lines: readonly TroubledLine[];
  total: number;
  offset: number;
  pageSize: number;
  zone: string;
}

const INTROS = {
  uncertain: {
    some: 'Of these I could not find out whether they arrived. Please look into the conversation, or ask, and tell me.',
    none: 'Of every message it is known whether it arrived.',
  },
  failed: {
    some: 'These Slack did not take. Once the reason is gone they can be sent again, as far as they still help.',
    none: 'There is no message that Slack did not take.',
  },
} as const;

function lineText({ who, about, at, error, canSend }: TroubledLine, zone: string): string {
  const parts = [about, momentText(at, zone), ...(error === null ? [] : [error])];
  return `${who}: ${parts.join(' · ')}${canSend ? '' : ' · of no use any more'}`;
}

function actButtons({ id, canSend }: TroubledLine, state: TroubledPage['state']): ButtonSpec[] {
  const value = `${state}/${id}`;
  const again: ButtonSpec = {
    label: 'Send again',
    action: SEND_AGAIN,
    value,
    confirm: {
      title: 'Send it again?',
      text: 'If it did arrive, it stands there twice.',
      yes: 'Send again',
      no: 'Not now',
    },
  };
  const wasSent: ButtonSpec = { label: 'Was sent', action: WAS_SENT, value };
  const leave: ButtonSpec = { label: 'Leave it unsent', action: LEAVE_UNSENT, value };
  return [
    ...(state === 'uncertain' ? [wasSent] : []),
    ...(canSend ? [again] : []),
    ...(state === 'failed' ? [leave] : []),
  ];
}

/** The messages of one state, the oldest first. */
export function troubledPage({ state, note, lines, total, offset, pageSize, zone }: TroubledPage): Message {
  const { some, none } = INTROS[state];
  const intro = total === 0 ? none : `${countText(total, 'message')}. ${some}`;
  const notes = note === null ? [] : [note];
  const page = (label: string, of: string, at: number): ButtonSpec => ({
    label,
    action: TROUBLED,
    value: `${of}/${at}`,
  });
  const other = state === 'uncertain' ? 'failed' : 'uncertain';
  const paging = [
    ...(offset > 0 ? [page('Earlier', state, Math.max(0, offset - pageSize))] : []),
    ...(offset + pageSize < total ? [page('Later', state, offset + pageSize)] : []),
    page(other === 'failed' ? 'What Slack did not take' : 'What is not certain', other, 0),
  ];
  return composed(
    [...notes, intro, ...lines.map((line) => lineText(line, zone))],
    [
      ...notes.map((text) => context(escaped(text))),
      section(escaped(intro)),
      ...lines.flatMap((line) => [
        section(escaped(lineText(line, zone))),
        buttons(actButtons(line, state), `message to ${line.who}`),
      ]),
    ],
    // One row each: they have the same action.
    paging.map((button) => buttons([button])),
  );
}
