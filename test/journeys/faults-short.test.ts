// The fault campaign in short; `npm run test:faults` runs it at full size and judges its times as well.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalServer, startLocalServer } from '../../src/db/local-server.ts';
import { runCampaign } from '../faults/campaign.ts';
import { FAULT_KINDS } from '../faults/faults.ts';

let directory: string;
let server: LocalServer;
const start = () => startLocalServer({ environment: process.env, directory, stop: 'immediately' });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'faults-'));
  server = await start();
});
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

const usual = () => ({
  server: {
    url: server.url,
    kill: async () => {
      process.kill(server.pid, 'SIGKILL');
      server = await start();
    },
  },
  workers: 2,
  members: 20,
  pairs: 0,
});

test('whatever dies, every message arrives once and in order', async () => {
  const report = await runCampaign(
    { ...usual(), seed: 7, faults: 30, kinds: FAULT_KINDS, search: 'history' },
    () => {},
  );
  expect(report.main).toMatchObject({ lost: 0, duplicated: 0, outOfOrder: 0 });
  expect(report.main.enqueued).toBeGreaterThan(50);
  expect(report.states).toEqual({ sent: report.main.enqueued });
  expect(report.watched).toBeGreaterThan(10);
  expect(report.mostSending).toBeLessThanOrEqual(10);
  expect([report.refused, report.tooSoon]).toEqual([0, 0]);
});

test('the same trial finds out whoever does not look into Slack', async () => {
  const report = await runCampaign(
    { ...usual(), seed: 7, faults: 6, kinds: ['reset-after', 'silence'], search: 'nothing' },
    () => {},
  );
  expect(report.main.lost).toBe(0);
  expect(report.main.duplicated).toBeGreaterThan(0);
});
