/**
 * The keeper: a process of its own that is the server's parent, waits for its end, and ends it after a time without
 * clients. It outlives whoever started it. Plain JavaScript, because it runs under bare node, from src and from dist
 * alike. Its one argument is an order (KeeperOrder in launch.ts); its output is the server's log.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';

const order = JSON.parse(process.argv[2] ?? '');

// Here and not in the spawn: node itself may lie in a home that only root can enter. Groups first, since only root may
// change them.
if (order.user) {
  process.setgroups([order.user.gid]);
  process.setgid(order.user.gid);
  process.setuid(order.user.uid);
}
process.umask(0o077);
// A folder that somebody works in cannot be unmounted, and one that is deleted confuses children.
process.chdir(order.data);

// Read before the server starts, so that a start without it fails as a whole.
const password = readFileSync(order.password, 'utf8').trim();

const say = (text) => process.stderr.write(`keeper: ${text}\n`);

/** An adopted server's process id, as it says itself. */
const serverPid = () => Number.parseInt(readFileSync(join(order.data, 'postmaster.pid'), 'utf8'), 10);

/** SIGINT is Postgres's fast shutdown: it rolls back, disconnects everyone, writes everything, and ends. */
let child;

function endServer(reason) {
  say(`ending the server: ${reason}`);
  try {
    // A server that is just starting has not said its id yet.
    if (child) child.kill('SIGINT');
    else process.kill(serverPid(), 'SIGINT');
  } catch (error) {
    say(`it has ended already (${error.message})`);
    process.exit(0);
  }
}

if (order.server) {
  child = spawn(order.server.file, order.server.arguments, { stdio: ['ignore', 'inherit', 'inherit'] });
  child.on('error', (error) => {
    say(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    say(`the server has ended (${signal ?? code})`);
    process.exit(code ?? 1);
  });
} else {
  // An adopted server is nobody's child here, so its end has to be looked for.
  const pid = serverPid();
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(0);
    }
  }, 500);
}

process.on('SIGHUP', () => {});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => endServer(signal));

// One connection for good: a new one at each look would count as a new session below.
const sql = postgres({
  host: '127.0.0.1',
  port: order.port,
  user: 'postgres',
  password,
  database: 'postgres',
  max: 1,
  fetch_types: false,
  idle_timeout: 0,
  max_lifetime: 0,
  connection: { application_name: order.applicationName },
  onnotice: () => {},
  backoff: () => 0.2,
});

/**
 * The clients at this moment, and how many sessions there ever were: a short visit between two looks is a visit too.
 */
async function clients() {
  const [row] = await sql`
    select
      (select count(*)::int from pg_stat_activity
        where backend_type = 'client backend' and application_name <> ${order.applicationName}) as now,
      (select sum(sessions)::text from pg_stat_database) as sessions`;
  return row;
}

let lastClient = performance.now();
let sessions = '';
let reached = false;
for (;;) {
  try {
    const seen = await clients();
    reached = true;
    if (seen.now > 0 || seen.sessions !== sessions) lastClient = performance.now();
    sessions = seen.sessions;
    if (performance.now() - lastClient >= order.idleMs) endServer(`no clients for ${order.idleMs / 1000} s`);
  } catch (error) {
    // An adopted server that nobody answers for is a zombie; a child's end is reported by its exit.
    if (!order.server && error.code === 'ECONNREFUSED') process.exit(0);
    // Starting, recovering, or full of clients: none of it is idleness.
    lastClient = performance.now();
  }
  await pause(reached ? Math.min(order.idleMs / 4, 15_000) : 200);
}
