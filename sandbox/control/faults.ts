/** Faults that somebody asked for, so that an app meets what it meets on a bad day: which calls they hit, and how often. */

/** What happens instead of, or after, the right thing. */
export const faultKinds = [
  '429',
  '500',
  'html',
  'error',
  'slow',
  'reset_before',
  'reset_after',
  'drop_socket',
  'duplicate',
  'out_of_order',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Kinds that answer a call of the app; the others hit what is sent to it. */
export const answeringKinds: readonly FaultKind[] = [
  '429',
  '500',
  'html',
  'error',
  'slow',
  'reset_before',
  'reset_after',
  'drop_socket',
];
export const deliveringKinds: readonly FaultKind[] = ['duplicate', 'drop_socket'];
/** Holds an event back until the next one has been sent. */
export const holdingKinds: readonly FaultKind[] = ['out_of_order'];

export interface FaultOrder {
  /** A Web API method, `response_url` or `upload`; of a delivery its kind, its payload's type or its event's type; `*` for all. */
  method: string;
  kind: FaultKind;
  /** How many times it hits; undefined for as often as it can. */
  count: number | undefined;
  /** The share of calls that it hits, 0 to 1; undefined for all. */
  rate: number | undefined;
  /** The same seed hits the same calls of a sequence. */
  seed: number;
  /** Real milliseconds by which a slow answer comes late. */
  ms: number;
  /** Seconds of Retry-After with a 429; null for none, which Slack's clients read as a different error. */
  retryAfter: number | null;
  /** The call was carried out before a 500, an html page or an error was answered. */
  processed: boolean;
  /** The word of an `error`. */
  error: string;
}

export interface Fault extends FaultOrder {
  /** How often it has hit. */
  hits: number;
}

interface Standing {
  readonly fault: Fault;
  /** The next of a sequence of numbers from 0 to 1. */
  readonly chance: () => number;
}

/** The faults that are in force, the oldest first: of two that fit the older one hits. */
export class Faults {
  #standing: Standing[] = [];

  add(order: FaultOrder): void {
    this.#standing.push({ fault: { ...order, hits: 0 }, chance: seeded(order.seed) });
  }

  /** Takes away those of this method, or all of them for `*`. */
  clear(method: string): void {
    this.#standing = method === '*' ? [] : this.#standing.filter(({ fault }) => fault.method !== method);
  }

  list(): Fault[] {
    return this.#standing.map(({ fault }) => ({ ...fault }));
  }

  /** The fault that hits a call or delivery known by these names, counted as a hit; undefined lets it pass. */
  take(names: readonly string[], kinds: readonly FaultKind[]): Fault | undefined {
    for (const { fault, chance } of this.#standing) {
      const fits = kinds.includes(fault.kind) && (fault.method === '*' || names.includes(fault.method));
      if (!fits || (fault.count !== undefined && fault.hits >= fault.count)) continue;
      if (fault.rate !== undefined && chance() >= fault.rate) continue;
      fault.hits += 1;
      return fault;
    }
    return undefined;
  }
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
