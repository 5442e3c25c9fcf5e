// How long rows that were claimed or sending at a fault take to be settled after its end.
import { setTimeout as pause } from 'node:timers/promises';
import type postgres from 'postgres';
import { WORKER_LOCK } from '../../src/outbox/locks.ts';

interface Row {
  id: number;
  state: string;
  attempt: number;
  worker: number;
}

interface Watched extends Row {
  /** Faults that hit it and are not over. */
  open: Set<symbol>;
  /** When the last of those that are over ended. */
  endedAt: number;
}

export interface RecoveryWatch {
  /** A fault hits everything, or the worker whose connections come from these ports. */
  begin(ports?: readonly number[]): Promise<symbol>;
  /** It is over now; `afterMs` later where Slack asked for silence. */
  end(fault: symbol, ports?: readonly number[], afterMs?: number): Promise<void>;
  /** Sending rows of one worker, at most, over all beginnings. */
  mostSending(): number;
  /** Milliseconds from the end of the last fault that hit a row to its being settled, each row. */
  latenesses: number[];
  stop(): Promise<void>;
}

const POLL_MS = 40;

export function watchRecovery(query: <T>(work: (client: postgres.Sql) => Promise<T>) => Promise<T>): RecoveryWatch {
  const watched = new Map<number, Watched>();
  const latenesses: number[] = [];
  let most = 0;
  let stopped = false;

  async function underWay(ports?: readonly number[]): Promise<Row[]> {
    const rows = await query(
      (client) =>
        client<
          Row[]
        >`select id::int, state, attempt, worker_id as worker from outbox where state in ('claimed', 'sending')`,
    );
    if (!ports) return rows;
    const sessions = await query(
      (client) => client<{ worker: number; port: number }[]>`select l.objid::int as worker, a.client_port as port
        from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.classid = ${WORKER_LOCK} and l.granted`,
    );
    const workers = new Set(sessions.flatMap(({ worker, port }) => (ports.includes(port) ? worker : [])));
    return rows.filter(({ worker }) => workers.has(worker));
  }

  function count(rows: readonly Row[]): void {
    const sending = new Map<number, number>();
    for (const { state, worker } of rows) {
      if (state !== 'sending') continue;
      const n = (sending.get(worker) ?? 0) + 1;
      sending.set(worker, n);
      most = Math.max(most, n);
    }
  }

  async function hit(fault: symbol, ports?: readonly number[]): Promise<void> {
    const rows = await underWay(ports);
    count(rows);
    for (const row of rows) {
      const known = watched.get(row.id);
      if (known) known.open.add(fault);
      else watched.set(row.id, { ...row, open: new Set([fault]), endedAt: 0 });
    }
  }

  /** It left the hands, or the attempt, in which the fault found it. */
  function isSettled(was: Watched, now: Row | undefined): boolean {
    if (!now) return true;
    const attempts = was.state === 'claimed' ? was.attempt + 1 : was.attempt;
    return now.attempt > attempts || (was.state === 'claimed' && now.state === 'claimed' && now.worker !== was.worker);
  }

  async function look(): Promise<void> {
    const ids = [...watched.keys()];
    if (ids.length === 0) return;
    const rows = await query(
      (client) => client<Row[]>`select id::int, state, attempt, worker_id as worker from outbox
        where id in ${client(ids)} and state in ('claimed', 'sending')`,
    );
    const now = new Map(rows.map((row) => [row.id, row]));
    for (const [id, was] of watched) {
      if (!ids.includes(id) || !isSettled(was, now.get(id))) continue;
      watched.delete(id);
      latenesses.push(was.open.size > 0 ? 0 : Math.max(0, Date.now() - was.endedAt));
    }
  }

  const looking = (async () => {
    while (!stopped || watched.size > 0) {
      await look();
      await pause(POLL_MS);
    }
  })();

  return {
    async begin(ports) {
      const fault = Symbol('fault');
      await hit(fault, ports);
      return fault;
    },
    async end(fault, ports, afterMs = 0) {
      const endedAt = Date.now() + afterMs;
      await hit(fault, ports);
      for (const each of watched.values()) if (each.open.delete(fault)) each.endedAt = Math.max(each.endedAt, endedAt);
    },
    mostSending: () => most,
    latenesses,
    async stop() {
      stopped = true;
      await looking;
    },
  };
}
