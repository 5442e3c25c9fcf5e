import type { Tx } from '../db/client.ts';
import { inChunks } from '../db/in-chunks.ts';
import { audit } from '../db/schema.ts';

export interface AuditedAct {
  /** `feature.verb`, the same word as in `authorise`. */
  act: string;
  actorId: number | null;
  subjectId: number | null;
  /** Names of fields, counts, ids: never contents. */
  details: Record<string, unknown>;
}

/** Records acts on others in the transaction that does them. `at` is an ISO instant. */
export async function recordActs(tx: Tx, at: string, acts: readonly AuditedAct[]): Promise<void> {
  await inChunks(acts, (chunk) => tx.insert(audit).values(chunk.map((act) => ({ at, ...act }))));
}
