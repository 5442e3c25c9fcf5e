import { entryKey } from '../block-kit/element-places.ts';
import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { deliver } from '../delivery/deliver.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import type { User } from '../workspace/users.ts';
import { type ActResult, actResult, failureWords } from './act-result.ts';
import { statefulElement } from './element-state.ts';
import { chosenOption, enteredState } from './entered-state.ts';
import { interactionBase } from './payload-parts.ts';
import {
  dispatches,
  enteredIn,
  findElement,
  findTarget,
  placeName,
  type Target,
  type TargetWords,
  targetFields,
} from './target.ts';

export interface Click extends TargetWords {
  user: User;
  action_id: string;
  block_id?: string | undefined;
  /** A date, time or text; for several buttons of one action, the value of the one meant. */
  value?: unknown;
  /** A chosen option, person or channel, or a list of them. */
  selected?: unknown;
}

/** A person uses an element: what they chose is kept, and the app is told. Throws ControlError. */
export async function click(core: Core, act: Click): Promise<ActResult> {
  const { workspace } = core;
  const target = findTarget(core, act.user, act);
  if (
    target.kind === 'view' &&
    target.view.definition.type === 'modal' &&
    target.view !== workspace.views.top(act.user.id)
  ) {
    throw new ControlError(409, 'view_is_covered', 'another modal lies on top of this one');
  }
  const { block, element } = findElement(target, act);
  const seq = workspace.sequence.last;
  const outcome = actOn(core, act, target, block, element);
  if (!dispatches(block, element)) return actResult(seq, undefined);
  const payload: JsonObject = {
    type: 'block_actions',
    ...interactionBase(core, act.user),
    ...targetFields(core, act.user, target),
    ...(target.kind === 'view' ? { hash: target.view.hash } : {}),
    actions: [
      {
        ...outcome,
        action_id: element.action_id,
        block_id: block.block_id,
        action_ts: workspace.timestamps.next(workspace.clock.now()),
      },
    ],
  };
  const delivered = await deliver(workspace, core.transport, { kind: 'interactive', payload });
  return actResult(seq, delivered, keeps('click.warning') ? failureWords.element : undefined);
}

/** Keeps what was chosen and gives the fields that report it. */
function actOn(core: Core, act: Click, target: Target, block: JsonObject, element: JsonObject): JsonObject {
  const { type, text, value } = element;
  if (type === 'button' || type === 'workflow_button' || type === 'icon_button') {
    return { type, text, ...(value === undefined ? {} : { value }) };
  }
  const given = act.selected ?? act.value;
  if (type === 'overflow') return { type, selected_option: chosenOption({ element, offered: [] }, given) };
  if (!statefulElement(element)) throw new ControlError(409, 'not_clickable', `nothing happens on a ${String(type)}`);
  const key = entryKey(block, element);
  const offered = core.workspace.entries.offered(act.user.id, placeName(target), key);
  const state = enteredState(
    { workspace: core.workspace, origin: core.origin, user: act.user, element, offered },
    given,
  );
  if (target.kind === 'view') core.workspace.views.enter(target.view, key, state);
  else enteredIn(core, act.user, target).set(key, state);
  return state;
}
