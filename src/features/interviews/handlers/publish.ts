// Publishing a plan, taking it back, and closing a round.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { undoButton } from '../../../domain/undo.ts';
import { countText, listText, momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply, UndoneAct } from '../../../feature.ts';
import { enqueueChanges, type MessageChange } from '../../../outbox/enqueue.ts';
import { recordActs, recordUndoable } from '../../../people/audit.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { interviewNews } from '../messages/index.ts';
import { brokenBookings } from '../rules/hard-rules.ts';
import { bookingOf, isOver } from '../rules/interview-life.ts';
import { isOut, isPlanning } from '../rules/round-life.ts';
import { clearConfirmations, confirmationsOf, setInterviewState } from '../store/interviews.ts';
import { clearJoinLinks } from '../store/links.ts';
import { clearPackets } from '../store/people.ts';
import { actOf, publishedMessages } from '../store/published.ts';
import { openRound, setState } from '../store/rounds.ts';
import { sendCancelFiles } from './calendar.ts';
import { interviewerById, loadRound, type RoundData, studentOf } from './round-data.ts';
import { roundPage } from './staff-round.ts';
import { tell } from './tell.ts';

/** Slack takes so many deletions and updates a minute (outbox/pace.ts). */
const CHANGES_A_MINUTE = 45;

/** Every rule once more, over everything that is planned. */
function requireRules(data: RoundData): void {
  const people = {
    student: (id: number) => studentOf(data, id),
    interviewer: (id: number) => interviewerById(data, id),
  };
  const broken = brokenBookings(data.interviews.map(bookingOf), people, data.round.relaxations);
  if (broken.length === 0) return;
  const [first] = broken;
  const name = (id: number | undefined) => (id === undefined ? undefined : data.people.get(id)?.name) ?? 'somebody';
  throw new UserError(
    `Nothing was sent: ${countText(broken.length, 'interview')} of the plan no longer fits the rules. The first: ${name(first?.booking.student)} with ${name(first?.booking.interviewer)}. Please match again.`,
  );
}

export async function publish(ctx: Context, asker: Asker): Promise<Reply> {
  const now = ctx.clock.now();
  const { auditId, outside, count } = await ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    if (!row) throw new UserError('No round is open.');
    if (!isPlanning(row.state)) throw new UserError('The plan is out already.');
    const data = await loadRound(ctx, tx, row);
    if (data.interviews.length === 0) throw new UserError('There is no plan yet. Please match first.');
    requireRules(data);
    const ids = data.interviews.map(({ id }) => id);
    await setInterviewState(tx, ids, 'booked');
    const revision = await setState(tx, row.id, 'published', now);
    const people = [...new Set(data.interviews.flatMap(({ studentId, interviewerId }) => [studentId, interviewerId]))];
    const messages = await tell(
      ctx,
      tx,
      people.map((to) => ({
        to,
        news: 'published' as const,
        ids: data.interviews.filter((one) => one.studentId === to || one.interviewerId === to).map(({ id }) => id),
        about: null,
      })),
    );
    const id = await recordUndoable(tx, now, {
      act: 'interviews.publish',
      actorId: asker.person.id,
      subjectId: null,
      details: { round: row.id, interviews: ids.length, told: messages.size },
      inverse: { round: row.id, revision, interviews: ids, messages: [...messages.values()] },
      until: null,
    });
    return { auditId: id, outside: namesOutside(data, people), count: messages.size };
  });
  const lines = [
    `Published: ${countText(count, 'person is told', 'people are told')} in Slack.`,
    ...(outside.length === 0
      ? []
      : [`Outside Slack, so please send them the mail that I have ready below: ${listText(outside)}.`]),
  ];
  return roundPage(ctx, asker, lines, [undoButton(auditId)]);
}

function namesOutside(data: RoundData, ids: readonly number[]): string[] {
  return ids.flatMap((id) => {
    const person = data.people.get(id);
    return person && person.slackUserId === null ? [person.name] : [];
  });
}

const inverseOf = z.object({
  round: z.number(),
  revision: z.number(),
  interviews: z.array(z.number()),
  messages: z.array(z.number()),
});

