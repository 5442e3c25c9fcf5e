/** Moving the workspace's clock forward, in steps that let its followers keep up. */
import { Temporal } from 'temporal-polyfill';
import type { Workspace } from '../workspace/workspace.ts';
import { ControlError } from './control-error.ts';
import type { Followers } from './followers.ts';

/** `next` goes to the next moment at which a follower has something to do. */
export type JumpRequest = { set: Temporal.Instant } | { advance: Temporal.Duration } | { next: true };

export interface JumpAnswer {
  now: Temporal.Instant;
  /** False when the jump goes on: the caller repeats the same request until it is done. */
  done: boolean;
}

/** A caller is told after this long that it goes on; most HTTP clients would not wait much longer. */
export const answerWithinMs = 25_000;

/** How far `next` looks ahead: whoever has nothing to do for so long has nothing to do. */
const horizon = Temporal.Duration.from({ years: 2 });

type JumpEnd = { failed: ControlError } | 'arrived';

interface Jump {
  readonly words: string;
  readonly end: Promise<JumpEnd>;
  isRunning: boolean;
  /** A caller is waiting for it at present. */
  isAttended: boolean;
}

export class ClockJumps {
  readonly #workspace: Workspace;
  readonly #followers: Followers;
  readonly #answerWithinMs: number;
  #jump: Jump | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  /** Counts the resets: a jump that began before one does not go on after it. */
  #life = 0;

  constructor(workspace: Workspace, followers: Followers, patienceMs: number = answerWithinMs) {
    this.#workspace = workspace;
    this.#followers = followers;
    this.#answerWithinMs = patienceMs;
  }

  get isRunning(): boolean {
    return this.#jump?.isRunning ?? false;
  }

  /**
   * Moves the clock, or goes on waiting for the same move. Throws ControlError for a move back in time, for a second
   * one meanwhile, and when a follower fails.
   */
  async move(request: JumpRequest): Promise<JumpAnswer> {
    const words = JSON.stringify(request);
    const jump = this.#jump;
    if (jump && jump.words === words && !jump.isAttended) return this.#attend(jump);
    if (jump?.isRunning)
      throw new ControlError(409, 'clock_is_moving', 'another jump is under way; wait until it is done');
    const { clock, timeZone } = this.#workspace;
    const now = clock.now();
    if ('next' in request) return this.#attend(this.#begin(words, () => this.#runToNext()));
    const target = 'set' in request ? request.set : now.toZonedDateTimeISO(timeZone).add(request.advance).toInstant();
    if (Temporal.Instant.compare(target, now) < 0) {
      throw new ControlError(409, 'back_in_time', `it is ${now.toString()}, and the clock only goes forward`);
    }
    return this.#attend(this.#begin(words, () => this.#run(target)));
  }

  /** Lets the followers do what is due at this moment. Throws ControlError when one fails. */
  settle(): Promise<unknown> {
    return this.#exclusively(() => {
      const now = this.#workspace.clock.now();
      return this.#followers.step(now, now);
    });
  }

  /**
   * Breaks off a jump that is under way, then runs `work` while nobody is stepped and the clock stands still. Rejects as
   * `work` does.
   */
  async reset(work: () => Promise<void>): Promise<void> {
    this.#life += 1;
    await this.#exclusively(() => this.#whileStandingStill(work));
    this.#jump = undefined;
  }

  #begin(words: string, run: () => Promise<void>): Jump {
    const end = this.#exclusively(run).then(
      () => 'arrived' as const,
      (error: unknown) => {
        if (error instanceof ControlError) return { failed: error };
        throw error;
      },
    );
    const jump: Jump = { words, end, isRunning: true, isAttended: false };
    void end.finally(() => {
      jump.isRunning = false;
      this.#workspace.sequence.next();
    });
    this.#jump = jump;
    return jump;
  }

  async #attend(jump: Jump): Promise<JumpAnswer> {
    jump.isAttended = true;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), this.#answerWithinMs);
    });
    const end = await Promise.race([jump.end, patience]);
    clearTimeout(timer);
    jump.isAttended = false;
    if (end !== 'late' && this.#jump === jump) this.#jump = undefined;
    if (typeof end === 'object') throw end.failed;
    return { now: this.#workspace.clock.now(), done: end === 'arrived' };
  }

  #run(target: Temporal.Instant): Promise<void> {
    return this.#whileStandingStill(async () => {
      let now = this.#workspace.clock.now();
      for (;;) {
        // The clock may have run past the target while this jump waited for its turn.
        const hasArrived = Temporal.Instant.compare(now, target) >= 0;
        const next = await this.#step(now, hasArrived ? now : target);
        if (hasArrived) return;
        now = next && Temporal.Instant.compare(next, target) < 0 ? next : target;
      }
    });
  }

  #runToNext(): Promise<void> {
    return this.#whileStandingStill(async () => {
      const now = this.#workspace.clock.now();
      const until = now.toZonedDateTimeISO(this.#workspace.timeZone).add(horizon).toInstant();
      const next = await this.#step(now, until);
      if (!next || Temporal.Instant.compare(next, until) > 0) {
        throw new ControlError(409, 'nothing_due', 'nobody who follows the clock has anything ahead');
      }
      await this.#step(next, next);
    });
  }

  /** Puts the clock to `now` and lets the followers do what is due there. Answers when there is more to do, which is later than `now`. */
  async #step(now: Temporal.Instant, until: Temporal.Instant): Promise<Temporal.Instant | undefined> {
    const life = this.#life;
    this.#workspace.clock.holdAt(now);
    const next = await this.#followers.step(now, until);
    if (life !== this.#life) throw new ControlError(409, 'was_reset', 'the workspace was reset during the jump');
    const isOnItsWay = Temporal.Instant.compare(now, until) < 0;
    if (isOnItsWay && next && Temporal.Instant.compare(next, now) <= 0) {
      throw new ControlError(409, 'follower_is_stuck', `at ${now.toString()} it asks for ${next.toString()} again`);
    }
    return next;
  }

  /** What followers do carries the time at which it was due, however long they take. */
  async #whileStandingStill(work: () => Promise<void>): Promise<void> {
    const { clock } = this.#workspace;
    clock.holdAt(clock.now());
    try {
      await work();
    } finally {
      clock.run();
    }
  }

  /** Two things may not step the followers at once. */
  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
