// `npm run test:year [-- --short] [--seed N] [--students N]`: lives a year on the workspace's clock and prints what came of it.
// `--again` judges the last run anew, of the same size and seed, without living it; with `--to` also one that was broken off.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { createDatabase } from '../../src/db/database-url.ts';
import { startLocalServer } from '../../src/db/local-server.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { type Lived, live } from './live.ts';
import { readPolicy } from './policy.ts';
import { hasMisses, report } from './report.ts';
import { verdictOn } from './verdict.ts';
import { SHORT, WHOLE, yearOf } from './year.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: '2026' },
    students: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    again: { type: 'boolean', default: false },
    results: { type: 'string', default: 'test-results/year.json' },
  },
});
const began = performance.now();
const seed = Number(values.seed);
const size = values.short ? SHORT : WHOLE;
const { students = String(size.students), from = size.from, to = size.to } = values;
const year = yearOf({ ...size, students: Number(students), from, to }, seed);

/** Each month: a run that is broken off can be judged as far as it came. */
function keep(life: Lived): void {
  mkdirSync(dirname(values.results), { recursive: true });
  writeFileSync(values.results, JSON.stringify(life));
}

async function lived(): Promise<Lived> {
  if (values.again) return JSON.parse(readFileSync(values.results, 'utf8'));
  const server = await startLocalServer({ environment: process.env });
  const name = `year_${process.pid}`;
  const url = await createDatabase(server.url, name);
  const client = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    await migrateDatabase(url);
    const life = await live(year, url, (day, sofar) => {
      process.stderr.write(`${day}: ${sofar.told.length} messages, ${sofar.memory.monthly.at(-1)} MiB\n`);
      keep(sofar);
    });
    keep(life);
    return life;
  } finally {
    await client`drop database if exists ${client(name)} with (force)`;
    await client.end();
  }
}

const life = await lived();
const verdict = verdictOn(year, life, readPolicy());
process.stdout.write(`${report(year, life, verdict, seed, (performance.now() - began) / 1000)}\n`);
process.exit(hasMisses(verdict) ? 1 : 0);
