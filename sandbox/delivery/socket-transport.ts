/** Socket Mode: up to ten WebSocket connections, each payload over one of them, acknowledged by its envelope's id. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { keeps } from '../rules/rules.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Workspace } from '../workspace/workspace.ts';
import {
  ackBody,
  ackDeadlineMs,
  type Delivered,
  type Outgoing,
  type Transport,
  type TransportOptions,
} from './delivery.ts';

/** Slack takes no more of one app (docs.slack.dev/apis/events-api/using-socket-mode). */
const mostConnections = 10;
/** Clients give up after 30 s without one. */
const usualPingMs = 10_000;
const ticketLifeMs = 30_000;
const farewellMs = 1000;
/** Slack refreshes a connection after an hour or more, after this with `debug_reconnects`, and warns ten seconds ahead. */
const usualLifeMs = 3_600_000;
const debugLifeMs = 360_000;
const warningMs = 10_000;

const ackSchema = z.looseObject({ envelope_id: z.string(), payload: z.unknown().optional() });

export class SocketTransport implements Transport {
  readonly mode = 'socket';
  readonly #workspace: Workspace;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Map<string, number>();
  readonly #waiting = new Map<string, (body: unknown) => void>();
  readonly #deadlineMs: number;
  readonly #lifeMs: number;
  readonly #pingEveryMs: number;
  #connections: WebSocket[] = [];
  #turn = 0;

  constructor(workspace: Workspace, options: TransportOptions = {}) {
    this.#workspace = workspace;
    this.#deadlineMs = options.ackDeadlineMs ?? ackDeadlineMs;
    this.#lifeMs = options.socketLifeMs ?? usualLifeMs;
    this.#pingEveryMs = options.socketPingMs ?? usualPingMs;
  }

  isConnected(): boolean {
    return this.#connections.length > 0;
  }

  /** A ticket that admits one connection. */
  issueTicket(): string {
    const ticket = this.#workspace.ids.secret(32);
    this.#tickets.set(ticket, this.#workspace.real.elapsedMs());
    return ticket;
  }

