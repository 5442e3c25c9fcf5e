/** What each call of the control API answers, to the last field: whoever changes an answer changes its shape here. */
import { z } from 'zod';
import { faultKinds } from '../../control/faults.ts';

const seq = z.number().int().min(0);
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
const ts = z.string().regex(/^\d{10}\.\d{6}$/);
const json = z.record(z.string(), z.unknown());

const user = z.strictObject({
  id: z.string(),
  name: z.string(),
  handle: z.string(),
  email: z.email().nullable(),
  tz: z.string(),
  is_bot: z.boolean(),
  is_guest: z.boolean(),
  deleted: z.boolean(),
});
const channel = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['channel', 'im', 'mpim']),
  is_private: z.boolean(),
  members: z.array(z.string()),
});
const file = z.strictObject({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  mimetype: z.string(),
  alt: z.string().nullable(),
  size: z.number(),
  url: z.url(),
});
const message = z.strictObject({
  seq,
  channel: z.string(),
  ts,
  user: z.string(),
  text: z.string(),
  blocks: z.array(json),
  attachments: z.array(json),
  ephemeral: z.boolean(),
  edited: z.boolean(),
  deleted: z.boolean(),
  thread_ts: ts.nullable(),
  files: z.array(file),
});
const view = z.looseObject({
  id: z.string(),
  type: z.enum(['modal', 'home']),
  blocks: z.array(json),
  hash: z.string(),
  state: z.strictObject({ values: z.record(z.string(), json) }),
});
const act = {
  ok: z.boolean(),
  ack: z.strictObject({ ms: z.number().min(0), body: z.unknown() }).nullable(),
  error: z.string().optional(),
  details: z.unknown().optional(),
  seq,
};
const acted = z.strictObject(act);
const fault = z.strictObject({
  method: z.string(),
  kind: z.enum(faultKinds),
  count: z.number().nullable(),
  rate: z.number().nullable(),
  seed: z.number(),
  ms: z.number(),
  retry_after: z.number().nullable(),
  processed: z.boolean(),
  error: z.string(),
  hits: z.number(),
});

/** By method and path. Errors of every call have the shape `refusal`. */
export const answers = {
  'GET /state': z.strictObject({
    now: moment,
    seq,
    life: z.string(),
    team: z.strictObject({ id: z.string(), name: z.string(), domain: z.string() }),
    bot: z.strictObject({
      id: z.string(),
      name: z.string(),
      connected: z.boolean(),
      mode: z.enum(['socket', 'http']),
    }),
    rates: z.strictObject({ refused: z.number(), over_channel_limit: z.number() }),
    users: z.array(user),
    channels: z.array(channel),
    commands: z.array(
      z.strictObject({ command: z.string(), description: z.string(), usage_hint: z.string().nullable() }),
    ),
    shortcuts: z.array(
      z.strictObject({
        name: z.string(),
        type: z.enum(['global', 'message']),
        callback_id: z.string(),
        description: z.string(),
      }),
    ),
    home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
  }),
  'GET /messages': z.strictObject({ seq, items: z.array(message) }),
  'GET /inbox': z.strictObject({ seq, items: z.array(message) }),
  'GET /view': z.strictObject({
    seq,
    life: z.string(),
    now: moment,
    modal: view.nullable(),
    home: view.nullable(),
    depth: z.number(),
  }),
  'GET /log': z.strictObject({
    seq,
    items: z.array(
      z.strictObject({
        seq,
        at: moment,
        direction: z.enum(['from_bot', 'to_bot']),
        kind: z.string(),
        request: z.unknown(),
        response: z.unknown(),
        ms: z.number(),
        warnings: z.array(z.string()),
      }),
    ),
  }),
  'GET /idle': z.strictObject({ ok: z.literal(true), now: moment, seq }),
  'POST /command': acted,
  'POST /click': acted,
  'POST /submit': z.strictObject({
    ...act,
    errors: z.record(z.string(), z.string()).optional(),
    view: view.nullable(),
  }),
  'POST /close': acted,
  'POST /home': acted,
  'POST /shortcut': acted,
  'POST /join': acted,
  'POST /message': z.strictObject({ ...act, channel: z.string(), ts }),
  'POST /users': z.strictObject({ ...act, user: z.string() }),
  'POST /options': z.strictObject({ options: z.array(json), option_groups: z.array(json).optional() }),
  'POST /clock': z.strictObject({ ok: z.literal(true), now: moment, done: z.boolean() }),
  'POST /clock/followers': z.strictObject({ ok: z.literal(true), now: moment }),
  'POST /faults': z.strictObject({ ok: z.literal(true), seq }),
  'GET /faults': z.strictObject({ seq, items: z.array(fault) }),
  'DELETE /faults': z.strictObject({ ok: z.literal(true), seq }),
  'POST /socket': z.strictObject({ ok: z.literal(true), seq }),
  'POST /reset': z.strictObject({ ok: z.literal(true), now: moment, seq }),
} as const;

export type Call = keyof typeof answers;

export const refusal = z.strictObject({ ok: z.literal(false), error: z.string(), hint: z.string().min(6) });
