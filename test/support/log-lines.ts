import type { Logger } from 'pino';
import { createLog } from '../../src/log.ts';

/** The bot's log, which keeps its lines, parsed. */
export function collectLog(): { log: Logger; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}
