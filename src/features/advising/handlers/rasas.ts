// RASAs: proposed to staff, confirmed or changed by them, and taken back.

import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { dayOf } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { dayText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import { type Asker, type Reply, settleMilestone } from '../../../feature.ts';
import type { UndoneAct } from '../../../importer.ts';
import { enqueueChanges } from '../../../outbox/enqueue.ts';
import { recordUndoable } from '../../../people/audit.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { rasaConfirmed, rasaForm, rasaPage } from '../messages/index.ts';
import { RASA_FIELD } from '../messages/rasa-page.ts';
import type { NewAssignment } from '../rules/assignment.ts';
import { eligibleRasas, proposals, shortages } from '../rules/rasa.ts';
import {
  addAssignment,
  countByKind,
  lastingOf,
  lockAssignment,
  lockPeople,
  removeAssignment,
} from '../store/assignments.ts';
import { choicesOf } from '../store/choices.ts';
import { lockRasa, needsOf, rasasNow } from '../store/rasas.ts';
import { completeRasaMilestone } from './complete.ts';
import { draftOf } from './compose.ts';
import { asText, number, specialtyName } from './named.ts';
import { introduce } from './tell.ts';

/** With two blocks each, this many fit below Slack's 50 beside the rest. */
const MOST_SHOWN = 20;

/** Who waits, who is proposed, and where RASAs are too few. */
export async function showRasas(ctx: Context, { today, zone }: Asker): Promise<Message> {
  const [needs, rasas, counts] = await Promise.all([
    needsOf(ctx.db, today),
    rasasNow(ctx.db),
    countByKind(ctx.db, today),
  ]);
  const name = (id: string) => specialtyName(ctx.program, id);
  return rasaPage({
    proposals: proposals(needs, rasas)
      .slice(0, MOST_SHOWN)
      .map(({ need, rasa, others }) => ({
        studentId: need.studentId,
        student: need.student,
        specialtyId: need.specialty,
        specialty: name(need.specialty),
        since: dayText(dayOf(Temporal.Instant.from(need.since), zone)),
        rasa: rasa && { id: rasa.personId, name: rasa.name, taken: rasa.taken, capacity: rasa.capacity },
        others,
      })),
    more: Math.max(needs.length - MOST_SHOWN, 0),
    shortages: shortages(needs, rasas).map(({ specialty, ...rest }) => ({ specialty: name(specialty), ...rest })),
    assigned: counts.get('rasa') ?? 0,
  });
}

const GONE = 'That is no longer to be decided. `/career staff rasas` shows how things stand.';

interface Named {
  studentId: number;
  specialty: string;
  rasaId: number | null;
}

function readNeed(value: string): Named {
  const [, student, specialty = '', rasa] = /^(\d{1,9})\/([a-z0-9-]+)(?:\/(\d{1,9}))?$/.exec(value) ?? [];
  if (student === undefined) throw new UserError(GONE);
  return { studentId: Number(student), specialty, rasaId: rasa === undefined ? null : Number(rasa) };
}

/** A form with all who could be chosen; `value` names the student and the specialty. */
export async function chooseRasa(ctx: Context, { today }: Asker, value: string): Promise<Reply> {
  const { studentId, specialty } = readNeed(value);
  const [needs, rasas] = await Promise.all([needsOf(ctx.db, today), rasasNow(ctx.db)]);
  const need = needs.find((one) => one.studentId === studentId && one.specialty === specialty);
  const eligible = eligibleRasas(rasas, specialty);
  if (!need || eligible.length === 0) throw new UserError(GONE);
  return rasaForm({
    studentId,
    student: need.student,
    specialtyId: specialty,
    specialty: specialtyName(ctx.program, specialty),
    rasas: eligible.map(({ personId, name, taken, capacity }) => ({ id: personId, name, taken, capacity })),
  });
}

/** Both people, held until the transaction ends. Throws a UserError where one has left or the specialty was given up, or has a RASA by now. */
async function lockPair(ctx: Context, tx: Tx, asker: Asker, { studentId, specialty, rasaId }: Named) {
  const present = await lockPeople(tx, rasaId === null ? [studentId] : [studentId, rasaId]);
  const people = (await peopleByIds(tx, [...present])).filter(({ active }) => active);
  const student = people.find(({ id }) => id === studentId);
  const advisor = people.find(({ id }) => id === rasaId);
  const chosen =
    student && (await choicesOf(tx, [student.id])).some((one) => one.needsRasa && one.specialty === specialty);
  if (!student || !advisor?.roles.includes('rasa') || !chosen) throw new UserError(GONE);
  const other = (await lastingOf(tx, student.id, asker.today)).find(
    (one) => one.kind === 'rasa' && one.specialty === specialty,
  );
  if (other) {
    const [holder] = await peopleByIds(tx, [other.advisorId]);
    throw new UserError(
      `${student.name} has a RASA for ${specialtyName(ctx.program, specialty)} already: ${holder?.name ?? ''}. Nothing has changed.`,
    );
  }
  return { student, advisor };
}

async function confirm(ctx: Context, asker: Asker, named: Named): Promise<Message> {
  return ctx.transaction(async (tx) => {
    const { student, advisor } = await lockPair(ctx, tx, asker, named);
    const places = await lockRasa(tx, advisor.id, named.specialty);
    if (!places || places.taken >= places.capacity)
      throw new UserError(
        `${advisor.name} has no place left by now. \`/career staff rasas\` proposes somebody else. Nothing has changed.`,
      );
    const assignment: NewAssignment = {
      kind: 'rasa',
      studentId: student.id,
      advisorId: advisor.id,
      specialty: named.specialty,
      startsOn: asker.today,
      endsOn: null,
    };
    const id = await addAssignment(tx, assignment);
    const messages = await introduce(ctx, tx, id, { student, advisor });
    const milestone = await completeRasaMilestone(ctx, tx, student.id, asker.person.id);
    const auditId = await recordUndoable(tx, ctx.clock.now(), {
      act: 'advising.confirm-rasa',
      actorId: asker.person.id,
      subjectId: student.id,
      details: { assignment: id, advisor: advisor.id },
      inverse: { assignmentId: id, messages, milestone: milestone?.id ?? null },
    });
    const as = asText(ctx.program, assignment);
    const draft = draftOf(ctx, { assignment: { id, ...assignment }, student, advisor });
    const how = draft
      ? 'Not both are in this workspace, so please introduce them by e-mail:'
      : 'I am introducing them to each other.';
    return rasaConfirmed({ text: `${advisor.name} is ${student.name}'s ${as}. ${how}`, draft, auditId });
  });
}

/** `value` names the student, the specialty and the RASA who was proposed. */
export function confirmRasa(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return confirm(ctx, asker, readNeed(value));
}

/** Takes the form: another RASA than the one proposed. */
export function nameRasa(ctx: Context, asker: Asker, value: string, values: FormValues): Promise<Message> {
  const rasaId = number.safeParse(enteredText(values, RASA_FIELD));
  if (!rasaId.success) throw new FormError({ [RASA_FIELD]: 'Please choose somebody.' });
  return confirm(ctx, asker, { ...readNeed(value), rasaId: rasaId.data });
}

const inverse = z.object({
  assignmentId: z.number().int(),
  messages: z.array(z.number().int()),
  milestone: z.string().nullable(),
});

/** The match was never made: the introduction is taken back, the student waits again. */
export async function undoConfirm(ctx: Context, tx: Tx, act: UndoneAct, by: Person): Promise<string> {
  const { assignmentId, messages, milestone } = inverse.parse(act.inverse);
  const assignment = await lockAssignment(tx, assignmentId);
  if (!assignment || assignment.endsOn !== null)
    throw new UserError('That match has ended since, so there is nothing to take back.');
  await removeAssignment(tx, assignmentId);
  await enqueueChanges(
    tx,
    ctx.clock.now(),
    messages.map((target) => ({
      kind: 'delete',
      target,
      lane: 'answers',
      dedupeKey: `advising/undone/${act.auditId}/${target}`,
    })),
  );
  if (milestone !== null)
    await settleMilestone(ctx, tx, { personId: assignment.studentId, id: milestone, by: by.id, done: false });
  return 'Taken back: they are not matched, and the introduction is removed.';
}
