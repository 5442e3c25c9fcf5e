// Drafts: written, given an audience, changed, discarded. Who saves over somebody else's change is told, and nothing is lost.
import { readDated } from '../../../ahead/dated.ts';
import type { Context } from '../../../context.ts';
import { CYCLE_STATES } from '../../../domain/cycles.ts';
import { dayOf } from '../../../domain/day.ts';
import type { FormValues } from '../../../domain/form-values.ts';
import { hourAt } from '../../../domain/hour.ts';
import { PHASE_NAMES, PHASES, TRACK_NAMES, TRACKS } from '../../../domain/phases.ts';
import { ROLE_NAMES, ROLES } from '../../../domain/roles.ts';
import { undoButton } from '../../../domain/undo.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { UndoneAct } from '../../../importer.ts';
import { recordUndoable } from '../../../people/audit.ts';
import { buttons } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { type Choice, choice } from '../../../slack/inputs.ts';
import { sentence } from '../../../slack/message.ts';
import type { AudienceChoices } from '../messages/forms.ts';
import { audienceAsked, writingAsked } from '../messages/index.ts';
import { chosenFor, readAudience, termValue } from '../rules/audience-fields.ts';
import { titleOf } from '../rules/rich-text.ts';
import { readWriting, WRITING_FIELDS, type Writing } from '../rules/writing.ts';
import {
  type Broadcast,
  changeBroadcast,
  changeDraft,
  type Draft,
  insertDraft,
  lockBroadcast,
  namesOf,
} from '../store/broadcasts.ts';
import { cardAfter, cardFor } from './card.ts';
import { findSession, heldFor, knownBroadcast, readValue, sessionLabel } from './read.ts';

type Tx = Parameters<typeof changeDraft>[0];

const UNOPENED =
  'I could not open the form in time. Please type `/career broadcast` again; `/career broadcast list` shows what there is.';

function draftValue({ id, version }: Broadcast): string {
  return `${id}:${version}`;
}

/** An empty form. */
export async function writeNew(_ctx: Context, _asker: Asker): Promise<Reply> {
  const empty = { message: null, session: null, acknowledgeBy: null, day: null, hour: null };
  return writingAsked({ value: 'new', unopened: UNOPENED, ...empty });
}

/** `value` names a draft to be changed; anything else opens an empty form. */
export async function write(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  if (value === 'new') return writeNew(ctx, asker);
  const draft = await knownBroadcast(ctx, readValue(value).id);
  if (draft.state !== 'drafted') return cardAfter(ctx, asker, draft.id, 'That is no draft any more.');
  const zone = ctx.program.file.school.timeZone;
  const session = await findSession(ctx, draft.sessionId);
  const { message, acknowledgeBy, sendAt } = draft;
  return writingAsked({
    value: draftValue(draft),
    message,
    session: session ? choice(sessionLabel(ctx, session, zone), String(session.id)) : null,
    acknowledgeBy,
    day: sendAt && dayOf(sendAt, zone),
    hour: sendAt && hourAt(sendAt, zone),
    unopened: UNOPENED,
  });
}

/** Why what somebody sends is kept as a draft of its own. */
function conflictNote(name: string): string {
  return `${name} changed this message while you were writing. Nothing is lost: yours is a draft of its own now, and theirs stays as they saved it.`;
}

/** Saves a change of a draft; where somebody else was quicker, what was entered becomes a draft of its own. */
async function saveOver(
  ctx: Context,
  tx: Tx,
  asker: Asker,
  { id, version }: { id: number; version: number | null },
  change: Partial<Draft>,
): Promise<{ draft: Broadcast; note: string | null }> {
  const by = asker.person.id;
  const saved = await changeDraft(tx, { id, version: version ?? 0 }, change, by);
  if (saved) return { draft: saved, note: null };
  const theirs = await lockBroadcast(tx, id);
  const names = await namesOf(tx, theirs?.authorId ? [theirs.authorId] : []);
  const who = theirs?.authorId === by ? 'You' : (names.get(theirs?.authorId ?? 0) ?? 'Somebody');
  const kept: Partial<Draft> = theirs ?? {};
  const draft = await insertDraft(tx, { ...nothing(), ...pickDraft(kept), ...change }, by, ctx.clock.now());
  return { draft, note: conflictNote(who) };
}

function nothing(): Draft {
  return {
    message: { type: 'rich_text', elements: [] },
    audience: { anyOf: [], except: [] },
    sessionId: null,
    acknowledgeBy: null,
    sendAt: null,
  };
}

function pickDraft({ message, audience, sessionId, acknowledgeBy, sendAt }: Partial<Draft>): Partial<Draft> {
  return {
    ...(message ? { message } : {}),
    ...(audience ? { audience } : {}),
    sessionId: sessionId ?? null,
    acknowledgeBy: acknowledgeBy ?? null,
    sendAt: sendAt ?? null,
  };
}

function classChoices({ program, clock }: Context): Choice[] {
  const today = program.today(clock.now());
  const classes = program.file.classes.filter(({ graduation }) => graduation >= today).map((one) => one.class);
  return [...new Set(classes)].sort().map((one) => choice(`Class of ${one}`, `class:${one}`));
}

const CYCLE_LABELS = { applying: 'Applying', graduating: 'Graduating' } as const;

