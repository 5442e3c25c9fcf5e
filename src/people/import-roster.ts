import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';
import { ListedError, UserError } from '../errors.ts';
import { recordActs } from './audit.ts';
import { authorise } from './authorise.ts';
import type { Person } from './person.ts';
import { type Roster, type RosterPerson, readRoster } from './roster.ts';
import { allPeople, findPersonByEmail, lockRoster, reservePersonIds, savePeople } from './store.ts';

const FIELDS = ['name', 'emails', 'roles', 'enrollment', 'society', 'specialties'] as const;
type Field = (typeof FIELDS)[number];

export interface RosterChange {
  /** The person as known; undefined for somebody new. */
  before: Person | undefined;
  after: RosterPerson;
  fields: Field[];
}

export interface RosterPlan {
  added: RosterChange[];
  changed: RosterChange[];
  unchanged: number;
  /** Known people whom the file does not name. They are left as they are. */
  absent: number;
}

export type ImportReport = RosterPlan & { dryRun: boolean };

/** Compares a roster with whom we know, by any e-mail address. Pure. Problems name the line of the roster. */
export function planRosterImport(
  known: readonly Person[],
  roster: readonly RosterPerson[],
): { plan: RosterPlan; problems: string[] } {
  const byEmail = new Map(known.flatMap((person) => person.emails.map((email) => [email, person] as const)));
  const lineOf = new Map<number, number>();
  const problems: string[] = [];
  const plan: RosterPlan = { added: [], changed: [], unchanged: 0, absent: 0 };
  for (const after of roster) {
    const found = [...new Set(after.emails.flatMap((email) => byEmail.get(email) ?? []))];
    const [before] = found;
    if (found.length > 1)
      problems.push(`line ${after.line}, emails: these addresses belong to ${found.length} people we know`);
    const earlier = before && lineOf.get(before.id);
    if (earlier !== undefined) problems.push(`line ${after.line}, emails: line ${earlier} is the same person already`);
    if (before) lineOf.set(before.id, after.line);
    const fields = FIELDS.filter((field) => !isDeepStrictEqual(before?.[field], after[field]));
    if (!before) plan.added.push({ before, after, fields });
    else if (fields.length > 0) plan.changed.push({ before, after, fields });
    else plan.unchanged += 1;
  }
  plan.absent = known.length - lineOf.size;
  return { plan, problems };
}

/** Staff import; where there is no staff yet, the roster that brings the first staff may name its importer among them. */
async function importer(
  tx: Tx,
  known: readonly Person[],
  { people, problems }: Roster,
  email: string,
): Promise<Person | null> {
  const actor = await findPersonByEmail(tx, email);
  if (actor) {
    authorise('people.import-roster', actor, 'program');
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

function staffRemains(known: readonly Person[], changes: readonly RosterChange[]): boolean {
  const changed = new Set(changes.flatMap(({ before }) => before?.id ?? []));
  const after = [...known.filter(({ id }) => !changed.has(id)), ...changes.map((change) => change.after)];
  return after.some(({ roles }) => roles.includes('staff'));
}

/** `as` is the address of the importer, whom the first roster itself may bring. */
async function saveRoster(
  ctx: Context,
  tx: Tx,
  changes: readonly RosterChange[],
  { actor, as }: { actor: Person | null; as: string },
): Promise<void> {
  const now = ctx.clock.now().toString();
  const ids = await reservePersonIds(tx, changes.filter((change) => !change.before).length);
  const people = changes.map(({ before, after: { line: _, ...roster } }) => ({
    ...roster,
    id: before?.id ?? ids.shift() ?? 0,
    slackUserId: before?.slackUserId ?? null,
    timeZone: before?.timeZone ?? null,
  }));
  const actorId = actor?.id ?? people.find(({ emails }) => emails.includes(as.toLowerCase()))?.id ?? null;
  await savePeople(tx, people, now);
  await recordActs(
    tx,
    now,
    people.map(({ id }, at) => ({
      act: 'people.import-roster',
      actorId,
      subjectId: id,
      details: { fields: changes[at]?.fields ?? [] },
    })),
  );
  const known = changes.flatMap(({ before, after: { line: _, ...roster } }) =>
    before ? [{ before, after: { ...before, ...roster } }] : [],
  );
  for (const feature of ctx.features) await feature.onPeopleChanged?.(ctx, tx, known);
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
  return ctx.transaction(async (tx) => {
    await lockRoster(tx);
    const known = await allPeople(tx);
    const roster = readRoster(ctx.program, csv, known);
    const actor = await importer(tx, known, roster, as);
    refuseMistakes(roster.problems);
    const { plan, problems } = planRosterImport(known, roster.people);
    refuseMistakes(problems);
    const changes = [...plan.added, ...plan.changed];
    if (!staffRemains(known, changes))
      refuseMistakes(['roles: nobody would be staff any more; the last member of staff stays']);
    if (!dryRun && changes.length > 0) await saveRoster(ctx, tx, changes, { actor, as });
    return { ...plan, dryRun };
  });
}
