// Assignments as staff make and end them.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { ASSIGNMENT_KINDS, KIND_NAMES, KINDS_OF_SPECIALTY } from '../../../domain/advising.ts';
import { isDay } from '../../../domain/day.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { countText, dayText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import { type Asker, type Reply, settleMilestone } from '../../../feature.ts';
import type { UndoneAct } from '../../../importer.ts';
import { enqueueChanges } from '../../../outbox/enqueue.ts';
import { lastActorOn, recordUndoable } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { findPersonById, peopleByIds } from '../../../people/store.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { choice } from '../../../slack/inputs.ts';
import { ASSIGN_FIELDS } from '../messages/assignments-page.ts';
import { assignmentForm, assignmentSaved, assignmentsOf, assignmentsOverview } from '../messages/index.ts';
import { type Assignment, conflict, type NewAssignment } from '../rules/assignment.ts';
import {
  addAssignment,
  adviseesOf,
  countByKind,
  endAssignments,
  findAssignment,
  lastingOf,
  lockAssignment,
  lockPeople,
  removeAssignment,
  setEnd,
} from '../store/assignments.ts';
import { choicesOf } from '../store/choices.ts';
import { peopleNamed } from '../store/people.ts';
import { lockRasa } from '../store/rasas.ts';
import { completeRasaMilestone } from './complete.ts';
import { draftOf } from './compose.ts';
import { asText, datesText, number, specialtyName } from './named.ts';
import { introduce, tellAssigned, tellEnded } from './tell.ts';

const MOST_NAMED = 10;

async function overview(ctx: Context, { today }: Asker, misread: { words: string; names: string[] } | null) {
  const counts = await countByKind(ctx.db, today);
  const named = ASSIGNMENT_KINDS.map(
    (kind) => `${KIND_NAMES[kind]}: ${countText(counts.get(kind) ?? 0, 'assignment')}`,
  );
  return assignmentsOverview({ counts: named, misread });
}

async function listed(ctx: Context, { today }: Asker, person: Person): Promise<Message> {
  const [own, advised] = await Promise.all([lastingOf(ctx.db, person.id, today), adviseesOf(ctx.db, person.id, today)]);
  const others = await peopleByIds(ctx.db, [
    ...own.map(({ advisorId }) => advisorId),
    ...advised.map(({ studentId }) => studentId),
  ]);
  const nameOf = (id: number) => others.find((other) => other.id === id)?.name ?? '';
  return assignmentsOf({
    name: person.name,
    lines: [
      ...own.map((one) => ({
        id: one.id,
        text: `${asText(ctx.program, one)}: ${nameOf(one.advisorId)}, ${datesText(one)}`,
      })),
      ...advised.map((one) => ({
        id: one.id,
        text: `${asText(ctx.program, one)} of ${nameOf(one.studentId)}, ${datesText(one)}`,
      })),
    ],
  });
}

/** `/career staff assignments`, with a name for those of one person. */
export async function showAssignments(ctx: Context, asker: Asker, words: string): Promise<Message> {
  const typed = words.trim();
  if (typed === '') return overview(ctx, asker, null);
  const found = await peopleByIds(ctx.db, await peopleNamed(ctx.db, typed, MOST_NAMED));
  const exact = found.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
  const [person, ...others] = exact.length === 1 ? exact : found;
  if (person && others.length === 0) return listed(ctx, asker, person);
  return overview(ctx, asker, { words: typed, names: found.map(({ name }) => name) });
}

export async function openAssignment(ctx: Context, { today }: Asker): Promise<Reply> {
  return assignmentForm({
    kinds: ASSIGNMENT_KINDS.map((kind) => choice(KIND_NAMES[kind], kind)),
    specialties: ctx.program.file.specialties.map(({ id, name }) => choice(name, id)),
    today,
  });
}