/** Takes a publishing back: the interviews are a plan again, the messages are deleted, or corrected for those who had confirmed. */
export async function undoPublish(ctx: Context, tx: Tx, { auditId, inverse }: UndoneAct, by: Person): Promise<string> {
  const { round, revision, interviews, messages } = inverseOf.parse(inverse);
  const row = await openRound(tx, { lock: true });
  if (!row || row.id !== round || row.revision !== revision) {
    const since = await actOf(tx, auditId);
    throw new UserError(
      `The round was changed since${since ? ` by ${since}` : ''}, so I can't take the publishing back. You can still change single interviews.`,
    );
  }
  const now = ctx.clock.now();
  const data = await loadRound(ctx, tx, row);
  const current = data.interviews.filter(({ id }) => interviews.includes(id)).map(({ id }) => id);
  const confirmed = await confirmationsOf(tx, current);
  const told = await publishedMessages(tx, messages);
  const answered = new Set(
    data.interviews.flatMap((one) => {
      const said = confirmed.get(one.id) ?? {};
      return [...(said.student ? [one.studentId] : []), ...(said.interviewer ? [one.interviewerId] : [])];
    }),
  );
  await clearConfirmations(tx, current);
  await setInterviewState(tx, current, 'draft');
  const cancelled = await sendCancelFiles(ctx, tx, current);
  await setState(tx, row.id, 'draft', now);
  const changes = told.map(({ id, personId }): MessageChange => {
    const common = { target: id, dedupeKey: `interviews/taken-back/${auditId}/${id}`, lane: 'answers' as const };
    return personId !== null && answered.has(personId)
      ? { ...common, kind: 'update', composer: 'interviews.taken-back', content: {} }
      : { ...common, kind: 'delete' };
  });
  await enqueueChanges(tx, now, changes);
  return takenBack(ctx, data, by, { told, answered: answered.size, cancelled });
}

interface Outcome {
  told: readonly { id: number; personId: number | null; state: string }[];
  answered: number;
  cancelled: number;
}

/** What became of it, for staff: how many messages, until when, who was not reached, whom to write to. */
function takenBack(ctx: Context, data: RoundData, by: Person, { told, answered, cancelled }: Outcome): string {
  const sent = told.filter(({ state }) => state === 'sent' || state === 'sending' || state === 'claimed').length;
  const queued = told.filter(({ state }) => state === 'queued').length;
  const unreached = told.filter(({ state }) => state === 'failed' || state === 'uncertain');
  const names = unreached.map(({ personId }) => data.people.get(personId ?? -1)?.name ?? 'somebody who has left');
  const end = ctx.clock.now().add({ seconds: Math.ceil((sent / CHANGES_A_MINUTE) * 60) });
  const people = [...new Set(data.interviews.flatMap(({ studentId, interviewerId }) => [studentId, interviewerId]))];
  const outside = namesOutside(data, people);
  return [
    `Taken back: ${countText(data.interviews.length, 'interview')} are a plan again that only staff see.`,
    `${countText(sent, 'message')} in Slack ${sent === 1 ? 'is' : 'are'} being deleted, or corrected for the ${answered} who had answered; that is done by about ${momentText(end, zoneOf(ctx.program, by))}. ${countText(queued, 'message')} had not left yet.`,
    ...(cancelled > 0
      ? [
          `${countText(cancelled, 'calendar file')} ${cancelled === 1 ? 'is' : 'are'} followed by one that takes the interview out again.`,
        ]
      : []),
    ...(names.length > 0 ? [`I could not reach ${listText(names)}: please look whether they got it.`] : []),
    ...(outside.length > 0
      ? [
          `Outside Slack, please write to ${listText(outside)}. "The plan of practice interviews that I sent you was too early; please disregard it and take it out of your calendar. A new one follows." Their calendar files that cancel are under \`/career staff interviews\`, with their names.`,
        ]
      : []),
  ].join('\n');
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

export async function closeRound(ctx: Context, asker: Asker): Promise<Reply> {
  const now = ctx.clock.now();
  await ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    if (!row || !isOut(row.state)) throw new UserError('Only a round that is out can be closed.');
    const data = await loadRound(ctx, tx, row);
    const ahead = data.interviews.filter((one) => one.state === 'booked' && !isOver(one, now));
    if (ahead.length > 0)
      throw new UserError(
        `${countText(ahead.length, 'interview')} of the round ${ahead.length === 1 ? 'is' : 'are'} still ahead, the last on ${momentText(ahead.at(-1)?.startsAt ?? now, asker.zone)}. Please close it after that.`,
      );
    await clearJoinLinks(tx, row.id);
    await clearPackets(
      tx,
      row.id,
      data.signups.map(({ personId }) => personId),
    );
    await setState(tx, row.id, 'closed', now);
    await recordActs(tx, now.toString(), [
      { act: 'interviews.close-round', actorId: asker.person.id, subjectId: null, details: { round: row.id } },
    ]);
  });
  return roundPage(ctx, asker, ['The round is closed; links to rooms and packets are gone.']);
}
