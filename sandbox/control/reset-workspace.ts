import type { Core } from '../core.ts';
import type { ClockJumps } from './clock-jumps.ts';

/** Longer than an app may take over an ack, so that a late one is not written into the new workspace (real time). */
const settleWithinMs = 4000;

/**
 * Puts the workspace back to its start and waits until everyone who follows its clock has done the same. Connections stay, and
 * so do tokens. Throws ControlError when a follower does not manage.
 */
export async function resetWorkspace(core: Core, jumps: ClockJumps): Promise<void> {
  const { workspace, events, triggers, responseUrls, rates, followers } = core;
  await jumps.reset(async () => {
    await workspace.sequence.waitUntil(() => workspace.activity.isQuiet, settleWithinMs);
    events.forget();
    triggers.forget();
    responseUrls.forget();
    rates.forget();
    workspace.reset();
    const start = workspace.clock.now();
    workspace.clock.holdAt(start);
    await followers.reset(start);
  });
}
