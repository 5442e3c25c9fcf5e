import type { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { SessionChange } from '../../../domain/session-change.ts';
import { type SessionPlan, whatChanged } from '../rules/session-changes.ts';
import { recordChange } from '../store/changes.ts';
import { saveSessions } from '../store/sessions.ts';

/** A session as it was (`null` for a new one) and as it is to be. */
export interface Changed {
  before: Session | null;
  after: SessionPlan;
  /** What is to be told, where it is known better than by comparing. */
  what?: SessionChange;
}

export interface Told {
  /** Of the change that they are told. */
  changeId: number;
  key: string;
  what: SessionChange;
  /** How many people are told of it. */
  people: number;
}

/**
 * Saves sessions that this transaction has locked, notes what people have to be told, and lets the other slices know. All changes of
 * one call have the same moment, so that somebody is told of them in one message. `dayClosed`: they may be told early in the morning.
 */
export async function saveChanges(
  ctx: Context,
  tx: Tx,
  changes: readonly Changed[],
  { now, dayClosed = false }: { now: Temporal.Instant; dayClosed?: boolean },
): Promise<Told[]> {
  if (changes.length === 0) return [];
  const ids = await saveSessions(
    tx,
    changes.map(({ after }) => after),
  );
  const told: Told[] = [];
  for (const { before, after, ...known } of changes) {
    const what = before && (known.what ?? whatChanged(before, after, now));
    if (!before || !what) continue;
    const change = { sessionId: before.id, what, startedAt: before.startsAt, at: now, dayClosed };
    told.push({ key: after.key, what, ...(await recordChange(tx, change)) });
  }
  for (const feature of ctx.features) await feature.onSessionsChanged?.(ctx, tx, ids);
  return told;
}
