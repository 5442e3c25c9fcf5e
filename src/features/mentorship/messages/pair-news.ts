import type { ButtonSpec, Message } from '../../../slack/blocks.ts';
import { askButton, calendarButton, KEEP, meetButton, notWorkingButton, openButton } from './ids.ts';
import { said } from './said.ts';

export type PairNewsKind = 'ended' | 'away' | 'moved-on' | 'meeting' | 'meeting-off';

export interface PairNews {
  pairId: number;
  kind: PairNewsKind;
  /** The other of the two. */
  partner: string;
  /** The reader is the student, and may ask for another mentor. */
  mayAskAgain: boolean;
  /** When they meet, in the reader's zone, and where; or were to meet, where that is off. null where no time is known. */
  meeting: string | null;
}

/** As a sentence, for an e-mail as well. */
export function newsLine({ kind, partner, meeting }: PairNews): string {
  switch (kind) {
    case 'ended':
      return `Your match with ${partner} has ended; nothing you did.${meeting === null ? '' : ` The time you had, ${meeting}, is off with it.`}`;
    case 'away':
      return `${partner} is not available for now. Your pair stays as it is, unless you would rather end it.`;
    case 'moved-on':
      return `You are no longer in your PCE, and ${partner} stays your peer mentor, unless you would rather end it.`;
    case 'meeting':
      return `${partner} entered when the two of you meet: ${meeting ?? 'no time yet'}.`;
    case 'meeting-off':
      return `${partner} took out the time at which the two of you were to meet: ${meeting ?? 'no time'}.`;
  }
}

function newsButtons({ kind, pairId, mayAskAgain, meeting }: PairNews): ButtonSpec[] {
  if (kind === 'ended')
    return [
      mayAskAgain ? askButton('Ask for another mentor') : openButton(),
      ...(meeting === null ? [] : [calendarButton(pairId, true)]),
    ];
  if (kind === 'meeting-off') return [calendarButton(pairId, true), meetButton(pairId, 'Another time')];
  if (kind === 'meeting') return [calendarButton(pairId), meetButton(pairId, 'Another time')];
  return [{ label: 'Keep our pair', action: KEEP, value: String(pairId) }, notWorkingButton(pairId)];
}

/** What became different about a pair, to the one who did not do it. */
export function pairNews(news: PairNews): Message {
  return said([newsLine(news)], newsButtons(news), 'Peer mentorship');
}