/** What the form says, as far as it can be told without the database. Throws a FormError for what has to be entered differently. */
function readForm({ program }: Context, values: FormValues, today: string): NewAssignment {
  const text = (field: keyof typeof ASSIGN_FIELDS) => enteredText(values, ASSIGN_FIELDS[field]);
  const kind = ASSIGNMENT_KINDS.find((one) => one === text('kind'));
  const [student, advisor] = [number.safeParse(text('student')), number.safeParse(text('advisor'))];
  const specialty = program.specialty(text('specialty'))?.id ?? null;
  const startsOn = text('starts');
  if (!kind) throw new FormError({ [ASSIGN_FIELDS.kind]: 'Please choose one.' });
  if (!student.success) throw new FormError({ [ASSIGN_FIELDS.student]: 'Please choose a student.' });
  if (!advisor.success || advisor.data === student.data)
    throw new FormError({ [ASSIGN_FIELDS.advisor]: 'Please choose somebody else.' });
  if (kind === 'rasa' && isDay(startsOn) && startsOn > today)
    throw new FormError({ [ASSIGN_FIELDS.starts]: 'A RASA begins at once: please choose today.' });
  const isOfSpecialty = KINDS_OF_SPECIALTY.includes(kind);
  if (isOfSpecialty && specialty === null)
    throw new FormError({ [ASSIGN_FIELDS.specialty]: `A ${KIND_NAMES[kind]} is for one specialty: please choose it.` });
  if (!isDay(startsOn)) throw new FormError({ [ASSIGN_FIELDS.starts]: 'Please choose a day.' });
  return {
    kind,
    studentId: student.data,
    advisorId: advisor.data,
    specialty: isOfSpecialty ? specialty : null,
    startsOn,
    endsOn: null,
  };
}

async function lockPair(tx: Tx, wanted: NewAssignment) {
  const present = await lockPeople(tx, [wanted.studentId, wanted.advisorId]);
  const people = await peopleByIds(tx, [...present]);
  const student = people.find(({ id }) => id === wanted.studentId);
  const advisor = people.find(({ id }) => id === wanted.advisorId);
  if (!student?.roles.includes('student'))
    throw new FormError({ [ASSIGN_FIELDS.student]: 'Please choose a student who is in the program.' });
  if (!advisor?.roles.includes(wanted.kind))
    throw new FormError({
      [ASSIGN_FIELDS.advisor]: `Please choose somebody who has the role ${KIND_NAMES[wanted.kind]}.`,
    });
  return { student, advisor };
}

/** Ends what is in the way, where the form says so. */
async function makeRoom(ctx: Context, tx: Tx, wanted: NewAssignment, replace: boolean): Promise<Assignment[]> {
  const inTheWay = (await lastingOf(tx, wanted.studentId, wanted.startsOn)).filter((one) => conflict(one, wanted));
  const [first] = inTheWay;
  if (first && !replace) {
    const holder = await findPersonById(tx, first.advisorId);
    throw new FormError({
      [ASSIGN_FIELDS.replace]: `${holder?.name ?? 'Somebody'} is their ${asText(ctx.program, first)} (${datesText(first)}). Tick this if that ends.`,
    });
  }
  await endAssignments(
    tx,
    inTheWay.map(({ id }) => id),
    wanted.startsOn,
  );
  return inTheWay;
}

/** A student in Slack chooses their specialties; for somebody outside it staff know. */
async function requireChoice(
  { program }: Context,
  tx: Tx,
  { kind, specialty }: NewAssignment,
  student: Person,
): Promise<void> {
  if (kind !== 'rasa' || specialty === null || student.slackUserId === null) return;
  const choices = await choicesOf(tx, [student.id]);
  if (choices.some((one) => one.needsRasa && one.specialty === specialty)) return;
  throw new FormError({
    [ASSIGN_FIELDS.specialty]: `${student.name} has not chosen ${specialtyName(program, specialty)}: students do that with \`/career advisors\`.`,
  });
}

async function requirePlace(tx: Tx, { kind, advisorId, specialty }: NewAssignment): Promise<void> {
  if (kind !== 'rasa' || specialty === null) return;
  const places = await lockRasa(tx, advisorId, specialty);
  if (!places || places.taken >= places.capacity)
    throw new FormError({
      [ASSIGN_FIELDS.advisor]: places ? 'They have no place left.' : 'They are no RASA for that specialty.',
    });
}

