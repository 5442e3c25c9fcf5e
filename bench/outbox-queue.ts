// One round of the outbox, in a process of its own; prints its figures as JSON.
import { sql } from 'drizzle-orm';
import { realClock } from '../src/clock.ts';
import { openDatabase } from '../src/db/client.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { createLog } from '../src/log.ts';
import { enqueue } from '../src/outbox/enqueue.ts';
import { createOutbox } from '../src/outbox/outbox.ts';
import { SLACK_RATES, scaledRates } from '../src/outbox/pace.ts';
import { startFakeSlack } from './fake-slack.ts';
import { queueRound } from './queue-round.ts';

const { DATABASE_URL = '' } = process.env;
await migrateDatabase(DATABASE_URL);
const { db } = openDatabase(DATABASE_URL);
const slack = await startFakeSlack();
const outbox = createOutbox({
  databaseUrl: DATABASE_URL,
  slack: { token: 'xoxb-bench', slackApiUrl: slack.url },
  clock: realClock,
  followsClock: false,
  log: createLog('error'),
  compose: async () => null,
  // As fast as it goes: Slack would allow some hundredth of this.
  settings: { rates: scaledRates(SLACK_RATES, 1_000_000), conversationGapMs: 0 },
});

const round = await queueRound(
  {
    // One transaction, as a broadcast is one; a thousand rows a statement like the others.
    enqueue: async (from, count) => {
      const messages = Array.from({ length: count }, (_, at) => ({
        kind: 'post' as const,
        dedupeKey: `bench/${from + at}`,
        lane: 'broadcasts' as const,
        to: { conversation: `C${from + at}` },
        message: { text: 'Hello', blocks: [] },
      }));
      await db.transaction((tx) => enqueue(tx, realClock.now(), messages));
    },
    startWorker: async () => outbox.start(),
    left: async () => {
      const [row] = await db.execute<{ n: string }>(
        sql`select count(*) as n from outbox where state in ('queued', 'claimed', 'sending')`,
      );
      return Number(row?.n);
    },
    stop: () => outbox.stop(),
  },
  slack,
);
process.stdout.write(JSON.stringify(round));
process.exit(0);
