// One round of pg-boss: batches of a hundred, ten calls at once, asked for every half second (the shortest it allows).
import { WebClient } from '@slack/web-api';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { startFakeSlack } from '../fake-slack.ts';
import { queueRound } from '../queue-round.ts';

const connectionString = process.env.DATABASE_URL;
const slack = await startFakeSlack();
const client = new WebClient('xoxb-bench', { slackApiUrl: slack.url, retryConfig: { retries: 0 }, timeout: 10_000 });
const pool = new pg.Pool({ connectionString, max: 2 });
const boss = new PgBoss({ connectionString, max: 10 });
await boss.start();
await boss.createQueue('post');

async function postAll(jobs) {
  const waiting = [...jobs];
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const metadata = { event_type: 'career_message', event_payload: { outbox_id: job.id } };
      await client.chat.postMessage({ ...job.data, metadata, unfurl_links: false, unfurl_media: false });
    }
  };
  await Promise.all(Array.from({ length: 10 }, lane));
}

const round = await queueRound(
  {
    enqueue: async (from, count) => {
      for (let at = 0; at < count; at += 1_000) {
        const jobs = Array.from({ length: Math.min(1_000, count - at) }, (_, n) => ({
          name: 'post',
          data: { channel: `C${from + at + n}`, text: 'Hello' },
        }));
        await boss.insert(jobs);
      }
    },
    startWorker: () => boss.work('post', { batchSize: 100, pollingIntervalSeconds: 0.5 }, postAll),
    left: async () =>
      Number(
        (await pool.query("select count(*) as n from pgboss.job where name = 'post' and state < 'completed'")).rows[0]
          .n,
      ),
    stop: () => boss.offWork('post'),
  },
  slack,
);
process.stdout.write(JSON.stringify(round));
process.exit(0);
