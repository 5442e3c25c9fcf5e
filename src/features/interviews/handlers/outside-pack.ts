// What staff send to people outside Slack: the mail and its calendar files, together, in the direct messages of whoever asked.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { countText, listText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { enqueue, type NewMessage } from '../../../outbox/enqueue.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { findPersonById } from '../../../people/store.ts';
import { interviewNews, outsideMail, ROUND } from '../messages/index.ts';
import { interviewLine } from '../messages/own-interviews.ts';
import { type Interview, isOver } from '../rules/interview-life.ts';
import { isPlanning } from '../rules/round-life.ts';
import { findInterview, interviewsWith, noteFile } from '../store/interviews.ts';
import { fileRemainsOf, outsidersOf } from '../store/outsiders.ts';
import { openRound } from '../store/rounds.ts';
import { calendarFileOf, entriesFor } from './calendar.ts';
import { shownTo, surroundingsOf } from './shown.ts';

/** What is ahead of somebody, in order of time. */
export async function aheadOf({ clock }: Context, db: Context['db'] | Tx, personId: number): Promise<Interview[]> {
  const now = clock.now();
  return (await interviewsWith(db, [personId])).filter((one) => one.state === 'booked' && !isOver(one, now));
}

/** The mail that says what stands, whatever was said before. */
export async function mailFor(ctx: Context, person: Person, interviews: readonly Interview[]) {
  const round = await openRound(ctx.db);
  const cancels = round ? (await fileRemainsOf(ctx.db, round.id, person.id)).length > 0 : false;
  const around = await surroundingsOf(ctx.db, interviews);
  const zone = zoneOf(ctx.program, person);
  const lines = interviews.map(
    (one) => `- ${interviewLine({ ...shownTo(ctx, person, one, around), standing: null }, zone).text}`,
  );
  const none =
    round && isPlanning(round.state)
      ? 'The plan of practice interviews that I sent you was too early; please disregard it. A new plan follows.'
      : 'There is no practice interview planned with you at present.';
  const body = [
    `Dear ${person.name},`,
    '',
    ...(interviews.length > 0
      ? [
          'These are your practice interviews, 25 minutes each with feedback. This list replaces any earlier one:',
          ...lines,
          '',
          'Please answer whether you can come, each by itself. The attached file puts them into your calendar.',
        ]
      : [none]),
    ...(cancels
      ? ['The file that is called "cancelled" takes what is not planned any more out of your calendar.']
      : []),
    '',
    `With thanks, ${ctx.program.file.school.program}`,
  ].join('\n');
  return { to: person.emails[0] ?? 'no address is known', subject: 'Your practice interviews', body };
}

/** For each of some people a mail, with the file that adds what is ahead; and one that cancels, where they have a file of what is not theirs any more. */
export async function sendPacks(
  ctx: Context,
  tx: Tx,
  staff: Person,
  roundId: number,
  outsiders: readonly { id: number }[],
): Promise<void> {
  const now = ctx.clock.now();
  const rows: NewMessage[] = [];
  for (const { id } of outsiders) {
    const ahead = await aheadOf(ctx, tx, id);
    for (const interview of ahead) await noteFile(tx, interview.id, id);
    const cancels = (await fileRemainsOf(tx, roundId, id)).length > 0;
    const row = (what: 'mail' | 'cancel', kind: 'post' | 'file'): NewMessage => ({
      dedupeKey: `interviews/outside-${what}/${staff.id}/${id}/${now}`,
      lane: 'answers',
      kind,
      to: { person: staff.id },
      composer: `interviews.outside-${what}`,
      content: { person: id },
    });
    rows.push(row('mail', ahead.length > 0 ? 'file' : 'post'));
    if (cancels) rows.push(row('cancel', 'file'));
  }
  await enqueue(tx, now, rows);
}

const personContent = z.object({ person: z.number() });

/** The mail, and with it the file that adds what is ahead. */
export async function composeOutsideMail(ctx: Context, staff: Person | null, stored: unknown): Promise<Reply | null> {
  const person = await findPersonById(ctx.db, personContent.parse(stored).person);
  if (!staff || !person) return null;
  const interviews = await aheadOf(ctx, ctx.db, person.id);
  const mail = outsideMail({
    intro: `To be sent to ${person.name}, who is outside Slack${interviews.length > 0 ? ', with this calendar file' : ''}:`,
    ...(await mailFor(ctx, person, interviews)),
    buttons: [],
  });
  if (interviews.length === 0) return mail;
  return { ...mail, file: calendarFileOf(await entriesFor(ctx, ctx.db, person, interviews), ctx.clock.now()) };
}

/** The file that takes out what is not theirs any more. */
export async function composeOutsideCancel(ctx: Context, staff: Person | null, stored: unknown): Promise<Reply | null> {
  const person = await findPersonById(ctx.db, personContent.parse(stored).person);
  const row = await openRound(ctx.db);
  if (!staff || !person || !row) return null;
  const ids = await fileRemainsOf(ctx.db, row.id, person.id);
  const gone = (await Promise.all(ids.map((id) => findInterview(ctx.db, id)))).flatMap((one) => one ?? []);
  if (gone.length === 0) return null;
  const file = calendarFileOf(await entriesFor(ctx, ctx.db, person, gone), ctx.clock.now(), true);
  const line = `For the same mail to ${person.name}: this file takes ${countText(gone.length, 'earlier interview')} out of their calendar.`;
  return { ...interviewNews({ lines: [line], interviews: [], buttons: [], zone: 'UTC' }), file };
}

const idOf = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

async function sendTo(ctx: Context, asker: Asker, choose: (id: number) => boolean): Promise<Reply> {
  const names = await ctx.transaction(async (tx) => {
    const row = await openRound(tx, { lock: true });
    const outsiders = row ? (await outsidersOf(tx, row.id)).filter(({ id }) => choose(id)) : [];
    if (!row || outsiders.length === 0)
      throw new UserError('Nobody outside Slack has, or had, an interview of this round.');
    await sendPacks(ctx, tx, asker.person, row.id, outsiders);
    return outsiders.map(({ name }) => name);
  });
  return interviewNews({
    lines: [`In your direct messages with me, mail by mail with its calendar files: ${listText(names)}.`],
    interviews: [],
    buttons: [{ label: 'The round', action: ROUND, value: 'round' }],
    zone: asker.zone,
  });
}

/** Mails and files for everybody outside Slack, in one go. */
export function sendAllPacks(ctx: Context, asker: Asker): Promise<Reply> {
  return sendTo(ctx, asker, () => true);
}

/** The same for one of them. */
export function sendPack(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const id = idOf.safeParse(value);
  return sendTo(ctx, asker, (one) => id.success && one === id.data);
}
