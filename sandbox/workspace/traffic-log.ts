import type { Temporal } from 'temporal-polyfill';
import type { Sequence } from './sequence.ts';

/** One request and its answer. `to_bot` is what the workspace sent, `from_bot` what the app asked of it. */
export interface TrafficEntry {
  seq: number;
  at: Temporal.Instant;
  direction: 'from_bot' | 'to_bot';
  /** The Web API method, the envelope's type, `response_url`, `socket`, `clock` ... */
  kind: string;
  request: unknown;
  response: unknown;
  /** Real milliseconds from request to answer. */
  ms: number;
  /** What Slack would let pass with a shrug, but a careful app would not do. */
  warnings: string[];
}

/** Enough for a day of trying things out; a year's simulation must not fill the memory. */
const kept = 20_000;

/** The latest traffic between workspace and app, without tokens and signatures. */
export class TrafficLog {
  #entries: TrafficEntry[] = [];
  readonly #sequence: Sequence;

  constructor(sequence: Sequence) {
    this.#sequence = sequence;
  }

  add(entry: Omit<TrafficEntry, 'seq' | 'warnings'> & { warnings?: string[] }): void {
    this.#entries.push({ warnings: [], ...entry, seq: this.#sequence.next('log') });
    if (this.#entries.length > kept * 1.5) this.#entries = this.#entries.slice(-kept);
  }

  clear(): void {
    this.#entries = [];
  }

  since(seq: number): TrafficEntry[] {
    const last = this.#entries.at(-1);
    if (last === undefined || last.seq <= seq) return [];
    return this.#entries.filter((entry) => entry.seq > seq);
  }
}
