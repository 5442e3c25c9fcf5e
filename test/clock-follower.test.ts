// The clock of a workspace as a small server plays it.
import { createServer } from 'node:http';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { followClock } from '../src/clock-follower.ts';

const at = (text: string) => Temporal.Instant.from(text);
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Answers a registration and keeps where the follower is found. */
async function startClock(answer: object): Promise<{ url: string; follower: () => string }> {
  let follower = '';
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    follower = z.object({ url: z.string() }).parse(JSON.parse(body)).url;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, follower: () => follower };
}

describe('a follower of the clock', () => {
  const steps: string[] = [];
  const errors: unknown[] = [];
  let resets = 0;
  let order: (body: object) => Promise<{ status: number; body: unknown }>;
  let now: () => Temporal.Instant;

  beforeEach(async () => {
    steps.length = 0;
    errors.length = 0;
    resets = 0;
    const workspace = await startClock({ ok: true, now: '2026-12-01T09:00:00-05:00' });
    const follower = await followClock({
      clockUrl: workspace.url,
      onStep: async (moment) => {
        steps.push(moment.toString());
        return moment.add({ hours: 1 });
      },
      onReset: async () => {
        resets += 1;
      },
      onError: (error) => errors.push(error),
    });
    cleanups.push(follower.stop);
    now = follower.clock.now;
    order = async (body) => {
      const answer = await fetch(workspace.follower(), { method: 'POST', body: JSON.stringify(body) });
      return { status: answer.status, body: await answer.json() };
    };
  });

  const isAbout = (moment: string) => expect(now().since(at(moment)).total('seconds')).toBeLessThan(600);

  it('counts on from the time it was told', () => {
    isAbout('2026-12-01T14:00:00Z');
  });

  it('does what is due at each step and says when there is more', async () => {
    const answer = await order({ now: '2026-12-02T09:00:00-05:00', until: '2026-12-03T09:00:00-05:00' });
    expect(answer).toEqual({ status: 200, body: { next: '2026-12-02T15:00:00Z' } });
    expect(steps).toEqual(['2026-12-02T14:00:00Z']);
    isAbout('2026-12-02T14:00:00Z');
  });

  it('begins again with the workspace, also in time', async () => {
    await order({ now: '2027-03-01T09:00:00-05:00', until: '2027-03-01T09:00:00-05:00' });
    expect((await order({ reset: true, now: '2026-12-01T09:00:00-05:00' })).status).toBe(200);
    expect([resets, steps.length]).toEqual([1, 1]);
    isAbout('2026-12-01T14:00:00Z');
    expect((await order({ reset: true })).status).toBe(200);
    expect(resets).toBe(2);
    expect(errors).toEqual([]);
  });

  it.each([{}, { now: 'tomorrow', until: 'later' }, { reset: false }])(
    'refuses an order that it cannot read: %j',
    async (body) => {
      expect((await order(body)).status).toBe(500);
      expect(errors).toHaveLength(1);
      expect([resets, steps]).toEqual([0, []]);
    },
  );
});

describe('where the clock does not answer as it should', () => {
  it('nothing is followed', async () => {
    const { url } = await startClock({ now: 'noon' });
    const unused = { onStep: async () => null, onReset: async () => {}, onError: () => {} };
    await expect(followClock({ clockUrl: url, ...unused })).rejects.toThrow();
  });
});
