import { countText } from '../../../domain/wording.ts';
import { type Block, section } from '../../../slack/blocks.ts';
import { ownButton, queueButton } from './ids.ts';

export interface AsksSection {
  /** How many of one's own asks are open. */
  own: number;
  /** What waits in one's queue; null where one looks after none. */
  queue: { toClaim: number; claimed: number } | null;
}

/** On the Home page: one's own asks, and the queue one looks after. */
export function asksSection({ own, queue }: AsksSection): Block[] {
  const queued = queue && `${countText(queue.toClaim, 'ask')} to be claimed, ${queue.claimed} with you`;
  return [
    ...(own > 0 ? [section(`*Your asks*\n${own} open`, ownButton('Open'), 'your asks')] : []),
    ...(queued ? [section(`*Asks in your queue*\n${queued}`, queueButton('Open'), 'asks in your queue')] : []),
  ];
}
