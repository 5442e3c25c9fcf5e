import type { ButtonSpec } from '../../../slack/blocks.ts';
import { milestoneId } from '../rules/milestone-id.ts';
import type { Milestone } from '../rules/own-milestones.ts';

/** Of the list of milestones: the answer takes the place of the list. */
export const TICK = 'milestones.tick';
export const UNDO = 'milestones.undo';
export const REMIND = 'milestones.remind';
export const NOT_FOR_ME = 'milestones.not-for-me';
export const EARLIER = 'milestones.earlier';
export const LATER = 'milestones.later';
/** Of other messages: what was asked stays where it is. */
export const DONE = 'milestones.done';
export const WAVE = 'milestones.wave';
export const STEPS = 'milestones.steps';
export const OPEN = 'milestones.open';

/** What one would do about a milestone that stands among other things: tick it off, or see its steps. */
export function milestoneButton({ id, ahead, parts }: Pick<Milestone, 'id' | 'ahead' | 'parts'>): ButtonSpec {
  const [part, ...others] = parts.filter(({ state }) => state === 'open');
  if (!part || others.length > 0) return { label: 'Steps', action: STEPS, value: id };
  return { label: 'Done', action: DONE, value: milestoneId(ahead.entry.id, ahead.tick.occurrence, part.item) };
}
