// Interviews in people's own calendars: the file, and the one that takes it out again.
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Asker, Reply, SentFile } from '../../../feature.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import type { Person } from '../../../people/person.ts';
import { interviewNews } from '../messages/index.ts';
import { type InterviewEntry, interviewFile } from '../rules/calendar-file.ts';
import { type Interview, sideOf } from '../rules/interview-life.ts';
import { filesOf, findInterview, noteFile } from '../store/interviews.ts';
import { lockedInterview, ownSide } from './own-side.ts';
import { shownTo, surroundingsOf } from './shown.ts';

/** Interviews as entries of somebody's calendar. */
export async function entriesFor(
  ctx: Context,
  db: Tx | Context['db'],
  person: Person,
  interviews: readonly Interview[],
): Promise<InterviewEntry[]> {
  const around = await surroundingsOf(db, interviews);
  return interviews.map((interview) => {
    const { other, specialty, joinLink } = shownTo(ctx, person, interview, around);
    return { interview, title: `Practice interview with ${other}, ${specialty}`, joinLink };
  });
}

export function calendarFileOf(entries: readonly InterviewEntry[], stamp: Temporal.Instant, cancel = false): SentFile {
  return {
    name: cancel ? 'practice-interviews-cancelled.ics' : 'practice-interviews.ics',
    title: cancel ? 'Takes practice interviews out of a calendar' : 'Practice interviews for a calendar',
    content: interviewFile(entries, stamp, cancel),
  };
}

/** Puts one's interview into one's own calendar; who did gets the file that takes it out again. */
export async function sendFile(ctx: Context, { person, zone }: Asker, value: string): Promise<Reply> {
  const interview = await ctx.transaction(async (tx) => {
    const found = (await lockedInterview(tx, value)).interview;
    ownSide(found, person.id);
    await noteFile(tx, found.id, person.id);
    return found;
  });
  const entries = await entriesFor(ctx, ctx.db, person, [interview]);
  return {
    ...interviewNews({
      lines: [
        'The calendar file is in your direct messages with me. Should the interview change or fall away, you get another that tells your calendar.',
      ],
      interviews: [],
      buttons: [],
      zone,
    }),
    file: calendarFileOf(entries, ctx.clock.now()),
  };
}

/** Who in Slack took the file of an interview gets another, as things are now. Called after the interview was changed; gives the rows of the outbox. */
export async function sendChangedFiles(ctx: Context, tx: Tx, interviewIds: readonly number[]): Promise<number[]> {
  const now = ctx.clock.now();
  const taken = await filesOf(tx, interviewIds);
  const sent = await enqueue(
    tx,
    now,
    taken.map(({ interviewId, personId }) => ({
      dedupeKey: `interviews/changed-file/${interviewId}/${personId}/${now}`,
      lane: 'answers',
      kind: 'file',
      to: { person: personId },
      composer: 'interviews.changed-file',
      content: { interview: interviewId },
    })),
  );
  return [...sent.values()];
}

/** Takes an interview out of the calendar of somebody whose it is not any more; of those whose it is, brings it up to date. */
export async function composeChangedFile(ctx: Context, person: Person | null, stored: unknown): Promise<Reply | null> {
  const { interview: id } = z.object({ interview: z.number() }).parse(stored);
  const interview = await findInterview(ctx.db, id);
  if (!person || !interview) return null;
  const entries = await entriesFor(ctx, ctx.db, person, [interview]);
  const cancels = interview.state === 'cancelled' || sideOf(interview, person.id) === null;
  return {
    ...interviewNews({
      lines: [
        cancels
          ? 'This file takes the practice interview out of your calendar again.'
          : 'Your practice interview has changed; this file brings your calendar up to date.',
      ],
      interviews: [],
      buttons: [],
      zone: 'UTC',
    }),
    file: calendarFileOf(entries, ctx.clock.now(), cancels),
  };
}