/**
 * What an assignment brings: both hear of it, a RASA by an introduction, whoever had the place before reads neutral words, as the student does;
 * a RASA may complete the milestone. Gives what Undo needs of it.
 */
async function tellBegun(
  ctx: Context,
  tx: Tx,
  asker: Asker,
  begun: { id: number; wanted: NewAssignment; student: Person; advisor: Person; ended: readonly Assignment[] },
): Promise<{ messages: readonly number[]; milestone: string | null }> {
  const { id, wanted, student, ended } = begun;
  const isRasa = wanted.kind === 'rasa';
  const introduced = await (isRasa
    ? introduce(ctx, tx, id, begun)
    : tellAssigned(ctx, tx, { id, startsOn: wanted.startsOn }, begun));
  const before = await peopleByIds(
    tx,
    ended.map(({ advisorId }) => advisorId),
  );
  const advisorOf = new Map(ended.map((one) => [one.id, before.filter(({ id: who }) => who === one.advisorId)]));
  const readers = (one: Pick<Assignment, 'id'>) => [student, ...(advisorOf.get(one.id) ?? [])];
  const told = await tellEnded(ctx, tx, ended, readers, wanted.startsOn);
  const milestone = isRasa ? await completeRasaMilestone(ctx, tx, student.id, asker.person.id) : null;
  return { messages: [...introduced, ...told], milestone: milestone?.id ?? null };
}

/** Takes the form. */
export async function saveAssignment(ctx: Context, asker: Asker, _value: string, values: FormValues): Promise<Message> {
  const wanted = readForm(ctx, values, asker.today);
  return ctx.transaction(async (tx) => {
    const { student, advisor } = await lockPair(tx, wanted);
    await requireChoice(ctx, tx, wanted, student);
    const ended = await makeRoom(ctx, tx, wanted, enteredChoices(values, ASSIGN_FIELDS.replace).includes('replace'));
    await requirePlace(tx, wanted);
    const id = await addAssignment(tx, wanted);
    const begun = await tellBegun(ctx, tx, asker, { id, wanted, student, advisor, ended });
    const auditId = await recordUndoable(tx, ctx.clock.now(), {
      act: 'advising.save-assignment',
      actorId: asker.person.id,
      subjectId: student.id,
      details: { assignment: id, kind: wanted.kind, advisor: advisor.id, ended: ended.map((one) => one.id) },
      inverse: { assignmentId: id, ...begun, ended: ended.map((one) => ({ id: one.id, endsOn: one.endsOn })) },
    });
    const pair = { assignment: { id, ...wanted }, student, advisor };
    const draft = draftOf(ctx, pair);
    const mail = draft ? ' Not both are in this workspace, so please introduce them by e-mail:' : '';
    const text = `${advisor.name} is ${student.name}'s ${asText(ctx.program, wanted)} from ${dayText(wanted.startsOn)} on.${mail}`;
    return assignmentSaved({ text, draft, auditId });
  });
}

/** `value` is the id of an assignment. Both read that it has ended. */
export async function endAssignment(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const id = number.safeParse(value);
  const known = id.success ? await findAssignment(ctx.db, id.data) : undefined;
  if (!known) throw new UserError('There is no such assignment any more.');
  return ctx.transaction(async (tx) => {
    await lockPeople(tx, [known.studentId, known.advisorId]);
    const before = await findAssignment(tx, known.id);
    if (!before || (before.endsOn !== null && before.endsOn <= asker.today))
      throw new UserError('That assignment has ended already; nothing has changed.');
    await endAssignments(tx, [before.id], asker.today);
    const people = await peopleByIds(tx, [before.studentId, before.advisorId]);
    // Of what was to begin later nobody has heard.
    const hasBegun = before.startsOn <= asker.today;
    const messages = await tellEnded(ctx, tx, hasBegun ? [before] : [], () => people);
    const auditId = await recordUndoable(tx, ctx.clock.now(), {
      act: 'advising.end-assignment',
      actorId: asker.person.id,
      subjectId: before.studentId,
      details: { assignment: before.id, kind: before.kind, advisor: before.advisorId },
      inverse: { assignmentId: before.id, endsOn: before.endsOn, messages },
    });
    const nameOf = (one: number) => people.find((person) => person.id === one)?.name ?? '';
    const text = `${asText(ctx.program, before)} ${nameOf(before.advisorId)} of ${nameOf(before.studentId)}: ${hasBegun ? 'ended today. Both read neutral words.' : 'it will not begin. Nobody had been told yet.'}`;
    return assignmentSaved({ text, draft: null, auditId });
  });
}

