// One round of graphile-worker with its defaults, ten jobs at once; with KEYED each job has a key that no other has, as every message of the outbox.
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
/** What `addJobs` says to Postgres. */
const ADD_JOBS = `select * from graphile_worker.add_jobs(
  array(select json_populate_recordset(null::graphile_worker.job_spec, $1::json)), false)`;
let runner;

const round = await queueRound(
  {
    // In one transaction, as the outbox does it: what is said is enqueued together with its cause.
    enqueue: async (from, count) => {
      const client = await pool.connect();
      await client.query('begin');
      for (let at = 0; at < count; at += 1_000) {
        const jobs = Array.from({ length: Math.min(1_000, count - at) }, (_, n) => ({
          identifier: 'post',
          payload: { channel: `C${from + at + n}`, text: 'Hello' },
          ...(process.env.KEYED ? { job_key: `bench/${from + at + n}` } : {}),
        }));
        await client.query(ADD_JOBS, [JSON.stringify(jobs)]);
      }
      await client.query('commit');
      client.release();
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
