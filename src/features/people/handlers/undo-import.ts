// Takes an import of people back: whoever was there is as before, and who was new is marked as having left.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { countText, listText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Undo } from '../../../importer.ts';
import { requireStaff, saveChangedPeople } from '../../../people/change-people.ts';
import { asBefore, type ImportInverse, isAsImported, readImportInverse } from '../../../people/import-inverse.ts';
import type { Person } from '../../../people/person.ts';
import { activeStaff, isSlackUserFree, linkSlackUser, lockRoster, peopleByIds } from '../../../people/store.ts';
import { changedSince } from '../store.ts';

/** As many are named in a refusal. */
const MOST_NAMED = 5;

/** Throws a UserError that says who is different by now, and by whose act where that is known. */
async function refuseChanged(tx: Tx, auditId: number, changed: readonly Person[]): Promise<void> {
  if (changed.length === 0) return;
  const named: string[] = [];
  for (const { id, name } of changed.slice(0, MOST_NAMED)) {
    const by = await changedSince(tx, id, auditId);
    named.push(by === null ? name : `${name} (by ${by})`);
  }
  const more = changed.length - named.length;
  const who = listText(more > 0 ? [...named, `${more} more`] : named);
  throw new UserError(`Changed since the import: ${who}. So I left everything as it is; you can change it by hand.`);
}

/** Who is active again is tied to the Slack user they were, unless somebody else is that one by now. */
async function tieAgain(tx: Tx, back: readonly { person: Person; slackUserId: string | null }[]): Promise<void> {
  for (const { person, slackUserId } of back)
    if (slackUserId !== null && (await isSlackUserFree(tx, slackUserId)))
      await linkSlackUser(tx, person.id, slackUserId, person.timeZone);
}

async function takeBack(ctx: Context, tx: Tx, auditId: number, entries: ImportInverse): Promise<string> {
  await lockRoster(tx);
  const found = await peopleByIds(
    tx,
    entries.map(({ id }) => id),
  );
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const pairs = found.flatMap((person) => {
    const entry = entryOf.get(person.id);
    return entry ? [{ person, entry, after: asBefore(person, entry) }] : [];
  });
  await refuseChanged(
    tx,
    auditId,
    pairs.flatMap(({ person, entry }) => (isAsImported(person, entry.after) ? [] : person)),
  );
  const changes = pairs.map(({ person: before, after }) => ({ before, after }));
  requireStaff(await activeStaff(tx), changes);
  await saveChangedPeople(ctx, tx, changes);
  const back = pairs.filter(({ person, after }) => after.active && !person.active);
  await tieAgain(
    tx,
    back.map(({ person, entry }) => ({ person, slackUserId: entry.slackUserId })),
  );
  const left = changes.filter(({ before, after }) => before.active && !after.active).length;
  const marked = left === 0 ? '' : ` ${countText(left, 'person', 'people')} who came by it: marked as having left.`;
  return `The import is taken back: ${countText(changes.length - left, 'person is', 'people are')} as before.${marked}`;
}

export const undoImport: Undo = (ctx, tx, { auditId, inverse }) =>
  takeBack(ctx, tx, auditId, readImportInverse(inverse));
