import type { Workspace } from '../workspace/workspace.ts';
import type { Delivered, Outgoing, Transport } from './delivery.ts';

/** Sends a payload to the app, waits for its ack, and writes both into the traffic log. */
export function deliver(workspace: Workspace, transport: Transport, outgoing: Outgoing): Promise<Delivered> {
  return workspace.activity.during(async () => {
    const delivered = await transport.send(outgoing);
    workspace.log.add({
      at: workspace.clock.now(),
      direction: 'to_bot',
      kind: outgoing.kind,
      request: outgoing.retry ? { retry: outgoing.retry, payload: outgoing.payload } : outgoing.payload,
      response: delivered,
      ms: delivered.ms,
    });
    return delivered;
  });
}
