// In which order and how fast messages leave: Slack's real rates, on a workspace's clock that is moved.
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it } from 'vitest';
import { followClock } from '../../src/clock-follower.ts';
import type { NewMessage } from '../../src/outbox/enqueue.ts';
import { SLACK_RATES, scaledRates } from '../../src/outbox/pace.ts';
import { type OutboxTrial, post, START, startOutboxTrial } from '../support/outbox-trial.ts';

let trial: OutboxTrial;
afterEach(() => trial.stop());

const REAL = { rates: SLACK_RATES, conversationGapMs: 1_000, settleMs: 300, mostSending: 1 };

/** An outbox that follows the workspace's clock, which is then moved on by two minutes. */
async function live(): Promise<void> {
  const outbox = trial.outbox({ followsClock: true, settings: REAL });
  const follower = await followClock({
    clockUrl: trial.workspace.sandbox.url,
    onStep: (now) => {
      trial.clock.set(now);
      return outbox.step(now);
    },
    onReset: async () => {},
    onError: (error) => {
      throw error;
    },
  });
  await trial.workspace.control('/clock', { advance: 'PT2M' });
  await follower.stop();
}

/** Whole posts, with the second of the workspace at which each came. */
async function posts() {
  const calls = (await trial.workspace.calls()).filter(({ kind }) => kind === 'chat.postMessage');
  return calls.map(({ at, request, response, warnings }) => ({
    second: Temporal.Instant.from(at).since(START).total('seconds'),
    text: String(request.text),
    channel: String(request.channel),
    refused: JSON.stringify(response).includes('ratelimited'),
    warnings,
  }));
}

describe('on the clock of a workspace', () => {
  it('a broadcast keeps to the pace, and Slack refuses nothing', async () => {
    trial = await startOutboxTrial(60, { rates: {}, now: START.toString() });
    const messages = Array.from({ length: 60 }, (_, at) => post(`${at}`, at + 1, { lane: 'broadcasts' }));
    await trial.say(...messages);
    await live();
    const sent = await posts();
    expect(sent.map(({ text }) => Number(text))).toEqual(messages.map((_, at) => at));
    expect(sent.filter(({ refused, warnings }) => refused || warnings.length > 0)).toEqual([]);
    // Four a second, a little faster towards the end; half a second's worth may leave ahead of its slot.
    expect(sent.at(-1)?.second).toBeGreaterThan(12);
    expect(sent.at(-1)?.second).toBeLessThan(15);
    for (const { second } of sent)
      expect(sent.filter((b) => b.second >= second && b.second < second + 1).length).toBeLessThanOrEqual(7);
  });

  it('one person gets at most one message a second, in the order of enqueueing; others do not wait for that', async () => {
    trial = await startOutboxTrial(2, { rates: {}, now: START.toString() });
    await trial.say(post('a', 1), post('b', 1), post('c', 1), post('d', 2));
    await live();
    const sent = await posts();
    expect(sent.map(({ text }) => text)).toEqual(['a', 'd', 'b', 'c']);
    const [a, , b, c] = sent.map(({ second }) => second);
    expect(Math.round((Number(b) - Number(a)) * 1_000)).toBeGreaterThanOrEqual(1_000);
    expect(Math.round((Number(c) - Number(b)) * 1_000)).toBeGreaterThanOrEqual(1_000);
    expect(sent.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('after a 429 nothing is asked of the method until Retry-After is over; other methods go on', async () => {
    trial = await startOutboxTrial(8, { rates: {}, now: START.toString() });
    await trial.workspace.control('/faults', { method: 'chat.postMessage', kind: '429', retry_after: 20, count: 1 });
    await trial.say(...Array.from({ length: 8 }, (_, at) => post(`${at}`, at + 1)));
    await live();
    const [first, ...rest] = await posts();
    // A second call may have been under way when the first was refused.
    const silent = rest.filter(({ second }) => second > (first?.second ?? 0) + 0.5);
    expect(Math.min(...silent.map(({ second }) => second))).toBeGreaterThanOrEqual((first?.second ?? 0) + 20);
    await trial.states(...Array.from({ length: 8 }, () => 'sent'));
    for (const person of [1, 8]) expect(await trial.texts(person)).toHaveLength(1);
  });
});

describe('lanes', () => {
  it('answers leave before reminders, reminders before broadcasts, each in order of due time', async () => {
    trial = await startOutboxTrial(6);
    const due = (minutes: number): Partial<NewMessage> => ({ dueAt: trial.clock.now().subtract({ minutes }) });
    await trial.say(
      post('broadcast', 1, { lane: 'broadcasts', ...due(9) }),
      post('late', 2, due(1)),
      post('early', 3, due(5)),
      post('answer', 4, { lane: 'answers' }),
    );
    trial.outbox({ settings: { rates: scaledRates(SLACK_RATES, 3), mostSending: 1 } });
    await trial.states('sent', 'sent', 'sent', 'sent');
    expect((await posts()).map(({ text }) => text)).toEqual(['answer', 'early', 'late', 'broadcast']);
  });

  it('a reminder that falls due amid a broadcast leaves within two seconds', async () => {
    trial = await startOutboxTrial(40);
    await trial.say(...Array.from({ length: 39 }, (_, at) => post(`${at}`, at + 1, { lane: 'broadcasts' })));
    trial.outbox({ settings: REAL });
    trial.outbox({ settings: REAL });
    const seen = async (text: string) => (await posts()).some((each) => each.text === text);
    await expect.poll(() => seen('5'), { timeout: 10_000 }).toBe(true);
    const enqueuedAt = performance.now();
    await trial.say(post('reminder', 40));
    await expect.poll(() => seen('reminder'), { timeout: 10_000, interval: 10 }).toBe(true);
    expect(performance.now() - enqueuedAt).toBeLessThan(2_000);
    expect(await seen('38')).toBe(false);
  });
});

it('two workers share one pace and send each message once, in order for each person', async () => {
  trial = await startOutboxTrial(5);
  const keys = Array.from({ length: 40 }, (_, at) => `${at}`);
  await trial.say(...keys.map((key, at) => post(key, (at % 5) + 1)));
  const settings = { rates: scaledRates(SLACK_RATES, 5), conversationGapMs: 10 };
  const started = performance.now();
  for (let worker = 0; worker < 2; worker++) trial.outbox({ settings });
  await trial.states(...keys.map(() => 'sent'));
  // 40 messages at 20 a second, a little faster in the end.
  expect(performance.now() - started).toBeGreaterThan(1_500);
  for (let person = 1; person <= 5; person++)
    expect(await trial.texts(person)).toEqual(keys.filter((_, at) => at % 5 === person - 1));
});
