// What every queue of the benchmark does in one round, and how it is timed.
import { setTimeout as pause } from 'node:timers/promises';
import type { FakeSlack } from './fake-slack.ts';

/** One queue, with a worker of ten calls at once whose work is one chat.postMessage with the stock client. */
export interface Queue {
  /** Enqueues so many jobs, in bulk. */
  enqueue(from: number, count: number): Promise<void>;
  startWorker(): Promise<void>;
  /** Jobs that are not done. */
  left(): Promise<number>;
  stop(): Promise<void>;
}

export interface QueueRound {
  /** Jobs a second. */
  bulk: number;
  drain: number;
  /** Milliseconds from insert to send, when there is nothing else to do. */
  latencies: number[];
}

const { BULK = '20000', DRAIN = '3000', SINGLES = '40' } = process.env;

export async function queueRound(queue: Queue, slack: FakeSlack): Promise<QueueRound> {
  const drained = async () => {
    while ((await queue.left()) > 0) await pause(20);
  };
  let started = performance.now();
  await queue.enqueue(0, Number(DRAIN));
  started = performance.now();
  await queue.startWorker();
  await drained();
  const drain = Number(DRAIN) / ((performance.now() - started) / 1000);
  const latencies: number[] = [];
  for (let single = 0; single < Number(SINGLES); single++) {
    await pause(30);
    const sent = slack.nextPost();
    started = performance.now();
    await queue.enqueue(Number(DRAIN) + single, 1);
    latencies.push((await sent) - started);
    await drained();
  }
  await queue.stop();
  started = performance.now();
  await queue.enqueue(1_000_000, Number(BULK));
  const bulk = Number(BULK) / ((performance.now() - started) / 1000);
  return { bulk, drain, latencies };
}
