import type { Sequence } from './sequence.ts';

/** Counts what is under way between workspace and app, so that somebody can wait until nothing is. */
export class Activity {
  #underWay = 0;
  readonly #sequence: Sequence;

  constructor(sequence: Sequence) {
    this.#sequence = sequence;
  }

  get isQuiet(): boolean {
    return this.#underWay === 0;
  }

  /** Runs the work and counts it until it has ended, however it ends. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      this.#sequence.touch();
    }
  }
}
