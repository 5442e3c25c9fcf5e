/** A bare Socket Mode client, for what the real one hides. */
import { WebSocket } from 'ws';
import { isObject, type JsonObject } from '../../json.ts';
import type { Sandbox } from '../../server.ts';
import { api } from './control.ts';

export interface Connection {
  socket: WebSocket;
  /** What came, in order. */
  received: JsonObject[];
  /** Resolves with the first that came or comes of this type; rejects when none comes in time. */
  next: (type: string, reason?: string) => Promise<JsonObject>;
}

/** How long a test waits for a frame before it gives up, in real milliseconds; shorter where it is expected not to come. */
const patience = { ms: 60_000 };

/** Runs `work` while a frame that does not come at once is taken not to come at all. */
export async function impatiently<T>(work: () => T | Promise<T>): Promise<T> {
  patience.ms = 2_000;
  try {
    return await work();
  } finally {
    patience.ms = 60_000;
  }
}

/** A fresh address of a socket. */
export async function ticketUrl(sandbox: Sandbox): Promise<string> {
  return String((await api(sandbox, 'apps.connections.open', {}, sandbox.tokens.app)).url);
}

export function connect(url: string): Connection {
  const socket = new WebSocket(url);
  const received: JsonObject[] = [];
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(String(data));
    if (isObject(message)) received.push(message);
  });
  const next = (type: string, reason?: string): Promise<JsonObject> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = received.find((each) => each.type === type && (reason === undefined || each.reason === reason));
        if (!found) return;
        clearTimeout(timer);
        socket.off('message', look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        socket.off('message', look);
        reject(new Error(`no ${type} came`));
      }, patience.ms);
      socket.on('message', look);
      look();
    });
  return { socket, received, next };
}

/** Answers every envelope at once with this payload. */
export function acknowledge({ socket }: Connection, payload: object = {}): void {
  socket.on('message', (data) => {
    const { envelope_id } = JSON.parse(String(data)) as { envelope_id?: string };
    if (envelope_id !== undefined) socket.send(JSON.stringify({ envelope_id, payload }));
  });
}
