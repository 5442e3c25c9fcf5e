// Everything that becomes different about people goes through here: it is written, and every slice is told in the same transaction.
import type { Context } from '../context.ts';
import type { Tx } from '../db/client.ts';
import { listText } from '../domain/wording.ts';
import { UserError } from '../errors.ts';
import type { PersonChange } from '../feature.ts';
import type { Person } from './person.ts';
import { savePeople } from './store.ts';

/** Two, so that one of them can always be reached; a program that has one alone keeps that one. */
const FEWEST_STAFF = 2;

function staffOf(people: readonly Pick<Person, 'active' | 'roles' | 'name'>[]): string[] {
  return people.filter(({ active, roles }) => active && roles.includes('staff')).map(({ name }) => name);
}

/** Why the staff can't become so few, in words; null where they can. `before` and `after` are everybody. Pure. */
export function staffProblem(
  before: readonly Pick<Person, 'active' | 'roles' | 'name'>[],
  after: readonly Pick<Person, 'active' | 'roles' | 'name'>[],
): string | null {
  const [had, has] = [staffOf(before), staffOf(after)];
  if (has.length >= Math.max(1, Math.min(FEWEST_STAFF, had.length))) return null;
  if (had.length <= 1) return 'nobody would be staff any more; the last member of staff stays';
  return `the program needs two members of staff, and now has ${listText(had)}; give somebody else the role first`;
}

/** Throws a UserError where too few would be staff. */
export function requireStaff(before: readonly Person[], changes: readonly PersonChange[]): void {
  const changed = new Map(changes.map(({ after }) => [after.id, after]));
  const problem = staffProblem(
    before,
    before.map((person) => changed.get(person.id) ?? person),
  );
  if (problem !== null) throw new UserError(`That can't be done: ${problem}.`);
}

/** Somebody who has left is in Slack no more, as far as the program is concerned. */
function settled(after: Person): Person {
  return after.active ? after : { ...after, slackUserId: null };
}

/**
 * Writes people, new ones and known ones, with all that belongs to them, and lets every slice know of those who were known. The caller
 * holds the roster (`lockRoster`).
 */
export async function saveChangedPeople(
  ctx: Context,
  tx: Tx,
  changes: readonly { before: Person | undefined; after: Person }[],
): Promise<void> {
  if (changes.length === 0) return;
  const settledChanges = changes.map(({ before, after }) => ({ before, after: settled(after) }));
  await savePeople(
    tx,
    settledChanges.map(({ after }) => after),
    ctx.clock.now().toString(),
    new Map(settledChanges.flatMap(({ before }) => (before ? [[before.id, before] as const] : []))),
  );
  const known = settledChanges.flatMap(({ before, after }) => (before ? [{ before, after }] : []));
  if (known.length === 0) return;
  for (const feature of ctx.features) await feature.onPeopleChanged?.(ctx, tx, known);
}
