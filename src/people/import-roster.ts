import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';
import { UNCHANGED } from '../domain/person-settings.ts';
import { ListedError, UserError } from '../errors.ts';
import type { ImportDifference } from '../importer.ts';
import { recordActs, recordUndoable } from './audit.ts';
import { authorise } from './authorise.ts';
import { saveChangedPeople, staffProblem } from './change-people.ts';
import { importInverse } from './import-inverse.ts';
import type { Person } from './person.ts';
import { rehearse } from './rehearse.ts';
import { type Roster, readRoster } from './roster.ts';
import { changeText, planRosterImport, type RosterChange, type RosterPlan } from './roster-plan.ts';
import { allPeople, findPersonByEmail, lockRoster, reservePersonIds } from './store.ts';

const ACT = 'people.import-roster';

export type ImportReport = RosterPlan & { dryRun: boolean };

/** Staff import; where there is no staff yet, the roster that brings the first staff may name its importer among them. */
async function importerNamed(
  tx: Tx,
  known: readonly Person[],
  { people, problems }: Roster,
  email: string,
): Promise<Person | null> {
  const actor = await findPersonByEmail(tx, email);
  if (actor?.active) {
    authorise(ACT, actor, 'program');
    return actor;
  }
  const firstStaff = !known.some((person) => person.roles.includes('staff'));
  // A mistake in the first roster may be what keeps its importer from being found there.
  if (firstStaff) refuseMistakes(problems);
  const inRoster = people.find((person) => person.emails.includes(email.toLowerCase()));
  if (firstStaff && inRoster?.roles.includes('staff')) return null;
  throw new UserError(`${email} is not staff of the program. Use --as with the e-mail address of a staff member.`);
}

function refuseMistakes(problems: readonly string[]): void {
  if (problems.length > 0) throw new ListedError('The roster has mistakes; nothing was changed:', problems);
}

function refuseFewStaff(known: readonly Person[], changes: readonly RosterChange[]): void {
  const changed = new Set(changes.flatMap(({ before }) => before?.id ?? []));
  const after = [...known.filter(({ id }) => !changed.has(id)), ...changes.map((change) => change.after)];
  const problem = staffProblem(known, after);
  if (problem !== null) refuseMistakes([`roles: ${problem}`]);
}

/** Somebody as a roster brings them: what only Slack and they themselves say is kept. */
function personAfter({ before, after: { line: _, ...roster } }: RosterChange, id: number): Person {
  const fresh = { id, slackUserId: null, timeZone: null, follows: [], settings: UNCHANGED, ticks: [] };
  return { ...(before ?? fresh), ...roster };
}

/** `as` is the address of the importer, whom the first roster itself may bring. */
async function saveRoster(
  ctx: Context,
  tx: Tx,
  changes: readonly RosterChange[],
  { actor, as }: { actor: Person | null; as: string },
): Promise<number> {
  const ids = await reservePersonIds(tx, changes.filter((change) => !change.before).length);
  const people = changes.map((change) => personAfter(change, change.before?.id ?? ids.shift() ?? 0));
  const actorId = actor?.id ?? people.find(({ emails }) => emails.includes(as.toLowerCase()))?.id ?? null;
  const written = changes.flatMap(({ before }, at) => {
    const after = people[at];
    return after ? [{ before, after }] : [];
  });
  await saveChangedPeople(ctx, tx, written);
  await recordActs(
    tx,
    ctx.clock.now().toString(),
    people.map(({ id }, at) => ({
      act: ACT,
      actorId,
      subjectId: id,
      details: { fields: changes[at]?.fields ?? [] },
    })),
  );
  // After those of each person: what is done to one of them later is known by its higher number.
  return recordUndoable(tx, ctx.clock.now(), {
    act: ACT,
    actorId,
    subjectId: null,
    details: { people: people.length },
    inverse: importInverse(written),
  });
}

interface Imported {
  plan: RosterPlan;
  /** The number of the act, for Undo; null where nothing is different. */
  auditId: number | null;
}

/** `find` says who imports, once everybody is known and the roster read. */
async function importWithin(
  ctx: Context,
  tx: Tx,
  csv: string,
  as: string,
  find: (known: readonly Person[], roster: Roster) => Promise<Person | null>,
): Promise<Imported> {
  await lockRoster(tx);
  const known = await allPeople(tx);
  const roster = readRoster(ctx.program, csv, known);
  const actor = await find(known, roster);
  refuseMistakes(roster.problems);
  const { plan, problems } = planRosterImport(known, roster.people);
  refuseMistakes(problems);
  const changes = [...plan.added, ...plan.changed];
  refuseFewStaff(known, changes);
  return { plan, auditId: changes.length > 0 ? await saveRoster(ctx, tx, changes, { actor, as }) : null };
}

/**
 * Imports a roster, all of it or nothing; of several at once one comes after the other. `as` is the e-mail address of the staff
 * member who imports. Gives the difference; a dry run changes nothing. Throws a ListedError with every bad line, a UserError
 * where `as` may not import.
 */
export async function importRoster(
  ctx: Context,
  csv: string,
  { as, dryRun }: { as: string; dryRun: boolean },
): Promise<ImportReport> {
  const { plan } = await rehearse(ctx, dryRun, (tx) =>
    importWithin(ctx, tx, csv, as, (known, roster) => importerNamed(tx, known, roster, as)),
  );
  return { ...plan, dryRun };
}

/** The same within a transaction, by somebody who may. */
export async function importPeople(ctx: Context, tx: Tx, csv: string, actor: Person): Promise<ImportDifference> {
  const { plan, auditId } = await importWithin(ctx, tx, csv, actor.emails[0] ?? '', async () => actor);
  const { added, changed, unchanged, absent } = plan;
  const lines = [...added, ...changed].map(changeText);
  if (absent > 0) lines.push(`Known but not in the table, left as they are: ${absent}`);
  return { added: added.length, changed: changed.length, unchanged, lines, auditId };
}
