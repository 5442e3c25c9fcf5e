// One attempt to carry out a row in Slack: which calls it takes, and how it ended.
import { z } from 'zod';
import type { SentFile } from '../feature.ts';
import type { Message } from '../slack/blocks.ts';
import { outcomeOf } from './calls.ts';
import { awaitSlot, type Hands, lasting } from './hands.ts';
import { METHOD_OF, type PacedMethod } from './pace.ts';
import type { Outcome } from './policy.ts';
import type { HandledRow } from './rows.ts';
import { keepFileId } from './store.ts';

/** What is said; a deletion says nothing. */
export type Written = Message & { file?: SentFile };

/** A message as it is stored in a row without a composer. */
export const storedMessage = z.object({
  text: z.string(),
  blocks: z.array(z.custom<Message['blocks'][number]>((block) => typeof block === 'object' && block !== null)),
  file: z.object({ name: z.string(), title: z.string(), content: z.string() }).optional(),
});

export interface Attempted {
  outcome: Outcome;
  /** The call that ended it. */
  method: PacedMethod;
  /** Of a file that was uploaded, shown or not. */
  fileId: string | null;
}

function done(conversation: string | null, ts: string | null, fileId: string | null = null): Outcome {
  return { kind: 'done', conversation, ts, fileId };
}

/** The conversation of a row; opened where none is known yet. */
export async function conversationOf(hands: Hands, row: HandledRow): Promise<string> {
  if (row.conversation !== null) return row.conversation;
  if (row.slackUserId === null) throw new Error(`row ${row.id} has no recipient in Slack`);
  await awaitSlot(hands, 'conversations.open');
  return hands.calls.open(row.slackUserId);
}

/** Until the upload is completed nobody sees a file, so that what ends before it may be repeated; the file's id is kept before that. */
async function sendFile(hands: Hands, row: HandledRow, { text, file }: Written): Promise<Attempted> {
  const { calls, life } = hands;
  let method: PacedMethod = 'conversations.open';
  let kept: string | null = null;
  try {
    if (!file) return { outcome: { kind: 'refused', error: 'no_file' }, method, fileId: null };
    const conversation = await conversationOf(hands, row);
    method = 'files.getUploadURLExternal';
    const { url, fileId } = await calls.uploadPlace(file);
    await calls.uploadBytes(url, file);
    if (!(await lasting(life, () => keepFileId(life.db, life.id, row, fileId)))) throw new Error('the row is gone');
    kept = fileId;
    method = 'files.completeUploadExternal';
    await awaitSlot(hands, method);
    life.over.throwIfAborted();
    await calls.completeUpload(conversation, fileId, file, text);
    return { outcome: done(conversation, null, fileId), method, fileId };
  } catch (error) {
    return { outcome: outcomeOf(error), method, fileId: kept };
  }
}

/** A first message to one person names them, which opens the conversation; with a group it has to be opened before. */
function placeOf(hands: Hands, row: HandledRow): Promise<string> | string {
  const { conversation, slackUserId } = row;
  return conversation ?? (slackUserId === null || slackUserId.includes(',') ? conversationOf(hands, row) : slackUserId);
}

async function call(hands: Hands, row: HandledRow, written: Written): Promise<Outcome> {
  const { calls } = hands;
  const { kind, conversation, targetTs } = row;
  if (kind === 'post') {
    const sent = await calls.post(await placeOf(hands, row), written, row.id);
    return done(sent.conversation, sent.ts);
  }
  // A file has no ts, and a target that was sent elsewhere than in a conversation cannot be changed.
  if (conversation === null || targetTs === null) return { kind: 'refused', error: 'message_not_found' };
  if (kind === 'update') await calls.update(conversation, targetTs, written);
  else await calls.remove(conversation, targetTs);
  return done(conversation, targetTs);
}

/** Carries a row out, whose attempt was committed. Never throws: what is thrown on the way is an outcome. */
export async function attempt(hands: Hands, row: HandledRow, written: Written): Promise<Attempted> {
  if (row.kind === 'file') return sendFile(hands, row, written);
  const method = METHOD_OF[row.kind];
  try {
    return { outcome: await call(hands, row, written), method, fileId: null };
  } catch (error) {
    return { outcome: outcomeOf(error), method, fileId: null };
  }
}
