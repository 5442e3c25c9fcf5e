// What of the year is dated and what is not, for staff.
import { Temporal } from 'temporal-polyfill';
import { readDated } from '../../../../ahead/dated.ts';
import type { Session } from '../../../../ahead/session.ts';
import type { Context } from '../../../../context.ts';
import { matchWeekOf } from '../../../../domain/match-week.ts';
import type { Asker, Count } from '../../../../feature.ts';
import type { Message } from '../../../../slack/blocks.ts';
import type { DatedSession } from '../../messages/dating/pages.ts';
import { datedPage, daysPage, undatedButton, undatedPage } from '../../messages/index.ts';
import { titleOf } from '../../rules/date-subjects.ts';
import { titleOfSession } from '../../rules/field-changes.ts';
import { type Undated, undated } from '../../rules/undated.ts';

async function undatedNow({ db, program, clock }: Context): Promise<Undated[]> {
  const { sessions, dates } = await readDated(db, program.file.school.timeZone);
  return undated(program, sessions, dates, program.today(clock.now()));
}

/** `/career staff dates`, and the button of the console. */
export async function showUndated(ctx: Context): Promise<Message> {
  return undatedPage({ undated: await undatedNow(ctx) });
}

/** A series of which something is dated is being worked on: it is listed, and not counted. */
export async function countUndated(ctx: Context): Promise<Count[]> {
  const open = (await undatedNow(ctx)).filter((one) => one.kind !== 'session' || one.count === 0);
  return [{ label: 'Without a date although near', count: open.length, button: undatedButton('Date them') }];
}

const PAGE = 10;

/** Where a page begins that a button names; the first one where it names none. */
function readOffset(value: string): number {
  return /^-?\d{1,6}$/.test(value) ? Number(value) : 0;
}

function stateOf({ cancelledAt, postponed, endsAt }: Session, now: Temporal.Instant): DatedSession['state'] {
  if (cancelledAt !== null) return postponed ? 'postponed' : 'cancelled';
  return Temporal.Instant.compare(endsAt, now) <= 0 ? 'over' : 'ahead';
}

/** `value` is where the page begins, counted from the first session that is not over; negative before it. */
export async function showDated(ctx: Context, _asker: Asker, value: string): Promise<Message> {
  const { db, program, clock } = ctx;
  const zone = program.file.school.timeZone;
  const now = clock.now();
  const { sessions } = await readDated(db, zone);
  const isAhead = ({ endsAt }: Session) => Temporal.Instant.compare(endsAt, now) > 0;
  const first = sessions.findIndex(isAhead);
  const present = first < 0 ? sessions.length : first;
  const from = Math.min(Math.max(present + readOffset(value), 0), sessions.length);
  const to = from + PAGE;
  const shown = sessions.slice(from, to).map((session) => ({
    id: session.id,
    title: titleOfSession(program, session),
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    place: session.place,
    capacity: session.capacity,
    taken: session.taken,
    state: stateOf(session, now),
    hasRecording: session.recording !== null,
  }));
  return datedPage({
    sessions: shown,
    earlier: from > 0 ? from - PAGE - present : null,
    later: to < sessions.length ? to - present : null,
    zone,
  });
}

/** `value` is how many days come before the page. */
export async function showDays(ctx: Context, _asker: Asker, value: string): Promise<Message> {
  const { db, program } = ctx;
  const zone = program.file.school.timeZone;
  const dates = [...(await readDated(db, zone)).dates].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
  const from = Math.max(readOffset(value), 0);
  const days = dates.slice(from, from + PAGE).map(({ subject, year, day }) => ({
    subject,
    year,
    title: titleOf(program, subject),
    day,
    week: subject.startsWith('match/') ? matchWeekOf(day, zone) : null,
  }));
  const later = from + PAGE < dates.length ? from + PAGE : null;
  return daysPage({ days, earlier: from > 0 ? Math.max(from - PAGE, 0) : null, later, zone });
}
