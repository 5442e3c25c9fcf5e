import type { Day } from '../../../domain/day.ts';
import type { RequestState } from '../../../domain/mentorship.ts';
import { dayText } from '../../../domain/wording.ts';
import type { ButtonSpec, Message } from '../../../slack/blocks.ts';
import { askButton, openButton, WITHDRAW } from './ids.ts';
import { said } from './said.ts';

export interface RequestStatus {
  requestId: number;
  state: RequestState;
  /** Mentors who were asked before, by name, in order. */
  asked: readonly string[];
  /** Who is asked at present, or is the student's mentor. */
  mentor: string | null;
  /** The pair that came of it is over before the season is. */
  hasEnded: boolean;
  /** What speaks for the two, in words for the student; empty where nothing does. */
  reasons: string;
  /** The latest day on which the student hears; null where nothing is left to hear. */
  hearBy: Day | null;
  /** The season's first day, where it is still ahead. */
  beginsOn: Day | null;
  /** Requests are matched all at once. */
  inRounds: boolean;
}

function cantTake(names: readonly string[]): string[] {
  return names.map((name) => `${name} can't take another student this season.`);
}

function standLines(status: RequestStatus): string[] {
  const { state, asked, mentor, hasEnded, reasons, hearBy, beginsOn, inRounds } = status;
  const by = hearBy === null ? '' : dayText(hearBy);
  switch (state) {
    case 'waiting':
      return inRounds
        ? [
            `Your request for a peer mentor is in. All requests are matched together; you'll hear by ${by} at the latest.`,
          ]
        : [
            ...cantTake(asked),
            beginsOn === null
              ? `I'm looking for a mentor with a free place for you. You'll hear by ${by} at the latest.`
              : `Your request for a peer mentor is in. The season begins on ${dayText(beginsOn)}; mentors are asked from then on, and you'll hear by ${by} at the latest.`,
          ];
    case 'offered':
      return [
        ...cantTake(asked),
        `I have asked ${asked.length > 0 ? 'the next one, ' : ''}${mentor ?? 'a mentor'}${reasons === '' ? '' : ` (${reasons})`}. You'll hear by ${by} at the latest.`,
      ];
    case 'with-staff':
      return [
        ...cantTake(asked),
        `The career planning staff are finding a mentor for you by hand now. You'll hear from them by ${by} at the latest.`,
      ];
    case 'matched':
      if (hasEnded) return [`Your match with ${mentor ?? 'your peer mentor'} has ended.`];
      return [`${mentor ?? 'A mentor'} is your peer mentor${reasons === '' ? '' : `: ${reasons}`}.`];
    case 'withdrawn':
      return ['Your request for a peer mentor is closed. While you are in your PCE you can ask again at any time.'];
    case 'unmatched':
      return ['The season is over, and there was no free place that fits. If you ask again next season, you go first.'];
  }
}

function standButtons({ requestId, state, hasEnded }: RequestStatus): ButtonSpec[] {
  if (state === 'withdrawn') return [askButton('Ask again')];
  if (state === 'unmatched') return [];
  if (state === 'matched') return [openButton(hasEnded ? 'Peer mentorship' : 'Your mentor')];
  return [{ label: 'Take my request back', action: WITHDRAW, value: String(requestId) }];
}

/** How a student's request stands; the same message follows it from the first day to the last. */
export function requestStatus(status: RequestStatus): Message {
  return said(standLines(status), standButtons(status), 'Your peer mentor');
}

/** The lines of it, for an answer that has more to say. */
export function statusLines(status: RequestStatus): string[] {
  return standLines(status);
}

export function statusButtons(status: RequestStatus): ButtonSpec[] {
  return standButtons(status);
}
