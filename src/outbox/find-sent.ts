// Whether a message stands in Slack whose sending ended without a clear answer.
import type { Temporal } from 'temporal-polyfill';
import type { Seen } from './calls.ts';

export interface SoughtMessage {
  conversation: string;
  outboxId: number;
  /** Of a file; then the message that shows it is sought. */
  fileId: string | null;
  /** When the attempt began. */
  since: Temporal.Instant;
}

/** One page of a conversation's messages from `oldest` on, seconds since 1970. */
export type ReadHistory = (
  conversation: string,
  oldest: string,
  cursor: string,
) => Promise<{ seen: readonly Seen[]; cursor: string }>;

/** Gives the ts of the message; null where Slack shows none. */
export type FindSent = (read: ReadHistory, sought: SoughtMessage) => Promise<string | null>;

/** Slack's clock may differ from ours by so much. */
const SKEW_MS = 300_000;

export const findSent: FindSent = async (read, { conversation, outboxId, fileId, since }) => {
  const oldest = String(Math.floor(since.subtract({ milliseconds: SKEW_MS }).epochMilliseconds / 1000));
  for (let cursor = ''; ; ) {
    const page = await read(conversation, oldest, cursor);
    const found = page.seen.find((seen) =>
      fileId === null ? seen.outboxId === String(outboxId) : seen.fileIds.includes(fileId),
    );
    if (found) return found.ts;
    if (page.cursor === '') return null;
    cursor = page.cursor;
  }
};
