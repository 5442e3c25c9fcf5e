import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createSandbox, type Sandbox } from '../server.ts';
import { act, api, items, look } from './support/control.ts';
import { type Follower, startFollower } from './support/follower.ts';
import { testManifest } from './support/manifest.ts';
import { maya, people } from './support/people.ts';

const stepSchema = z.object({ now: z.string(), until: z.string() });
type Step = z.infer<typeof stepSchema>;
type Answerer = (step: Step) => Promise<{ next: string | null }>;

let sandbox: Sandbox;
const followers: Follower[] = [];
beforeEach(async () => {
  sandbox = await createSandbox({ manifest: testManifest(), members: people });
});
afterEach(async () => {
  await sandbox.stop();
  for (const follower of followers.splice(0)) follower.stop();
});

const set = (to: string) => act(sandbox, '/clock', { set: to });

/** Starts a follower that answers each step so. */
async function follow(answer: Answerer): Promise<void> {
  const follower = await startFollower((asked) => answer(stepSchema.parse(asked)));
  followers.push(follower);
  const { url } = follower;
  expect((await act(sandbox, '/clock/followers', { url })).body).toMatchObject({
    now: expect.stringContaining('2026-12-01T09:0'),
  });
}

/** A follower that has something due at each of these moments, and says it. */
function dueAt(moments: readonly string[], seen: Step[]): Answerer {
  return async (step) => {
    seen.push(step);
    const now = Temporal.Instant.from(step.now);
    const isDue = moments.some((each) => Temporal.Instant.from(each).equals(now));
    if (isDue) await api(sandbox, 'chat.postMessage', { channel: 'U0SBX00001', text: `due ${step.now}` });
    const next = moments.find((each) => Temporal.Instant.compare(Temporal.Instant.from(each), now) > 0);
    return { next: next ?? null };
  };
}

describe('the clock without followers', () => {
  test('is set and advanced, and messages carry its time', async () => {
    expect((await set('2026-12-24T18:00:00-05:00')).body).toMatchObject({
      done: true,
      now: expect.stringContaining('2026-12-24T18:00:00'),
    });
    const { body } = await act(sandbox, '/clock', { advance: 'P1D' });
    expect(body.now).toContain('2026-12-25T18:00:0');
    const { ts } = await api(sandbox, 'chat.postMessage', { channel: 'U0SBX00001', text: 'a' });
    expect(Math.floor(Number(ts) / 60)).toBe(
      Temporal.Instant.from('2026-12-25T18:00:00-05:00').epochMilliseconds / 60_000,
    );
  });

  test('a response_url lives thirty minutes of it and five uses', async () => {
    await act(sandbox, '/command', { user: maya, command: '/echo' });
    const entry = (await items(sandbox, '/log', {})).find((each) => each.kind === 'slash_commands');
    const { response_url: url } = z.object({ response_url: z.string() }).parse(entry?.request);
    const post = (text: string) => fetch(url, { method: 'POST', body: JSON.stringify({ text }) });
    for (const use of ['1', '2', '3', '4', '5']) expect((await post(use)).status).toBe(200);
    const sixth = await post('6');
    expect([sixth.status, await sixth.text()]).toEqual([404, 'used_url']);
    await act(sandbox, '/clock', { advance: 'PT31M' });
    expect(await (await post('7')).text()).toBe('expired_url');
  });
});

describe('the clock with a follower', () => {
  const nine = '2026-12-02T09:00:00-05:00';
  const ten = '2026-12-02T10:00:00-05:00';

  test('stops at everything that is due, and what happens there carries that time', async () => {
    const steps: Step[] = [];
    await follow(dueAt([nine, ten], steps));
    const { body } = await set('2026-12-03T09:00:00-05:00');
    expect(body).toMatchObject({ done: true, now: expect.stringContaining('2026-12-03T09:00:00') });
    expect(steps.slice(1).map(({ now }) => now)).toEqual([
      '2026-12-02T09:00:00.000-05:00',
      '2026-12-02T10:00:00.000-05:00',
      '2026-12-03T09:00:00.000-05:00',
    ]);
    expect(new Set(steps.map(({ until }) => until))).toEqual(new Set(['2026-12-03T09:00:00.000-05:00']));
    const said = await items(sandbox, '/inbox', { user: maya });
    expect(said.map((each) => Math.floor(Number(each.ts)))).toEqual(
      [nine, ten].map((each) => Temporal.Instant.from(each).epochMilliseconds / 1000),
    );
  });

  test('refuses a second jump meanwhile', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = () => {};
    const asked = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await follow(async () => {
      arrived();
      await held;
      return { next: null };
    });
    const jump = set(nine);
    await asked;
    expect(await set(ten)).toMatchObject({ status: 409, body: { error: 'clock_is_moving' } });
    release();
    expect((await jump).body).toMatchObject({ done: true });
  });

  test('a follower that asks for the same moment again is named', async () => {
    await follow(async ({ now }) => ({ next: now }));
    expect(await set(nine)).toMatchObject({ status: 409, body: { error: 'follower_is_stuck' } });
  });

  test('one that has ended follows no more', async () => {
    await follow(async () => ({ next: null }));
    followers[0]?.stop();
    expect((await set(nine)).body).toMatchObject({ done: true });
  });

  test('idle asks it for what is due now', async () => {
    const steps: Step[] = [];
    await follow(dueAt([], steps));
    expect((await look(sandbox, '/idle', { wait: 5000 })).body).toMatchObject({ ok: true });
    expect(steps).toHaveLength(1);
    expect(steps[0]?.now).toBe(steps[0]?.until);
  });

  test('half a year is walked day by day, and the workspace stays in order', async () => {
    const steps: Step[] = [];
    await follow(async (step) => {
      steps.push(step);
      const now = Temporal.Instant.from(step.now).toZonedDateTimeISO('America/New_York');
      return {
        next: now.with({ hour: 9, minute: 0, second: 0, millisecond: 0 }).add({ days: 1 }).toInstant().toString(),
      };
    });
    const { body } = await set('2027-06-01T09:00:00-04:00');
    expect(body).toMatchObject({ done: true, now: expect.stringContaining('2027-06-01T09:00:00') });
    // The first step and one for each of the 182 mornings from 2 December to 1 June, also over the change of clocks.
    expect(steps).toHaveLength(183);
    expect(new Set(steps.slice(1).map(({ now }) => now.slice(11, 19)))).toEqual(new Set(['09:00:00']));
    expect(await set('2027-05-01T09:00:00-04:00')).toMatchObject({ status: 409, body: { error: 'back_in_time' } });
  });

  test('next goes to the next moment at which something is due, and no further', async () => {
    const steps: Step[] = [];
    await follow(dueAt([nine, ten], steps));
    const next = () => act(sandbox, '/clock', { next: true });
    expect((await next()).body).toMatchObject({ done: true, now: expect.stringContaining('2026-12-02T09:00:00') });
    expect((await next()).body).toMatchObject({ done: true, now: expect.stringContaining('2026-12-02T10:00:00') });
    expect(await items(sandbox, '/inbox', { user: maya })).toHaveLength(2);
    expect(await next()).toMatchObject({ status: 409, body: { error: 'nothing_due' } });
    expect(steps.at(-1)?.now).toContain('2026-12-02T10:00:0');
  });
});
