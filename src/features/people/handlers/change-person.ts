// The one way in which staff make something different about a person: under the lock of the roster, with audit and the way back.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { UserError } from '../../../errors.ts';
import type { UndoneAct } from '../../../importer.ts';
import { recordUndoable } from '../../../people/audit.ts';
import type { Action } from '../../../people/authorise.ts';
import { requireStaff, saveChangedPeople } from '../../../people/change-people.ts';
import { changeableOf, isAs, readInverse } from '../../../people/changeable.ts';
import { missingCalendars, type Person } from '../../../people/person.ts';
import { activeStaff, findPersonById, isSlackUserFree, linkSlackUser, lockRoster } from '../../../people/store.ts';
import { changedSince } from '../store.ts';

const GONE = 'There is nothing here that can be changed any more. `/career staff person` shows how things stand.';

/** Somebody of the roster, by the text of their id. Throws a UserError where there is nobody of that id. */
export async function personOf(ctx: Context, id: string | number): Promise<Person> {
  const person = /^\d{1,9}$/.test(String(id)) ? await findPersonById(ctx.db, Number(id)) : undefined;
  if (!person) throw new UserError(GONE);
  return person;
}

export interface PersonAct {
  act: Action;
  actor: Person;
  personId: number;
  /** Gives the person as they are to be. Throws a UserError where that can't be. */
  decide(before: Person): Person;
  details?: (before: Person, after: Person) => Record<string, unknown>;
  proposalId?: number;
}

/** Gives the number of the act, for Undo; null where nothing is different. */
export async function changePerson(
  ctx: Context,
  tx: Tx,
  { act, actor, personId, decide, details, proposalId }: PersonAct,
): Promise<{ before: Person; after: Person; auditId: number | null }> {
  await lockRoster(tx);
  const before = await findPersonById(tx, personId);
  if (!before) throw new UserError(GONE);
  const after = decide(before);
  if (isAs(after, changeableOf(before))) return { before, after, auditId: null };
  if (missingCalendars(ctx.program, after).length > 0)
    throw new UserError('The program has no dates for that class and track. Please enter its class first.');
  requireStaff(await activeStaff(tx), [{ before, after }]);
  await saveChangedPeople(ctx, tx, [{ before, after }]);
  const auditId = await recordUndoable(tx, ctx.clock.now(), {
    act,
    actorId: actor.id,
    subjectId: personId,
    details: details?.(before, after) ?? {},
    inverse: {
      before: changeableOf(before),
      after: changeableOf(after),
      slackUserId: before.slackUserId,
      ...(proposalId === undefined ? {} : { proposalId }),
    },
  });
  return { before, after, auditId };
}

/** Takes a change back. Refused where somebody changed the person since. Gives the person, and what else the act had done. */
export async function undoChange(
  ctx: Context,
  tx: Tx,
  { auditId, subjectId, inverse: stored }: UndoneAct,
): Promise<{ person: Person; proposalId: number | undefined }> {
  await lockRoster(tx);
  const { before, after, slackUserId, proposalId } = readInverse(stored);
  const person = subjectId === null ? undefined : await findPersonById(tx, subjectId);
  if (!person) throw new UserError(GONE);
  if (!isAs(person, after)) {
    const by = await changedSince(tx, person.id, auditId);
    throw new UserError(`${by ?? 'Somebody'} has changed ${person.name} since, so I left things as they are.`);
  }
  const back = { ...person, ...before };
  requireStaff(await activeStaff(tx), [{ before: person, after: back }]);
  await saveChangedPeople(ctx, tx, [{ before: person, after: back }]);
  const isBack = back.active && !person.active;
  if (isBack && slackUserId !== null && (await isSlackUserFree(tx, slackUserId)))
    await linkSlackUser(tx, person.id, slackUserId, person.timeZone);
  return { person: back, proposalId };
}
