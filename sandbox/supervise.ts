/** Keeps one child process running: started again when it ends by itself, ended when it is told to. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Supervised {
  /** Asks it to end (SIGTERM), waits, and after `patienceMs` does not ask any more (SIGKILL). */
  stop(patienceMs: number): Promise<void>;
}

export interface SuperviseOptions {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Told of each end that was not asked for, and in how many milliseconds it is started again. */
  onRestart: (code: number | null, inMs: number) => void;
}

/** Pauses before starting again, in milliseconds; the last one repeats. */
const pausesMs = [200, 1000, 5000];

export function supervise({ command, args, env, onRestart }: SuperviseOptions): Supervised {
  let child: ChildProcess;
  let ended: Promise<void>;
  let isStopping = false;
  let restarts = 0;
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    child = spawn(command, args, { env, stdio: 'inherit' });
    ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        resolve();
        if (isStopping) return;
        const pause = pausesMs[Math.min(restarts++, pausesMs.length - 1)] ?? 0;
        onRestart(code, pause);
        timer = setTimeout(start, pause);
      });
    });
  };
  start();

  return {
    stop: async (patienceMs) => {
      isStopping = true;
      clearTimeout(timer);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(impatience);
    },
  };
}
