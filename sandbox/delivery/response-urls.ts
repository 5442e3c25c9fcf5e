import { Temporal } from 'temporal-polyfill';
import { keeps } from '../rules/rules.ts';
import type { WorkspaceClock } from '../workspace/clock.ts';
import type { Ids } from '../workspace/ids.ts';

/** Slack's bounds of a response_url (docs.slack.dev/interactivity/handling-user-interaction), counted on the workspace's clock. */
const life = Temporal.Duration.from({ minutes: 30 });
const mostUses = 5;

/** What an address stands for: who acted, where, and on which message. */
export interface ResponseSource {
  readonly user: string;
  readonly channel: string;
  /** The app's message acted on; undefined for a typed command and for words of others, which can be neither replaced nor deleted. */
  readonly messageTs: string | undefined;
}

interface Issued extends ResponseSource {
  readonly at: Temporal.Instant;
  uses: number;
}

/** The addresses by which an app may answer an act, each for a while and a few times. */
export class ResponseUrls {
  readonly #issued = new Map<string, Issued>();
  readonly #ids: Ids;
  readonly #clock: WorkspaceClock;

  constructor(ids: Ids, clock: WorkspaceClock) {
    this.#ids = ids;
    this.#clock = clock;
  }

  /** Every address given out before has expired. */
  forget(): void {
    this.#issued.clear();
  }

  /** The secret last part of a new address. */
  issue(source: ResponseSource): string {
    const key = this.#ids.secret(24);
    this.#issued.set(key, { ...source, at: this.#clock.now(), uses: 0 });
    return key;
  }

  /** Counts one use, or says with Slack's word why there is none left. */
  use(key: string): { source: ResponseSource } | { refused: 'expired_url' | 'used_url' } {
    const issued = this.#issued.get(key);
    if (issued === undefined) return { refused: 'expired_url' };
    const isOld = Temporal.Instant.compare(this.#clock.now(), issued.at.add(life)) > 0;
    if (isOld && keeps('response-url.half-hour')) return { refused: 'expired_url' };
    if (issued.uses >= mostUses && keeps('response-url.five-uses')) return { refused: 'used_url' };
    issued.uses += 1;
    return { source: issued };
  }
}
