// What is done about a case by the role in whose queue it stands: each act in one transaction that holds the case.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { type AuditedAct, recordActs, recordUndoable } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { findPersonById } from '../../../people/store.ts';
import { tellingMomentOfAll } from '../../../people/telling.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { tellAsker, told } from '../acts/tell.ts';
import { actNoted, connectForm, PICK, replyForm } from '../messages/index.ts';
import { CONNECT_FIELDS, REPLY_FIELD } from '../messages/queue-pages.ts';
import { introductionDraft, replyDraft } from '../messages/told.ts';
import type { Case } from '../rules/case.ts';
import { type Move, stateAfter, waitsAfter } from '../rules/case-life.ts';
import { WORDS_LIMIT } from '../rules/kinds.ts';
import { addReply, findCase, lockCase, lockPeople, saveCase } from '../store.ts';
import { casePageOf } from './queue.ts';
import { closedInverse } from './undo-close.ts';
import { caseId, queuedCase, requireQueued, viewOf } from './view.ts';

/** Somebody else has it, or it is over: what to say to who is too late. */
async function tooLate(ctx: Context, found: Case, move: Move, tx?: Tx): Promise<UserError> {
  if (found.state === 'closed') return new UserError('That ask is closed by now; nothing has changed.');
  const { claimer } = await viewOf(ctx, found, tx);
  if (claimer === null) return new UserError('Nobody has claimed that ask at present. Please claim it first.');
  return new UserError(
    move === 'claim' ? `${claimer} has claimed that ask already.` : `${claimer} has that ask now; nothing has changed.`,
  );
}

/** Moves a case on, if the asker may and it is where the move begins. Gives it as it was before, and the act to be recorded. */
async function moveOn(
  ctx: Context,
  tx: Tx,
  asker: Asker,
  value: string,
  name: Move,
): Promise<{ found: Case; act: AuditedAct }> {
  const { person } = asker;
  // Somebody who is leaving at this moment claims nothing any more: the person comes before the case, here as where people leave.
  const present = await lockPeople(tx, [person.id]);
  const found = requireQueued(await lockCase(tx, caseId(value)), asker);
  const state = present.has(person.id) ? stateAfter(found.state, name) : null;
  const isTheirs = name === 'claim' || found.claimedBy === person.id;
  if (state === null || !isTheirs) throw await tooLate(ctx, found, name, tx);
  const claimedBy = state === 'open' ? null : person.id;
  await saveCase(tx, found.id, { state, claimedBy, waits: waitsAfter(name) }, ctx.clock.now());
  const act = { act: `asks.${name}`, actorId: person.id, subjectId: found.askerId, details: { case: found.id } };
  return { found, act };
}

/** The same with the act recorded. Gives the case as it was before. */
async function move(ctx: Context, tx: Tx, asker: Asker, value: string, name: Move): Promise<Case> {
  const { found, act } = await moveOn(ctx, tx, asker, value, name);
  await recordActs(tx, ctx.clock.now().toString(), [act]);
  return found;
}

async function pageAfter(
  ctx: Context,
  asker: Asker,
  id: number,
  note: string,
  undo: number | null = null,
): Promise<Message> {
  const found = requireQueued(await findCase(ctx.db, id), asker);
  return casePageOf(ctx, asker, found, note, undo);
}

/** `value` is the id of a case, here and below. */
export async function claimCase(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const found = await ctx.transaction(async (tx) => {
    const before = await move(ctx, tx, asker, value, 'claim');
    await tellAsker(ctx, tx, before, 'claimed');
    return before;
  });
  return pageAfter(ctx, asker, found.id, 'It is yours; the asker reads that you have taken it on.');
}

/** Back into the queue, where somebody else finds it. */
export async function giveBackCase(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const found = await ctx.transaction((tx) => move(ctx, tx, asker, value, 'give-back'));
  return pageAfter(ctx, asker, found.id, 'It is back in the queue.');
}

/** With Undo, for who closed it by mistake. */
export async function closeCase(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const { id, auditId } = await ctx.transaction(async (tx) => {
    const { found, act } = await moveOn(ctx, tx, asker, value, 'close');
    const key = await tellAsker(ctx, tx, found, 'closed');
    const inverse = closedInverse(found, key);
    return { id: found.id, auditId: await recordUndoable(tx, ctx.clock.now(), { ...act, inverse }) };
  });
  return pageAfter(ctx, asker, id, 'Closed; the asker is told.', auditId);
}

