/**
 * Slack's rate limits, counted on the workspace's clock: each method has its calls per minute, and each channel one post a
 * second (docs.slack.dev/apis/web-api/rate-limits). A clock that stands still gives nothing back.
 */
import { z } from 'zod';
import { keeps } from '../rules/rules.ts';
import type { WorkspaceClock } from '../workspace/clock.ts';
import { callsPerMinute } from './tiers.ts';

const windowMs = 60_000;
const second = 1000;
/** Posts that leave a second apart may arrive a little closer together. */
const leewayMs = 100;

const positive = z.number().positive();

/** `off` counts nothing; `scale` multiplies every limit; `perMinute` replaces the limits of single methods. */
export const ratesSchema = z.union([
  z.literal('off'),
  z.strictObject({
    scale: positive.default(1),
    perMinute: z.record(z.string(), positive).default({}),
    /** Posts that one channel takes at once before it refuses any: Slack grants "short bursts" without saying how long. */
    channelBurst: positive.default(5),
  }),
]);
export type RateOptions = z.input<typeof ratesSchema>;

/** One minute of one method, which begins with the first call in it. */
interface Window {
  startMs: number;
  calls: number;
}

/** What a channel has left of its burst, refilled by one post a second, and when the last one came. */
interface Bucket {
  posts: number;
  lastMs: number;
}

/** How a post to a channel went: within the limit; over it, where Slack may leave it out; or refused for some seconds. */
export type PostVerdict = 'within' | 'over' | { readonly retryAfter: number };

export type PostWay = 'method' | 'response_url';

export class Rates {
  readonly #clock: WorkspaceClock;
  readonly #options: z.output<typeof ratesSchema>;
  readonly #windows = new Map<string, Window>();
  readonly #buckets = new Map<string, Bucket>();
  #refused = 0;
  #over = 0;

  constructor(clock: WorkspaceClock, options: z.output<typeof ratesSchema>) {
    this.#clock = clock;
    this.#options = options;
  }

  /** How often a call was refused, and how many posts went over the limit of their channel. */
  get counts(): { refused: number; over_channel_limit: number } {
    return { refused: this.#refused, over_channel_limit: this.#over };
  }

  /** Nothing was called or posted so far. */
  forget(): void {
    this.#windows.clear();
    this.#buckets.clear();
    this.#refused = 0;
    this.#over = 0;
  }

  /** Counts one call of a method. Seconds to wait where it has had its calls of this minute, else undefined. */
  take(method: string): number | undefined {
    if (this.#options === 'off' || !keeps('rate.tier')) return undefined;
    const { scale, perMinute } = this.#options;
    const name = keeps('rate.per-method') ? method : 'any';
    const now = this.#now();
    const known = this.#windows.get(name);
    const window = known && now - known.startMs < windowMs ? known : { startMs: now, calls: 0 };
    this.#windows.set(name, window);
    if (window.calls >= Math.max(1, (perMinute[method] ?? callsPerMinute(method)) * scale)) {
      this.#refused += 1;
      return wholeSeconds(window.startMs + windowMs - now);
    }
    window.calls += 1;
    return undefined;
  }

  /**
   * Counts one post to a channel. One that comes within a second of the last is over the limit; once the burst is used up
   * as well, Slack refuses it. An answer by response_url is never refused, for want of a word, and takes nothing of the burst.
   */
  post(channel: string, by: PostWay): PostVerdict {
    if (this.#options === 'off' || !keeps('rate.channel')) return 'within';
    const perMs = this.#options.scale / second;
    const most = this.#options.channelBurst * this.#options.scale;
    const now = this.#now();
    const known = this.#buckets.get(channel);
    const posts = known ? Math.min(most, known.posts + (now - known.lastMs) * perMs) : most;
    if (posts < 1 && by === 'method' && keeps('rate.channel-burst')) {
      this.#refused += 1;
      return { retryAfter: wholeSeconds((1 - posts) / perMs) };
    }
    this.#buckets.set(channel, { posts: by === 'method' ? Math.max(0, posts - 1) : posts, lastMs: now });
    if (!known || (now - known.lastMs + leewayMs) * perMs >= 1) return 'within';
    this.#over += 1;
    return 'over';
  }

  #now(): number {
    return this.#clock.now().epochMilliseconds;
  }
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / second));
}
