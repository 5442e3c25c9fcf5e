// Takes an import of people back: whoever was there is as before, and who was new is marked as having left.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { countText } from '../../../domain/wording.ts';
import type { Undo } from '../../../importer.ts';
import { requireStaff, saveChangedPeople } from '../../../people/change-people.ts';
import { asBefore, type ImportInverse, isAsImported, readImportInverse } from '../../../people/import-inverse.ts';
import type { Person } from '../../../people/person.ts';
import { activeStaff, isSlackUserFree, linkSlackUser, lockRoster, peopleByIds } from '../../../people/store.ts';
import { refuseChanged } from '../../../people/undo-rows.ts';
import { changedSince } from '../store.ts';

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
    pairs.flatMap(({ person, entry }) => (isAsImported(person, entry.after) ? [] : person)),
    ({ name }) => name,
    ({ id }) => changedSince(tx, id, auditId),
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
