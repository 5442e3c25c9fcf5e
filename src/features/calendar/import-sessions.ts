import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../ahead/session.ts';
import type { Context } from '../../context.ts';
import { ListedError, UserError } from '../../errors.ts';
import { recordActs } from '../../people/audit.ts';
import { authorise } from '../../people/authorise.ts';
import { findPersonByEmail } from '../../people/store.ts';
import { readSessionTable, type TabledSession } from './session-table.ts';
import { lockSessions, type NewSession, saveSessions, sessionsByKeys } from './store.ts';

export interface SessionsPlan {
  added: NewSession[];
  changed: NewSession[];
  unchanged: number;
}

export type SessionsReport = SessionsPlan & { dryRun: boolean };

function isSame(before: Session, after: NewSession): boolean {
  const sameTimes =
    Temporal.Instant.compare(before.startsAt, after.startsAt) === 0 &&
    Temporal.Instant.compare(before.endsAt, after.endsAt) === 0;
  return (
    sameTimes &&
    (['entry', 'title', 'specialty', 'place', 'link'] as const).every((field) => before[field] === after[field])
  );
}

/** A session whole: what the table has no column for stays as it was, and is empty for a new one. */
function completed(session: TabledSession, before: Session | undefined): NewSession {
  const kept = <Value>(value: Value | undefined, known: Value | null | undefined) =>
    value === undefined ? (known ?? null) : value;
  return {
    ...session,
    title: kept(session.title, before?.title),
    specialty: kept(session.specialty, before?.specialty),
    place: kept(session.place, before?.place),
    link: kept(session.link, before?.link),
  };
}

/** Compares a table with the sessions we know, by their keys. Pure. */
function planSessionsImport(known: readonly Session[], table: readonly TabledSession[]): SessionsPlan {
  const byKey = new Map(known.map((session) => [session.key, session]));
  const plan: SessionsPlan = { added: [], changed: [], unchanged: 0 };
  for (const tabled of table) {
    const before = byKey.get(tabled.key);
    const after = completed(tabled, before);
    if (!before) plan.added.push(after);
    else if (isSame(before, after)) plan.unchanged += 1;
    else plan.changed.push(after);
  }
  return plan;
}

/**
 * Imports dated sessions, all of them or none; known ones are recognised by their key, and of several imports at once one comes
 * after the other. `as` is the e-mail address of a staff member. A dry run changes nothing.
 * Throws a ListedError with every bad line, a UserError where `as` may not import.
 */
export async function importSessions(
  ctx: Context,
  csv: string,
  { as, dryRun }: { as: string; dryRun: boolean },
): Promise<SessionsReport> {
  return ctx.transaction(async (tx) => {
    await lockSessions(tx);
    const actor = await findPersonByEmail(tx, as);
    if (!actor)
      throw new UserError(`${as} is nobody the program knows. Use --as with the e-mail address of a staff member.`);
    authorise('calendar.import-sessions', actor, 'program');
    const { sessions, problems } = readSessionTable(ctx.program, csv);
    if (problems.length > 0) throw new ListedError('The sessions have mistakes; nothing was changed:', problems);

    const keys = sessions.map(({ key }) => key);
    const plan = planSessionsImport(await sessionsByKeys(tx, keys, ctx.program.file.school.timeZone), sessions);
    const changes = [...plan.added, ...plan.changed];
    if (!dryRun && changes.length > 0) {
      await saveSessions(tx, changes);
      const details = { keys: changes.map(({ key }) => key) };
      const act = { act: 'calendar.import-sessions', actorId: actor.id, subjectId: null, details };
      await recordActs(tx, ctx.clock.now().toString(), [act]);
    }
    return { ...plan, dryRun };
  });
}
