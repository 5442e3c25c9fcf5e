/** The answers of the control API (`/_control`), parsed before the page believes them. */
import { z } from 'zod';
import { blocks, optionGroups, options } from './block-schema.ts';

const member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullish(),
  tz: z.string().nullish(),
  is_bot: z.boolean().default(false),
  deleted: z.boolean().default(false),
});
const channel = z.object({
  id: z.string(),
  name: z.string().nullish(),
  kind: z.enum(['channel', 'im', 'mpim']),
  is_private: z.boolean().default(false),
  members: z.array(z.string()),
});
const slashCommand = z.object({
  command: z.string(),
  description: z.string().nullish(),
  usage_hint: z.string().nullish(),
});
const shortcut = z.object({
  name: z.string(),
  type: z.string(),
  callback_id: z.string(),
  description: z.string().nullish(),
});
/** What the app's manifest says of its place in the sidebar. */
const appHome = z.object({ home_tab_enabled: z.boolean(), messages_tab_read_only_enabled: z.boolean() });

export const stateAnswer = z.object({
  now: z.string(),
  seq: z.number(),
  /** Another word after a reset: nothing the page knows is true any more. */
  life: z.string().default(''),
  users: z.array(member),
  channels: z.array(channel),
  bot: z.object({
    id: z.string().nullish(),
    name: z.string().nullish(),
    connected: z.boolean().default(false),
    mode: z.string().nullish(),
  }),
  commands: z.array(slashCommand).default([]),
  shortcuts: z.array(shortcut).default([]),
  home: appHome.default({ home_tab_enabled: true, messages_tab_read_only_enabled: false }),
});

const file = z.object({
  id: z.string().nullish(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  alt: z.string().nullish(),
  size: z.number().nullish(),
  url: z.string().nullish(),
});
const message = z.object({
  seq: z.number(),
  channel: z.string(),
  ts: z.string(),
  user: z.string().nullish(),
  text: z.string().nullish(),
  blocks,
  thread_ts: z.string().nullish(),
  ephemeral: z.boolean().default(false),
  // Slack sends an object with who and when, the sandbox may send a plain yes: either way it was edited.
  edited: z.unknown().optional().transform(Boolean),
  deleted: z.boolean().default(false),
  files: z
    .array(file)
    .nullish()
    .transform((list) => list ?? []),
});
export const messagesAnswer = z.object({ seq: z.number(), items: z.array(message) });

const logEntry = z.object({
  seq: z.number(),
  at: z.string().nullish(),
  direction: z.string(),
  kind: z.string(),
  request: z.unknown(),
  response: z.unknown(),
  ms: z.number().nullish(),
  warnings: z.array(z.string()).catch([]),
});
export const logAnswer = z.object({ seq: z.number(), items: z.array(logEntry) });

const plainText = z.object({ text: z.string() });
const view = z.object({
  id: z.string().default(''),
  type: z.string().default('modal'),
  callback_id: z.string().nullish(),
  title: plainText.nullish(),
  submit: plainText.nullish(),
  close: plainText.nullish(),
  hash: z.string().nullish(),
  blocks,
  /** What was entered so far, by block id and action id. */
  state: z
    .object({ values: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))) })
    .default({ values: {} }),
});
/** GET /view waits for any change of the workspace, and is the smallest answer that does. */
export const changeAnswer = z.object({ seq: z.number(), life: z.string().default(''), now: z.string() });
export const viewAnswer = z.object({ modal: view.nullish(), home: view.nullish(), depth: z.number().default(0) });

/** What every act answers; `error` is Slack's word for what went wrong on the way to the app. */
export const actAnswer = z.object({
  ok: z.boolean(),
  error: z.string().nullish(),
  /** How Slack's own client says it. */
  shown: z.string().nullish(),
  /** Where a message came to stand. */
  channel: z.string().nullish(),
  errors: z.record(z.string(), z.string()).nullish(),
});
export const clockAnswer = z.object({ now: z.string(), done: z.boolean().default(true) });
export const resetAnswer = z.object({ now: z.string() });
export const optionsAnswer = z.object({ options: options.nullish(), option_groups: optionGroups.nullish() });
export const refusal = z.object({ error: z.string(), hint: z.string().nullish() });

export type Member = z.infer<typeof member>;
export type Channel = z.infer<typeof channel>;
export type SlashCommand = z.infer<typeof slashCommand>;
export type Shortcut = z.infer<typeof shortcut>;
export type Workspace = z.infer<typeof stateAnswer>;
export type Message = z.infer<typeof message>;
export type LogEntry = z.infer<typeof logEntry>;
export type View = z.infer<typeof view>;
export type OptionsAnswer = z.infer<typeof optionsAnswer>;
export type ActAnswer = z.infer<typeof actAnswer>;
