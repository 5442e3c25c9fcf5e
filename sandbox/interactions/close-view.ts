import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { deliver } from '../delivery/deliver.ts';
import type { JsonObject } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import { viewObject } from '../wire/view-object.ts';
import type { User } from '../workspace/users.ts';
import { type ActResult, actResult } from './act-result.ts';
import { interactionBase } from './payload-parts.ts';
import { shownView } from './view-state.ts';

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
  if (view.definition.notify_on_close !== true && keeps('view.closed-on-request')) return actResult(seq, undefined);
  const { trigger_id: _, ...base } = interactionBase(core, user);
  const closed = keeps('view.closed-without-state') ? viewObject(view) : shownView(view);
  const payload: JsonObject = {
    type: 'view_closed',
    ...base,
    view: closed,
    is_cleared: isCleared && keeps('view.is-cleared'),
  };
  return actResult(seq, await deliver(core.workspace, core.transport, { kind: 'interactive', payload }));
}
