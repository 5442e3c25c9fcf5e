// What a reminder of a session is about, at the moment of sending.
import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import { sessionsFor } from '../../../ahead/sessions-for.ts';
import type { Context } from '../../../context.ts';
import { dayOf } from '../../../domain/day.ts';
import { daysOfLead } from '../../../domain/lead.ts';
import type { ReminderKey } from '../../../domain/reminder.ts';
import type { Upcoming } from '../../../domain/upcoming.ts';
import { type Reminded, type SessionNote, sessionNotesFrom } from '../../../feature.ts';
import type { Person } from '../../../people/person.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';
import { addButton, detailsButton } from '../messages/index.ts';
import { CHANGE_NEWS, closedDayText } from '../rules/session-changes.ts';
import { findChange, latestChanges } from '../store/changes.ts';
import { ownActs, ownKey } from '../store/own.ts';
import { findSession, sessionsByIds } from '../store/sessions.ts';

/** Beside Snooze and the others, a reminder has room for so many. */
const MOST_BUTTONS = 2;

function aboutSession({ program }: Context, session: Session): Upcoming {
  const { id, title, startsAt, endsAt, day, place, link, specialty } = session;
  const entry = program.entry(session.entry);
  const details = { label: 'Details', action: 'calendar.details', value: session.entry };
  return {
    title: title ?? entry?.title ?? session.entry,
    when: { kind: 'session', startsAt, endsAt, day },
    day,
    where: place,
    link: session.cancelledAt === null ? link : null,
    series: null,
    specialty,
    ifApplying: false,
    audience: null,
    button: entry ? detailsButton({ entry, sessionId: id }) : details,
  };
}

/** What one would do about a session in a reminder: answer, or put it into one's calendar. */
async function buttonsFor(ctx: Context, person: Person, { id }: Session): Promise<ButtonSpec[]> {
  const notes = (await sessionNotesFrom(ctx, person, [id])).get(id) ?? [];
  return notes.flatMap(({ buttons }) => buttons).slice(0, MOST_BUTTONS);
}

/** Of a session that is over, was cancelled or is not theirs any more nobody is reminded, nor of one they do not come to. */
async function sessionStillTrue(
  ctx: Context,
  person: Person,
  session: Session,
  { kind, lead }: ReminderKey,
): Promise<boolean> {
  const now = ctx.clock.now();
  if (session.cancelledAt !== null || Temporal.Instant.compare(session.startsAt, now) <= 0) return false;
  const { answers, added } = await ownActs(ctx.db, [person.id], [session.id]);
  const key = ownKey(person.id, session.id);
  const answer = answers.get(key) ?? null;
  if (kind === 'own') return true;
  if (answer === 'not-going') return false;
  if (kind === 'class-meeting' && added.has(key) && daysOfLead(lead) === null) return false;
  const inDigest = ctx.program.file.reminders.kinds.session.digest.includes(lead);
  if (kind === 'session' && answer !== 'going' && !inDigest) return false;
  return answer === 'going' || sessionsFor(ctx.program, person, [session], ctx.program.today(now)).length > 0;
}

async function changeStillTrue(ctx: Context, person: Person, id: number): Promise<Reminded | null> {
  const change = await findChange(ctx.db, id);
  const { timeZone } = ctx.program.file.school;
  const session = change && (await findSession(ctx.db, change.sessionId, timeZone));
  if (!change || !session) return null;
  const latest = (await latestChanges(ctx.db, [session.id])).get(session.id);
  if (latest?.id !== id) return null;
  const buttons = session.cancelledAt === null ? await buttonsFor(ctx, person, session) : [];
  const about = { upcoming: aboutSession(ctx, session), news: CHANGE_NEWS[change.what], buttons };
  return change.dayClosed ? { ...about, occasion: closedDayText(dayOf(change.startedAt, timeZone)) } : about;
}

/** Answers for `session:<id>` and `change:<id>`. */
export async function stillTrue(ctx: Context, person: Person, key: ReminderKey): Promise<Reminded | null> {
  const [, word, id] = /^(session|change):(\d{1,9})$/.exec(key.subject) ?? [];
  if (id === undefined) return null;
  if (word === 'change') return changeStillTrue(ctx, person, Number(id));
  const session = await findSession(ctx.db, Number(id), ctx.program.file.school.timeZone);
  if (!session || !(await sessionStillTrue(ctx, person, session, key))) return null;
  return { upcoming: aboutSession(ctx, session), news: null, buttons: await buttonsFor(ctx, person, session) };
}

/** What the calendar itself adds to sessions: into one's own, as long as they are ahead. */
export async function noteSessions(
  ctx: Context,
  _person: Person,
  sessionIds: readonly number[],
): Promise<Map<number, SessionNote>> {
  const { db, program, clock } = ctx;
  const now = clock.now();
  const sessions = await sessionsByIds(db, sessionIds, program.file.school.timeZone);
  return new Map(
    sessions
      .filter(({ cancelledAt, endsAt }) => cancelledAt === null && Temporal.Instant.compare(endsAt, now) > 0)
      .map(({ id }) => [id, { text: null, buttons: [addButton(id)], list: [] }]),
  );
}
