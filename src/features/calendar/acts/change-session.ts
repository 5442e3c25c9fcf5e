// What staff do with one session: date it, move it, cancel it. Each is one transaction with its audit row; a dry run is rolled back.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { ListedError, UserError } from '../../../errors.ts';
import { actingStaff } from '../../../people/acting-staff.ts';
import { recordActs } from '../../../people/audit.ts';
import type { Action } from '../../../people/authorise.ts';
import type { Person } from '../../../people/person.ts';
import { rehearse } from '../../../people/rehearse.ts';
import { capacityProblem, isSameSession, type SessionPlan } from '../rules/session-changes.ts';
import { readNewSession, readSessionChange, type SessionCells } from '../session-table.ts';
import { lockedByKeys, lockSessions } from '../store/sessions.ts';
import { lockKnownSession } from './known-session.ts';
import { type Changed, saveChanges, type Told } from './save-changes.ts';

/** Who acts: the e-mail address of a staff member. A dry run changes nothing. */
export interface Acting {
  as: string;
  dryRun: boolean;
}

export interface SessionReport {
  after: SessionPlan;
  /** Nothing about it is different. */
  unchanged: boolean;
  told: readonly Told[];
  dryRun: boolean;
}

function refuse(heading: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError(heading, problems);
}

/** Parses and decides under a lock, then saves and audits. */
async function act(
  ctx: Context,
  action: Action,
  { as, dryRun }: Acting,
  decide: (tx: Tx, actor: Person) => Promise<Changed>,
): Promise<SessionReport> {
  return rehearse(ctx, dryRun, async (tx) => {
    const actor = await actingStaff(tx, as, action);
    await lockSessions(tx);
    const change = await decide(tx, actor);
    const { before, after } = change;
    if (before && isSameSession(before, after)) return { after, unchanged: true, told: [], dryRun };
    const now = ctx.clock.now();
    const told = await saveChanges(ctx, tx, [change], { now });
    const details = { keys: [after.key] };
    await recordActs(tx, now.toString(), [{ act: action, actorId: actor.id, subjectId: null, details }]);
    return { after, unchanged: false, told, dryRun };
  });
}

/** Dates a new session. `cells` are what a line of the table would say. Throws a ListedError with every mistake. */
export function dateSession(ctx: Context, cells: SessionCells, acting: Acting): Promise<SessionReport> {
  return act(ctx, 'calendar.date-session', acting, async (tx) => {
    const { plan, problems } = readNewSession(ctx.program, cells);
    refuse('The session has mistakes; nothing was changed:', problems);
    if (!plan) throw new UserError('The session says nothing.');
    const [known] = await lockedByKeys(tx, [plan.key], ctx.program.file.school.timeZone);
    if (known) throw new UserError(`There is a session ${plan.key} already; \`move\` changes it.`);
    return { before: null, after: plan };
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
): Promise<SessionReport> {
  return act(ctx, 'calendar.move-session', acting, async (tx) => {
    const before = await lockKnownSession(ctx, tx, key);
    const { plan, problems } = readSessionChange(ctx.program, before, cells);
    const few = plan && capacityProblem(before.taken, plan.capacity);
    refuse('The session has mistakes; nothing was changed:', few ? [...problems, `capacity: ${few}`] : problems);
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
  return act(ctx, 'calendar.cancel-session', acting, async (tx) => {
    const before = await lockKnownSession(ctx, tx, key);
    return { before, after: { ...before, cancelledAt: before.cancelledAt ?? ctx.clock.now(), postponed } };
  });
}
