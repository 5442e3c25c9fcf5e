// A student proposes an override, staff confirm it or leave things as they are. No reason is asked or stored.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { FormValues } from '../../../domain/form-values.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Composer, Reply } from '../../../feature.ts';
import type { Undo } from '../../../importer.ts';
import { enqueue, enqueueChanges, type NewMessage } from '../../../outbox/enqueue.ts';
import { recordActs } from '../../../people/audit.ts';
import { mayDo } from '../../../people/authorise.ts';
import { momentsToTell } from '../../../people/moments.ts';
import { overrideText, writtenOverride } from '../../../people/override.ts';
import { activeStaff, findPersonById, lockRoster, peopleByIds } from '../../../people/store.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import {
  changePreview,
  overrideAsked,
  PREVIEW_PROPOSAL,
  personChanged,
  proposalDecided,
  proposalForStaff,
  proposalList,
  proposalSettled,
  SEND_PROPOSAL,
} from '../messages/index.ts';
import { overrideWords } from '../messages/words.ts';
import { FIELDS, overrideChoices, overrideRefusal, readOverride, withOverride } from '../rules/entered-override.ts';
import {
  decideProposal,
  findProposal,
  lockProposal,
  messagesOfKeys,
  type Proposal,
  saveProposal,
  waitingProposals,
} from '../store.ts';
import { changePerson, undoChange } from './change-person.ts';
import { carriedOverride, enrollmentOf, overridden } from './overrides.ts';
import { overrideOf } from './page.ts';
import { whatChanges } from './what-changes.ts';

export async function askProposal(ctx: Context, { person, today }: Asker, _value: string): Promise<Reply> {
  return overrideAsked({
    action: PREVIEW_PROPOSAL,
    value: 'own',
    intro:
      'What is different, or going to be? You see what it changes before you send it; staff confirm it. No reason is asked.',
    choices: overrideChoices(ctx.program, enrollmentOf(person)),
    today,
  });
}

export async function previewProposal(ctx: Context, { person }: Asker, _value: string, values: FormValues) {
  const enrollment = enrollmentOf(person);
  const read = readOverride(ctx.program, enrollment, values);
  if ('problems' in read) throw new FormError(read.problems);
  const waiting = await waitingProposals(ctx.db, person.id);
  if (waiting.some(({ kind }) => kind === read.override.kind))
    throw new FormError({
      [FIELDS.what]: 'You have proposed something of this kind already. `/career me` takes it back.',
    });
  return changePreview({
    action: SEND_PROPOSAL,
    value: overrideText(read.override),
    submit: 'Send to staff',
    heading: overrideWords(read.override),
    changes: await whatChanges(ctx, person, withOverride(enrollment, read.override)),
  });
}

/** Tells each member of staff of a proposal. */
async function tellStaff(ctx: Context, tx: Tx, proposalId: number): Promise<void> {
  const staff = (await activeStaff(tx)).filter(({ slackUserId }) => slackUserId !== null);
  const momentOf = await momentsToTell(
    ctx,
    tx,
    staff.map(({ id }) => id),
  );
  await enqueue(
    tx,
    ctx.clock.now(),
    staff.map(
      ({ id }): NewMessage => ({
        kind: 'post',
        lane: 'answers',
        dedupeKey: forStaffKey(proposalId, id),
        to: { person: id },
        composer: 'people.proposal',
        content: { proposalId, first: true },
        dueAt: momentOf(id),
      }),
    ),
  );
}

function forStaffKey(proposalId: number, staffId: number): string {
  return `people/proposal/${proposalId}/${staffId}`;
}

/** The copies that staff have say how proposals stand now: who decided, or that they wait again. What was not sent yet is never sent. */
export async function retellStaff(ctx: Context, tx: Tx, proposalIds: readonly number[]): Promise<void> {
  if (proposalIds.length === 0) return;
  const now = ctx.clock.now();
  const staff = await activeStaff(tx);
  const keys = proposalIds.flatMap((id) => staff.map((one) => forStaffKey(id, one.id)));
  const sent = await messagesOfKeys(tx, keys);
  const changes = [...sent].map(([key, target]) => ({
    kind: 'update' as const,
    target,
    lane: 'answers' as const,
    dedupeKey: `${key}/${now}`,
    composer: 'people.proposal',
    content: { proposalId: Number(key.split('/')[2]), first: false },
  }));
  await enqueueChanges(tx, now, changes);
}

