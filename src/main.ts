import { setTimeout as pause } from 'node:timers/promises';
import { type RunningApp, startApp } from './app.ts';
import { readConfig } from './config.ts';
import { databaseUrlOf } from './db/database-url.ts';
import { explained } from './errors.ts';
import { createLog } from './log.ts';
import { loadProgram } from './program/load.ts';

/** How long a start may take to break off when the process is told to end. */
const BREAK_OFF_MS = 5_000;

/** The app; nothing where the start was broken off. */
async function startedUnless(signal: AbortSignal, starting: Promise<RunningApp>): Promise<RunningApp | undefined> {
  try {
    return await starting;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function main(): Promise<void> {
  const config = readConfig();
  const program = await loadProgram();
  const log = createLog(config.logLevel);
  const stopping = new AbortController();
  let connected = false;

  const end = (reason: string, err?: unknown) => {
    log.fatal({ ...(err === undefined ? {} : { err }) }, reason);
    process.exit(1);
  };
  // Socket Mode's client rejects where nobody listens when it cannot reconnect; before the first hello the attempts go on by themselves.
  process.on('unhandledRejection', (err) => {
    if (connected) end('an unhandled rejection; ending so that the supervisor starts afresh', err);
    else log.error({ err }, 'an unhandled rejection before Slack was reached');
  });

  const stopSignal = new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve());
  });
  void stopSignal.then(() => stopping.abort());

  const databaseUrl = await databaseUrlOf(config.databaseUrl, config.environment);
  const starting = startApp({ config, databaseUrl, program, log, onLost: end, signal: stopping.signal });
  // A start that is broken off closes what it opened, unless the database keeps it waiting.
  const app = await Promise.race([
    startedUnless(stopping.signal, starting),
    stopSignal.then(() => pause(BREAK_OFF_MS)),
  ]);
  if (app) {
    connected = true;
    log.info({ mode: config.delivery.mode, port: app.port }, 'the bot answers');
    await stopSignal;
    await app.stop();
  }
  log.info('stopped');
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explained(error)}\n`);
  process.exit(1);
});
