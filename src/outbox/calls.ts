// The calls of Slack that the outbox makes, each once: a client of its own that repeats nothing and can be cut off.
import {
  type KnownBlock,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebClient,
} from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { SentFile } from '../feature.ts';
import { type Message, shortened } from '../slack/blocks.ts';
import { boltLogger } from '../slack/bolt-logger.ts';
import type { Outcome } from './policy.ts';

/** The event type of what the outbox sends; its payload names the row and nothing else. */
const EVENT_TYPE = 'career_message';

/** chat.update refuses a longer text, chat.postMessage would cut it at 40,000. */
const UPDATE_TEXT_LIMIT = 4_000;

/** conversations.history gives so many at once. */
const HISTORY_PAGE = 200;

const posted = z.object({ channel: z.string(), ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });
const page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z.object({ event_payload: z.object({ outbox_id: z.string().optional() }).optional() }).optional(),
      files: z.array(z.object({ id: z.string() })).optional(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const uploadPlace = z.object({ upload_url: z.string(), file_id: z.string() });

/** A message as history shows it. */
export interface Seen {
  ts: string;
  outboxId: string | null;
  fileIds: readonly string[];
}

/** Each throws what `outcomeOf` reads. Conversations are Slack's ids; a post may name a user instead, which opens the conversation. */
export interface SlackCalls {
  post(to: string, message: Message, outboxId: number): Promise<{ conversation: string; ts: string }>;
  update(conversation: string, ts: string, message: Message): Promise<void>;
  remove(conversation: string, ts: string): Promise<void>;
  open(slackUserId: string): Promise<string>;
  /** Messages since `oldest` (seconds since 1970), one page. */
  history(conversation: string, oldest: string, cursor: string): Promise<{ seen: Seen[]; cursor: string }>;
  uploadPlace(file: SentFile): Promise<{ url: string; fileId: string }>;
  uploadBytes(url: string, file: SentFile): Promise<void>;
  completeUpload(conversation: string, fileId: string, file: SentFile, text: string): Promise<void>;
}

export interface CallOptions {
  token: string;
  slackApiUrl: string;
  /** Real milliseconds that a call may take. */
  callMs: number;
  /** Cuts off whatever is under way. */
  signal: AbortSignal;
  log: Logger;
}

function bytesOf({ content }: SentFile): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(content);
}

export function createSlackCalls({ token, slackApiUrl, callMs, signal, log }: CallOptions): SlackCalls {
  const cuttable: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal });
  const client = new WebClient(token, {
    slackApiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: callMs,
    fetch: cuttable,
    logger: boltLogger(log),
  });
  const quiet = { unfurl_links: false, unfurl_media: false };
  const said = ({ blocks }: Message): { blocks?: KnownBlock[] } => (blocks.length > 0 ? { blocks } : {});
  return {
    async post(to, message, outboxId) {
      const metadata = { event_type: EVENT_TYPE, event_payload: { outbox_id: String(outboxId) } };
      const answer = await client.chat.postMessage({
        channel: to,
        text: message.text,
        ...said(message),
        metadata,
        ...quiet,
      });
      const { channel, ts } = posted.parse(answer);
      return { conversation: channel, ts };
    },
    async update(channel, ts, { text, blocks }) {
      await client.chat.update({ channel, ts, text: shortened(text, UPDATE_TEXT_LIMIT), blocks });
    },
    async remove(channel, ts) {
      await client.chat.delete({ channel, ts });
    },
    async open(users) {
      return opened.parse(await client.conversations.open({ users })).channel.id;
    },
    async history(channel, oldest, cursor) {
      const answer = await client.conversations.history({
        channel,
        oldest,
        inclusive: true,
        include_all_metadata: true,
        limit: HISTORY_PAGE,
        ...(cursor === '' ? {} : { cursor }),
      });
      const { messages, response_metadata: more } = page.parse(answer);
      const seen = messages.map(({ ts, metadata, files = [] }) => ({
        ts,
        outboxId: metadata?.event_payload?.outbox_id ?? null,
        fileIds: files.map(({ id }) => id),
      }));
      return { seen, cursor: more?.next_cursor ?? '' };
    },
    async uploadPlace(file) {
      const length = bytesOf(file).byteLength;
      const answer = uploadPlace.parse(await client.files.getUploadURLExternal({ filename: file.name, length }));
      return { url: answer.upload_url, fileId: answer.file_id };
    },
    async uploadBytes(url, file) {
      const within = AbortSignal.any([signal, AbortSignal.timeout(callMs)]);
      const answer = await fetch(url, { method: 'POST', body: bytesOf(file), signal: within });
      if (!answer.ok) throw new Error(`the upload was answered ${answer.status}`);
    },
    async completeUpload(conversation, fileId, { title }, text) {
      await client.files.completeUploadExternal({
        files: [{ id: fileId, title }],
        channel_id: conversation,
        ...(text === '' ? {} : { initial_comment: text }),
      });
    },
  };
}

/** What web-api throws for a 429 without a readable Retry-After: nothing was posted. */
const UNREADABLE_RETRY = /^Retry header did not contain a valid timeout/;

/** How a call ended that threw: anything but a clear refusal may have reached Slack. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', retryAfterMs: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) return { kind: 'refused', error: shortened(error.data.error, 200) };
  if (error instanceof WebAPIHTTPError) return { kind: 'ambiguous', error: `status_${error.statusCode}` };
  if (error instanceof Error && UNREADABLE_RETRY.test(error.message)) return { kind: 'refused', error: 'ratelimited' };
  return { kind: 'ambiguous', error: 'no_answer' };
}
