// What staff do with sessions: date them, move one, cancel it. Each is one transaction with its audit row; a dry run is rolled back.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { ListedError, UserError } from '../../../errors.ts';
import type { Action } from '../../../people/authorise.ts';
import { freeKey, isSameMeeting } from '../rules/same-meeting.ts';
import { capacityProblem, type SessionPlan } from '../rules/session-changes.ts';
import { readNewSession, readSessionChange, type SessionCells } from '../session-table.ts';
import { lockedByKeys, sessionKeys, sessionsOfEntry } from '../store/sessions.ts';
import { sessionsChangedBy } from '../store/undo.ts';
import type { Acting } from './acting.ts';
import { lockKnownSession } from './known-session.ts';
import { type Performed, performChanges } from './perform.ts';
import type { Changed } from './save-changes.ts';

export interface SessionReport extends Performed {
  after: SessionPlan;
  /** Nothing about it is different. */
  unchanged: boolean;
}

function refuse(heading: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError(heading, problems);
}

/** An act on one session. */
async function actOnOne(
  ctx: Context,
  action: Action,
  acting: Acting,
  decide: (tx: Tx) => Promise<Changed>,
): Promise<SessionReport> {
  let after: SessionPlan | undefined;
  const done = await performChanges(ctx, { action }, acting, async (tx) => {
    const change = await decide(tx);
    after = change.after;
    return { changes: [change] };
  });
  if (!after) throw new Error('an act on a session decided nothing');
  return { ...done, after, unchanged: done.changes.length === 0 };
}

const MISTAKES = 'The session has mistakes; nothing was changed:';

/** Dates a new session. `cells` are what a line of the table would say. Throws a ListedError with every mistake. */
export function dateSession(ctx: Context, cells: SessionCells, acting: Acting): Promise<SessionReport> {
  return actOnOne(ctx, 'calendar.date-session', acting, async (tx) => {
    const { plan, problems } = readNewSession(ctx.program, cells);
    refuse(MISTAKES, problems);
    if (!plan) throw new UserError('The session says nothing.');
    const [known] = await lockedByKeys(tx, [plan.key], ctx.program.file.school.timeZone);
    if (known) throw new UserError(`There is a session ${plan.key} already; \`move\` changes it.`);
    return { before: null, after: plan };
  });
}

/** A session to be dated, and in which line it was written. Its key is found here. */
export interface NewSession {
  line: number;
  cells: Omit<SessionCells, 'key'>;
}

/**
 * Dates sessions, all of them or none; their keys are named for what they are and when. Throws a ListedError with every mistake, which names
 * the line: also where the same meeting was dated by somebody meanwhile.
 */
export function dateSessions(
  ctx: Context,
  action: 'calendar.date-session' | 'calendar.date-series',
  sessions: readonly NewSession[],
  acting: Acting,
): Promise<Performed> {
  return performChanges(ctx, { action }, acting, async (tx) => {
    const keys = await sessionKeys(tx);
    const entries = [...new Set(sessions.map(({ cells }) => cells.event))];
    const known = await sessionsOfEntry(tx, entries, ctx.program.file.school.timeZone);
    const problems: string[] = [];
    const plans: SessionPlan[] = [];
    for (const { line, cells } of sessions) {
      const key = freeKey([cells.event, cells.specialty ?? '', cells.starts.slice(0, 10)], keys);
      const { plan, problems: own } = readNewSession(ctx.program, { ...cells, key });
      problems.push(...own.map((problem) => `line ${line}, ${problem}`));
      if (!plan) continue;
      const same = [...known, ...plans].find((other) => isSameMeeting(other, plan));
      if (same) {
        const by = await sessionsChangedBy(tx, same.key, 0);
        problems.push(
          `line ${line}, starts: it is dated already, as ${same.key}${by === undefined ? '' : `, by ${by}`}`,
        );
      }
      keys.push(key);
      plans.push(plan);
    }
    refuse('Nothing was dated:', problems);
    const seen = known.filter(({ cancelledAt }) => cancelledAt === null).map(({ key, sequence }) => [key, sequence]);
    return { changes: plans.map((after) => ({ before: null, after })), seen };
  });
}

/**
 * Moves a session or changes what else is known of it; what `cells` do not name stays. With a new start alone it stays as long as it
 * was. One that was cancelled or postponed takes place again, at the time given. Answers stay as they are.
 */
export function moveSession(
  ctx: Context,
  key: string,
  cells: Partial<SessionCells>,
  acting: Acting,
  action: 'calendar.move-session' | 'calendar.edit-session' = 'calendar.move-session',
): Promise<SessionReport> {
  return actOnOne(ctx, action, acting, async (tx) => {
    const before = await lockKnownSession(ctx, tx, key);
    const { plan, problems } = readSessionChange(ctx.program, before, cells);
    const few = plan && capacityProblem(before.taken, plan.capacity);
    refuse(MISTAKES, few ? [...problems, `capacity: ${few}`] : problems);
    if (!plan) throw new UserError('The session says nothing.');
    const isDated = cells.starts !== undefined;
    if (before.cancelledAt !== null && !isDated)
      throw new UserError(`${key} was cancelled. To let it take place again, give the time at which it starts.`);
    return { before, after: { ...plan, cancelledAt: null, postponed: false } };
  });
}

/** Cancels a session; `postponed`: a new date is to be announced. It stays, so that those who knew of it can be told. */
export function cancelSession(
  ctx: Context,
  key: string,
  { postponed, ...acting }: Acting & { postponed: boolean },
): Promise<SessionReport> {
  return actOnOne(ctx, 'calendar.cancel-session', acting, async (tx) => {
    const before = await lockKnownSession(ctx, tx, key);
    return { before, after: { ...before, cancelledAt: before.cancelledAt ?? ctx.clock.now(), postponed } };
  });
}
