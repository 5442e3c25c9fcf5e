import type { JsonObject } from '../json.ts';

/** What people chose in messages, and which options an app offered them: kept by person, place and element. */
export class Entries {
  readonly #chosen = new Map<string, Map<string, JsonObject>>();
  readonly #offered = new Map<string, JsonObject[]>();

  /** What this person chose in the message so far, by block id and action id. */
  inMessage(user: string, channel: string, ts: string): Map<string, JsonObject> {
    const key = `${user} ${channel} ${ts}`;
    const known = this.#chosen.get(key);
    if (known) return known;
    const entered = new Map<string, JsonObject>();
    this.#chosen.set(key, entered);
    return entered;
  }

  /** Remembers what an external select offered last. `place` is the message or view. */
  offer(user: string, place: string, element: string, options: JsonObject[]): void {
    this.#offered.set(`${user} ${place} ${element}`, options);
  }

  offered(user: string, place: string, element: string): JsonObject[] {
    return this.#offered.get(`${user} ${place} ${element}`) ?? [];
  }
}
