import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Db, Tx } from './db/client.ts';
import type { Feature } from './feature.ts';
import type { Program } from './program/program.ts';
import type { SlackDirectory } from './slack/directory.ts';

/** What every use case gets as its first argument: the world outside it, and nothing of its own. */
export interface Context {
  db: Db;
  /** The one way to a transaction. */
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  slack: SlackDirectory;
  clock: Clock;
  log: Logger;
  program: Program;
  features: readonly Feature[];
}
