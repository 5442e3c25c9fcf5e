// Where an answer goes: under the message that was asked, over it, into a form, onto the Home page, into the direct messages.
import type { RespondArguments, RespondFn } from '@slack/bolt';
import { type ModalView, WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Reply, SentFile } from '../feature.ts';
import type { Answered } from './answer.ts';
import type { Message } from './blocks.ts';
import { formView, type Submission } from './form.ts';
import type { Click, ClickedView, DirectMessage } from './parse.ts';

/** What views.open says of a trigger that is used up, in the method's reference. */
const TOO_LATE = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);

export function privately({ text, blocks }: Message): { response_type: 'ephemeral' } & Message {
  return { response_type: 'ephemeral', text, blocks };
}

function responded({ reply: { text, blocks }, kind }: Answered): RespondArguments {
  return kind === 'replace'
    ? { text, blocks, replace_original: true }
    : { ...privately({ text, blocks }), replace_original: false };
}

/** A reply as a view: its own form, or its message to be read. */
export function replyView({ blocks, form }: Reply): ModalView {
  return formView(form ?? { title: 'Career Planning', blocks });
}

/** Answers a direct message where it was written; a link in an answer is there to be followed, not to be unfolded. */
export async function replyToMessage(
  client: WebClient,
  { channel, threadTs }: DirectMessage,
  { text, blocks }: Message,
): Promise<void> {
  const place = threadTs === null ? { channel } : { channel, thread_ts: threadTs };
  await client.chat.postMessage({ ...place, text, blocks, unfurl_links: false, unfurl_media: false });
}

/** The presses on forms that are answered by changing the form: the last of each, and whether it had one before. */
type Presses = Map<string, { last: string; again: boolean }>;
const MOST_FORMS = 1_000;
const pressesOf = new WeakMap<WebClient, Presses>();

function pressed(client: WebClient, { id, pressedAt }: ClickedView): Presses {
  const presses: Presses = pressesOf.get(client) ?? new Map();
  pressesOf.set(client, presses);
  if (presses.size >= MOST_FORMS) presses.clear();
  const before = presses.get(id)?.last;
  const last = before !== undefined && before > pressedAt ? before : pressedAt;
  return presses.set(id, { last, again: before !== undefined });
}

/**
 * Puts an answer into the form that was pressed. Pressed twice before either was answered, a form shows the answer to the last press,
 * whichever is ready first: the first to come makes the form another one than the one that the second saw.
 */
async function updateForm(client: WebClient, pressedOn: ClickedView, view: ModalView): Promise<void> {
  const { id, hash, pressedAt } = pressedOn;
  const presses = pressed(client, pressedOn);
  try {
    await client.views.update({ view_id: id, hash, view });
  } catch (error) {
    const known = presses.get(id);
    if (!(error instanceof WebAPIPlatformError && error.data.error === 'hash_conflict') || !known?.again) throw error;
    if (known.last === pressedAt) await client.views.update({ view_id: id, view });
  }
}

/** Puts a late answer in the place of the form that it answers; where that was closed meanwhile, it comes as a direct message. */
export async function replyToForm(
  client: WebClient,
  { viewId, slackUserId }: Pick<Submission, 'viewId' | 'slackUserId'>,
  reply: Reply,
): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view: replyView(reply) });
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError && error.data.error === 'not_found')) throw error;
    const { text, blocks, form } = reply;
    if (!form) await client.chat.postMessage({ channel: slackUserId, text, blocks });
  }
}

/** A Home page has nowhere to say something privately, so its answers open as forms; on a form they open above it, or in its place where a third would be needed. */
async function showInView(client: WebClient, { view, triggerId }: Click, answered: Answered): Promise<void> {
  if (!view) return;
  const opened = replyView(answered.reply);
  if (view.kind === 'modal' && (answered.kind === 'replace' || view.stacked || triggerId === null)) {
    await updateForm(client, view, opened);
  } else if (triggerId !== null && (view.kind === 'modal' || answered.kind === 'new')) {
    const open = view.kind === 'modal' ? client.views.push : client.views.open;
    await open({ trigger_id: triggerId, view: opened });
  }
}

/** Opens a reply's form; false where Slack does not let us any more: three seconds after the act a form can't be opened. */
export async function openForm(client: WebClient, triggerId: string | null, reply: Reply): Promise<boolean> {
  if (triggerId === null) return false;
  try {
    await client.views.open({ trigger_id: triggerId, view: replyView(reply) });
    return true;
  } catch (error) {
    if (error instanceof WebAPIPlatformError && TOO_LATE.has(error.data.error)) return false;
    throw error;
  }
}

/** Puts a file into somebody's direct messages. Posting to the person opens the conversation, whose id the upload needs. */
export async function sendFile(
  client: WebClient,
  slackUserId: string,
  { name, title, content }: SentFile,
): Promise<void> {
  const { channel } = await client.chat.postMessage({ channel: slackUserId, text: title });
  if (!channel) throw new Error('Slack named no conversation for the file');
  await client.filesUploadV2({ channel_id: channel, filename: name, title, content });
}

/** Answers a click where it happened. `respond` is there for messages only. */
export async function replyToClick(
  client: WebClient,
  respond: RespondFn | undefined,
  click: Click | undefined,
  answered: Answered,
): Promise<void> {
  if (answered.kind !== 'none' || answered.done.outcome !== 'ok') {
    const opens = click && !click.view && answered.reply.form !== undefined;
    if (click?.view) await showInView(client, click, answered);
    else if (!(opens && (await openForm(client, click.triggerId, answered.reply))) && respond)
      await respond(responded(answered));
  }
  if (click && answered.reply.file) await sendFile(client, click.slackUserId, answered.reply.file);
}

/** Publishes somebody's Home page. */
export async function publishHome(client: WebClient, slackUserId: string, { blocks }: Message): Promise<void> {
  await client.views.publish({ user_id: slackUserId, view: { type: 'home', blocks } });
}
