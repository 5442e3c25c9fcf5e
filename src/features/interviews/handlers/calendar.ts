// Interviews in people's own calendars: the file, and the one that takes it out again.
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Asker, Reply, SentFile } from '../../../feature.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { momentsOf } from '../acts/tell.ts';
import { interviewNews } from '../messages/index.ts';
import { type InterviewEntry, interviewFile } from '../rules/calendar-file.ts';
import { type Interview, sideOf } from '../rules/interview-life.ts';
import { filesOf, findInterview, noteFile, soonOf } from '../store/interviews.ts';
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

/** The .ics of some interviews. `stamp` is when it is written; `cancel`: it takes them out of a calendar again. */
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

export interface ChangedFiles {
  /** Ids in the outbox. */
  rows: readonly number[];
  /** When the last of them may leave; null where there is none. */
  last: Temporal.Instant | null;
}

/**
 * Who in Slack took the file of an interview gets another, as it is when it leaves: with the news of it, in their hours, to `by`, whose act it
 * was, at once. Called after the interview was changed.
 */
export async function sendChangedFiles(
  ctx: Context,
  tx: Tx,
  interviewIds: readonly number[],
  by: number | null = null,
): Promise<ChangedFiles> {
  const now = ctx.clock.now();
  const taken = await filesOf(tx, interviewIds);
  const people = new Map(
    (
      await peopleByIds(
        tx,
        taken.map(({ personId }) => personId),
      )
    ).map((one) => [one.id, one]),
  );
  const soon = await soonOf(tx, interviewIds, now);
  const momentOf = await momentsOf(ctx, tx, by);
  const messages = taken.flatMap(({ interviewId, personId }) => {
    const dueAt = momentOf(people.get(personId), soon.has(interviewId));
    if (dueAt === null) return [];
    return {
      dedupeKey: `interviews/changed-file/${interviewId}/${personId}/${now}`,
      lane: 'answers' as const,
      kind: 'file' as const,
      to: { person: personId },
      dueAt,
      composer: 'interviews.changed-file',
      content: { interview: interviewId },
    };
  });
  const sent = await enqueue(tx, now, messages);
  const last =
    messages
      .map(({ dueAt }) => dueAt)
      .sort(Temporal.Instant.compare)
      .at(-1) ?? null;
  return { rows: [...sent.values()], last };
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
