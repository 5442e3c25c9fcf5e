import { deliveringKinds } from '../control/faults.ts';
import { isObject, textOf } from '../json.ts';
import { keeps } from '../rules/rules.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Delivered, Outgoing, Transport } from './delivery.ts';

/**
 * Sends a payload to the app, waits for its ack, and writes both into the traffic log. A fault may send it twice, of which
 * the first ack counts, or cut the app's socket first.
 */
export function deliver(workspace: Workspace, transport: Transport, outgoing: Outgoing): Promise<Delivered> {
  return workspace.activity.during(async () => {
    if (!isEnabled(workspace, outgoing)) {
      return { ok: false, ms: 0, error: 'dispatch_failed', reason: 'connection_failed' };
    }
    const fault = workspace.faults.take(namesOf(outgoing), deliveringKinds);
    if (fault?.kind === 'drop_socket') transport.cut();
    const warnings = fault ? [`fault: ${fault.kind}`] : [];
    const first = sendLogged(workspace, transport, outgoing, warnings);
    if (fault?.kind === 'duplicate' && keeps('fault.duplicate')) {
      void workspace.activity.during(() => sendLogged(workspace, transport, outgoing, warnings));
    }
    return first;
  });
}

/** Buttons, forms, shortcuts and external options go nowhere unless the manifest switches interactivity on. */
function isEnabled({ manifest }: Workspace, { kind }: Outgoing): boolean {
  const isInteractive = kind === 'interactive' || kind === 'options';
  return !isInteractive || manifest.settings.interactivity.is_enabled || !keeps('interactivity.enabled');
}

async function sendLogged(
  workspace: Workspace,
  transport: Transport,
  outgoing: Outgoing,
  warnings: string[],
): Promise<Delivered> {
  const delivered = await transport.send(outgoing);
  workspace.log.add({
    at: workspace.clock.now(),
    direction: 'to_bot',
    kind: outgoing.kind,
    request: outgoing.retry ? { retry: outgoing.retry, payload: outgoing.payload } : outgoing.payload,
    response: delivered,
    ms: delivered.ms,
    warnings,
  });
  return delivered;
}

/** The names by which a fault may mean this delivery: its kind, the type of its payload, the type of its event, its command. */
export function namesOf({ kind, payload }: Outgoing): string[] {
  const event = isObject(payload.event) ? textOf(payload.event.type) : '';
  return [kind, textOf(payload.type), event, textOf(payload.command)];
}
