/** So many at once, the others wait in order. */
export interface Permits {
  readonly free: number;
  /** Resolves when there is one; rejects when the signal aborts before that. */
  take(signal: AbortSignal): Promise<void>;
  /** Takes one if there is one at once. */
  tryTake(): boolean;
  give(): void;
}

export function createPermits(count: number): Permits {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    get free() {
      return free;
    },
    take(signal) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (free > 0) {
        free -= 1;
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const admit = () => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(admit), 1);
          reject(signal.reason);
        };
        waiting.push(admit);
        signal.addEventListener('abort', leave);
      });
    },
    tryTake() {
      if (free === 0) return false;
      free -= 1;
      return true;
    },
    give() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
