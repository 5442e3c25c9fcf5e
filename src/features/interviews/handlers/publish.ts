import type { Context } from '../../../context.ts';
import { undoButton } from '../../../domain/undo.ts';
import { countText, listText, momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { recordActs, recordUndoable } from '../../../people/audit.ts';
import { tell } from '../acts/tell.ts';
import { brokenBookings } from '../rules/hard-rules.ts';
import { bookingOf, isOver } from '../rules/interview-life.ts';
import { isOut, isPlanning } from '../rules/round-life.ts';
import { setInterviewState } from '../store/interviews.ts';
import { clearJoinLinks } from '../store/links.ts';
import { clearPackets } from '../store/people.ts';
import { openRound, setState } from '../store/rounds.ts';
import { interviewerById, loadRound, type RoundData, studentOf } from './round-data.ts';
import { roundPage } from './staff-round.ts';

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

/**
 * Publishes the plan: every rule is checked once more, then all are told, in one transaction. Undo takes it back until the next act on the
 * round. Throws a UserError where a rule is broken by now; nothing is sent then.
 */
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
      : [
          `Outside Slack, so please send them the mail and the calendar file that I have ready: ${listText(outside)}. *Mails and files* below gives you all of them.`,
        ]),
  ];
  return roundPage(ctx, asker, lines, [undoButton(auditId)]);
}

/** Of some people those who are outside Slack, by name. */
export function namesOutside(data: RoundData, ids: readonly number[]): string[] {
  return ids.flatMap((id) => {
    const person = data.people.get(id);
    return person && person.slackUserId === null ? [person.name] : [];
  });
}

/**
 * Closes a round that is out and has nothing ahead: links to rooms and packets go with it. Throws a UserError that names the last interview
 * ahead.
 */
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