/** `value` is the override. */
export async function sendProposal(ctx: Context, { person }: Asker, value: string): Promise<Message> {
  const override = carriedOverride(value);
  const refusal = overrideRefusal(ctx.program, enrollmentOf(person), override);
  if (refusal !== null) throw new UserError(refusal);
  await ctx.transaction(async (tx) => {
    const row = { personId: person.id, ...writtenOverride(override) };
    const id = await saveProposal(tx, row, ctx.clock.now());
    if (id === null) throw new UserError('You have proposed something of this kind already; staff will look at it.');
    await tellStaff(ctx, tx, id);
  });
  const text = `Sent: ${overrideWords(override)}. Staff will look at it, and I'll tell you what came of it. \`/career me\` takes it back.`;
  return personChanged({ text, auditId: null });
}

const proposalId = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const OUT_OF_DATE = 'That proposal is no longer there.';

/** `value` is the id of a proposal of the asker's own. */
export async function withdrawProposal(ctx: Context, { person }: Asker, value: string): Promise<Message> {
  const id = proposalId.safeParse(value);
  if (!id.success) throw new UserError(OUT_OF_DATE);
  return ctx.transaction(async (tx) => {
    const proposal = await lockProposal(tx, id.data);
    if (proposal?.personId !== person.id) throw new UserError(OUT_OF_DATE);
    if (proposal.state !== 'waiting') return personChanged({ text: stateText(proposal), auditId: null });
    await decideProposal(tx, proposal.id, 'withdrawn', person.id, ctx.clock.now());
    await retellStaff(ctx, tx, [proposal.id]);
    return personChanged({ text: `Taken back: ${overrideWords(overrideOf(proposal))}.`, auditId: null });
  });
}

function stateText(proposal: Proposal): string {
  const what = overrideWords(overrideOf(proposal));
  const by = proposal.decidedBy === null ? '' : ` by ${proposal.decidedBy}`;
  if (proposal.state === 'confirmed') return `${what} was confirmed already${by}.`;
  if (proposal.state === 'refused') return `${what} was left as it is${by}.`;
  return `${what} was taken back.`;
}

/** Tells the student. `decision` tells one decision from another after it was taken back: the number of the act, or when it was made. */
async function tellStudent(ctx: Context, tx: Tx, { id, personId }: Proposal, decision: number | string): Promise<void> {
  const momentOf = await momentsToTell(ctx, tx, [personId], { answers: true });
  await enqueue(tx, ctx.clock.now(), [
    {
      kind: 'post',
      lane: 'answers',
      dedupeKey: tidingsKey(id, decision),
      to: { person: personId },
      composer: 'people.proposal-decided',
      content: { proposalId: id },
      dueAt: momentOf(personId),
    },
  ]);
}

function tidingsKey(id: number, decision: number | string): string {
  return `people/proposal-decided/${id}/${decision}`;
}

/** Held until the transaction ends; the roster before it, since whoever leaves takes their proposals along. */
async function locked(tx: Tx, value: string): Promise<Proposal> {
  await lockRoster(tx);
  const id = proposalId.safeParse(value);
  const proposal = id.success ? await lockProposal(tx, id.data) : undefined;
  if (!proposal) throw new UserError(OUT_OF_DATE);
  return proposal;
}

/** `value` is the id of a proposal. */
export async function confirmProposal(ctx: Context, { person: actor }: Asker, value: string): Promise<Message> {
  const now = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const proposal = await locked(tx, value);
    if (proposal.state !== 'waiting') return personChanged({ text: stateText(proposal), auditId: null });
    const override = overrideOf(proposal);
    const { after, auditId } = await changePerson(ctx, tx, {
      act: 'people.confirm',
      actor,
      personId: proposal.personId,
      decide: overridden(ctx, override),
      details: () => ({ kind: override.kind, proposal: proposal.id }),
      proposalId: proposal.id,
    });
    await decideProposal(tx, proposal.id, 'confirmed', actor.id, now);
    await retellStaff(ctx, tx, [proposal.id]);
    await tellStudent(ctx, tx, proposal, auditId ?? now.toString());
    return personChanged({ text: `Confirmed. ${after.name}: ${overrideWords(override)}.`, auditId });
  });
}

