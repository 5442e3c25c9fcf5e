/** One rising number for everything that happens in the workspace, and the one way to wait for more of it. */
export class Sequence {
  #last = 0;
  #lastRecord = 0;
  #waiting = new Set<() => void>();
  #told = false;

  /** The number of the latest thing that happened; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** The same, without entries of the traffic log, which reading alone adds to. */
  get lastRecord(): number {
    return this.#lastRecord;
  }

  /** The number for something that has just happened. */
  next(kind: 'record' | 'log' = 'record'): number {
    this.#last += 1;
    if (kind === 'record') this.#lastRecord = this.#last;
    this.touch();
    return this.#last;
  }

  /** Makes everyone who waits look again, after the present step has finished writing down what it changed. */
  touch(): void {
    if (this.#told) return;
    this.#told = true;
    queueMicrotask(() => {
      this.#told = false;
      for (const look of [...this.#waiting]) look();
    });
  }

  /** Whether the condition came true within `ms` of real time; it is asked now and after everything that happens. */
  waitUntil(condition: () => boolean, ms: number): Promise<boolean> {
    if (condition()) return Promise.resolve(true);
    if (ms <= 0) return Promise.resolve(false);
    return new Promise((resolve) => {
      const finish = (answer: boolean) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(answer);
      };
      const look = () => {
        if (condition()) finish(true);
      };
      const timer = setTimeout(() => finish(condition()), ms);
      this.#waiting.add(look);
    });
  }
}
