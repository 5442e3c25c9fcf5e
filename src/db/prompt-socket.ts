// Connections that send at once. postgres.js writes a long statement in two pieces, and without this the second waits until the server
// acknowledges the first: 40 ms for each statement of more than a kilobyte.
import { connect, type Socket } from 'node:net';

interface Address {
  host: readonly string[];
  port: readonly number[];
}

function promptSocket({ host: [host = 'localhost'], port: [port = 5432] }: Address): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** The option of postgres.js for that; none for a URL with several hosts or a Unix socket, which postgres.js connects by itself. */
export function promptly(url: string): { socket?: typeof promptSocket } {
  const { hostname, searchParams } = new URL(url);
  const isPlain = hostname !== '' && !hostname.includes(',') && !hostname.includes('%2F') && !searchParams.has('host');
  return isPlain ? { socket: promptSocket } : {};
}
