import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** Bolt's log lines in ours. Its debug lines hold whole payloads, so they go nowhere. */
export function boltLogger(log: Logger): BoltLogger {
  const said = (parts: unknown[]) => parts.map(String).join(' ');
  return {
    debug: () => {},
    info: (...parts) => log.debug({ source: 'bolt' }, said(parts)),
    warn: (...parts) => log.warn({ source: 'bolt' }, said(parts)),
    error: (...parts) => log.error({ source: 'bolt' }, said(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
