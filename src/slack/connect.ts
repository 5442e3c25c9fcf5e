// Bolt, put together so that it never answers 200 and runs nothing: the token is proved before anything listens.
import { Server } from 'node:http';
import { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import type { Answerer } from './answer.ts';
import { boltLogger } from './bolt-logger.ts';
import { createClosableAnswerer } from './closable-answerer.ts';
import { createHomePages, type Turns } from './home-pages.ts';
import { listen } from './listen.ts';
import { type Receiving, receive } from './receive.ts';
import { untilReached } from './until-reached.ts';
import { within } from './within.ts';

/** How long running interactions may take to finish after a stop. */
const DRAIN_MS = 10_000;

/** How long Slack may take to say hello on a new socket. */
const HELLO_MS = 15_000;

const identity = z.object({ user_id: z.string(), bot_id: z.string().optional(), team_id: z.string() });

export interface Connection {
  /** The port that listens over HTTP; undefined in Socket Mode. */
  port: number | undefined;
  /** Takes nothing new, waits for what is under way, then closes. */
  stop(): Promise<void>;
}

export interface ConnectOptions {
  config: Pick<Config, 'botToken' | 'slackApiUrl' | 'delivery'>;
  answerer: Answerer;
  /** When Home pages may be published. */
  homeTurns: Turns;
  log: Logger;
  onLost: (reason: string) => void;
  /** Ends the attempts when the process is told to stop. */
  signal: AbortSignal;
}

/** The socket client can lose an attempt without a word (its retry rejects where nobody listens): a hello must come in time. */
async function helloInTime(app: App, receiving: Receiving): Promise<unknown> {
  const hello = await within(app.start(), HELLO_MS);
  if (hello !== undefined) return hello;
  await receiving.reset();
  throw new Error(`no hello from Slack within ${HELLO_MS} ms`);
}

/** Gives the socket up where the attempts are ended. */
async function startSocket(app: App, receiving: Receiving, options: ConnectOptions): Promise<unknown> {
  try {
    return await untilReached('connecting to Slack', () => helloInTime(app, receiving), options);
  } catch (error) {
    await receiving.stop(async () => {});
    throw error;
  }
}

/** Why a port cannot be listened on, where that is for the operator to mend. */
const PORT_PROBLEMS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another process. Set another PORT, or end that process.',
  EACCES: 'may not be used by this user. Set PORT to a number above 1023.',
};

/** Throws a UserError where the port cannot be had. */
async function startHttp(app: App, port: number): Promise<unknown> {
  try {
    return await app.start();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const problem = PORT_PROBLEMS[code];
    throw problem === undefined ? error : new UserError(`PORT: ${port} ${problem}`);
  }
}

/**
 * Proves the token, builds the app, registers the wrapper and starts to receive.
 * Resolves when the bot can be talked to. Rejects when `signal` ends the attempts, and with a UserError for a port that cannot be had.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { config, log, onLost } = options;
  const { botToken, slackApiUrl, delivery } = config;
  // Posting twice is worse than not posting: the stock client repeats a call whose answer was lost.
  const clientOptions = { slackApiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 10_000 };
  const client = new WebClient(botToken, { ...clientOptions, logger: boltLogger(log) });
  const self = await untilReached('auth.test', async () => identity.parse(await client.auth.test()), options);

  const receiving = receive(delivery, { slackApiUrl, log, onLost });
  const app = new App({
    receiver: receiving.receiver,
    authorize: async () => ({ botToken, botUserId: self.user_id, ...(self.bot_id ? { botId: self.bot_id } : {}) }),
    clientOptions: { ...clientOptions },
    convoStore: false,
    logger: boltLogger(log),
  });
  const answerer = createClosableAnswerer(options.answerer);
  const homePages = createHomePages({ answerer, client, turns: options.homeTurns });
  const listening = listen({ app, answerer, client, homePages, log });
  const server = await (delivery.mode === 'http'
    ? startHttp(app, delivery.port)
    : startSocket(app, receiving, options));
  const address = server instanceof Server ? server.address() : null;
  const drain = async () => {
    await listening.drained(DRAIN_MS);
    // Slack keeps connections open for its next request; without this the server would wait for their time-out.
    if (server instanceof Server) server.closeIdleConnections();
  };
  return {
    port: typeof address === 'object' ? address?.port : undefined,
    async stop() {
      answerer.close();
      await receiving.stop(drain);
      // What came in on the way to the end was told to come again; its last words may still be on their way.
      await drain();
    },
  };
}