/** An undo that is refused says by whom things changed since: by what the audit knows of the assignment or of the student. */
async function changedSince(tx: Tx, { auditId, subjectId }: UndoneAct, assignmentId: number): Promise<UserError> {
  const details = [{ assignment: assignmentId }, { ended: [assignmentId] }];
  const subject = subjectId === null ? {} : { subject: subjectId };
  const name = await lastActorOn(tx, { details, ...subject }, auditId);
  return new UserError(
    `Who advises them has changed since${name === null ? '' : ` (by ${name})`}, so this can no longer be taken back as a whole.`,
  );
}

async function forget(ctx: Context, tx: Tx, auditId: number, messages: readonly number[]): Promise<void> {
  await enqueueChanges(
    tx,
    ctx.clock.now(),
    messages.map((target) => ({
      kind: 'delete',
      target,
      lane: 'answers',
      dedupeKey: `advising/undone/${auditId}/${target}`,
    })),
  );
}

/** Opens an assignment again that ended, unless somebody else has the place by now. */
async function restore(tx: Tx, act: UndoneAct, id: number, endsOn: string | null): Promise<void> {
  const found = await findAssignment(tx, id);
  if (!found) throw await changedSince(tx, act, id);
  const restored = { ...found, endsOn };
  const others = await lastingOf(tx, found.studentId, found.startsOn);
  if (others.some((one) => one.id !== id && conflict(one, restored))) throw await changedSince(tx, act, id);
  const places = found.kind === 'rasa' ? await lockRasa(tx, found.advisorId, found.specialty ?? '') : undefined;
  if (endsOn === null && places && places.taken >= places.capacity) throw await changedSince(tx, act, id);
  await setEnd(tx, id, endsOn);
}

const ids = z.array(z.number().int());
const assigned = z.object({
  assignmentId: z.number().int(),
  messages: ids,
  milestone: z.string().nullable().default(null),
  ended: z.array(z.object({ id: z.number().int(), endsOn: z.string().nullable() })),
});

export async function undoAssignment(ctx: Context, tx: Tx, act: UndoneAct, by: Person): Promise<string> {
  const { assignmentId, messages, milestone, ended } = assigned.parse(act.inverse);
  const assignment = await lockAssignment(tx, assignmentId);
  if (!assignment || assignment.endsOn !== null) throw await changedSince(tx, act, assignmentId);
  await removeAssignment(tx, assignmentId);
  for (const one of ended) await restore(tx, act, one.id, one.endsOn);
  await forget(ctx, tx, act.auditId, messages);
  if (milestone !== null)
    await settleMilestone(ctx, tx, { personId: assignment.studentId, id: milestone, by: by.id, done: false });
  return 'Taken back: that assignment was never made.';
}

const endedAct = z.object({ assignmentId: z.number().int(), endsOn: z.string().nullable(), messages: ids });

export async function undoEnd(ctx: Context, tx: Tx, act: UndoneAct): Promise<string> {
  const { assignmentId, endsOn, messages } = endedAct.parse(act.inverse);
  const assignment = await findAssignment(tx, assignmentId);
  const present = assignment ? await lockPeople(tx, [assignment.studentId, assignment.advisorId]) : new Set();
  if (present.size < 2) throw await changedSince(tx, act, assignmentId);
  await restore(tx, act, assignmentId, endsOn);
  await forget(ctx, tx, act.auditId, messages);
  return 'Taken back: the assignment holds as before.';
}