/** `value` is the id of a proposal. */
export async function refuseProposal(ctx: Context, { person: actor }: Asker, value: string): Promise<Message> {
  const now = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const proposal = await locked(tx, value);
    if (proposal.state !== 'waiting') return personChanged({ text: stateText(proposal), auditId: null });
    await decideProposal(tx, proposal.id, 'refused', actor.id, now);
    await retellStaff(ctx, tx, [proposal.id]);
    const act = { act: 'people.refuse', actorId: actor.id, subjectId: proposal.personId };
    await recordActs(tx, now.toString(), [{ ...act, details: { kind: proposal.kind, proposal: proposal.id } }]);
    await tellStudent(ctx, tx, proposal, now.toString());
    const student = await findPersonById(tx, proposal.personId);
    const text = `Left as it is. ${student?.name ?? 'The student'} is told so, without a reason.`;
    return personChanged({ text, auditId: null });
  });
}

/** Takes a confirmation back: the override goes, the proposal waits again, and what the student was told of it is taken back. */
export const undoConfirmation: Undo = async (ctx, tx, undone, by) => {
  const { person, proposalId: id } = await undoChange(ctx, tx, undone);
  const now = ctx.clock.now();
  const proposal = id === undefined ? undefined : await lockProposal(tx, id);
  if (!proposal) return `${person.name} is as before.`;
  const others = await waitingProposals(tx, person.id);
  if (!others.some(({ kind }) => kind === proposal.kind)) await decideProposal(tx, proposal.id, 'waiting', by.id, now);
  await retellStaff(ctx, tx, [proposal.id]);
  const key = tidingsKey(proposal.id, undone.auditId);
  const target = (await messagesOfKeys(tx, [key])).get(key);
  if (target !== undefined)
    await enqueueChanges(tx, now, [{ kind: 'delete', lane: 'answers', dedupeKey: `${key}/undone`, target }]);
  return `${person.name} is as before, and what they proposed waits again.`;
};

export async function listProposals(ctx: Context, _asker: Asker, _value: string): Promise<Message> {
  const waiting = await waitingProposals(ctx.db);
  const people = new Map(
    (
      await peopleByIds(
        ctx.db,
        waiting.map(({ personId }) => personId),
      )
    ).map((one) => [one.id, one.name]),
  );
  return proposalList({
    proposals: waiting.map((one) => ({ id: one.id, name: people.get(one.personId) ?? '', override: overrideOf(one) })),
  });
}

const content = z.object({ proposalId: z.number(), first: z.boolean().default(true) });

/** To staff, as it is at the moment of sending: who is told of it first reads nothing once it is decided, who was told reads how it ended. */
export const composeProposal: Composer = async (ctx, person, given) => {
  const { proposalId: id, first } = content.parse(given);
  const proposal = await findProposal(ctx.db, id);
  if (!proposal || !person || !mayDo('people.confirm', person, 'program')) return null;
  const student = await findPersonById(ctx.db, proposal.personId);
  const override = overrideOf(proposal);
  if (proposal.state !== 'waiting') {
    const name = student?.active ? student.name : null;
    return first ? null : proposalSettled({ name, override, outcome: proposal.state, by: proposal.decidedBy });
  }
  if (!student?.active || !student.enrollment) return null;
  const changes = await whatChanges(ctx, student, withOverride(student.enrollment, override));
  return proposalForStaff({ id: proposal.id, name: student.name, override, changes });
};

/** To the student; nothing where it was taken back meanwhile. */
export const composeDecision: Composer = async (ctx, person, given) => {
  const proposal = await findProposal(ctx.db, content.parse(given).proposalId);
  if (!person || proposal?.personId !== person.id) return null;
  if (proposal.state !== 'confirmed' && proposal.state !== 'refused') return null;
  return proposalDecided({ override: overrideOf(proposal), isConfirmed: proposal.state === 'confirmed' });
};
