/** The shape of message metadata (docs.slack.dev/messaging/message-metadata). */
import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { parseJson } from './parse-json.ts';
import { SlackError } from './slack-error.ts';

const plain = z.union([z.string(), z.number(), z.boolean()]);
const flat = z.record(z.string(), plain);
const metadata = z.strictObject({
  event_type: z.string().regex(/^\w+$/).max(255),
  event_payload: z.record(z.string(), z.union([plain, flat, z.array(flat)])),
});

/** The metadata, undefined where none was given, or `{}` to take away what there was. Throws SlackError. */
export function readMetadata(given: unknown): JsonObject | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const value = typeof given === 'string' ? parseJson(given, 'invalid_metadata_format') : given;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SlackError('invalid_metadata_format');
  if (Object.keys(value).length === 0) return {};
  const read = metadata.safeParse(value);
  if (!read.success) throw new SlackError('invalid_metadata_schema');
  return read.data;
}
