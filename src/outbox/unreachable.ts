/** Codes of a database that is not there just now: its own (connection, a transaction idle for too long, shutdown, resources, serialization), the client's, the system's. */
const UNREACHABLE = /^(08|25P03|40|53|57P|CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)/;

export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && UNREACHABLE.test(String(error.code))) return true;
  return isUnreachable(error.cause);
}
