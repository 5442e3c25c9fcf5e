// Hold, Skip and Let it go, for everybody or for one person: a row each, read when it is planned and again at the moment of sending.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { HOLD_ACTS, type HoldAct, REMINDER_KINDS, type ReminderKey } from '../../../domain/reminder.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Undo } from '../../../importer.ts';
import { recordUndoable } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { FormError } from '../../../slack/form.ts';
import { goingOutChanged, ONE_FIELDS, onePersonAsked } from '../messages/index.ts';
import { areNamesTheirs, keyText, readKey } from '../rules/key.ts';
import { lockHold, removeHold, saveHold } from '../store/holds.ts';
import { allOf, described, GONE, named } from './going-out.ts';

const WORDS: Record<HoldAct, string> = { hold: 'held', skip: 'skipped', release: 'let go' };

const storedHold = z.object({
  act: z.enum(HOLD_ACTS),
  at: z.string().transform((text) => Temporal.Instant.from(text)),
  by: z.number().nullable(),
});
const inverse = z.object({
  key: z.object({ kind: z.enum(REMINDER_KINDS), subject: z.string(), lead: z.string() }),
  /** null: for everybody. */
  personId: z.number().nullable().default(null),
  /** What the act made of it, and what it was before. */
  made: storedHold,
  before: storedHold.nullable(),
});

type StoredHold = z.infer<typeof storedHold>;

const written = ({ act, at, by }: StoredHold) => ({ act, at: at.toString(), by });

interface Act {
  key: ReminderKey;
  /** null: for everybody. */
  one: Person | null;
  act: HoldAct;
  by: Person;
  /** For the audit: how many are told of it. */
  people: number;
}

/** Does it with its audit row; gives the number of the act. Throws a UserError, which says by whom, where it is so already. */
function save(ctx: Context, { key, one, act, by, people }: Act): Promise<number> {
  const personId = one?.id ?? null;
  return ctx.transaction(async (tx) => {
    const before = await lockHold(tx, key, personId);
    if (one && act === 'release' && !before)
      throw new UserError(`Nothing of it is kept back for ${one.name} alone, so there is nothing to let go.`);
    const isDone = before ? before.act === act : act === 'release';
    const whose = one ? ` for ${one.name}` : '';
    if (isDone)
      throw new UserError(`That is ${WORDS[act]}${whose} already${before?.name ? `, by ${before.name}` : ''}.`);
    const now = ctx.clock.now();
    // What fell due while it was held is let go with it: a release keeps the moment of the hold.
    const made = { act, at: act === 'release' ? (before?.at ?? now) : now, by: by.id };
    await saveHold(tx, key, personId, made);
    return recordUndoable(tx, now, {
      act: `console.${act}`,
      actorId: by.id,
      subjectId: personId,
      details: { ...key, people },
      inverse: { key, personId, made: written(made), before: before ? written(before) : null },
    });
  });
}

const UNDER_WAY = 'That is being sent already. Open shows how it goes, and pauses or stops it.';

/** One act of staff on what is going out to everybody. */
function does(act: HoldAct) {
  return async (ctx: Context, { person, zone }: Asker, value: string): Promise<Reply> => {
    const seen = await named(ctx, value);
    if (!seen.keepable) throw new UserError(UNDER_WAY);
    const { line } = await described(ctx, seen);
    const auditId = await save(ctx, { key: seen.key, one: null, act, by: person, people: seen.people.length });
    const now = act === 'release' ? null : act;
    return goingOutChanged({ line: { ...line, act: now, alone: false }, one: null, auditId, zone });
  };
}

export const hold = does('hold');
export const skip = does('skip');
export const release = does('release');

/** Opens the form in which staff choose for whom alone. */
export async function askOnePerson(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const seen = await named(ctx, value);
  const { line } = await described(ctx, seen);
  return onePersonAsked({ value: keyText(seen.key), title: line.title, isPrivate: areNamesTheirs(seen.key) });
}

async function chosenPerson(ctx: Context, values: FormValues): Promise<Person> {
  const id = z.coerce.number().int().positive().safeParse(enteredText(values, ONE_FIELDS.person));
  const [person] = id.success ? await peopleByIds(ctx.db, [id.data]) : [];
  if (!person?.active) throw new FormError({ [ONE_FIELDS.person]: 'Please choose somebody of the program.' });
  return person;
}

/**
 * Does it for one person alone. Where it is theirs to know whether they get it (a milestone that is open), staff choose without being told;
 * else it has to be somebody who gets it.
 */
export async function keepOne(
  ctx: Context,
  { person, zone }: Asker,
  value: string,
  values: FormValues,
): Promise<Reply> {
  const key = readKey(value);
  const all = key ? await allOf(ctx, key) : [];
  const [first] = all;
  if (!key || !first?.forOne) throw new UserError(GONE);
  const act = z.enum(HOLD_ACTS).safeParse(enteredText(values, ONE_FIELDS.act));
  if (!act.success) throw new FormError({ [ONE_FIELDS.act]: 'Please choose what to do.' });
  const one = await chosenPerson(ctx, values);
  if (!areNamesTheirs(key) && !all.some(({ people }) => people.includes(one.id)))
    throw new FormError({ [ONE_FIELDS.person]: `${one.name} is not among those who get it in the next days.` });
  const { line } = await described(ctx, first);
  const auditId = await save(ctx, { key, one, act: act.data, by: person, people: 1 });
  const now = act.data === 'release' ? null : act.data;
  return goingOutChanged({ line: { ...line, act: now, alone: true }, one: one.name, auditId, zone });
}

/** Puts it back to what it was before, unless somebody did something to it since. */
export const undoHold: Undo = async (_ctx, tx, undone) => {
  const { key, personId, made, before } = inverse.parse(undone.inverse);
  const now = await lockHold(tx, key, personId);
  if (now?.act !== made.act || !now.at.equals(made.at) || now.by !== made.by)
    throw new UserError(`${now?.name ?? 'Somebody'} did something else with it since, so I left it as it is.`);
  if (before) await saveHold(tx, key, personId, before);
  else await removeHold(tx, key, personId);
  return before && before.act !== 'release'
    ? `Taken back: it is ${WORDS[before.act]} again.`
    : 'Taken back: it leaves as planned.';
};
