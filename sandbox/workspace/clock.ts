import { Temporal } from 'temporal-polyfill';

/** Real time: the wall clock for signatures, and milliseconds that only ever rise for deadlines. */
export interface RealTime {
  now: () => Temporal.Instant;
  elapsedMs: () => number;
}

/** The machine's own clocks. */
export const realTime: RealTime = { now: () => Temporal.Now.instant(), elapsedMs: () => performance.now() };

/** The workspace's clock: it starts where it is told, runs at real speed, and can be held still and put forward. */
export class WorkspaceClock {
  readonly #real: RealTime;
  #base: Temporal.Instant;
  #runningSince: number | undefined;

  constructor(start: Temporal.Instant, real: RealTime) {
    this.#real = real;
    this.#base = start;
    this.#runningSince = real.elapsedMs();
  }

  /** The present moment in the workspace, in whole milliseconds. */
  now(): Temporal.Instant {
    if (this.#runningSince === undefined) return this.#base;
    return this.#base.add({ milliseconds: Math.floor(this.#real.elapsedMs() - this.#runningSince) });
  }

  /** Begins again at this moment and runs, even back in time. */
  restart(moment: Temporal.Instant): void {
    this.#base = moment;
    this.#runningSince = this.#real.elapsedMs();
  }

  /** Stands still at this moment until `run`. */
  holdAt(moment: Temporal.Instant): void {
    this.#base = moment;
    this.#runningSince = undefined;
  }

  /** Runs on at real speed from where it stands. */
  run(): void {
    this.#base = this.now();
    this.#runningSince = this.#real.elapsedMs();
  }
}

/** A moment as ISO 8601 with the offset of the zone, in milliseconds: 2026-12-01T09:00:00.000-05:00. */
export function isoWithOffset(moment: Temporal.Instant, timeZone: string): string {
  return moment.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'millisecond' });
}

/** Whole seconds since 1970, as Slack counts event times. */
export function epochSeconds(moment: Temporal.Instant): number {
  return Math.floor(moment.epochMilliseconds / 1000);
}
