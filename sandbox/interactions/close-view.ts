import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { deliver } from '../delivery/deliver.ts';
import type { JsonObject } from '../json.ts';
import { viewObject } from '../wire/view-object.ts';
import type { User } from '../workspace/users.ts';
import { type ActResult, actResult } from './act-result.ts';
import { interactionBase } from './payload-parts.ts';

/** Closes the person's top modal, or with `all` the whole stack, and tells an app that asked for it. Throws ControlError. */
export async function closeView(core: Core, user: User, all: boolean): Promise<ActResult> {
  const { views, sequence } = core.workspace;
  const stack = views.stack(user.id);
  const view = all ? stack[0] : stack.at(-1);
  if (!view) throw new ControlError(409, 'no_modal', 'this person has no modal open');
  const seq = sequence.last;
  const isCleared = all || view.definition.clear_on_close === true;
  if (isCleared) views.closeAll(user.id);
  else views.close(view);
  if (view.definition.notify_on_close !== true) return actResult(seq, undefined);
  const { trigger_id: _, ...base } = interactionBase(core, user);
  const payload: JsonObject = { type: 'view_closed', ...base, view: viewObject(view), is_cleared: isCleared };
  return actResult(seq, await deliver(core.workspace, core.transport, { kind: 'interactive', payload }));
}
