// The words of broadcasts that tables and slices share; their life-cycle is drawn in features/broadcasts/rules/life.ts.

export const BROADCAST_STATES = [
  'drafted',
  'awaiting-approval',
  'scheduled',
  'sending',
  'paused',
  'stopped',
  'sent',
  'corrected',
  'recalled',
  'discarded',
] as const;
export type BroadcastState = (typeof BROADCAST_STATES)[number];

/**
 * Why somebody in the audience is not written to: not in Slack; on leave or in PhD years; has left; Match week, and nobody released it; the
 * class is missing from the program. `digest`: over what a week holds, or they pause, so that the digest names it; `no-digest`: the same,
 * and they have switched it off.
 */
export const UNTOLD_REASONS = [
  'outside-slack',
  'away',
  'left',
  'match-week',
  'no-class',
  'digest',
  'no-digest',
  'late',
] as const;
export type UntoldReason = (typeof UNTOLD_REASONS)[number];
