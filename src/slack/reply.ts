// Where an answer goes: under the message that was asked, over it, into a form, onto the Home page, into the direct messages.
import type { RespondArguments, RespondFn } from '@slack/bolt';
import type { ModalView, WebClient } from '@slack/web-api';
import type { SentFile } from '../feature.ts';
import type { Answered } from './answer.ts';
import type { Message } from './blocks.ts';
import { sentence } from './message.ts';
import type { Click, DirectMessage } from './parse.ts';

export function privately({ text, blocks }: Message): { response_type: 'ephemeral' } & Message {
  return { response_type: 'ephemeral', text, blocks };
}

function responded({ reply: { text, blocks }, kind }: Answered): RespondArguments {
  return kind === 'replace'
    ? { text, blocks, replace_original: true }
    : { ...privately({ text, blocks }), replace_original: false };
}

function form({ blocks }: Message): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Career Planning' },
    close: { type: 'plain_text', text: 'Close' },
    blocks,
  };
}

/** What an unknown form turns into when it is sent. */
export function formGone(): ModalView {
  return form(
    sentence(
      "I don't know that form any more, so nothing was changed. Please type `/career` to see where things stand.",
    ),
  );
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

/** A Home page has nowhere to say something privately, so its answers open as forms; on a form they open above it, or in its place where a third would be needed. */
async function showInView(client: WebClient, { view, triggerId }: Click, answered: Answered): Promise<void> {
  if (!view) return;
  const opened = form(answered.reply);
  if (view.kind === 'modal' && (answered.kind === 'replace' || view.stacked || triggerId === null)) {
    await client.views.update({ view_id: view.id, hash: view.hash, view: opened });
  } else if (triggerId !== null && (view.kind === 'modal' || answered.kind === 'new')) {
    const open = view.kind === 'modal' ? client.views.push : client.views.open;
    await open({ trigger_id: triggerId, view: opened });
  }
}

/** Puts a file into somebody's direct messages. Posting to the person opens the conversation, whose id the upload needs. */
async function sendFile(client: WebClient, slackUserId: string, { name, title, content }: SentFile): Promise<void> {
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
    if (click?.view) await showInView(client, click, answered);
    else if (respond) await respond(responded(answered));
  }
  if (click && answered.reply.file) await sendFile(client, click.slackUserId, answered.reply.file);
}

/** Publishes somebody's Home page. */
export async function publishHome(client: WebClient, slackUserId: string, { blocks }: Message): Promise<void> {
  await client.views.publish({ user_id: slackUserId, view: { type: 'home', blocks } });
}
