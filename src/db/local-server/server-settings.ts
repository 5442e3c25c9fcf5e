/** The settings of a development server, each with its reason; anything not named keeps the default of the version. */
const settings: Readonly<Record<string, string>> = {
  // Only this machine, and only by TCP: a socket file would need a path shorter than 108 characters.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // A bot, its outbox workers and a dozen test files each bring a pool; the default of 100 is reached by them on a
  // large machine.
  max_connections: '200',
  // The tests' databases together fit; more would only take memory from the machine it shares.
  shared_buffers: '128MB',
  // What the outbox promises after a kill is tried out here, so a commit must be as durable as in production.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Parallel plans need /dev/shm, of which a container has 64 MB, and make small tables' plans differ between machines.
  max_parallel_workers_per_gather: '0',
  // Compiling pays for queries of seconds; ours take milliseconds.
  jit: 'off',
  // The defaults let the log of changes grow to 1 GB; a cache folder should stay small.
  max_wal_size: '256MB',
  min_wal_size: '80MB',
  // Times are written with their zone everywhere, and a machine's zone must not change what a test sees.
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Our own log file; a checkpoint's line every five minutes would bury what matters in it.
  logging_collector: 'off',
  log_destination: 'stderr',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  // failure.ts reads the messages.
  lc_messages: 'C',
  // What `ps` shows beside each process.
  cluster_name: 'career-planning-bot',
};

/** The arguments of `postgres` for this data folder and port. */
export function serverArguments(data: string, port: number): readonly string[] {
  const all = { ...settings, port: String(port) };
  return ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
