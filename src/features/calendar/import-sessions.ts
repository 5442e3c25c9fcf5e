import type { Session } from '../../ahead/session.ts';
import type { Context } from '../../context.ts';
import type { Tx } from '../../db/client.ts';
import { ListedError } from '../../errors.ts';
import { actingStaff } from '../../people/acting-staff.ts';
import { recordUndoable } from '../../people/audit.ts';
import type { Person } from '../../people/person.ts';
import { rehearse } from '../../people/rehearse.ts';
import { type Changed, saveChanges, type Told } from './acts/save-changes.ts';
import { inverseOf } from './acts/undo-sessions.ts';
import { capacityProblem, isSameSession, type SessionPlan } from './rules/session-changes.ts';
import { completed, readSessionTable, type TabledSession } from './session-table.ts';
import { lockedByKeys, lockSessions } from './store/sessions.ts';

interface SessionsPlan {
  added: SessionPlan[];
  changed: SessionPlan[];
  unchanged: number;
}

/** `told`: of what people are told, and how many. */
export type SessionsReport = SessionsPlan & { told: readonly Told[]; dryRun: boolean };

/** Compares a table with the sessions we know, by their keys; `zone` is the school's. Pure. Problems name the line of the table. */
function planSessionsImport(
  known: readonly Session[],
  table: readonly (TabledSession & { line: number })[],
  zone: string,
): { plan: SessionsPlan; changes: Changed[]; problems: string[] } {
  const byKey = new Map(known.map((session) => [session.key, session]));
  const plan: SessionsPlan = { added: [], changed: [], unchanged: 0 };
  const changes: Changed[] = [];
  const problems: string[] = [];
  for (const { line, ...tabled } of table) {
    const before = byKey.get(tabled.key) ?? null;
    const after = completed(tabled, before ?? undefined, zone);
    if (before && isSameSession(before, after)) {
      plan.unchanged += 1;
      continue;
    }
    const few = before && capacityProblem(before.taken, after.capacity);
    if (few) problems.push(`line ${line}, capacity: ${few}`);
    (before ? plan.changed : plan.added).push(after);
    changes.push({ before, after });
  }
  return { plan, changes, problems };
}

function refuseMistakes(problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError('The sessions have mistakes; nothing was changed:', problems);
}

/** What an import does, within a transaction, by somebody who may. Throws a ListedError with every bad line. */
export async function importSessionTable(
  ctx: Context,
  tx: Tx,
  csv: string,
  actor: Person,
): Promise<SessionsPlan & { changes: readonly Changed[]; told: readonly Told[]; auditId: number | null }> {
  await lockSessions(tx);
  const table = readSessionTable(ctx.program, csv);
  refuseMistakes(table.problems);
  const keys = table.sessions.map(({ key }) => key);
  const known = await lockedByKeys(tx, keys, ctx.program.file.school.timeZone);
  const { plan, changes, problems } = planSessionsImport(known, table.sessions, ctx.program.file.school.timeZone);
  refuseMistakes(problems);
  const now = ctx.clock.now();
  const told = await saveChanges(ctx, tx, changes, { now });
  if (changes.length === 0) return { ...plan, changes, told, auditId: null };
  const auditId = await recordUndoable(tx, now, {
    act: 'calendar.import-sessions',
    actorId: actor.id,
    subjectId: null,
    details: { keys: changes.map(({ after }) => after.key) },
    inverse: inverseOf(changes, told),
  });
  return { ...plan, changes, told, auditId };
}

/**
 * Imports dated sessions, all of them or none; known ones are recognised by their key, and of several imports at once one comes
 * after the other. Who was told the old time of one that moves is told of the new one. `as` is the e-mail address of a staff member.
 * A dry run changes nothing. Throws a ListedError with every bad line, a UserError where `as` may not import.
 */
export async function importSessions(
  ctx: Context,
  csv: string,
  { as, dryRun }: { as: string; dryRun: boolean },
): Promise<SessionsReport> {
  return rehearse(ctx, dryRun, async (tx) => {
    const actor = await actingStaff(tx, as, 'calendar.import-sessions');
    const { changes: _, auditId: __, ...report } = await importSessionTable(ctx, tx, csv, actor);
    return { ...report, dryRun };
  });
}
