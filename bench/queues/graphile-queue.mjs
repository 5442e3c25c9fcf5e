// One round of graphile-worker with its defaults, ten jobs at once.
import { WebClient } from '@slack/web-api';
import { makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { startFakeSlack } from '../fake-slack.ts';
import { queueRound } from '../queue-round.ts';

const connectionString = process.env.DATABASE_URL;
const slack = await startFakeSlack();
const client = new WebClient('xoxb-bench', { slackApiUrl: slack.url, retryConfig: { retries: 0 }, timeout: 10_000 });
const pool = new pg.Pool({ connectionString, max: 10 });
const { Logger } = await import('graphile-worker');
const quiet = new Logger(() => () => {});
const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet });
await utils.migrate();
let runner;

const round = await queueRound(
  {
    enqueue: async (from, count) => {
      for (let at = 0; at < count; at += 1_000) {
        const jobs = Array.from({ length: Math.min(1_000, count - at) }, (_, n) => ({
          identifier: 'post',
          payload: { channel: `C${from + at + n}`, text: 'Hello' },
        }));
        await utils.addJobs(jobs);
      }
    },
    startWorker: async () => {
      const post = async ({ channel, text }, { job }) => {
        const metadata = { event_type: 'career_message', event_payload: { outbox_id: String(job.id) } };
        await client.chat.postMessage({ channel, text, metadata, unfurl_links: false, unfurl_media: false });
      };
      const workerPool = new pg.Pool({ connectionString, max: 11 });
      runner = await run({
        pgPool: workerPool,
        concurrency: 10,
        noHandleSignals: true,
        taskList: { post },
        logger: quiet,
      });
    },
    left: async () => Number((await pool.query('select count(*) as n from graphile_worker.jobs')).rows[0].n),
    stop: () => runner.stop(),
  },
  slack,
);
process.stdout.write(JSON.stringify(round));
process.exit(0);
