/** The shape of message metadata (docs.slack.dev/messaging/message-metadata). */
import { z } from 'zod';
import { isObject, type JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { parseJson } from './parse-json.ts';
import { SlackError } from './slack-error.ts';

const plain = z.union([z.string(), z.number(), z.boolean()]);
const flat = z.record(z.string(), plain);
const eventType = z.string().regex(/^\w+$/).max(255);
const eventPayload = z.record(z.string(), z.union([plain, flat, z.array(flat)]));

/** Asked for anew at every reading, since a rule may be switched off. */
function metadataSchema() {
  return z.strictObject({
    event_type: keeps('block-kit.metadata.event-type') ? eventType : z.string(),
    event_payload: keeps('block-kit.metadata.payload') ? eventPayload : z.record(z.string(), z.unknown()),
  });
}

/** The metadata, undefined where none was given, or `{}` to take away what there was. Throws SlackError. */
export function readMetadata(given: unknown): JsonObject | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const value = typeof given === 'string' ? parseJson(given, 'invalid_metadata_format') : given;
  if (!isObject(value)) {
    if (keeps('block-kit.metadata.format')) throw new SlackError('invalid_metadata_format');
    return undefined;
  }
  if (Object.keys(value).length === 0) return {};
  const read = metadataSchema().safeParse(value);
  if (!read.success) throw new SlackError('invalid_metadata_schema');
  return read.data;
}
