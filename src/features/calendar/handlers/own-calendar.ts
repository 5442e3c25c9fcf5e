// A session for somebody's own calendar.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { momentText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Message } from '../../../slack/blocks.ts';
import { addToCalendar, calendarFileSent } from '../messages/index.ts';
import { type CalendarEvent, calendarFile, googleLink, outlookLink } from '../rules/calendar-file.ts';
import { visibleEntries } from '../rules/course.ts';
import { rememberAdd } from '../store/own.ts';
import { findSession } from '../store/sessions.ts';

const sessionId = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** A session that is the asker's to see, with its entry. An unknown one and somebody else's are answered alike. */
async function findOwnSession(ctx: Context, { person, today, zone }: Asker, value: string): Promise<CalendarEvent> {
  const id = sessionId.safeParse(value);
  const session = id.success ? await findSession(ctx.db, id.data, ctx.program.file.school.timeZone) : undefined;
  const entry = visibleEntries(ctx.program, person, today).find((visible) => visible.id === session?.entry);
  if (!session || !entry)
    throw new UserError('That session is no longer in the program for you. Please type `/career next`.');
  const title = session.title ?? entry.title;
  if (session.cancelledAt !== null) {
    const why = session.postponed ? 'was postponed, and its new date is to be announced' : 'was cancelled';
    throw new UserError(`${title} on ${momentText(session.startsAt, zone)} ${why}, so it can't go into your calendar.`);
  }
  return { session, title, description: entry.purpose };
}

/** `value` is the id of a session, here and below. */
export async function offerCalendar(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const event = await findOwnSession(ctx, asker, value);
  const { id, startsAt } = event.session;
  return addToCalendar({
    title: event.title,
    startsAt,
    sessionId: id,
    google: googleLink(event),
    outlook: outlookLink(event),
    zone: asker.zone,
  });
}

/** Their own calendar reminds them from now on. */
async function remember(ctx: Context, { person }: Asker, { session }: CalendarEvent): Promise<void> {
  await ctx.transaction((tx) => rememberAdd(tx, person.id, session.id, ctx.clock.now()));
}

export async function sendCalendarFile(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const event = await findOwnSession(ctx, asker, value);
  await remember(ctx, asker, event);
  const file = { name: `${event.session.key}.ics`, title: event.title, content: calendarFile(event, ctx.clock.now()) };
  return { ...calendarFileSent(event.title), file };
}

/** The link has opened by itself in the person's browser; there is nothing to say. */
export async function openedLink(ctx: Context, asker: Asker, value: string): Promise<Message> {
  await remember(ctx, asker, await findOwnSession(ctx, asker, value));
  return { text: '', blocks: [] };
}
