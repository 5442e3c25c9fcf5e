// Home pages, published one after the other at the pace of the method. A page is written when its turn has come, so that the newest wins.
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Answerer, Outcome } from './answer.ts';
import { publishHome } from './reply.ts';

/** The turns of a method of Slack, shared by all processes. */
export interface Turns {
  /** Resolves when the method may be called once. */
  take(): Promise<void>;
  /** Slack refused a call: for so many milliseconds nobody's turn comes. */
  refused(retryAfterMs: number): Promise<void>;
}

export interface HomePages {
  /** Publishes somebody's page as it is when its turn comes; who asks again before that gets the same page. */
  publish(slackUserId: string): Promise<Outcome>;
}

interface Options {
  answerer: Answerer;
  /** Never repeats a call by itself. */
  client: WebClient;
  turns: Turns;
}

export function createHomePages({ answerer, client, turns }: Options): HomePages {
  /** Pages that are not written yet. */
  const waiting = new Map<string, Promise<Outcome>>();
  /** The last page of each person that is not published yet: the next one comes after it. */
  const last = new Map<string, Promise<unknown>>();

  async function inTurn(slackUserId: string): Promise<Outcome> {
    for (;;) {
      await turns.take();
      waiting.delete(slackUserId);
      const { reply, done } = await answerer.home(slackUserId);
      try {
        await publishHome(client, slackUserId, reply);
        return done;
      } catch (error) {
        if (!(error instanceof WebAPIRateLimitedError)) throw error;
        await turns.refused(error.retryAfter * 1000);
      }
    }
  }

  function begin(slackUserId: string): Promise<Outcome> {
    const before = last.get(slackUserId) ?? Promise.resolve();
    const page = before.catch(() => undefined).then(() => inTurn(slackUserId));
    const ended = page.finally(() => {
      // A turn that could not be had must not leave its page waiting for ever.
      if (waiting.get(slackUserId) === ended) waiting.delete(slackUserId);
      if (last.get(slackUserId) === ended) last.delete(slackUserId);
    });
    waiting.set(slackUserId, ended);
    last.set(slackUserId, ended);
    return ended;
  }

  return { publish: async (slackUserId) => waiting.get(slackUserId) ?? begin(slackUserId) };
}
