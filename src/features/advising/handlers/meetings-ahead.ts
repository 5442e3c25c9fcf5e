// What meetings of students and advisors give to `next`, Home and the reminders, and to the lists of both.
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Day } from '../../../domain/day.ts';
import { meetingText, upcomingMeeting } from '../../../domain/meeting.ts';
import type { Reminder, ReminderKey } from '../../../domain/reminder.ts';
import type { Upcoming } from '../../../domain/upcoming.ts';
import { type ByPerson, gathered, type Reminded, type Reply } from '../../../feature.ts';
import { meetingReminders } from '../../../people/meetings.ts';
import { type Person, zoneOf } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { joinedLine, type Line, plainLine, whenLine } from '../../../slack/upcoming-line.ts';
import { ADVISEES_LATER, calendarButton, cancelMeetingButton, meetButton, TEAM } from '../messages/ids.ts';
import { appointmentNews } from '../messages/index.ts';
import { type Appointment, ahead, otherIn, readNamed, stands, subjectOf } from '../rules/appointment.ts';
import { appointmentsNow, appointmentsWith, findAppointment } from '../store/appointments.ts';

function isIn({ assignment }: Appointment, { id }: Pick<Person, 'id'>): boolean {
  return assignment.studentId === id || assignment.advisorId === id;
}

/** As one of the two reads it: with the other one's name, and the way to the list in which it stands. */
function asUpcoming(ctx: Context, appointment: Appointment, reader: Person, other: string): Upcoming {
  const isStudent = appointment.assignment.studentId === reader.id;
  const button = isStudent
    ? { label: 'Details', action: TEAM, value: 'team' }
    : { label: 'Details', action: ADVISEES_LATER, value: '0' };
  return upcomingMeeting(`Meeting with ${other}`, appointment, ctx.program.file.school.timeZone, button);
}

async function namesOf(ctx: Context, ids: readonly number[]): Promise<(id: number) => string> {
  const people = ids.length === 0 ? [] : await peopleByIds(ctx.db, [...new Set(ids)]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? '';
}

/** Meetings between two days at the school (inclusive), of either side. */
export async function upcomingAppointments(
  ctx: Context,
  people: readonly Person[],
  from: Day,
  to: Day,
): Promise<ByPerson<Upcoming>> {
  const now = ctx.clock.now();
  const known = await appointmentsNow(ctx.db, ctx.program.file.school.timeZone);
  const standing = ahead(known, ctx.program.today(now), now).filter(({ at }) => {
    const day = ctx.program.today(at);
    return from <= day && day <= to;
  });
  const own = people.flatMap((person) => standing.filter((one) => isIn(one, person)).map((one) => ({ person, one })));
  const name = await namesOf(
    ctx,
    own.map(({ person, one }) => otherIn(one.assignment, person.id)),
  );
  return gathered(
    own.map(async ({ person, one }) => {
      const other = name(otherIn(one.assignment, person.id));
      return new Map([[person.id, [asUpcoming(ctx, one, person, other)]]]);
    }),
  );
}

/** Both are reminded, from `from` (inclusive) to `to` (exclusive). */
export async function dueAppointments(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ByPerson<Reminder>> {
  const known = await appointmentsWith(
    ctx.db,
    people.map(({ id }) => id),
  );
  const standing = known.filter((one) => stands(one, ctx.program.today(one.at)));
  const within = ({ dueAt }: Reminder) =>
    from.epochMilliseconds <= dueAt.epochMilliseconds && dueAt.epochMilliseconds < to.epochMilliseconds;
  const due = people.map((person): [number, Reminder[]] => [
    person.id,
    standing
      .filter((one) => isIn(one, person))
      .flatMap((one) => meetingReminders(ctx.program, person, subjectOf(one), one.at))
      .filter(within),
  ]);
  return new Map(due.filter(([, reminders]) => reminders.length > 0));
}

/** A meeting as it is now; null where it was moved, took place, was taken out, or the two are not assigned any more. */
export async function stillTrueOfMeeting(
  ctx: Context,
  person: Person,
  { subject }: ReminderKey,
): Promise<Reminded | null> {
  const named = readNamed(subject);
  const known = named ? await findAppointment(ctx.db, named.assignmentId) : undefined;
  const today = ctx.program.today(ctx.clock.now());
  if (!known || known.sequence !== named?.sequence || !stands(known, today) || !isIn(known, person)) return null;
  const otherId = otherIn(known.assignment, person.id);
  const [other] = await peopleByIds(ctx.db, [otherId]);
  if (!other?.active) return null;
  return {
    upcoming: asUpcoming(ctx, known, person, other.name),
    news: null,
    buttons: [
      meetButton(named.assignmentId, 'Another time'),
      calendarButton(named.assignmentId),
      cancelMeetingButton(named.assignmentId, known.sequence),
    ],
  };
}

const content = z.object({ assignmentId: z.number().int(), sequence: z.number().int() });

/** The news of a time that was entered or taken out; a later one is told by its own message. */
export async function composeMeeting(ctx: Context, reader: Person | null, stored: unknown): Promise<Reply | null> {
  const named = content.parse(stored);
  const known = await findAppointment(ctx.db, named.assignmentId);
  const isCurrent = known?.sequence === named.sequence && known.over !== 'met';
  if (!reader || !known || !isCurrent || !isIn(known, reader)) return null;
  if (!stands({ ...known, over: null }, ctx.program.today(ctx.clock.now()))) return null;
  const [other] = await peopleByIds(ctx.db, [otherIn(known.assignment, reader.id)]);
  if (!other?.active) return null;
  return appointmentNews({
    assignmentId: named.assignmentId,
    other: other.name,
    meeting: meetingText(known, zoneOf(ctx.program, reader)),
    isCancelled: known.over === 'cancelled',
  });
}

/** When and where, as a line of a list; `withOther` names the other one where several could be meant. */
export function appointmentLine({ at, where }: Appointment, zone: string, withOther: string | null): Line {
  const when = whenLine({ kind: 'session', startsAt: at, endsAt: at, day: '' }, zone);
  return joinedLine([
    when,
    where === null ? null : plainLine(where),
    withOther === null ? null : plainLine(`with ${withOther}`),
  ]);
}
