import { keeps } from '../rules/rules.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { RealTime } from '../workspace/clock.ts';
import type { Ids } from '../workspace/ids.ts';

/** A trigger id lives 3 s of real time (docs.slack.dev/interactivity/handling-user-interaction). */
const lifeMs = 3000;

interface Trigger {
  user: string;
  issuedAtMs: number;
  isUsed: boolean;
}

/** Permissions to open one modal for a person who has just acted. */
export class Triggers {
  readonly #issued = new Map<string, Trigger>();
  readonly #ids: Ids;
  readonly #real: RealTime;
  #count = 0;

  constructor(ids: Ids, real: RealTime) {
    this.#ids = ids;
    this.#real = real;
  }

  /** None that was issued before is good for anything. */
  forget(): void {
    this.#issued.clear();
  }

  issue(user: string): string {
    this.#count += 1;
    const id = `${1_000_000 + this.#count}.${7_000_000_000 + this.#count}.${this.#ids.secret(32)}`;
    this.#issued.set(id, { user, issuedAtMs: this.#real.elapsedMs(), isUsed: false });
    return id;
  }

  /** The person whose act it was; the trigger is used up. Throws SlackError for one that is unknown, used or too old. */
  exchange(id: string): string {
    const trigger = this.#issued.get(id);
    if (trigger === undefined) throw new SlackError('invalid_trigger_id');
    if (trigger.isUsed && keeps('trigger.single-use')) throw new SlackError('exchanged_trigger_id');
    const isOld = this.#real.elapsedMs() - trigger.issuedAtMs > lifeMs;
    if (isOld && keeps('trigger.short-life')) throw new SlackError('expired_trigger_id');
    trigger.isUsed = true;
    return trigger.user;
  }
}
