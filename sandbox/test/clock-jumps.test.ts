import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { ClockJumps } from '../control/clock-jumps.ts';
import { Followers } from '../control/followers.ts';
import { testWorkspace } from './support/test-workspace.ts';

test('a jump that takes long is answered in between, and its repetition waits for the same jump', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = createServer(async (_request, response) => {
    await held;
    response.end('{"next":null}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const workspace = testWorkspace();
  const followers = new Followers(workspace);
  followers.register(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const jumps = new ClockJumps(workspace, followers, 20);
  const request = { advance: Temporal.Duration.from('PT1H') };

  expect((await jumps.move(request)).done).toBe(false);
  await expect(jumps.move({ advance: Temporal.Duration.from('PT2H') })).rejects.toThrow('clock_is_moving');
  release();
  let answer = await jumps.move(request);
  while (!answer.done) answer = await jumps.move(request);
  expect(answer.now.since(Temporal.Instant.from('2026-12-01T10:00:00-05:00')).total('seconds')).toBeLessThan(600);
  server.close();
  server.closeAllConnections();
});
