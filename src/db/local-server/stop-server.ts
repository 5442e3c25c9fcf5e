import { UserError } from '../../errors.ts';
import type { Cluster } from './cluster.ts';
import { codeOf } from './failure.ts';
import { look } from './look.ts';
import { patience } from './patience.ts';

/**
 * Ends the cluster's server by its fast shutdown and returns when it and its keeper are gone; nothing to do when none
 * runs. Throws a UserError after 30 seconds, far longer than writing out 128 MB takes.
 */
export async function stopServer(cluster: Cluster): Promise<void> {
  const waiting = patience(30_000);
  let told = 0;
  for (;;) {
    const seen = await look(cluster);
    if (seen.state === 'absent' || seen.state === 'stale') return;
    if (seen.state === 'running' && seen.pid !== told) {
      tell(seen.pid);
      told = seen.pid;
    }
    if (waiting.over()) {
      throw new UserError(`The local database server (process ${told}) does not end. Its output is in ${cluster.log}.`);
    }
    await waiting.pause();
  }
}

/** It may end between the look and the signal, which is what was wanted. */
function tell(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}
