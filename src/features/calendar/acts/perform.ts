// One act on sessions: a transaction with what it changes, who is told of it, and the audit row that takes it back.
import type { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { digestOf } from '../../../digest.ts';
import { actingStaff } from '../../../people/acting-staff.ts';
import { recordUndoable } from '../../../people/audit.ts';
import type { Action } from '../../../people/authorise.ts';
import { rehearse } from '../../../people/rehearse.ts';
import { isSameSession } from '../rules/session-changes.ts';
import { countReaders } from '../store/changes.ts';
import { lockSessions } from '../store/sessions.ts';
import { type Acting, isRehearsed } from './acting.ts';
import { type Changed, saveChanges, type Told } from './save-changes.ts';
import { inverseOf, planned } from './undo-sessions.ts';

export interface Performed {
  /** What is different; empty where everything is so already. */
  changes: readonly Changed[];
  told: readonly Told[];
  /** How many people are told of any of it; somebody who is told of several sessions counts once. */
  people: number;
  dryRun: boolean;
  /** Tells this difference from another. */
  digest: string;
  /** The number of the act, for Undo; null where nothing was changed. */
  auditId: number | null;
}

/** What is to become of sessions; `seen` is what else somebody looked at who agreed to it. */
export interface Decided {
  changes: readonly Changed[];
  seen?: unknown;
}

interface Terms {
  action: Action;
  details?: Record<string, unknown>;
  /** A day is closed: whom it concerns may be told early in the morning. */
  dayClosed?: boolean;
}

/** What somebody agrees to: the sessions as they would be and were, and how many are told. When it is done is no part of it. */
function difference(changes: readonly Changed[], told: readonly Told[]): unknown {
  return [
    changes.map(({ before, after }) => [
      before?.sequence ?? null,
      { ...planned(after), cancelledAt: after.cancelledAt !== null },
    ]),
    told.map(({ key, what, people }) => [key, what, people]),
  ];
}

/** Decides under the lock of sessions, then saves and audits: all of it, or nothing where it is a dry run or not what was agreed to. */
export function performChanges(
  ctx: Context,
  { action, details = {}, dayClosed = false }: Terms,
  acting: Acting,
  decide: (tx: Tx, now: Temporal.Instant) => Promise<Decided>,
): Promise<Performed> {
  const work = async (tx: Tx): Promise<Performed> => {
    const actor = await actingStaff(tx, acting.as, action);
    await lockSessions(tx);
    const now = ctx.clock.now();
    const { changes: decided, seen = null } = await decide(tx, now);
    const changes = decided.filter(({ before, after }) => before === null || !isSameSession(before, after));
    if (changes.length === 0)
      return { changes, told: [], people: 0, dryRun: acting.dryRun, digest: digestOf(null), auditId: null };
    const told = await saveChanges(ctx, tx, changes, { now, dayClosed });
    const digest = digestOf([seen, difference(changes, told)]);
    const ids = told.map(({ changeId }) => changeId);
    const auditId = await recordUndoable(tx, now, {
      act: action,
      actorId: actor.id,
      subjectId: null,
      details: { ...details, keys: changes.map(({ after }) => after.key) },
      inverse: inverseOf(changes, told),
    });
    const people = await countReaders(tx, ids);
    return { changes, told, people, dryRun: isRehearsed(acting, digest), digest, auditId };
  };
  return rehearse(ctx, ({ dryRun }) => dryRun, work);
}
