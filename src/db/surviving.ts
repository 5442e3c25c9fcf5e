// Transactions that outlive their connection. postgres.js says `rollback`, or whatever comes next, into a connection that was lost amid a
// transaction, and that ends the process (3.4.9): a Postgres that starts again must not end the bot.
import type postgres from 'postgres';

type Work<T> = (tx: postgres.TransactionSql) => T | Promise<T>;

/** Codes that the client or the system gives for a connection that is gone; Postgres's own last words are FATAL. */
const GONE = /^(CONNECTION_|ECONN|EPIPE|ETIMEDOUT)/;

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isLastWord = 'severity' in error && error.severity === 'FATAL';
  return isLastWord || ('code' in error && GONE.test(String(error.code)));
}

/** The same client; work whose connection is lost is left alone, and `begin` rejects because of the loss. Savepoints are not covered. */
export function surviving(client: postgres.Sql): postgres.Sql {
  const begin = client.begin.bind(client);
  const beginSafely = <T>(work: Work<T>) => {
    let lost: unknown;
    /** Whoever waits for the transaction hears of the loss as soon as the connection closes. */
    const never = () => new Promise<never>(() => {});
    const done = begin(async (tx) => {
      const plain = tx.unsafe.bind(tx);
      const watched: typeof tx.unsafe = (...statement) => {
        if (lost) throw lost;
        const asked = plain(...statement);
        asked.catch((error: unknown) => {
          if (isGone(error)) lost = error;
        });
        return asked as never;
      };
      tx.unsafe = watched;
      try {
        const result = await work(tx);
        return lost ? await never() : result;
      } catch (error) {
        if (lost) await never();
        throw error;
      }
    });
    // A connection that is lost while no statement is under way is heard of only here.
    done.catch((error: unknown) => {
      lost ??= error;
    });
    return done;
  };
  return Object.assign(client, { begin: beginSafely });
}
