// The databases of a run, each used by one test after the other: to make one takes a machine half a second, to empty one a few milliseconds.
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { databaseOn } from '../../src/db/database-url.ts';

/** What workers need to know; made once for a run, and handed to them as data. */
export interface DatabasePool {
  /** The superuser's address of the server. */
  server: string;
  /** The migrated database to copy; a table of this name keeps which copies are free. */
  template: string;
  /** Statements that make a used copy like a new one. */
  reset: string;
  /** The last transaction of the migrations: rows of the catalogue that are younger are a test's own change of the schema. */
  migratedIn: string;
}

type Client = postgres.Sql;

export function connectTo(url: string): Client {
  return postgres(url, { max: 1, onnotice: () => {} });
}

/** Empties every table, counts ids from the start, and puts back what the migrations entered. Triggers stay silent meanwhile. */
async function resetOf(client: Client): Promise<string> {
  const tables = await client<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`;
  const sequences = await client<{ statement: string }[]>`
    select format('select setval(%L, %s, false)', format('%I.%I', schemaname, sequencename), start_value) as statement
    from pg_sequences where schemaname = 'public'`;
  const entered: string[] = [];
  for (const { name } of tables) {
    const [row] = await client.unsafe<{ statement: string | null }[]>(
      `select format('insert into ${name} overriding system value select * from json_populate_recordset(null::${name}, %L)', json_agg(t)) as statement
        from ${name} t having count(*) > 0`,
    );
    if (row?.statement) entered.push(row.statement);
  }
  return [
    'set session_replication_role = replica',
    ...tables.map(({ name }) => `delete from ${name}`),
    ...sequences.map(({ statement }) => statement),
    ...entered,
  ].join(';\n');
}

/** A pool of copies of a migrated database to which nobody is connected. */
export async function openPool(server: string, template: string): Promise<DatabasePool> {
  const client = connectTo(databaseOn(server, template));
  const reset = await resetOf(client);
  const [row] = await client<{ id: string }[]>`select pg_current_xact_id()::xid::text as id`;
  await client.end();
  const control = connectTo(server);
  await control`create table ${control(template)} (name text primary key, free boolean not null)`;
  await control.end();
  return { server, template, reset, migratedIn: row?.id ?? '' };
}

/** Drops every copy and the template. */
export async function closePool({ server, template }: DatabasePool): Promise<void> {
  const control = connectTo(server);
  const copies = await control<{ name: string }[]>`select name from ${control(template)}`;
  for (const name of [template, ...copies.map((copy) => copy.name)])
    await control`drop database if exists ${control(name)} with (force)`;
  await control`drop table ${control(template)}`;
  await control.end();
}

/** The name of a database that is as the migrations leave it, for one test alone. `control` is connected to the pool's server. */
export async function takeDatabase(control: Client, { template }: DatabasePool): Promise<string> {
  const copies = control(template);
  const [free] = await control<{ name: string }[]>`
    update ${copies} set free = false
    where name = (select name from ${copies} where free limit 1 for update skip locked) returning name`;
  if (free) return free.name;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await control`insert into ${copies} values (${name}, false)`;
  await control`create database ${control(name)} template ${copies}`;
  // These databases need not outlive the server, which is never killed under them.
  await control`alter database ${control(name)} set synchronous_commit = off`;
  return name;
}

/** Whether a test changed the schema. */
async function isAltered(client: Client, { migratedIn }: DatabasePool): Promise<boolean> {
  const catalogues = ['attribute', 'class', 'constraint', 'index', 'namespace', 'proc', 'trigger', 'type'];
  const younger = catalogues.map((name) => `select 1 from pg_${name} where age(xmin) < age('${migratedIn}'::xid)`);
  return (await client.unsafe(younger.join(' union all '))).length > 0;
}

/** Ends whoever is still connected, and keeps the database for another test unless its schema was changed. */
export async function returnDatabase(control: Client, pool: DatabasePool, name: string): Promise<void> {
  await control`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = ${name}`;
  const client = connectTo(databaseOn(pool.server, name));
  const altered = await isAltered(client, pool);
  if (!altered) await client.unsafe(pool.reset);
  await client.end();
  if (altered) {
    await control`drop database ${control(name)} with (force)`;
    await control`delete from ${control(pool.template)} where name = ${name}`;
  } else {
    await control`update ${control(pool.template)} set free = true where name = ${name}`;
  }
}
