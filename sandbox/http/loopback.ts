import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether the request comes from this machine and from no foreign web page: the sender's address, the name it was sent
 * to (against DNS rebinding) and the page it was sent from all have to be loopback.
 */
export function isLoopback(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  const isLocal = address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.');
  const { host = '', origin } = request.headers;
  return isLocal && isLoopbackName(`http://${host}`) && (origin === undefined || isLoopbackName(origin));
}

function isLoopbackName(address: string): boolean {
  return URL.canParse(address) && loopbackNames.has(new URL(address).hostname);
}
