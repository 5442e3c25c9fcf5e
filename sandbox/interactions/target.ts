/** Finding what a person acts on: a message or view that they see, and the element in it. */
import { elementPlaces } from '../block-kit/element-places.ts';
import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { channelNameInPayload } from '../wire/channel-object.ts';
import { messageObject } from '../wire/message-object.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { Message } from '../workspace/messages.ts';
import type { User } from '../workspace/users.ts';
import type { View } from '../workspace/views.ts';
import { mayRead, sees } from '../workspace/visibility.ts';
import { stateValues } from './element-state.ts';
import { responseUrl } from './payload-parts.ts';
import { blocksOf, shownView } from './view-state.ts';

export type Target = { kind: 'message'; message: Message } | { kind: 'view'; view: View };

export interface TargetWords {
  channel?: string | undefined;
  ts?: string | undefined;
  message_seq?: number | undefined;
  view_id?: string | undefined;
}

/** The message or view that these words name, if this person sees it. Throws ControlError. */
export function findTarget({ workspace }: Core, user: User, words: TargetWords): Target {
  if (words.view_id !== undefined) {
    const view = [...workspace.views.stack(user.id), workspace.views.home(user.id)].find(
      (each) => each?.id === words.view_id,
    );
    if (!view) throw new ControlError(404, 'view_not_found', 'GET /view shows what this person has open');
    return { kind: 'view', view };
  }
  const message =
    words.message_seq === undefined
      ? workspace.messages.get(words.channel ?? '', words.ts ?? '')
      : workspace.messages.bySeq(words.message_seq);
  const channel = message && workspace.channels.get(message.channel);
  if (!message || !channel || !mayRead(user, channel) || !sees(user, message)) {
    throw new ControlError(404, 'message_not_found', 'GET /messages or /inbox shows what this person sees');
  }
  return { kind: 'message', message };
}

/** The blocks of the target, which all have ids. */
export function blocksIn(target: Target): JsonObject[] {
  return target.kind === 'view' ? blocksOf(target.view) : target.message.blocks;
}

/** What this person entered in it so far. */
export function enteredIn({ workspace }: Core, user: User, target: Target): Map<string, JsonObject> {
  if (target.kind === 'view') return target.view.entered;
  return workspace.entries.inMessage(user.id, target.message.channel, target.message.ts);
}

/** A name of the place that stays the same while it is open. */
export function placeName(target: Target): string {
  return target.kind === 'view' ? target.view.id : `${target.message.channel} ${target.message.ts}`;
}

/** The element with this action id. A block id, or a button's value, tells several apart. Throws ControlError. */
export function findElement(
  target: Target,
  words: { action_id: string; block_id?: string | undefined; value?: unknown },
): { block: JsonObject; element: JsonObject } {
  const all = elementPlaces(blocksIn(target));
  let found = all.filter(({ element }) => element.action_id === words.action_id);
  if (words.block_id !== undefined) found = found.filter(({ block }) => block.block_id === words.block_id);
  const sameValue = found.filter(({ element }) => element.type === 'button' && element.value === words.value);
  if (found.length > 1 && sameValue.length > 0) found = sameValue;
  const [only, second] = found;
  if (!only) {
    const there = all.map(({ element }) => textOf(element.action_id)).filter((id) => id !== '');
    throw new ControlError(404, 'element_not_found', `there is ${there.join(', ') || 'nothing to act on'}`);
  }
  if (second) {
    const blocks = found.map(({ block, element }) => `${textOf(block.block_id)} (value ${textOf(element.value)})`);
    throw new ControlError(409, 'ambiguous_element', `name the block_id: ${blocks.join(', ')}`);
  }
  return only;
}

/** How payloads say where somebody acted. */
export function targetFields(core: Core, user: User, target: Target): JsonObject {
  if (target.kind === 'view') {
    return { container: { type: 'view', view_id: target.view.id }, view: shownView(target.view) };
  }
  const { message } = target;
  const channel = core.workspace.channels.get(message.channel);
  const isEphemeral = message.ephemeralTo !== undefined;
  const isOwn = message.user === fixedIds.botUser;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: isEphemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: message.channel, name: channel ? channelNameInPayload(channel) : '' },
    // An ephemeral message is kept nowhere that an app could read it from.
    ...(isEphemeral && keeps('action.ephemeral-bare')
      ? {}
      : { message: messageObject(message, { withMetadata: true, origin: core.origin }) }),
    ...(keeps('action.full-state')
      ? { state: { values: stateValues(message.blocks, enteredIn(core, user, target)) } }
      : {}),
    response_url: responseUrl(core, {
      user: user.id,
      channel: message.channel,
      messageTs: isOwn || !keeps('response-url.own-message') ? message.ts : undefined,
    }),
  };
}

/** Whether acting on the element reaches the app: within an input block only if the app asked for it. */
export function dispatches(block: JsonObject, element: JsonObject): boolean {
  return (
    isObject(element) && (block.type !== 'input' || block.dispatch_action === true || !keeps('action.input-silent'))
  );
}