/** Forms open only for who has claimed the case; sending is looked at again. */
async function claimedCase(ctx: Context, asker: Asker, value: string, name: Move): Promise<Case> {
  const found = await queuedCase(ctx, asker, value);
  if (found.claimedBy !== asker.person.id || stateAfter(found.state, name) === null)
    throw await tooLate(ctx, found, name);
  return found;
}

export async function openReply(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const found = await claimedCase(ctx, asker, value, 'reply');
  return replyForm({ asked: await viewOf(ctx, found), zone: asker.zone });
}

export async function openConnect(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const found = await claimedCase(ctx, asker, value, 'connect');
  return connectForm({ asked: await viewOf(ctx, found) });
}

async function askerOf(tx: Tx, { askerId }: Case): Promise<Person> {
  const asker = await findPersonById(tx, askerId);
  if (!asker) throw new Error(`case ${askerId} has no asker`);
  return asker;
}

/** Takes the form: the words go to the asker, by e-mail where they are outside Slack. */
export async function sendReply(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Message> {
  const words = enteredText(values, REPLY_FIELD);
  if (words === '' || words.length > WORDS_LIMIT)
    throw new FormError({ [REPLY_FIELD]: `Please write something, up to ${WORDS_LIMIT} characters.` });
  return ctx.transaction(async (tx) => {
    const found = await move(ctx, tx, asker, value, 'reply');
    const replyId = await addReply(tx, { caseId: found.id, authorId: asker.person.id, words }, ctx.clock.now());
    const student = await askerOf(tx, found);
    if (student.slackUserId !== null) {
      await tellAsker(ctx, tx, found, 'replied', { replyId });
      return actNoted({ text: `Your reply goes to ${student.name}.`, draft: null, caseId: found.id });
    }
    return actNoted({
      text: `${student.name} is not in this workspace. Here is your reply to copy into an e-mail:`,
      draft: replyDraft({ asked: await viewOf(ctx, found, tx), words, to: student.emails.slice(0, 1) }),
      caseId: found.id,
    });
  });
}

/** Whom they are introduced to: somebody of the program, or a name and an address, which are not kept. */
interface Counterpart {
  person: Person | null;
  name: string;
  email: string;
}

/** Throws a FormError for what has to be entered differently. */
async function readCounterpart(ctx: Context, values: FormValues): Promise<Counterpart> {
  const id = caseId(enteredText(values, PICK));
  const person = id === 0 ? undefined : await findPersonById(ctx.db, id);
  if (person?.active) return { person, name: person.name, email: person.emails[0] ?? '' };
  const [name, email] = [enteredText(values, CONNECT_FIELDS.name), enteredText(values, CONNECT_FIELDS.email)];
  if (name === '') throw new FormError({ [CONNECT_FIELDS.name]: 'Please choose somebody above, or write a name.' });
  if (!/^\S+@\S+\.\S+$/.test(email))
    throw new FormError({ [CONNECT_FIELDS.email]: 'Please write their e-mail address.' });
  return { person: null, name, email };
}

/** Takes the form: both are introduced, in a conversation of their own where both are in Slack, else by an e-mail of the claimer's. */
export async function connect(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Message> {
  const other = await readCounterpart(ctx, values);
  return ctx.transaction(async (tx) => {
    const found = await move(ctx, tx, asker, value, 'connect');
    const student = await askerOf(tx, found);
    if (other.person?.id === student.id)
      throw new FormError({ [CONNECT_FIELDS.name]: 'That is who asks. Please choose somebody else.' });
    const now = ctx.clock.now();
    if (other.person && other.person.slackUserId !== null && student.slackUserId !== null) {
      const content = { caseId: found.id, personId: other.person.id };
      const to = { group: [student.id, other.person.id] };
      // Both read it together, and it answers what one of them asked.
      const dueAt = tellingMomentOfAll(ctx.program, [student, other.person], now, []);
      const key = `introduction/${found.id}/${other.person.id}/${now}`;
      await enqueue(tx, now, [told({ composer: 'introduction', content, to, key, dueAt })]);
      const text = `I am introducing ${student.name} and ${other.name} in a conversation of their own.`;
      return actNoted({ text, draft: null, caseId: found.id });
    }
    if (student.slackUserId !== null) await tellAsker(ctx, tx, found, 'connected');
    const to = [other.email, ...student.emails.slice(0, 1)];
    return actNoted({
      text: `Not both are in this workspace, so please introduce ${student.name} and ${other.name} by e-mail:`,
      draft: introductionDraft({ asked: await viewOf(ctx, found, tx), other: other.name }, to),
      caseId: found.id,
    });
  });
}
