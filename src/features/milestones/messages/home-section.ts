import { countText } from '../../../domain/wording.ts';
import { type Block, escaped, section } from '../../../slack/blocks.ts';
import { OPEN } from './ids.ts';

/** On the Home page: how many milestones there are to tick off, and the way to them. */
export function milestonesSection({ open, stillOpen }: { open: number; stillOpen: number }): Block[] {
  if (open === 0) return [];
  const earlier = stillOpen === 0 ? '' : `, ${stillOpen} of them from earlier`;
  const text = `${countText(open, 'milestone')} to tick off${earlier}`;
  return [
    section(`*Your milestones*\n${escaped(text)}`, { label: 'Open', action: OPEN, value: 'all' }, 'your milestones'),
  ];
}
