// `npm run test:faults`: the campaign at full size, then its negative control. SEED, FAULTS, PAIRS, CONTROL_FAULTS change it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalServer } from '../../src/db/local-server.ts';
import { type CampaignReport, runCampaign } from './campaign.ts';
import { FAULT_KINDS } from './faults.ts';
import { judged, table } from './judge.ts';

const { SEED = '1', FAULTS = '220', PAIRS = '24', CONTROL_FAULTS = '60' } = process.env;
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Postgres takes a while to start again: it is killed less often than the others are hit. */
const KINDS = [...FAULT_KINDS, ...FAULT_KINDS, ...FAULT_KINDS].filter(
  (kind, at) => kind !== 'database' || at < FAULT_KINDS.length * 2,
);

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'faults-'));
  const start = () => startLocalServer({ environment: process.env, directory, stop: 'immediately' });
  let server = await start();
  const kill = async () => {
    process.kill(server.pid, 'SIGKILL');
    server = await start();
  };
  const usual = { kinds: KINDS, server: { url: server.url, kill }, workers: 3, members: 60 };
  const reports: [string, CampaignReport][] = [];
  const run = async (name: string, options: Omit<Parameters<typeof runCampaign>[0], keyof typeof usual>) => {
    say(`${name}, seed ${options.seed}`);
    reports.push([name, await runCampaign({ ...usual, ...options }, say)]);
  };
  try {
    await run('campaign', { seed: Number(SEED), faults: Number(FAULTS), pairs: Number(PAIRS), search: 'history' });
    await run('control', { seed: Number(SEED), faults: Number(CONTROL_FAULTS), pairs: 0, search: 'nothing' });
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
  for (const [name, report] of reports) say(table(name, report));
  const problems = reports.flatMap(([name, report]) => judged(name === 'control', report));
  for (const problem of problems) say(`NOT KEPT: ${problem}`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

await main();
