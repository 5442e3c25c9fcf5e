// How long 50,000 people take to be looked through, imported, imported again and exported, and how much memory: `npx tsx bench/import.ts [people]`.
import { withContext } from '../src/cli/tool.ts';
import { createDatabase } from '../src/db/database-url.ts';
import { startLocalServer } from '../src/db/local-server.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { importersOf, tryImport } from '../src/importing/import-table.ts';
import { importRoster } from '../src/people/import-roster.ts';
import { findPersonByEmail } from '../src/people/store.ts';

const count = Number(process.argv[2] ?? 50_000);
const HEADING = 'name,emails,roles,class,track,society,specialties,overrides';

function lineOf(at: number): string {
  const more = at % 10 === 0 ? 'leave from 2027-01-15 to 2027-06-15' : '';
  return `Person ${at},p${at}@example.edu; p${at}@mail.example.edu,student,2029,pathways,Castle,Dermatology; Urology,${more}`;
}

const staff = 'Rosa Staff,rosa@example.edu,staff,,,,,';
const csv = `${[HEADING, staff, ...Array.from({ length: count - 1 }, (_, at) => lineOf(at))].join('\n')}\n`;

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  const { rss } = process.memoryUsage();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${what}: ${seconds} s, ${Math.round(rss / 1_000_000)} MB resident\n`);
  return result;
}

const server = await startLocalServer({ environment: process.env });
const databaseUrl = await createDatabase(server.url, `bench_import_${process.pid}`);
await migrateDatabase(databaseUrl);
process.stdout.write(`${count} people, ${Math.round(csv.length / 1_000_000)} MB of CSV\n`);
await withContext({ databaseUrl, logLevel: 'silent', slack: null }, async (ctx) => {
  await importRoster(ctx, `${HEADING}\n${staff}\n`, { as: 'rosa@example.edu', dryRun: false });
  const actor = await findPersonByEmail(ctx.db, 'rosa@example.edu');
  const people = importersOf(ctx).find(({ table }) => table === 'people');
  if (!actor || !people) throw new Error('no staff, or no table of people');
  const run = (text: string, dryRun: boolean) => tryImport(ctx, people, text, actor, { dryRun });
  await timed('a line in a thousand wrong, refused', () => run(csv.replaceAll('000@example.edu', '000'), false));
  await timed('difference shown, rolled back', () => run(csv, true));
  await timed('imported', () => run(csv, false));
  await timed('imported again, nothing different', () => run(csv, false));
  await timed('imported with every name changed', () => run(csv.replaceAll('Person', 'Somebody'), false));
  const exported = await timed('exported', () => people.export(ctx));
  await timed('the export imported', () => run(exported, false));
});
process.exit(0);
