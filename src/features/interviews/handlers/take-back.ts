// A publishing is taken back: the plan is staff's alone again, and whatever went out is deleted, corrected or cancelled.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { CHANGES_A_MINUTE, FILES_A_MINUTE } from '../../../domain/outbox.ts';
import { countText, listText, momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { UndoneAct } from '../../../importer.ts';
import { enqueueChanges, type MessageChange } from '../../../outbox/enqueue.ts';
import { actWords } from '../../../people/audit.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { interviewNews } from '../messages/index.ts';
import type { Interview } from '../rules/interview-life.ts';
import { isRunning } from '../rules/round-life.ts';
import {
  clearConfirmations,
  confirmationsOf,
  filesOf,
  saveInterviews,
  setInterviewState,
} from '../store/interviews.ts';
import { outsidersOf } from '../store/outsiders.ts';
import { actOf, messagesOf, type SaidMessage, saveTakenBack, takenBackOf } from '../store/published.ts';
import { openRound, setState } from '../store/rounds.ts';
import { sendChangedFiles } from './calendar.ts';
import { sendPacks } from './outside-pack.ts';
import { loadRound, type RoundData } from './round-data.ts';

const inverseOf = z.object({
  round: z.number(),
  revision: z.number(),
  interviews: z.array(z.number()),
  messages: z.array(z.number()),
});

/** Those who said something to one of some interviews, on their own side, or put it into their calendar: they are told, not left to wonder. */
async function answeredOf(tx: Tx, interviews: readonly Interview[]): Promise<Set<number>> {
  const ids = interviews.map(({ id }) => id);
  const said = await confirmationsOf(tx, ids);
  const files = await filesOf(tx, ids);
  return new Set([
    ...files.map(({ personId }) => personId),
    ...interviews.flatMap(({ id, studentId, interviewerId }) => [
      ...(said.get(id)?.student ? [studentId] : []),
      ...(said.get(id)?.interviewer ? [interviewerId] : []),
    ]),
  ]);
}

/**
 * The interviews that people knew of are cancelled and stay as such: calendars have their names, and only those can take them out again. The
 * plan is made of new ones.
 */
async function planAnew(tx: Tx, interviews: readonly Interview[]): Promise<void> {
  const ids = interviews.map(({ id }) => id);
  await clearConfirmations(tx, ids);
  await setInterviewState(tx, ids, 'cancelled');
  await saveInterviews(
    tx,
    interviews.map(({ id: _, sequence: __, hearBy: ___, ...one }) => ({ ...one, state: 'draft' })),
  );
}

/** Who did what since, as far as that is recorded: of what people do to their own interviews it is not. */
async function changedSince(ctx: Context, tx: Tx, auditId: number): Promise<UserError> {
  const last = await actOf(tx, auditId);
  const since = last
    ? `${last.name} ${actWords(ctx, last.act)} since`
    : 'somebody answered, signed up, or changed an interview since';
  return new UserError(
    `The publishing can be taken back until the next act on the round, and ${since}, so I can't take the publishing back. You can still change single interviews.`,
  );
}

/** Takes a publishing back. What staff have to send by themselves comes to their direct messages, mail by mail with its file. */
export async function undoPublish(ctx: Context, tx: Tx, { auditId, inverse }: UndoneAct, by: Person): Promise<string> {
  const { round, revision, messages, interviews } = inverseOf.parse(inverse);
  const row = await openRound(tx, { lock: true });
  if (!row || row.id !== round || row.revision !== revision) throw await changedSince(ctx, tx, auditId);
  const now = ctx.clock.now();
  if (isRunning(row, ctx.program.today(now)))
    throw new UserError(
      "The round runs since its first evening, so I can't take the publishing back. You can still change single interviews.",
    );
  const data = await loadRound(ctx, tx, row);
  const out = data.interviews;
  if (out.some(({ id, state }) => state !== 'booked' || !interviews.includes(id)))
    throw await changedSince(ctx, tx, auditId);
  const answered = await answeredOf(tx, out);
  const told = await messagesOf(tx, messages);
  await planAnew(tx, out);
  const cancelled = await sendChangedFiles(
    ctx,
    tx,
    out.map(({ id }) => id),
  );
  await setState(tx, row.id, 'draft', now);
  const changes = told.map(({ id, personId }): MessageChange => {
    const common = { target: id, dedupeKey: `interviews/taken-back/${auditId}/${id}`, lane: 'answers' as const };
    return personId !== null && answered.has(personId)
      ? { ...common, kind: 'update', composer: 'interviews.taken-back', content: {} }
      : { ...common, kind: 'delete' };
  });
  const made = await enqueueChanges(tx, now, changes);
  const { rows, last } = cancelled;
  const until = now.add({ seconds: secondsFor(changes) });
  // Files wait for the hours of those who took one: what is deleted makes no sound, a file does.
  const filesUntil = (last ?? now).add({ seconds: Math.ceil((rows.length / FILES_A_MINUTE) * 60) });
  const done = Temporal.Instant.compare(until, filesUntil) > 0 ? until : filesUntil;
  await saveTakenBack(tx, row.id, [...made.values(), ...rows], done);
  const outside = await outsidersOf(tx, row.id);
  await sendPacks(ctx, tx, by, row.id, outside);
  return takenBackText(ctx, data, by, {
    told,
    answered: answered.size,
    files: rows.length,
    until,
    filesUntil,
    outside: outside.map(({ name }) => name),
  });
}

/** How long Slack takes for all of them: updates and deletions go side by side, each at its own pace. */
function secondsFor(changes: readonly MessageChange[]): number {
  const updates = changes.filter(({ kind }) => kind === 'update').length;
  const minutes = Math.max(updates / CHANGES_A_MINUTE, (changes.length - updates) / CHANGES_A_MINUTE);
  return Math.ceil(minutes * 60);
}

interface TakenBack {
  told: readonly SaidMessage[];
  answered: number;
  files: number;
  until: Temporal.Instant;
  filesUntil: Temporal.Instant;
  outside: readonly string[];
}

/** What became of it, for staff: how many messages, until when, who was not reached, whom to write to. */
function takenBackText(
  ctx: Context,
  data: RoundData,
  by: Person,
  { told, answered, files, until, filesUntil, outside }: TakenBack,
) {
  const sent = told.filter(({ state }) => state === 'sent' || state === 'sending' || state === 'claimed').length;
  const queued = told.filter(({ state }) => state === 'queued').length;
  const unreached = namesOf(data, told);
  return [
    `Taken back: ${countText(data.interviews.length, 'interview')} are a plan again that only staff see.`,
    `${countText(sent, 'message')} in Slack ${sent === 1 ? 'is' : 'are'} being deleted, or corrected for the ${answered} who had answered or put it into their calendar; that is done by about ${momentText(until, zoneOf(ctx.program, by))}. ${countText(queued, 'message')} had not left yet.`,
    ...(files > 0
      ? [
          `${countText(files, 'calendar file')} ${files === 1 ? 'is' : 'are'} followed by one that takes the interview out again, by about ${momentText(filesUntil, zoneOf(ctx.program, by))}.`,
        ]
      : []),
    ...(unreached.length > 0 ? [`I could not reach ${listText(unreached)}: please look whether they got it.`] : []),
    ...(outside.length > 0
      ? [
          `Outside Slack, please write to ${listText(outside)}: the mails, and the files that cancel, are in your direct messages with me, one after the other.`,
        ]
      : []),
    '`/career staff interviews` shows how far it is, and gives you mails and files again.',
  ].join('\n');
}

/** Of whom it is not known that they were reached. */
function namesOf(data: RoundData, messages: readonly SaidMessage[]): string[] {
  const unreached = messages.filter(({ state }) => state === 'failed' || state === 'uncertain' || state === 'expired');
  return [
    ...new Set(unreached.map(({ personId }) => data.people.get(personId ?? -1)?.name ?? 'somebody who has left')),
  ];
}

/** How far taking back is, in lines for the page of staff. */
export async function takenBackLines(ctx: Context, data: RoundData, { zone }: Asker): Promise<string[]> {
  const found = await takenBackOf(ctx.db, data.row.id);
  if (!found) return [];
  const { changes, until } = found;
  const unreached = namesOf(data, changes);
  const open = changes.filter(({ state }) => state === 'queued' || state === 'claimed' || state === 'sending').length;
  return [
    open > 0
      ? `The publishing was taken back: ${countText(open, 'message')} of ${changes.length} in Slack still to be deleted, corrected or cancelled, until about ${momentText(until, zone)}.`
      : `The publishing was taken back; everything that was said of it in Slack is deleted, corrected or cancelled${unreached.length > 0 ? ', but for those I could not reach' : ''}.`,
    ...(unreached.length > 0 ? [`I could not reach ${listText(unreached)}: please look whether they got it.`] : []),
  ];
}

/** Takes the place of what was published, for who had answered. */
export async function composeTakenBack(ctx: Context, person: Person | null): Promise<Reply | null> {
  if (!person) return null;
  return interviewNews({
    lines: [
      'The plan of practice interviews that stood here was too early and is taken back. A new one follows; there is nothing you need to do.',
    ],
    interviews: [],
    buttons: [],
    zone: zoneOf(ctx.program, person),
  });
}