function audienceChoices(ctx: Context): AudienceChoices {
  const { file } = ctx.program;
  const classes = classChoices(ctx);
  const years = classes.map(({ value }) => Number(value.slice('class:'.length)));
  const cycles = CYCLE_STATES.flatMap((cycle) => [
    choice(`${CYCLE_LABELS[cycle]}, any Match year`, termValue({ cycle })),
    ...years.map((matchYear) => choice(`${CYCLE_LABELS[cycle]}, Match ${matchYear}`, termValue({ cycle, matchYear }))),
  ]);
  return {
    phases: PHASES.map((phase) => choice(PHASE_NAMES[phase], termValue({ phase }))),
    tracks: TRACKS.map((track) => choice(TRACK_NAMES[track], termValue({ track }))),
    classes,
    cycles,
    societies: file.societies.map(({ name }) => choice(name, termValue({ society: name }))),
    specialties: file.specialties.map(({ id, name }) => choice(name, termValue({ specialty: id }))),
    roles: ROLES.map((role) => choice(ROLE_NAMES[role], termValue({ role }))),
  };
}

async function audienceForm(ctx: Context, draft: Broadcast, note: string | null): Promise<Reply> {
  const chosen = chosenFor(draft.audience);
  const session = await findSession(ctx, chosen.session);
  const names = await namesOf(ctx.db, [...chosen.people, ...chosen.withoutPeople]);
  const named = (ids: readonly number[]) => ids.map((id) => choice(names.get(id) ?? 'Somebody', String(id)));
  const zone = ctx.program.file.school.timeZone;
  return audienceAsked({
    value: draftValue(draft),
    choices: audienceChoices(ctx),
    chosen,
    session: session ? choice(sessionLabel(ctx, session, zone), String(session.id)) : null,
    people: named(chosen.people),
    withoutPeople: named(chosen.withoutPeople),
    note,
  });
}

/** `value` names a draft whose audience is to be chosen. */
export async function chooseAudience(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const draft = await knownBroadcast(ctx, readValue(value).id);
  if (draft.state !== 'drafted') return cardAfter(ctx, asker, draft.id, 'That is no draft any more.');
  return audienceForm(ctx, draft, null);
}

async function requireSession(ctx: Context, { sessionId }: Writing): Promise<void> {
  const session = await findSession(ctx, sessionId);
  const over = session && session.startsAt.epochMilliseconds <= ctx.clock.now().epochMilliseconds;
  if (sessionId === null || (session && !over && session.cancelledAt === null)) return;
  throw new FormError({
    [WRITING_FIELDS.session]: 'That session is over or cancelled. Please choose another, or none.',
  });
}

/** The first form was sent: what is said is kept, and whom it is for is asked. */
export async function saveWriting(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const read = readWriting(values, { now: ctx.clock.now(), zone: ctx.program.file.school.timeZone });
  if ('problems' in read) throw new FormError(read.problems);
  await requireSession(ctx, read.writing);
  const { draft, note } = await ctx.transaction(async (tx) => {
    if (value !== 'new') return saveOver(ctx, tx, asker, readValue(value), read.writing);
    const whole = { ...nothing(), ...read.writing };
    return { draft: await insertDraft(tx, whole, asker.person.id, ctx.clock.now()), note: null };
  });
  // Only the message of a draft was changed: whom it is for was chosen before.
  if (note === null && draft.audience.anyOf.length > 0) return cardAfter(ctx, asker, draft.id, null);
  return audienceForm(ctx, draft, note);
}

/** The second form was sent: the preview takes its place. */
export async function saveAudience(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const read = readAudience(values);
  if ('problems' in read) throw new FormError(read.problems);
  const { draft, note } = await ctx.transaction((tx) =>
    saveOver(ctx, tx, asker, readValue(value), { audience: read.audience }),
  );
  return cardFor(ctx, draft, asker.person, note);
}

/** Sessions ahead whose title holds the words, by their start. */
export async function pickSession(ctx: Context, { zone }: Asker, words: string): Promise<Choice[]> {
  const { sessions } = await readDated(ctx.db, ctx.program.file.school.timeZone);
  const since = ctx.clock.now().subtract({ hours: 24 * 60 });
  const wanted = words.toLowerCase();
  return sessions
    .filter(({ startsAt, cancelledAt }) => cancelledAt === null && startsAt.epochMilliseconds > since.epochMilliseconds)
    .map((session) => choice(sessionLabel(ctx, session, zone), String(session.id)))
    .filter(({ label }) => label.toLowerCase().includes(wanted));
}

/** A draft that nobody needs, as it was seen; Undo brings it back. `value`: the draft and its version. */
export async function discard(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const { id, version } = readValue(value);
  const now = ctx.clock.now();
  const done = await ctx.transaction(async (tx) => {
    const found = await heldFor(tx, id, 'discard');
    if (found.version !== version) return null;
    await changeBroadcast(tx, id, { state: 'discarded' }, now);
    const act = { act: 'broadcasts.discard', actorId: asker.person.id, subjectId: null, details: { broadcast: id } };
    return { draft: found, auditId: await recordUndoable(tx, now, { ...act, inverse: { broadcast: id } }) };
  });
  if (!done)
    return cardAfter(
      ctx,
      asker,
      id,
      'It was changed since you saw it, so I have not discarded it. Here it is as it is now.',
    );
  const { draft, auditId } = done;
  const said = sentence(`Discarded: ${titleOf(draft.message)}`);
  return { ...said, blocks: [...said.blocks, buttons([undoButton(auditId)])] };
}

/** Takes a discarding back. */
export async function restore(ctx: Context, tx: Tx, { inverse }: UndoneAct): Promise<string> {
  const id = Number(Object(inverse).broadcast);
  const draft = await heldFor(tx, id, 'restore');
  await changeBroadcast(tx, id, { state: 'drafted' }, ctx.clock.now());
  return `It is a draft again: ${titleOf(draft.message)}`;
}
