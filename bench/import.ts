// How long 50,000 people take to be looked through, refused, shown, imported, imported again, exported and seen off, and how much memory;
// each beside a plain COPY of the rows that an import writes, made in the same run: `npm run bench:import [-- people]`.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres from 'postgres';
import { withContext } from '../src/cli/tool.ts';
import { createDatabase } from '../src/db/database-url.ts';
import { startLocalServer } from '../src/db/local-server.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { importersOf, tryImport } from '../src/importing/import-table.ts';
import { importRoster } from '../src/people/import-roster.ts';
import { findPersonByEmail } from '../src/people/store.ts';

const count = Number(process.argv[2] ?? 50_000);
const HEADING = 'name,emails,roles,class,track,society,specialties,overrides';
const TABLES = ['people', 'person_emails', 'person_roles', 'person_specialties', 'person_overrides', 'audit'];

function lineOf(at: number): string {
  const more = at % 10 === 0 ? 'leave from 2027-01-15 to 2027-06-15' : '';
  return `Person ${at},p${at}@example.edu; p${at}@mail.example.edu,student,2029,pathways,Castle,Dermatology; Urology,${more}`;
}

const staff = 'Rosa Staff,rosa@example.edu,staff,,,,,';
const csv = `${[HEADING, staff, ...Array.from({ length: count - 1 }, (_, at) => lineOf(at))].join('\n')}\n`;

const measured: { what: string; seconds: number; megabytes: number }[] = [];

/** `expected` is what has to come of it: a measurement of something else is none. */
async function timed<T>(
  what: string,
  work: () => Promise<T>,
  expected: (result: T) => boolean = () => true,
): Promise<T> {
  const started = performance.now();
  const result = await work();
  measured.push({
    what,
    seconds: (performance.now() - started) / 1000,
    megabytes: Math.round(process.memoryUsage().rss / 1_000_000),
  });
  if (!expected(result)) throw new Error(`${what}: ${JSON.stringify(result).slice(0, 500)}`);
  return result;
}

/** A table as COPY writes it. On a connection of its own: the client leaves it paused where the last piece was a full one. */
async function copiedOut(databaseUrl: string, table: string): Promise<Buffer> {
  const sql = postgres(databaseUrl, { max: 1 });
  const chunks: Buffer[] = [];
  for await (const chunk of await sql.unsafe(`copy public.${table} to stdout`).readable()) chunks.push(chunk);
  await sql.end({ timeout: 0 });
  return Buffer.concat(chunks);
}

/** Copies what an import wrote into empty tables with the same columns, checks and indexes, without triggers or foreign keys. Seconds. */
async function copyPlainly(databaseUrl: string): Promise<number> {
  const parts = await Promise.all(TABLES.map(async (table) => ({ table, rows: await copiedOut(databaseUrl, table) })));
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await sql`create schema plain`;
  for (const table of TABLES) await sql.unsafe(`create table plain.${table} (like public.${table} including all)`);
  const started = performance.now();
  await sql.begin(async (tx) => {
    for (const { table, rows } of parts)
      await pipeline(Readable.from([rows]), await tx.unsafe(`copy plain.${table} from stdin`).writable());
  });
  const seconds = (performance.now() - started) / 1000;
  await sql.end();
  return seconds;
}

const server = await startLocalServer({ environment: process.env });
const databaseUrl = await createDatabase(server.url, `bench_import_${process.pid}`);
await migrateDatabase(databaseUrl);
process.stdout.write(`${count} people, ${(csv.length / 1_000_000).toFixed(1)} MB of CSV\n`);
await withContext({ databaseUrl, logLevel: 'silent', slack: null }, async (ctx) => {
  await importRoster(ctx, `${HEADING}\n${staff}\n`, { as: 'rosa@example.edu', dryRun: false });
  const actor = await findPersonByEmail(ctx.db, 'rosa@example.edu');
  const people = importersOf(ctx).find(({ table }) => table === 'people');
  if (!actor || !people) throw new Error('no staff, or no table of people');
  const run = (text: string, dryRun: boolean) => tryImport(ctx, people, text, actor, { dryRun });
  type Result = Awaited<ReturnType<typeof run>>;
  const refused = (result: Result) => result.kind === 'mistakes';
  const done = (result: Result) => result.kind === 'done';
  await timed(
    'a line in a thousand wrong, refused',
    () => run(csv.replaceAll('000@example.edu', '000'), false),
    refused,
  );
  await timed('every line wrong, refused', () => run(csv.replaceAll('Castle', 'Cattle'), false), refused);
  await timed('difference shown, rolled back', () => run(csv, true), done);
  await timed('imported', () => run(csv, false), done);
  const copied = await copyPlainly(databaseUrl);
  await timed('imported again, nothing different', () => run(csv, false), done);
  await timed('imported with every name changed', () => run(csv.replaceAll('Person', 'Somebody'), false), done);
  const exported = await timed('exported', () => people.export(ctx));
  await timed('the export imported', () => run(exported, false), done);
  const leaving = exported.replaceAll(/,$/gm, ',yes').replace(/^(Rosa.*),yes$/m, '$1,');
  await timed('everybody but staff has left', () => run(leaving, false), done);
  process.stdout.write(`plain COPY of the rows that the import wrote: ${copied.toFixed(2)} s\n`);
  for (const { what, seconds, megabytes } of measured)
    process.stdout.write(
      `${what}: ${seconds.toFixed(1)} s, ${(seconds / copied).toFixed(1)} times the COPY, ${megabytes} MB resident\n`,
    );
});
process.exit(0);
