// The two ways Slack reaches the bot, with what Bolt leaves open: future timestamps over HTTP, a silent socket in Socket Mode.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { realClock } from '../clock.ts';
import type { Delivery } from '../config.ts';
import { boltLogger } from './bolt-logger.ts';
import { within } from './within.ts';

/** Slack's own window for the age of a request; Bolt checks only the past. */
const TIMESTAMP_WINDOW_S = 300;

/** A connected socket is pinged every few seconds; a minute without any sign of life is a dead one. */
const SILENCE_MS = 60_000;
const SILENCE_CHECK_MS = 5_000;

/** How long the other end may take to agree that the socket is closed. */
const GOODBYE_MS = 1_000;

export interface Receiving {
  receiver: Receiver;
  /** Gives up an attempt to connect, so that the next one starts afresh. */
  reset(): Promise<void>;
  /** Ends receiving; `drain` waits for what is under way. */
  stop(drain: () => Promise<void>): Promise<void>;
}

interface Options {
  slackApiUrl: string;
  log: Logger;
  /** The socket is dead and will not come back: the process should end and be started again. */
  onLost: (reason: string) => void;
}

class StrictHttpReceiver extends HTTPReceiver {
  constructor(options: ConstructorParameters<typeof HTTPReceiver>[0], log: Logger) {
    super(options);
    const listener = this.requestListener;
    this.requestListener = (request: IncomingMessage, response: ServerResponse) => {
      const timestamp = Number(request.headers['x-slack-request-timestamp']);
      if (timestamp > realClock.now().epochMilliseconds / 1000 + TIMESTAMP_WINDOW_S) {
        log.warn({ outcome: 'refused' }, 'a request with a timestamp in the future was refused');
        response.writeHead(401).end();
        return;
      }
      listener(request, response);
    };
  }
}

function receiveHttp({ signingSecret, port }: Extract<Delivery, { mode: 'http' }>, { log }: Options): Receiving {
  const receiver = new StrictHttpReceiver({ signingSecret, port, logger: boltLogger(log) }, log);
  return {
    receiver,
    reset: async () => {},
    // Nobody new is let in while the others finish: their answers go out over the connections that are open.
    async stop(drain) {
      const closed = receiver.stop();
      await drain();
      await closed;
    },
  };
}

function receiveSocket(
  { appToken }: Extract<Delivery, { mode: 'socket' }>,
  { slackApiUrl, log, onLost }: Options,
): Receiving {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    installerOptions: { clientOptions: { slackApiUrl, retryConfig: { retries: 0 }, timeout: 10_000 } },
  });
  let lastSign: number | undefined;
  const alive = () => {
    lastSign = performance.now();
  };
  const pinged = () => {
    if (lastSign !== undefined) alive();
  };
  receiver.client.on('connected', alive);
  // The socket client swallows pings; undici, which it is built on, tells of each.
  subscribe('undici:websocket:ping', pinged);
  const watch = setInterval(() => {
    if (lastSign !== undefined && performance.now() - lastSign > SILENCE_MS)
      onLost('no hello or ping from Slack for 60 s');
  }, SILENCE_CHECK_MS).unref();
  const disconnect = async () => void (await within(receiver.client.disconnect(), GOODBYE_MS));
  return {
    receiver,
    reset: disconnect,
    // An answer under way is acknowledged over the socket, so the socket goes last.
    async stop(drain) {
      await drain();
      clearInterval(watch);
      unsubscribe('undici:websocket:ping', pinged);
      await disconnect();
    },
  };
}

/** Builds the receiver that Bolt is to use; it does not connect or listen yet. */
export function receive(delivery: Delivery, options: Options): Receiving {
  return delivery.mode === 'http' ? receiveHttp(delivery, options) : receiveSocket(delivery, options);
}
