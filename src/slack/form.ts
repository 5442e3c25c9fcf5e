// Forms (Slack: modals): what a slice says of one, the view it becomes, and what comes back when it is sent.
import type { ModalView } from '@slack/web-api';
import { z } from 'zod';
import type { FormValue, FormValues, RichText } from '../domain/form-values.ts';
import { type Block, shortened } from './blocks.ts';

/** A form to fill in. */
export interface Form {
  /** The action of the listener that takes it when it is sent; without one it is only read. */
  action?: string;
  /** An id that comes back with it. */
  value?: string;
  /** Slack shows 24 characters. */
  title: string;
  /** What sending does, in a word. */
  submit?: string;
  close?: string;
  /** Input blocks carry the block id and action id by which the values come back. */
  blocks: Block[];
}

/** Something in the form has to be entered differently; the texts stand under their fields. */
export class FormError extends Error {
  readonly fields: Readonly<Record<string, string>>;

  /** `fields`: by the block id of an input block, what to do. */
  constructor(fields: Readonly<Record<string, string>>) {
    super(Object.values(fields).join(' '));
    this.name = 'FormError';
    this.fields = fields;
  }
}

const LABEL_LIMIT = 24;

function label(text: string) {
  return { type: 'plain_text' as const, text: shortened(text, LABEL_LIMIT) };
}

export function formView({ action, value, title, submit, close = 'Close', blocks }: Form): ModalView {
  return {
    type: 'modal',
    title: label(title),
    close: label(close),
    ...(submit === undefined ? {} : { submit: label(submit) }),
    ...(action === undefined ? {} : { callback_id: action }),
    ...(value === undefined ? {} : { private_metadata: value }),
    blocks,
  };
}

const option = z.object({ value: z.string() });
const file = z
  .object({ id: z.string(), name: z.string().default(''), url_private: z.string().default('') })
  .transform(({ id, name, url_private }) => ({ id, name, url: url_private }));
const richText = z.custom<RichText>((value) => z.object({ type: z.literal('rich_text') }).safeParse(value).success);

/** One element's state; which of these is there depends on the element (docs.slack.dev/reference/interaction-payloads). */
const element = z
  .object({
    value: z.string().nullish(),
    selected_option: option.nullish(),
    selected_options: z.array(option).optional(),
    selected_date: z.string().nullish(),
    selected_time: z.string().nullish(),
    files: z.array(file).optional(),
    rich_text_value: richText.nullish(),
  })
  .transform(
    (state): FormValue =>
      state.selected_options?.map(({ value }) => value) ??
      state.files ??
      state.rich_text_value ??
      state.value ??
      state.selected_option?.value ??
      state.selected_date ??
      state.selected_time ??
      null,
  );

/** What stands in the fields of a form or of a message, by the block ids of the fields. */
export const enteredState = z
  .object({ values: z.record(z.string(), z.record(z.string(), element)) })
  .transform(
    ({ values }): FormValues =>
      new Map(Object.entries(values).map(([block, elements]) => [block, Object.values(elements)[0] ?? null] as const)),
  );

const submission = z.object({
  user: z.object({ id: z.string().min(1) }),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: enteredState,
  }),
});

export interface Submission {
  slackUserId: string;
  viewId: string;
  actionId: string;
  value: string;
  values: FormValues;
}

/** undefined: not a form we can read. */
export function parseSubmission(body: unknown): Submission | undefined {
  const parsed = submission.safeParse(body);
  if (!parsed.success) return undefined;
  const { user, view } = parsed.data;
  return {
    slackUserId: user.id,
    viewId: view.id,
    actionId: view.callback_id,
    value: view.private_metadata,
    values: view.state,
  };
}
