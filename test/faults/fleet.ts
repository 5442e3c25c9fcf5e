// The worker processes of a campaign, each with a line of its own to the database.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { z } from 'zod';
import { ROOT } from '../support/source-files.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

export interface Fleet {
  size: number;
  proxy(at: number): TcpProxy;
  signal(at: number, signal: NodeJS.Signals): void;
  /** Kills the process and starts another in its place. */
  replace(at: number): Promise<void>;
  /** Processes that ended although nobody killed them; others took their place. */
  fallen(): number;
  /** The longest that a process was late although nobody had paused it, in ms. */
  longestStall(): number;
  /** Tells all to end in order, and waits. */
  stop(): Promise<void>;
}

export interface FleetOptions {
  size: number;
  database: { url: string; host: string; port: number };
  slackApiUrl: string;
  token: string;
  speed: number;
  search: 'history' | 'nothing';
}

/** What a process tells of itself that was late. */
const stall = z.object({ late: z.number() });

/** The worker as one file of JavaScript: it starts in a fraction of the time, and starts are what a campaign has many of. */
async function builtWorker(): Promise<string> {
  const outfile = join(ROOT, 'node_modules/.cache/faults-worker.mjs');
  const entry = fileURLToPath(new URL('./worker-process.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  return outfile;
}

export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { size, database } = options;
  const program = await builtWorker();
  const proxies = await Promise.all(Array.from({ length: size }, () => startTcpProxy(database)));
  const processes: (ChildProcess | undefined)[] = [];
  /** Which processes were paused since they last told how late they were. */
  const paused = new Set<ChildProcess>();
  let fallen = 0;
  let longestStall = 0;
  let stopping = false;

  async function spawn(at: number): Promise<void> {
    const url = new URL(database.url);
    url.host = `127.0.0.1:${proxies[at]?.port}`;
    const child = fork(program, {
      execArgv: [],
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: url.href,
        SLACK_API_URL: options.slackApiUrl,
        SLACK_BOT_TOKEN: options.token,
        SPEED: String(options.speed),
        SEARCH: options.search,
      },
      stdio: ['ignore', 'ignore', process.env.SHOW_WORKERS ? 'inherit' : 'ignore', 'ipc'],
    });
    processes[at] = child;
    child.on('message', (told) => {
      const heard = stall.safeParse(told);
      if (heard.success && !paused.delete(child)) longestStall = Math.max(longestStall, Math.round(heard.data.late));
    });
    child.once('exit', () => {
      if (processes[at] !== child || stopping) return;
      fallen += 1;
      void spawn(at);
    });
    await Promise.race([once(child, 'message'), once(child, 'exit')]);
  }

  await Promise.all(proxies.map((_, at) => spawn(at)));
  const proxy = (at: number): TcpProxy => {
    const found = proxies[at];
    if (!found) throw new Error(`there is no worker ${at}`);
    return found;
  };
  return {
    size,
    proxy,
    signal(at, signal) {
      const child = processes[at];
      if (child && signal === 'SIGSTOP') paused.add(child);
      child?.kill(signal);
    },
    async replace(at) {
      const child = processes[at];
      processes[at] = undefined;
      child?.kill('SIGKILL');
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await spawn(at);
    },
    fallen: () => fallen,
    longestStall: () => longestStall,
    async stop() {
      stopping = true;
      const ends = processes.map(async (child) => {
        if (!child || child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      });
      await Promise.all(ends);
      await Promise.all(proxies.map((each) => each.stop()));
    },
  };
}
