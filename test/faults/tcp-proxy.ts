// A line to the database that can be cut, or go silent without a word as a network does.
import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  port: number;
  /** The ports from which it is connected to the target: that is how the target knows its clients. */
  upstreamPorts(): number[];
  /** Breaks every connection. */
  cut(): void;
  /** Nothing goes through any more, and nobody is told. */
  silence(): void;
  /** Everything goes through again: what was sent or closed meanwhile first. */
  heal(): void;
  stop(): Promise<void>;
}

interface Pair {
  client: Socket;
  upstream: Socket;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let silent = false;
  /** Ends that were not told of while nothing went through. */
  let untold: (() => void)[] = [];
  const tell = (end: () => void) => {
    if (silent) untold.push(end);
    else end();
  };
  const server = createServer((client) => {
    const upstream = connect(target);
    const pair = { client, upstream };
    pairs.add(pair);
    const drop = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      if (silent) from.pause();
      from.on('data', (chunk) => {
        to.write(chunk);
        if (silent) from.pause();
      });
      from.on('error', () => {});
      from.on('close', () => tell(drop));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    upstreamPorts: () => [...pairs].flatMap(({ upstream }) => upstream.localPort ?? []),
    cut() {
      for (const { client, upstream } of pairs) {
        client.destroy();
        upstream.destroy();
      }
    },
    silence() {
      silent = true;
      for (const { client, upstream } of pairs) {
        client.pause();
        upstream.pause();
      }
    },
    heal() {
      silent = false;
      for (const end of untold) end();
      untold = [];
      for (const { client, upstream } of pairs) {
        client.resume();
        upstream.resume();
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const { client, upstream } of pairs) {
          client.destroy();
          upstream.destroy();
        }
      }),
  };
}
