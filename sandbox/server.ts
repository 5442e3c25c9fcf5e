/** Puts the workspace, its ways to the app and its HTTP server together, and starts them. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { ClockJumps } from './control/clock-jumps.ts';
import { Followers } from './control/followers.ts';
import type { Control } from './control/route.ts';
import type { Core } from './core.ts';
import { EventSender } from './delivery/event-sender.ts';
import { HttpTransport } from './delivery/http-transport.ts';
import { ResponseUrls } from './delivery/response-urls.ts';
import { SocketTransport } from './delivery/socket-transport.ts';
import { Triggers } from './delivery/triggers.ts';
import { makeServer } from './http/listen.ts';
import { manifestSchema } from './manifest.ts';
import { type Member, memberSchema } from './members.ts';
import { makeTokens, type Tokens } from './tokens.ts';
import { type RateOptions, Rates, ratesSchema } from './web-api/rates.ts';
import { realTime } from './workspace/clock.ts';
import { secureRandom } from './workspace/ids.ts';
import { type StartingChannel, startWorkspace } from './workspace/workspace.ts';

/** The moment at which the workspace's clock starts unless told otherwise: a Tuesday morning in Boston. */
export const usualStart = '2026-12-01T09:00:00-05:00';

export interface SandboxOptions {
  /** A parsed app manifest; what is wrong in it is thrown as a ZodError. */
  manifest: unknown;
  members: readonly Member[];
  /** Names, or more about a channel. Usually `general` and `random`, without the bot. */
  channels?: readonly (string | (Pick<StartingChannel, 'name'> & Partial<StartingChannel>))[];
  /** 0, the usual, for any that is free. */
  port?: number;
  host?: string;
  /** ISO 8601 with offset, or `real` for the present moment. */
  now?: string;
  /** IANA zone in which the workspace prints its times. */
  timeZone?: string;
  /** What is not given is made up. */
  tokens?: Partial<Tokens>;
  /** Real milliseconds before each repetition of an event that was not taken. */
  eventRetryDelaysMs?: readonly number[];
  /** Slack's own rate limits unless told otherwise. */
  rates?: RateOptions;
  /** Real milliseconds an app has for an ack: Slack's three seconds unless told otherwise. */
  ackDeadlineMs?: number;
  /** Real milliseconds for which a socket stays before it is asked to come anew: an hour unless told otherwise. */
  socketLifeMs?: number;
  /** Real milliseconds between the workspace's pings: ten seconds unless told otherwise. */
  socketPingMs?: number;
}

export interface Sandbox {
  /** `http://127.0.0.1:port`; the page is there, and the Web API below `/api/`. */
  readonly url: string;
  readonly controlUrl: string;
  /** What a bot puts before method names. */
  readonly slackApiUrl: string;
  readonly tokens: Tokens;
  /** Takes leave of the app and ends the server. */
  stop: () => Promise<void>;
}

/** How often an app that is reached over HTTP is asked whether it is there yet, in real milliseconds. */
const verifyEveryMs = 500;

/** Starts a workspace. Rejects with a ZodError for a wrong manifest or member, or when the port is taken. */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const manifest = manifestSchema.parse(options.manifest);
  const host = options.host ?? '127.0.0.1';
  const workspace = startWorkspace({
    manifest,
    members: z.array(memberSchema).parse(options.members),
    channels: (options.channels ?? ['general', 'random']).map((channel) => ({
      isPrivate: false,
      withBot: false,
      ...(typeof channel === 'string' ? { name: channel } : channel),
    })),
    now: options.now === 'real' ? realTime.now() : Temporal.Instant.from(options.now ?? usualStart),
    timeZone: options.timeZone ?? 'America/New_York',
    real: realTime,
    random: secureRandom,
  });
  const tokens = makeTokens(options.tokens ?? {}, workspace.ids);
  const sockets = new SocketTransport(workspace, options);
  const http = new HttpTransport(workspace, tokens.signingSecret, options);
  const transport = manifest.settings.socket_mode_enabled ? sockets : http;
  const events = new EventSender(workspace, transport, options.eventRetryDelaysMs);
  const followers = new Followers(workspace);

  let control: Control | undefined;
  const server = makeServer(() => {
    if (!control) throw new Error('a request came before the server listened');
    return control;
  });
  const port = await listen(server, options.port ?? 0, host);
  const core: Core = {
    workspace,
    tokens,
    triggers: new Triggers(workspace.ids, workspace.real),
    responseUrls: new ResponseUrls(workspace.ids, workspace.clock),
    transport,
    sockets,
    events,
    followers,
    rates: new Rates(workspace.clock, ratesSchema.parse(options.rates ?? {})),
    origin: `http://${host}:${port}`,
  };
  control = { core, jumps: new ClockJumps(workspace, followers) };
  const stopVerifying = manifest.settings.socket_mode_enabled ? () => {} : keepVerifying(http);

  return {
    url: core.origin,
    controlUrl: `${core.origin}/_control`,
    slackApiUrl: `${core.origin}/api/`,
    tokens,
    stop: async () => {
      stopVerifying();
      events.forget();
      followers.stop();
      sockets.stop();
      http.stop();
      await close(server);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Asks while the app is not there, at the start and after it was lost; once it answers the challenge it is connected. */
function keepVerifying(http: HttpTransport): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const ask = async () => {
    await http.verify();
    if (!isStopped) timer = setTimeout(() => void ask(), verifyEveryMs);
  };
  void ask();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
