import { afterEach, expect, test } from 'vitest';
import { objectsOf } from '../json.ts';
import { createSandbox } from '../server.ts';
import { act, api, items, look } from './support/control.ts';
import { startFollower } from './support/follower.ts';
import { testManifest } from './support/manifest.ts';
import { maya, people } from './support/people.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

test('whoever follows the clock has begun again before the call answers', async () => {
  const sandbox = await createSandbox({ manifest: testManifest(), members: people });
  endings.push(sandbox.stop);
  const asked: object[] = [];
  const follower = await startFollower(async (request) => {
    asked.push(Object(request));
    // It can already use the new workspace.
    await api(sandbox, 'chat.postMessage', { channel: 'U0SBX00001', text: 'begun again' });
    return { next: null };
  });
  endings.push(follower.stop);
  await act(sandbox, '/clock/followers', { url: follower.url });
  await act(sandbox, '/reset', {});
  // The new clock runs at once, at real speed.
  expect(asked).toEqual([{ reset: true, now: expect.stringMatching(/^2026-12-01T09:00:0\d/) }]);
  const [said, second] = await items(sandbox, '/inbox', { user: maya });
  expect(said).toMatchObject({ text: 'begun again', channel: 'D0SBX00001' });
  expect(second).toBeUndefined();
});

test('a jump that is under way ends, and says why', async () => {
  const sandbox = await createSandbox({ manifest: testManifest(), members: people });
  endings.push(sandbox.stop);
  let arrived = () => {};
  const stepped = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const follower = await startFollower(async () => {
    arrived();
    await held;
    return { next: '2026-12-02T09:00:00-05:00' };
  });
  endings.push(follower.stop);
  await act(sandbox, '/clock/followers', { url: follower.url });
  const jump = act(sandbox, '/clock', { set: '2027-06-01T09:00:00-04:00' });
  await stepped;
  const reset = act(sandbox, '/reset', {});
  // The reset has been heard once it waits for the step; only then the step ends.
  await look(sandbox, '/state');
  release();
  expect(await jump).toMatchObject({ status: 409, body: { error: 'was_reset' } });
  expect((await reset).body).toMatchObject({ ok: true, now: expect.stringContaining('2026-12-01T09:00:00') });
});

test('a follower that fails to begin again is named', async () => {
  const sandbox = await createSandbox({ manifest: testManifest(), members: people });
  endings.push(sandbox.stop);
  await act(sandbox, '/clock/followers', { url: `${sandbox.url}/nothing-there` });
  expect(await act(sandbox, '/reset', {})).toMatchObject({ status: 409, body: { error: 'follower_failed' } });
  expect(objectsOf((await look(sandbox, '/state')).body.users)).toHaveLength(people.length + 1);
});
