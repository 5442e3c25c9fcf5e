import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { deliver } from '../delivery/deliver.ts';
import type { JsonObject } from '../json.ts';
import { shortcutsOf } from '../manifest.ts';
import type { User } from '../workspace/users.ts';
import { type ActResult, actResult, failureWords } from './act-result.ts';
import { interactionBase } from './payload-parts.ts';
import { findTarget, type TargetWords, targetFields } from './target.ts';

export interface ShortcutUse extends TargetWords {
  user: User;
  callback_id: string;
}

/** A person uses a global shortcut, or one on a message, which then has to be named. Throws ControlError. */
export async function useShortcut(core: Core, use: ShortcutUse): Promise<ActResult> {
  const { workspace } = core;
  const shortcuts = shortcutsOf(workspace.manifest);
  const known = shortcuts.find((each) => each.callback_id === use.callback_id);
  if (!known) {
    const all = shortcuts.map((each) => each.callback_id).join(', ');
    throw new ControlError(404, 'shortcut_not_found', `the app has ${all || 'no shortcuts'}`);
  }
  const seq = workspace.sequence.last;
  const common: JsonObject = {
    ...interactionBase(core, use.user),
    callback_id: known.callback_id,
    action_ts: workspace.timestamps.next(workspace.clock.now()),
  };
  const payload =
    known.type === 'global'
      ? { type: 'shortcut', ...common }
      : { type: 'message_action', ...common, ...messageFields(core, use) };
  const delivered = await deliver(workspace, core.transport, { kind: 'interactive', payload });
  return actResult(seq, delivered, failureWords.element);
}

function messageFields(core: Core, use: ShortcutUse): JsonObject {
  const target = findTarget(core, use.user, use);
  if (target.kind !== 'message' || target.message.ephemeralTo !== undefined) {
    throw new ControlError(409, 'no_message', 'this shortcut needs a message that everyone in the channel sees');
  }
  const { container: _, state: __, ...fields } = targetFields(core, use.user, target);
  return { ...fields, message_ts: target.message.ts };
}
