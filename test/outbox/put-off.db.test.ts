// A message whose writer says at the moment of sending that it is not to be said yet.
import type { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NotYet, Reply } from '../../src/feature.ts';
import type { NewMessage } from '../../src/outbox/enqueue.ts';
import { type OutboxTrial, post, START, startOutboxTrial } from '../support/outbox-trial.ts';

let trial: OutboxTrial;
let asked: Temporal.Instant[];
const MORNING = START.add({ hours: 10 });

beforeEach(async () => {
  trial = await startOutboxTrial();
  asked = [];
});
afterEach(() => trial.stop());

/** Puts off until the morning what it is asked for before. */
async function compose(): Promise<Reply | NotYet> {
  const now = trial.clock.now();
  asked.push(now);
  return now.epochMilliseconds < MORNING.epochMilliseconds ? { notBefore: MORNING } : { text: 'morning', blocks: [] };
}

function written(key: string, more: Partial<NewMessage> = {}): NewMessage {
  const base = { kind: 'post', dedupeKey: key, lane: 'reminders', to: { person: 1 } } as const;
  return { ...base, composer: 'test.write', content: {}, ...more } as NewMessage;
}

it('waits until then, no call having begun, and is written anew', async () => {
  trial.outbox({ compose });
  await trial.say(written('put off'));
  await expect.poll(async () => (await trial.rows())[0]?.readyAt.toString()).toBe(MORNING.toString());
  await trial.states('queued');
  expect((await trial.rows())[0]).toMatchObject({ attempt: 0, error: null, worker: null });
  trial.clock.set(MORNING);
  await trial.states('sent');
  expect(await trial.texts(1)).toEqual(['morning']);
  expect(asked.map((at) => at.round('minute'))).toEqual([START, MORNING]);
});

it('keeps nothing else from being sent to the same person meanwhile', async () => {
  trial.outbox({ compose });
  await trial.say(written('put off'));
  await expect.poll(async () => (await trial.rows())[0]?.readyAt.toString()).toBe(MORNING.toString());
  await trial.say(post('now', 1));
  await trial.states('queued', 'sent');
});

it('expires at once where it would be of no use by then', async () => {
  trial.outbox({ compose });
  await trial.say(written('put off', { expiresAt: MORNING }), post('now', 1));
  await trial.states('expired', 'sent');
  expect(asked).toHaveLength(1);
});
