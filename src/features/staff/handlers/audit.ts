// Who did what to somebody, and when.

import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { toInstant } from '../../../domain/stored-instant.ts';
import { UserError } from '../../../errors.ts';
import type { Asker } from '../../../feature.ts';
import { actWords } from '../../../people/audit.ts';
import { mayDo } from '../../../people/authorise.ts';
import { findPersonById } from '../../../people/store.ts';
import type { Message } from '../../../slack/blocks.ts';
import { sentence } from '../../../slack/message.ts';
import { actsListed } from '../messages/index.ts';
import { actsOf, findPeople, findPersonByWords, type StoredAct } from '../store.ts';

const PAGE = 10;

function textOf(ctx: Context, { act, actor, subject }: StoredAct): string {
  const who = actor ?? 'Somebody who is no longer known';
  return `${who} ${actWords(ctx, act)}${subject === null ? '' : `: ${subject}`}`;
}

function canUndo(ctx: Context, { person }: Asker, { act, hasInverse, undoUntil, isUndone }: StoredAct): boolean {
  const isKnown = ctx.features.some(({ undo }) => undo !== undefined && Object.hasOwn(undo, act));
  if (!isKnown || !hasInverse || isUndone || !mayDo(act, person, 'program')) return false;
  return undoUntil === null || Temporal.Instant.compare(Temporal.Instant.from(undoUntil), ctx.clock.now()) >= 0;
}

async function showPage(ctx: Context, asker: Asker, personId: number, offset: number): Promise<Message> {
  const person = await findPersonById(ctx.db, personId);
  if (!person) throw new UserError('There is nobody here by that name any more.');
  const stored = await actsOf(ctx.db, person.id, offset, PAGE + 1);
  return actsListed({
    personId: person.id,
    name: person.name,
    acts: stored.slice(0, PAGE).map((act) => ({
      id: act.id,
      at: toInstant(act.at),
      text: textOf(ctx, act),
      canUndo: canUndo(ctx, asker, act),
      undoneBy: act.isUndone ? (act.undoneBy ?? 'somebody') : null,
    })),
    offset,
    hasOlder: stored.length > PAGE,
    pageSize: PAGE,
    zone: asker.zone,
  });
}

/** `/career staff audit Ada`. */
export async function showAudit(ctx: Context, asker: Asker, words: string): Promise<Message> {
  const typed = words.trim();
  if (typed === '') return sentence('Whose? `/career staff audit` and part of the name or the e-mail address.');
  const only = await findPersonByWords(ctx.db, typed);
  if (only !== null) return showPage(ctx, asker, only, 0);
  const some = (await findPeople(ctx.db, typed)).slice(0, 10).map(({ name }) => name);
  return sentence(
    some.length === 0
      ? 'I find nobody by that. Part of the name or of an e-mail address is enough.'
      : `Whom do you mean: ${some.join(', ')}? Please type more of the name.`,
  );
}

const page = z
  .string()
  .regex(/^\d{1,9}(\/\d{1,6})?$/)
  .transform((value) => value.split('/').map(Number));

/** `value` is the id of a person, and how many acts come before the page. */
export async function turnAudit(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const read = page.safeParse(value);
  if (!read.success) throw new UserError('There is nobody here by that name any more.');
  const [personId = 0, offset = 0] = read.data;
  return showPage(ctx, asker, personId, offset);
}
