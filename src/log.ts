import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { LogLevel } from './config.ts';
import { toldDatabaseError } from './db/database-error.ts';

/** An error as the log may hold it; a cause is told the same way. */
function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const database = toldDatabaseError(error);
  if (database) return database;
  const own = pino.stdSerializers.errWithCause(error);
  return error.cause === undefined ? own : { ...own, cause: loggedError(error.cause) };
}

/** One JSON line an event on standard output, or on `destination`. Fields that could hold a secret or a body are cut out wherever they stand. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(1)): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    serializers: { err: loggedError },
    redact: {
      paths: [
        '*.token',
        '*.headers',
        'err.data',
        'err.config',
        'err.headers',
        'err.body',
        'err.parameters',
        'err.query',
      ],
      remove: true,
    },
  };
  return pino(options, destination);
}
