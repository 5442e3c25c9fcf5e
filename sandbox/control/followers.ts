/** Apps that follow the workspace's clock: before it moves on, each does what is due. */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { isoWithOffset } from '../workspace/clock.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { ControlError } from './control-error.ts';

const stepAnswer = z.object({ next: z.string().nullable() });

export class Followers {
  readonly #urls = new Set<string>();
  readonly #workspace: Workspace;
  /** One for each question: listeners on a signal that outlives it would gather over a year of steps. */
  readonly #underWay = new Set<AbortController>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get count(): number {
    return this.#urls.size;
  }

  register(url: string): void {
    this.#urls.add(url);
  }

  /**
   * Lets every follower do what is due at `now` on the way to `until`. Answers with the earliest moment at which one of
   * them has more to do. A follower that cannot be reached has ended and follows no more; throws ControlError when one
   * answers with anything but a moment.
   */
  async step(now: Temporal.Instant, until: Temporal.Instant): Promise<Temporal.Instant | undefined> {
    const { timeZone } = this.#workspace;
    const request = { now: isoWithOffset(now, timeZone), until: isoWithOffset(until, timeZone) };
    const answers = await Promise.all([...this.#urls].map((url) => this.#ask(url, request, nextIn)));
    return answers
      .filter((next) => next !== undefined)
      .sort(Temporal.Instant.compare)
      .at(0);
  }

  /** Lets every follower empty itself and begin again at `now`. Throws ControlError when one does not manage. */
  async reset(now: Temporal.Instant): Promise<void> {
    const request = { reset: true, now: isoWithOffset(now, this.#workspace.timeZone) };
    await Promise.all([...this.#urls].map((url) => this.#ask(url, request, () => undefined)));
  }

  /** Breaks off what is under way; nobody is asked any more. */
  stop(): void {
    this.#urls.clear();
    for (const question of this.#underWay) question.abort();
  }

  async #ask<Answer>(url: string, request: object, read: (response: unknown) => Answer): Promise<Answer | undefined> {
    const { clock, log, real } = this.#workspace;
    const start = real.elapsedMs();
    const question = new AbortController();
    this.#underWay.add(question);
    let response: unknown;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        signal: question.signal,
      });
      response = readable(await answer.text());
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return read(response);
    } catch (error) {
      response ??= { unreadable: error instanceof Error ? error.message : String(error) };
      // fetch rejects with a TypeError when nobody is there.
      if (error instanceof TypeError) {
        this.#urls.delete(url);
        return undefined;
      }
      throw new ControlError(
        409,
        'follower_failed',
        `${url} answered ${JSON.stringify(request)} with ${JSON.stringify(response)}`,
      );
    } finally {
      this.#underWay.delete(question);
      const ms = Math.round(real.elapsedMs() - start);
      log.add({ at: clock.now(), direction: 'to_bot', kind: 'clock', request, response, ms });
    }
  }
}

/** The moment in the answer to a step; undefined where nothing more is due. Throws for anything else. */
function nextIn(response: unknown): Temporal.Instant | undefined {
  const { next } = stepAnswer.parse(response);
  return next === null ? undefined : Temporal.Instant.from(next);
}

/** JSON where it is JSON, the words otherwise: an empty answer is enough for a reset. */
function readable(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
