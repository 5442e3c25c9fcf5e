/** Block Kit as far as the page draws it; the server has checked it against Slack's rules, so these shapes are lenient. */
import { z } from 'zod';

const textObject = z.object({
  type: z.enum(['plain_text', 'mrkdwn']),
  text: z.string(),
  emoji: z.boolean().optional(),
  verbatim: z.boolean().optional(),
});
export const option = z.object({
  text: textObject,
  value: z.string().optional(),
  description: textObject.optional(),
  url: z.string().optional(),
});
const confirm = z.object({
  title: textObject,
  text: textObject,
  confirm: textObject,
  deny: textObject,
  style: z.string().optional(),
});

export type TextObject = z.infer<typeof textObject>;
export type Option = z.infer<typeof option>;
export type Confirm = z.infer<typeof confirm>;

const interactive = { action_id: z.string().default(''), confirm: confirm.optional() };
const focus = { placeholder: textObject.optional(), focus_on_load: z.boolean().optional() };
export const options = z.array(option);
export const optionGroups = z.array(z.object({ label: textObject, options }));

const image = z.object({
  type: z.literal('image'),
  image_url: z.string().optional(),
  slack_file: z.object({ id: z.string().optional(), url: z.string().optional() }).optional(),
  alt_text: z.string().default(''),
  title: textObject.optional(),
});
const button = z.object({
  type: z.enum(['button', 'workflow_button']),
  text: textObject,
  value: z.string().optional(),
  url: z.string().optional(),
  style: z.string().optional(),
  accessibility_label: z.string().optional(),
  ...interactive,
});
const overflow = z.object({ type: z.literal('overflow'), options, ...interactive });
const choice = z.object({
  type: z.enum(['checkboxes', 'radio_buttons']),
  options,
  initial_options: options.optional(),
  initial_option: option.optional(),
  ...interactive,
});
const select = z.object({
  type: z.enum([
    'static_select',
    'external_select',
    'users_select',
    'conversations_select',
    'channels_select',
    'multi_static_select',
    'multi_external_select',
    'multi_users_select',
    'multi_conversations_select',
    'multi_channels_select',
  ]),
  options: options.optional(),
  option_groups: optionGroups.optional(),
  initial_option: option.optional(),
  initial_options: options.optional(),
  initial_user: z.string().optional(),
  initial_users: z.array(z.string()).optional(),
  initial_channel: z.string().optional(),
  initial_channels: z.array(z.string()).optional(),
  initial_conversation: z.string().optional(),
  initial_conversations: z.array(z.string()).optional(),
  max_selected_items: z.number().optional(),
  min_query_length: z.number().optional(),
  filter: z.object({ include: z.array(z.string()).optional(), exclude_bot_users: z.boolean().optional() }).optional(),
  ...interactive,
  ...focus,
});
const moment = z.object({
  type: z.enum(['datepicker', 'timepicker', 'datetimepicker']),
  initial_date: z.string().optional(),
  initial_time: z.string().optional(),
  initial_date_time: z.number().optional(),
  timezone: z.string().optional(),
  ...interactive,
  ...focus,
});
const textInput = z.object({
  type: z.enum(['plain_text_input', 'number_input', 'email_text_input', 'url_text_input', 'rich_text_input']),
  multiline: z.boolean().optional(),
  initial_value: z.unknown().optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  is_decimal_allowed: z.boolean().optional(),
  dispatch_action_config: z.object({ trigger_actions_on: z.array(z.string()).optional() }).optional(),
  ...interactive,
  ...focus,
});
const fileInput = z.object({
  type: z.literal('file_input'),
  filetypes: z.array(z.string()).optional(),
  max_files: z.number().optional(),
  ...interactive,
});

const element = z.discriminatedUnion('type', [image, button, overflow, choice, select, moment, textInput, fileInput]);

export type ImageElement = z.infer<typeof image>;
export type ButtonElement = z.infer<typeof button>;
export type OverflowElement = z.infer<typeof overflow>;
export type ChoiceElement = z.infer<typeof choice>;
export type SelectElement = z.infer<typeof select>;
export type MomentElement = z.infer<typeof moment>;
export type TextInputElement = z.infer<typeof textInput>;
export type FileInputElement = z.infer<typeof fileInput>;

/** An element of a kind the page does not draw; it is named instead of being left out silently. */
const unknownPart = z.object({ type: z.string() }).loose();
const anyElement = z.union([element, unknownPart.transform(({ type }) => ({ type: 'unknown' as const, of: type }))]);
export type AnyElement = z.infer<typeof anyElement>;

/** rich_text is a tree of its own; rich-text-nodes.ts reads it. */
const richText = z.object({ type: z.literal('rich_text'), elements: z.array(z.unknown()) });

const blockId = { block_id: z.string().optional() };
const block = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('section'),
    text: textObject.optional(),
    fields: z.array(textObject).optional(),
    accessory: anyElement.optional(),
    ...blockId,
  }),
  z.object({ type: z.literal('header'), text: textObject, ...blockId }),
  z.object({ type: z.literal('divider'), ...blockId }),
  z.object({ type: z.literal('context'), elements: z.array(z.union([textObject, image])), ...blockId }),
  z.object({ type: z.literal('actions'), elements: z.array(anyElement), ...blockId }),
  image.extend(blockId),
  z.object({
    type: z.literal('input'),
    label: textObject,
    element: anyElement,
    hint: textObject.optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    ...blockId,
  }),
  richText.extend(blockId),
  z.object({ type: z.literal('markdown'), text: z.string(), ...blockId }),
  z.object({
    type: z.literal('table'),
    rows: z.array(z.array(z.union([z.object({ type: z.literal('raw_text'), text: z.string() }), richText]))),
    column_settings: z
      .array(z.object({ align: z.string().optional(), is_wrapped: z.boolean().optional() }).nullable())
      .optional(),
    ...blockId,
  }),
]);

export type Block = z.infer<typeof block>;
export type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;
export interface UnknownBlock {
  readonly type: 'unknown';
  readonly of: string;
  readonly block_id?: string | undefined;
}

/** Any list of blocks; one that the page does not draw becomes `unknown` with the name of its type. */
export const blocks = z
  .array(z.union([block, unknownPart.transform(({ type }): UnknownBlock => ({ type: 'unknown', of: type }))]))
  .nullish()
  .transform((list) => list ?? []);
