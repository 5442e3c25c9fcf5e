// The one place that starts threads. A worker gets its input once, answers once, and ends; however it ends, its caller gets a value.
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** What came of it. `reason` is for the log: it never holds what the worker was given. */
export type WorkerResult<T> = { ok: true; value: T } | { ok: false; reason: string };

/** From TypeScript (tsx, vitest) a worker is started through a file that needs no translation; built, it is started as it is. */
const BOOT = new URL('./boot.mjs', import.meta.url);

/** A whole library stands on one line of some packages: no more than this of a message goes into the log. */
const REASON_LIMIT = 300;

/** `answer`: what the worker posts, parsed by whoever asked. */
interface WorkerOrder<T> {
  /** The worker's file, beside the file that asks for it. */
  file: URL;
  input: unknown;
  parse(answer: unknown): T;
  /** Ended after so many seconds. */
  seconds: number;
}

/** Runs a worker to its answer. It never rejects for what happens in the worker. */
export function runInWorker<T>({ file, input, parse, seconds }: WorkerOrder<T>): Promise<WorkerResult<T>> {
  const entry = file.pathname.endsWith('.ts') ? BOOT : file;
  return new Promise((resolve) => {
    // Its output is kept from ours: Node prints the line of source where something was thrown.
    const worker = new Worker(entry, {
      workerData: { file: file.href, input },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    const end = (result: WorkerResult<T>): void => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    const fail = (reason: string): void => end({ ok: false, reason: reason.slice(0, REASON_LIMIT) });
    const timer = setTimeout(() => fail(`ended after ${seconds} s`), seconds * 1_000);
    worker.once('message', (answer: unknown) => {
      try {
        end({ ok: true, value: parse(answer) });
      } catch (cause) {
        fail(String(cause));
      }
    });
    worker.once('error', (cause) => fail(String(cause)));
    worker.once('exit', (code) => fail(`ended with code ${code}`));
  });
}

/** In a worker: what it was given. */
export function workerInput(): unknown {
  return workerData.input;
}

/** In a worker: its answer. */
export function answerFromWorker(value: unknown): void {
  parentPort?.postMessage(value);
}
