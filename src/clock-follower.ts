// Follows the clock of a local workspace: registers there, and does what is due when the clock is moved.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Clock, createSettableClock } from './clock.ts';

/** An ISO 8601 moment with its offset. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Temporal.Instant.from(text));

const registered = z.object({ now: moment });
const order = z.union([
  z.object({ reset: z.literal(true), now: moment.optional() }),
  z.object({ now: moment, until: moment }),
]);

/** A workspace on the same machine answers at once, or is not there. */
const REGISTER_MS = 10_000;

export interface ClockFollower {
  clock: Clock;
  stop(): Promise<void>;
}

export interface FollowerOptions {
  /** Where the workspace is, as in CLOCK_URL. */
  clockUrl: string;
  /** Does everything due at `now` and gives the next moment at which something is due; null where nothing is. */
  onStep: (now: Temporal.Instant) => Promise<Temporal.Instant | null>;
  /** The workspace is as it was at its start: empties and loads again what began with it. It is answered when that is done. */
  onReset: () => Promise<void>;
  onError: (error: unknown) => void;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Says to the workspace where it finds us, and learns the time it is there. */
async function register(clockUrl: string, server: Server): Promise<Temporal.Instant> {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const answer = await fetch(new URL('/_control/clock/followers', clockUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `http://127.0.0.1:${port}/` }),
    signal: AbortSignal.timeout(REGISTER_MS),
  });
  if (!answer.ok) throw new Error(`the clock at ${clockUrl} answered ${answer.status}`);
  return registered.parse(await answer.json()).now;
}

/** The time it is at a workspace, for a tool that is gone before the clock is moved. Throws where the workspace does not answer. */
export async function askClock(clockUrl: string): Promise<Clock> {
  const answer = await fetch(new URL('/_control/state', clockUrl), { signal: AbortSignal.timeout(REGISTER_MS) });
  if (!answer.ok) throw new Error(`the clock at ${clockUrl} answered ${answer.status}`);
  return createSettableClock(registered.parse(await answer.json()).now);
}

/** Registers with the workspace's clock and counts on from what it answers. Throws where the workspace does not answer. */
export async function followClock({ clockUrl, onStep, onReset, onError }: FollowerOptions): Promise<ClockFollower> {
  const clock = createSettableClock(Temporal.Instant.fromEpochMilliseconds(0));

  async function carryOut(request: IncomingMessage): Promise<object> {
    const ordered = order.parse(await bodyOf(request));
    if (ordered.now) clock.set(ordered.now);
    if ('reset' in ordered) {
      await onReset();
      return { ok: true };
    }
    const next = await onStep(ordered.now);
    return { next: next?.toString() ?? null };
  }

  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      answer(200, await carryOut(request));
    } catch (error) {
      onError(error);
      answer(500, { ok: false });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    clock.set(await register(clockUrl, server));
  } catch (error) {
    await closed(server);
    throw error;
  }
  return { clock, stop: () => closed(server) };
}
