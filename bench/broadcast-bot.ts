// What of the bot sends a broadcast: its outbox with the composers of the features, on the real clock. Run by itself, a process that can be killed.
import pino from 'pino';
import { realClock } from '../src/clock.ts';
import type { Context } from '../src/context.ts';
import { openDatabase } from '../src/db/client.ts';
import { features } from '../src/features/index.ts';
import { createOutbox } from '../src/outbox/outbox.ts';
import { findPersonById } from '../src/people/store.ts';
import { loadProgram } from '../src/program/load.ts';
import { createProgram, type Program } from '../src/program/program.ts';

/** The real one, on whatever day it is measured: with no closed day, and nothing that needs approval. */
async function programForAnyDay(): Promise<Program> {
  const { file } = await loadProgram();
  const school = { ...file.school, closedDays: [] };
  return createProgram({ ...file, school, broadcasts: { ...file.broadcasts, approvalOver: 1_000_000 } });
}

export interface Bot {
  ctx: Context;
  start(): void;
  stop(): Promise<void>;
}

/** Everything but the connection over which people press and type. */
export async function createBot(databaseUrl: string, slack: { token: string; slackApiUrl: string }): Promise<Bot> {
  const database = openDatabase(databaseUrl);
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' });
  const ctx: Context = {
    db: database.db,
    transaction: (work) => database.db.transaction(work),
    slack: {
      members: async () => [],
      member: async (slackUserId) => ({ slackUserId, email: null, timeZone: null, active: true }),
      readFile: async () => '',
    },
    clock: realClock,
    log,
    program: await programForAnyDay(),
    features,
  };
  const outbox = createOutbox({
    databaseUrl,
    slack,
    clock: realClock,
    followsClock: false,
    log,
    compose: async (name, personId, content) => {
      const [slice, composer = ''] = name.split('.');
      const write = features.find((feature) => feature.name === slice)?.composers?.[composer];
      if (!write) throw new Error(`nobody composes ${name}`);
      const person = personId === null ? undefined : await findPersonById(ctx.db, personId);
      return write(ctx, person?.active ? person : null, content);
    },
  });
  return {
    ctx,
    start: outbox.start,
    stop: async () => {
      await outbox.stop();
      await database.close();
    },
  };
}

if (process.send) {
  const { DATABASE_URL = '', SLACK_API_URL = '', SLACK_BOT_TOKEN = '' } = process.env;
  const bot = await createBot(DATABASE_URL, { token: SLACK_BOT_TOKEN, slackApiUrl: SLACK_API_URL });
  bot.start();
  process.send('started');
}
