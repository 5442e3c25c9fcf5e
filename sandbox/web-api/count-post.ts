import type { Core } from '../core.ts';
import { RateLimited } from './rate-limited.ts';
import type { PostWay } from './rates.ts';

/**
 * Counts a post to a channel before it is written. One over the limit gets a line of its own in the traffic log: Slack takes
 * it, and may not show it. Throws RateLimited when the burst is used up too.
 */
export function countPost({ rates, workspace }: Core, channel: string, by: PostWay): void {
  const verdict = rates.post(channel, by);
  if (verdict === 'within') return;
  if (verdict !== 'over') throw new RateLimited(verdict.retryAfter);
  workspace.log.add({
    at: workspace.clock.now(),
    direction: 'from_bot',
    kind: 'rate_limit',
    request: { channel },
    response: rates.counts,
    ms: 0,
    warnings: ['over_channel_limit'],
  });
}