  /** Takes over an HTTP upgrade of the path `/link/`; whoever has no ticket is turned away. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const ticket = searchParams.get('ticket') ?? '';
    const issuedAt = this.#tickets.get(ticket);
    if (keeps('socket.ticket')) this.#tickets.delete(ticket);
    if (issuedAt === undefined || this.#workspace.real.elapsedMs() - issuedAt > ticketLifeMs) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    const isDebugging = searchParams.get('debug_reconnects') === 'true' && keeps('socket.debug-reconnects');
    const lifeMs = isDebugging ? Math.min(debugLifeMs, this.#lifeMs) : this.#lifeMs;
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#greet(connection, lifeMs));
  }

  async send({ kind, payload, retry }: Outgoing): Promise<Delivered> {
    const start = this.#workspace.real.elapsedMs();
    const elapsed = () => Math.round(this.#workspace.real.elapsedMs() - start);
    const connection = this.#connections[this.#turn % this.#connections.length];
    if (keeps('socket.in-turn')) this.#turn += 1;
    if (connection === undefined) return { ok: false, ms: 0, error: 'dispatch_failed', reason: 'connection_failed' };
    const envelopeId = `${this.#workspace.ids.secret(8)}-${this.#workspace.ids.secret(12)}`;
    const envelope = {
      envelope_id: envelopeId,
      type: kind === 'options' ? 'interactive' : kind,
      accepts_response_payload: kind !== 'events_api',
      payload,
      ...(kind === 'events_api' ? { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' } : {}),
    };
    return new Promise((resolve) => {
      const late = () => {
        this.#waiting.delete(envelopeId);
        resolve({ ok: false, ms: elapsed(), error: 'operation_timeout', reason: 'http_timeout' });
      };
      const timer = keeps('ack.deadline') ? setTimeout(late, this.#deadlineMs) : undefined;
      this.#waiting.set(envelopeId, (body) => {
        clearTimeout(timer);
        this.#waiting.delete(envelopeId);
        resolve({ ok: true, ms: elapsed(), body: ackBody(body) });
      });
      connection.send(JSON.stringify(envelope));
    });
  }

  /** Tells one connection, the oldest, or all of them to go. A warning is only said; the others end the connection. */
  dismiss(reason: string, isForAll: boolean): void {
    for (const connection of isForAll ? [...this.#connections] : this.#connections.slice(0, 1)) {
      if (reason === 'warning') sayFarewell(connection, reason);
      else this.#retire(connection, reason);
    }
  }

  cut(): void {
    const all = this.#connections;
    this.#connections = [];
    this.#workspace.sequence.next();
    for (const connection of all) connection.terminate();
  }

  stop(): void {
    for (const connection of this.#connections) this.#disconnect(connection, 'link_disabled');
    this.#connections = [];
    this.#server.close();
  }

  #greet(connection: WebSocket, lifeMs: number): void {
    const isEnabled = this.#workspace.manifest.settings.socket_mode_enabled || !keeps('socket.enabled');
    const isFull = this.#connections.length >= mostConnections && keeps('socket.ten-connections');
    if (!isEnabled || isFull) {
      this.#disconnect(connection, isEnabled ? 'too_many_websockets' : 'link_disabled');
      return;
    }
    this.#connections.push(connection);
    const pings = keeps('socket.pings') ? setInterval(() => connection.ping(), this.#pingEveryMs) : undefined;
    const timers = this.#refreshAfter(connection, lifeMs);
    connection.on('message', (data) => this.#receive(String(data)));
    // A broken connection closes right after; without a listener the error would end the process.
    connection.on('error', () => connection.terminate());
    connection.on('close', () => {
      clearInterval(pings);
      for (const timer of timers) clearTimeout(timer);
      this.#connections = this.#connections.filter((each) => each !== connection);
      this.#note('disconnected');
    });
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#connections.length,
        connection_info: { app_id: fixedIds.app },
        debug_info: {
          host: 'sandbox',
          started: this.#workspace.real.now().toString({ smallestUnit: 'millisecond' }),
          build_number: 1,
          approximate_connection_time: Math.round(lifeMs / 1000),
        },
      }),
    );
    this.#note('connected');
  }

  #receive(data: string): void {
    const ack = ackSchema.safeParse(parsed(data));
    const answer = ack.success ? this.#waiting.get(ack.data.envelope_id) : undefined;
    if (ack.success && answer) answer(ack.data.payload);
    else if (keeps('ack.once')) this.#note(ack.success ? 'ack came too late or twice' : 'unreadable message');
  }

  #refreshAfter(connection: WebSocket, lifeMs: number): NodeJS.Timeout[] {
    if (!keeps('socket.refreshed')) return [];
    const warning = setTimeout(() => sayFarewell(connection, 'warning'), Math.max(0, lifeMs - warningMs));
    const refresh = setTimeout(() => this.#retire(connection, 'refresh_requested'), lifeMs);
    return [warning, refresh];
  }

  /** The connection gets nothing more, and is asked to close. */
  #retire(connection: WebSocket, reason: string): void {
    this.#connections = this.#connections.filter((each) => each !== connection);
    this.#workspace.sequence.next();
    this.#disconnect(connection, reason);
  }

  #disconnect(connection: WebSocket, reason: string): void {
    sayFarewell(connection, reason);
    connection.close();
    // A client that does not answer the closing handshake must not keep the process alive.
    setTimeout(() => connection.terminate(), farewellMs).unref();
  }

  #note(what: string): void {
    this.#workspace.sequence.next();
    this.#workspace.log.add({
      at: this.#workspace.clock.now(),
      direction: 'from_bot',
      kind: 'socket',
      request: { event: what },
      response: { connections: this.#connections.length },
      ms: 0,
    });
  }
}

function sayFarewell(connection: WebSocket, reason: string): void {
  connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }));
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
