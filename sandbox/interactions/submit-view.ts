import { z } from 'zod';
import { blockPlaces, elementPlaces, entryKey } from '../block-kit/element-places.ts';
import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { deliver } from '../delivery/deliver.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { readView } from '../web-api/views-methods.ts';
import { SlackError } from '../wire/slack-error.ts';
import type { User } from '../workspace/users.ts';
import { stackLimit, type View } from '../workspace/views.ts';
import { type ActResult, actResult, failureWords } from './act-result.ts';
import { complaintsAbout } from './complaints.ts';
import { currentState, statefulElement } from './element-state.ts';
import { enteredState } from './entered-state.ts';
import { interactionBase, responseUrl } from './payload-parts.ts';
import { blocksOf, shownView } from './view-state.ts';

export interface SubmitResult extends ActResult {
  /** What is wrong by block id: said by Slack's client (then nothing was sent), or by the app. */
  errors?: Record<string, string>;
  /** The modal on top afterwards; null when there is none. */
  view: JsonObject | null;
}

const answerSchema = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

/** Fills in and submits the person's top modal. Throws ControlError when there is none, or for values it has no place for. */
export async function submitView(core: Core, user: User, values: JsonObject): Promise<SubmitResult> {
  const { workspace } = core;
  const view = workspace.views.top(user.id);
  if (!view) throw new ControlError(409, 'no_modal', 'this person has no modal open');
  if (view.definition.submit === undefined) throw new ControlError(409, 'no_submit', 'this modal has no submit button');
  enterAll(core, user, view, values);
  const seq = workspace.sequence.last;
  const complaints = complaintsAbout(view);
  if (Object.keys(complaints).length > 0) {
    return { ok: false, ack: null, errors: complaints, view: shownView(view), seq };
  }
  const payload: JsonObject = {
    type: 'view_submission',
    ...interactionBase(core, user),
    view: shownView(view),
    response_urls: responseUrls(core, user, view),
  };
  const delivered = await deliver(workspace, core.transport, { kind: 'interactive', payload });
  const words = keeps('view.connection-error') ? failureWords.modal : undefined;
  const outcome = delivered.ok ? carryOut(core, user, view, delivered.body) : {};
  const result = { ...actResult(seq, delivered, words), ...(outcome.error && words ? { shown: words } : {}) };
  const top = workspace.views.top(user.id);
  return { ...result, ...outcome, view: top ? shownView(top) : null };
}

function enterAll(core: Core, user: User, view: View, values: JsonObject): void {
  const places = elementPlaces(blocksOf(view)).filter(({ element }) => statefulElement(element));
  for (const [name, given] of Object.entries(values)) {
    const byKey = places.filter(({ block, element }) => entryKey(block, element) === name);
    const found = byKey.length > 0 ? byKey : places.filter(({ element }) => element.action_id === name);
    const [only, second] = found;
    if (!only || second) {
      const names = (second ? found : places).map(({ block, element }) => entryKey(block, element)).join(', ');
      throw second
        ? new ControlError(409, 'ambiguous_element', `name block_id/action_id: ${names}`)
        : new ControlError(
            404,
            'element_not_found',
            `"${name}" is not in the modal; there is ${names || 'nothing to fill in'}`,
          );
    }
    const { block, element } = only;
    const key = entryKey(block, element);
    const offered = core.workspace.entries.offered(user.id, view.id, key);
    const entry = { workspace: core.workspace, origin: core.origin, user, element, offered };
    core.workspace.views.enter(view, key, enteredState(entry, given));
  }
}

/** Addresses for the conversations that the person chose in inputs that ask for them. */
function responseUrls(core: Core, user: User, view: View): JsonObject[] {
  return elementPlaces(blocksOf(view)).flatMap(({ block, element }) => {
    const state = currentState(block, element, view.entered);
    const channel = state?.selected_conversation ?? state?.selected_channel;
    const isWanted = element.response_url_enabled === true || !keeps('view.response-urls');
    if (!isWanted || typeof channel !== 'string') return [];
    const url = responseUrl(core, { user: user.id, channel, messageTs: undefined });
    return [{ block_id: block.block_id, action_id: element.action_id, channel_id: channel, response_url: url }];
  });
}

type Outcome = Partial<Pick<SubmitResult, 'ok' | 'error' | 'errors'>> & { details?: unknown };

/** Does what the ack says. An ack that makes no sense leaves the modal as it is, and the person with a connection error. */
function carryOut(core: Core, user: User, view: View, body: unknown): Outcome {
  const { views } = core.workspace;
  if (body === null) {
    views.close(view);
    return {};
  }
  const answer = answerSchema.safeParse(body);
  if (!answer.success) return { ok: false, error: 'invalid_response_action', details: z.prettifyError(answer.error) };
  try {
    switch (answer.data.response_action) {
      case 'errors':
        return appErrors(view, answer.data.errors);
      case 'update':
        views.update(view, readView(core.workspace, answer.data.view, 'modal', view));
        return {};
      case 'push':
        if (views.stack(user.id).length >= stackLimit && keeps('view.stack-of-three'))
          throw new SlackError('push_limit_reached');
        views.push(user.id, readView(core.workspace, answer.data.view, 'modal'));
        return {};
      case 'clear':
        views.closeAll(user.id);
        return {};
    }
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    return { ok: false, error: error.error, details: error.more.errors ?? [] };
  }
}

/** Errors can only be shown under input blocks; Slack shows a connection error for any other. */
function appErrors(view: View, errors: Record<string, string>): Outcome {
  const blocks = blockPlaces(blocksOf(view)).map(({ block }) => block);
  const inputs = new Set(blocks.filter(({ type }) => type === 'input').map((block) => String(block.block_id)));
  const unknown = Object.keys(errors).filter((id) => !inputs.has(id));
  if (unknown.length > 0 && keeps('view.errors-on-inputs')) {
    return { ok: false, error: 'invalid_response_action', details: `no input block: ${unknown.join(', ')}` };
  }
  return { ok: false, errors };
}
