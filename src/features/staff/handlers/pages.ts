import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { nearest } from '../../../domain/nearest.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply, StaffPage } from '../../../feature.ts';
import type { Undo } from '../../../importer.ts';
import { recordActs } from '../../../people/audit.ts';
import { mayDo } from '../../../people/authorise.ts';
import type { Message } from '../../../slack/blocks.ts';
import { type Choice, choice } from '../../../slack/inputs.ts';
import { actUndone, staffOverview } from '../messages/index.ts';
import { findPeople, lockAct, markUndone } from '../store.ts';

/** `/career staff <page> ...`: the page that is named, small typos forgiven; without one, what there is. */
export async function showStaffPage(ctx: Context, asker: Asker, words: string): Promise<Reply> {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(words.trim()) ?? [];
  const pages = ctx.features
    .flatMap((feature) => feature.staffPages ?? [])
    .filter(({ action }) => mayDo(action, asker.person, 'program'));
  const named = pages.flatMap((page) => [page.name, ...page.alsoCalled].map((name) => ({ name, page })));
  const typed = word.toLowerCase();
  const found: StaffPage | undefined =
    named.find(({ name }) => name === typed)?.page ?? nearest(typed, named, ({ name }) => name)?.page;
  if (found) return found.run(ctx, asker, rest);
  const near = typed === '' ? undefined : nearest(typed, named, ({ name }) => name, 1 / 2)?.name;
  return staffOverview({ misread: typed === '' ? null : { word, near }, pages: pages.map(({ help }) => help) });
}

/** People of the roster for a menu: their ids, named by name and address. */
export async function pickPerson(ctx: Context, _asker: Asker, words: string): Promise<Choice[]> {
  const found = await findPeople(ctx.db, words);
  return found.map(({ id, name, email }) => choice(name, String(id), email));
}

const actNumber = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

const UNKNOWN = 'There is nothing here that I could take back any more.';

/** The act and what takes it back. Throws a UserError where it can't be taken back, or not by this person. */
async function undoable(ctx: Context, tx: Tx, { person }: Asker, id: number) {
  const act = await lockAct(tx, id);
  const undo: Undo | undefined = ctx.features
    .map((feature) => (feature.undo as Readonly<Record<string, Undo>> | undefined)?.[act?.act ?? ''])
    .find((one) => one !== undefined);
  // To who may not do it, an act is as one that there is not.
  if (!act || !undo || act.inverse === null || !mayDo(act.act, person, 'program')) throw new UserError(UNKNOWN);
  if (act.isUndone) throw new UserError(`That was taken back already${act.undoneBy ? ` by ${act.undoneBy}` : ''}.`);
  const until = act.undoUntil === null ? null : Temporal.Instant.from(act.undoUntil);
  if (until !== null && until.epochNanoseconds < ctx.clock.now().epochNanoseconds)
    throw new UserError('The time in which that could be taken back is over. You can still change it by hand.');
  return { act, undo };
}

/** Takes an act back, all of it or nothing. `value` is its number in the audit. */
export async function undoAct(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const id = actNumber.safeParse(value);
  if (!id.success) throw new UserError(UNKNOWN);
  return ctx.transaction(async (tx) => {
    const now = ctx.clock.now();
    const { act, undo } = await undoable(ctx, tx, asker, id.data);
    const { actorId, subjectId, inverse } = act;
    const text = await undo(ctx, tx, { auditId: act.id, actorId, subjectId, inverse }, asker.person);
    await markUndone(tx, act.id, asker.person.id, now);
    const details = { act: act.act, undone: act.id };
    await recordActs(tx, now.toString(), [{ act: 'staff.undo', actorId: asker.person.id, subjectId, details }]);
    return actUndone({ text });
  });
}
