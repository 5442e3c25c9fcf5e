// In which order and how fast messages leave: Slack's real rates, on a workspace's clock that is moved.
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { followClock } from '../../src/clock-follower.ts';
import type { NewMessage } from '../../src/outbox/enqueue.ts';
import { SLACK_RATES, scaledRates } from '../../src/outbox/pace.ts';
import { type OutboxTrial, post, START, startOutboxTrial } from '../support/outbox-trial.ts';

let trial: OutboxTrial;
afterEach(() => trial.stop());

const REAL = { rates: SLACK_RATES, conversationGapMs: 1_000, settleMs: 300, mostSending: 1 };

/**
 * An outbox that follows the workspace's clock, which is then moved on by two minutes. Gives the millisecond from which on it went by
 * steps alone; before that it ran as fast as real time.
 */
async function live(): Promise<number> {
  const steps: Temporal.Instant[] = [];
  const outbox = trial.outbox({ followsClock: true, settings: REAL });
  const follower = await followClock({
    clockUrl: trial.workspace.sandbox.url,
    onStep: (now) => {
      steps.push(now);
      trial.clock.set(now);
      return outbox.step(now);
    },
    onReset: async () => {},
    onError: (error) => {
      throw error;
    },
  });
  // A jump that takes long is answered in between, and asked for again.
  const moved = z.object({ done: z.boolean() });
  const advance = async () => moved.parse(await trial.workspace.control('/clock', { advance: 'PT2M' })).done;
  while (!(await advance()));
  await follower.stop();
  return steps[0]?.since(START).total('milliseconds') ?? Number.NaN;
}

/** Whole posts, with the moment of the workspace at which each came: whole milliseconds since the start, as the workspace writes them. */
async function posts() {
  const calls = (await trial.workspace.calls()).filter(({ kind }) => kind === 'chat.postMessage');
  return calls.map(({ at, request, response, warnings }) => ({
    ms: Temporal.Instant.from(at).since(START).total('milliseconds'),
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
    const begun = await live();
    const sent = await posts();
    expect(sent.map(({ text }) => Number(text))).toEqual(messages.map((_, at) => at));
    expect(sent.filter(({ refused, warnings }) => refused || warnings.length > 0)).toEqual([]);
    // Four a second, a little faster towards the end; half a second's worth may leave ahead of its slot.
    const stepped = sent.filter(({ ms }) => ms >= begun);
    expect(stepped.length).toBeGreaterThan(50);
    const lasted = Number(stepped.at(-1)?.ms) - begun;
    expect(lasted).toBeGreaterThan(stepped.length * 200);
    expect(lasted).toBeLessThan(stepped.length * 250);
    for (const { ms } of sent)
      expect(sent.filter((b) => b.ms >= ms && b.ms < ms + 1_000).length).toBeLessThanOrEqual(7);
  });

  it('one person gets at most one message a second, in the order of enqueueing; others do not wait for that', async () => {
    trial = await startOutboxTrial(2, { rates: {}, now: START.toString() });
    await trial.say(post('a', 1), post('b', 1), post('c', 1), post('d', 2));
    await live();
    const sent = await posts();
    expect(sent.map(({ text }) => text)).toEqual(['a', 'd', 'b', 'c']);
    const [a, , b, c] = sent.map(({ ms }) => ms);
    expect(Number(b) - Number(a)).toBeGreaterThanOrEqual(1_000);
    expect(Number(c) - Number(b)).toBeGreaterThanOrEqual(1_000);
    expect(sent.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  it('after a 429 nothing is asked of the method until Retry-After is over; other methods go on', async () => {
    trial = await startOutboxTrial(8, { rates: {}, now: START.toString() });
    await trial.workspace.control('/faults', { method: 'chat.postMessage', kind: '429', retry_after: 20, count: 1 });
    await trial.say(...Array.from({ length: 8 }, (_, at) => post(`${at}`, at + 1)));
    await live();
    const [first, ...rest] = await posts();
    // A second call may have been under way when the first was refused.
    const silent = rest.filter(({ ms }) => ms > (first?.ms ?? 0) + 500);
    expect(Math.min(...silent.map(({ ms }) => ms))).toBeGreaterThanOrEqual((first?.ms ?? 0) + 20_000);
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

  // Two seconds at four a second; the seconds themselves are measured by bench/broadcast-pace.ts.
  it('a reminder that falls due amid a broadcast leaves before eight more of it', async () => {
    trial = await startOutboxTrial(40);
    await trial.say(...Array.from({ length: 39 }, (_, at) => post(`${at}`, at + 1, { lane: 'broadcasts' })));
    trial.outbox({ settings: REAL });
    trial.outbox({ settings: REAL });
    const seen = async (text: string) => (await posts()).some((each) => each.text === text);
    await expect.poll(() => seen('5')).toBe(true);
    await trial.say(post('reminder', 40));
    const before = (await posts()).length;
    await expect.poll(() => seen('reminder')).toBe(true);
    const order = (await posts()).map(({ text }) => text);
    expect(order.indexOf('reminder')).toBeLessThanOrEqual(before + 8);
    expect(order.slice(0, order.indexOf('reminder'))).not.toContain('38');
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
