import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';
import { type ActResult, actResult } from './act-result.ts';
import { shownView } from './view-state.ts';

/** A person opens the app's Home or Messages tab. Throws ControlError when the app has no such tab. */
export async function openHome(core: Core, user: User, tab: 'home' | 'messages'): Promise<ActResult> {
  const { workspace } = core;
  const { home_tab_enabled, messages_tab_enabled } = workspace.manifest.features.app_home;
  if (!(tab === 'home' ? home_tab_enabled : messages_tab_enabled)) {
    throw new ControlError(409, 'not_enabled', `the manifest does not enable the ${tab} tab`);
  }
  const seq = workspace.sequence.last;
  const { channel } = workspace.channels.conversation([user.id, fixedIds.botUser], workspace.clock.now());
  const view = workspace.views.home(user.id);
  const event = {
    type: 'app_home_opened',
    user: user.id,
    channel: channel.id,
    tab,
    ...(tab === 'home' && view ? { view: shownView(view) } : {}),
  };
  return actResult(seq, await core.events.emit('app_home_opened', event));
}
