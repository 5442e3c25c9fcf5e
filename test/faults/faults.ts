// What goes wrong in a campaign: each fault begins, lasts, and is over.
import { setTimeout as pause } from 'node:timers/promises';
import type { Fleet } from './fleet.ts';
import type { Random } from './random.ts';
import type { RecoveryWatch } from './recovery-watch.ts';

export const FAULT_KINDS = [
  'kill',
  'pause',
  'database',
  'cut',
  'partition',
  '429',
  '500',
  'reset-after',
  'reset-before',
  'silence',
  'blind',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultWorld {
  fleet: Fleet;
  random: Random;
  watch: RecoveryWatch;
  /** Kills Postgres and starts it again. */
  killDatabase(): Promise<void>;
  control(path: string, body: unknown): Promise<unknown>;
}

/** Longer than any timer of a worker: the settle delay, a call, a question to the session of the lock. */
const PAUSE_MS = [2_200, 3_500] as const;

/** Kinds that hit one worker; such a worker meets no other fault meanwhile. */
const OF_ONE: readonly FaultKind[] = ['kill', 'pause', 'cut', 'partition'];

export function hitsOne(kind: FaultKind): boolean {
  return OF_ONE.includes(kind);
}

async function ofOne({ fleet, random, watch }: FaultWorld, kind: FaultKind, at: number): Promise<void> {
  const proxy = fleet.proxy(at);
  const ports = proxy.upstreamPorts();
  const fault = await watch.begin(ports);
  if (kind === 'kill') {
    const replaced = fleet.replace(at);
    await watch.end(fault, ports);
    await replaced;
    return;
  }
  if (kind === 'pause') {
    fleet.signal(at, 'SIGSTOP');
    await pause(random.between(...PAUSE_MS));
    await watch.end(fault, ports);
    fleet.signal(at, 'SIGCONT');
    return;
  }
  if (kind === 'cut') proxy.cut();
  else {
    proxy.silence();
    await pause(random.between(300, 3_000));
    proxy.heal();
  }
  await watch.end(fault, ports);
}

/** What Slack does to calls for a while: the kinds of the workspace's own faults. */
async function ofSlack({ control, random, watch }: FaultWorld, kind: FaultKind): Promise<void> {
  const count = random.between(2, 6);
  const orders: Record<string, object> = {
    '429': { method: 'chat.postMessage', kind: '429', retry_after: 1, count },
    '500': { method: '*', kind: '500', processed: random.unit() < 0.5, count },
    'reset-after': { method: 'chat.postMessage', kind: 'reset_after', count },
    'reset-before': { method: '*', kind: 'reset_before', count },
    silence: { method: '*', kind: 'slow', ms: 1_500, count },
    blind: { method: 'conversations.history', kind: random.unit() < 0.5 ? '500' : '429', retry_after: 1, count: 2 },
  };
  const order = { ...orders[kind], seed: random.between(1, 1_000_000) };
  const fault = await watch.begin();
  await control('/faults', order);
  await pause(random.between(300, 900));
  await control('/faults', { method: '*', kind: null });
  const isLimit = kind === '429' || kind === 'blind';
  await watch.end(fault, undefined, isLimit ? 1_000 : 0);
}

/** Carries a fault out; resolves when it is over. `at`: which worker, of those that hit one. */
export async function carryOut(world: FaultWorld, kind: FaultKind, at: number): Promise<void> {
  if (hitsOne(kind)) return ofOne(world, kind, at);
  if (kind !== 'database') return ofSlack(world, kind);
  const fault = await world.watch.begin();
  await world.killDatabase();
  await world.watch.end(fault);
}

/** A pause that overlaps the loss of the connection: what no worker can notice before it goes on. */
export async function pauseAndCut({ fleet, random }: FaultWorld, at: number): Promise<void> {
  fleet.signal(at, 'SIGSTOP');
  await pause(random.between(0, 100));
  fleet.proxy(at).cut();
  await pause(random.between(...PAUSE_MS));
  fleet.signal(at, 'SIGCONT');
}
