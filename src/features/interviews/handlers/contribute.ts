// What interviews add to `next`, reminders and Home: booked ones, what waits for an answer, the kind word about feedback.
import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import { dueAtOfLead } from '../../../domain/lead.ts';
import type { Reminder, ReminderKey } from '../../../domain/reminder.ts';
import type { Upcoming } from '../../../domain/upcoming.ts';
import { momentText } from '../../../domain/wording.ts';
import type { ByPerson, Reminded, Waiting } from '../../../feature.ts';
import { hourOf, leadsOf, type Person, zoneOf } from '../../../people/person.ts';
import {
  CANNOT,
  CONFIRM,
  GIVE_FEEDBACK,
  interviewButton,
  LATE,
  NOT_HELD,
  NOT_STAND_IN,
  SHOW,
  STAND_IN,
} from '../messages/index.ts';
import { FEEDBACK_DAYS, hasBegun, type Interview, isOver, isPast, sideOf } from '../rules/interview-life.ts';
import { isShortNotice } from '../rules/short-notice.ts';
import { findInterview, interviewsAround, interviewsWith } from '../store/interviews.ts';
import { type Surroundings, shownTo, surroundingsOf } from './shown.ts';

/** `interview:12` is the interview, `interview-feedback:12` the word that its student waits for. */
export const SUBJECTS = ['interview', 'interview-feedback'] as const;

/** Interviewers are reminded of feedback on the day after, once. */
const FEEDBACK_LEAD = 'day-after';

function aboutInterview(ctx: Context, person: Person, interview: Interview, around: Surroundings): Upcoming {
  const { startsAt, endsAt, id, specialty } = interview;
  const { other, joinLink } = shownTo(ctx, person, interview, around);
  const day = dayOf(startsAt, ctx.program.file.school.timeZone);
  return {
    title: `Practice interview with ${other}`,
    when: { kind: 'session', startsAt, endsAt, day },
    day,
    where: null,
    link: joinLink,
    series: null,
    specialty,
    ifApplying: false,
    audience: null,
    button: { label: 'Details', action: SHOW, value: String(id) },
  };
}

async function ownInterviews(ctx: Context, people: readonly Person[]) {
  const found = await interviewsAround(
    ctx.db,
    people.map(({ id }) => id),
  );
  const around = await surroundingsOf(
    ctx.db,
    found.map(({ interview }) => interview),
  );
  const of = (person: Person) =>
    found.flatMap(({ interview }) => (sideOf(interview, person.id) === null ? [] : [interview]));
  const standIns = (person: Person) =>
    found.flatMap(({ interview, asked }) => (asked.includes(person.id) ? [interview] : []));
  return { of, standIns, around };
}

/** By person, those for whom there is something. */
function byPerson<T>(people: readonly Person[], of: (person: Person) => T[]): Map<number, T[]> {
  return new Map(
    people.map((person): [number, T[]] => [person.id, of(person)]).filter(([, items]) => items.length > 0),
  );
}

/** Booked interviews that are not over, between two days at the school (inclusive); of a plan that is a draft nobody is told. */
export async function upcomingInterviews(
  ctx: Context,
  people: readonly Person[],
  from: Day,
  to: Day,
): Promise<ByPerson<Upcoming>> {
  const { of, around } = await ownInterviews(ctx, people);
  const now = ctx.clock.now();
  return byPerson(people, (person) =>
    of(person)
      .filter((one) => one.state === 'booked' && !isOver(one, now))
      .map((one) => aboutInterview(ctx, person, one, around))
      .filter(({ day }) => from <= day && day <= to),
  );
}

/** What waits for people: interviews to be confirmed, students who wait for feedback, requests to stand in. */
export async function waitingInterviews(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const { of, standIns, around } = await ownInterviews(ctx, people);
  const now = ctx.clock.now();
  return byPerson(people, (person) => {
    const zone = zoneOf(ctx.program, person);
    const confirm = of(person)
      .filter((one) => one.state === 'booked' && !hasBegun(one, now))
      .filter((one) => !around.confirmed.get(one.id)?.[sideOf(one, person.id) ?? 'student'])
      .map((one): Waiting => {
        const { other, startsAt } = shownTo(ctx, person, one, around);
        return {
          text: `Practice interview with ${other}, ${momentText(startsAt, zone)}: will you be there?`,
          buttons: [interviewButton(CONFIRM, 'Confirm', one.id), interviewButton(CANNOT, "I can't", one.id)],
        };
      });
    const feedback = of(person)
      .filter(
        (one) => one.state === 'booked' && isOver(one, now) && !isPast(one, now) && one.interviewerId === person.id,
      )
      .map(
        (one): Waiting => ({
          text: `${shownTo(ctx, person, one, around).other} is waiting for your feedback.`,
          buttons: [
            interviewButton(GIVE_FEEDBACK, 'Give feedback', one.id),
            interviewButton(NOT_HELD, 'It did not take place', one.id),
          ],
        }),
      );
    const standIn = standIns(person)
      .filter((one) => one.state === 'booked' && !hasBegun(one, now))
      .map(
        ({ id, startsAt }): Waiting => ({
          text: `Could you stand in for a practice interview, ${momentText(startsAt, zone)}?`,
          buttons: [interviewButton(STAND_IN, 'I can stand in', id), interviewButton(NOT_STAND_IN, "I can't", id)],
        }),
      );
    return [...standIn, ...confirm, ...feedback];
  });
}

/** The day before and an hour before, as the program has it; and the day after, where feedback is still to come. */
function remindersOf(ctx: Context, person: Person, interview: Interview): Reminder[] {
  const { program } = ctx;
  const { startsAt, endsAt, id } = interview;
  const zone = zoneOf(program, person);
  const { booked, mandatory } = program.file.reminders.kinds.interview;
  const before = leadsOf(program, person, 'interview').messages.map((lead): Reminder => {
    const dueAt = dueAtOfLead(lead, { startsAt }, (day) => hourOf(program, person, day), zone);
    const subject = `interview:${id}`;
    return {
      kind: 'interview',
      subject,
      lead,
      dueAt,
      usefulUntil: startsAt,
      via: 'message',
      booked,
      mandatory,
      urgent: false,
    };
  });
  if (interview.interviewerId !== person.id) return before;
  const next = addDays(dayOf(endsAt, zone), 1);
  const dueAt = Temporal.PlainDate.from(next)
    .toZonedDateTime({ timeZone: zone, plainTime: hourOf(program, person, next) })
    .toInstant();
  return [
    ...before,
    {
      kind: 'nudge',
      subject: `interview-feedback:${id}`,
      lead: FEEDBACK_LEAD,
      dueAt,
      usefulUntil: endsAt.add({ hours: FEEDBACK_DAYS * 24 }),
      via: 'message',
      booked: false,
      mandatory: false,
      urgent: false,
    },
  ];
}

/** Reminders of booked interviews by the policy of the program, and of feedback, that fall due from `from` (inclusive) to `to` (exclusive). */
export async function dueInterviews(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ByPerson<Reminder>> {
  const interviews = (
    await interviewsWith(
      ctx.db,
      people.map(({ id }) => id),
    )
  ).filter(({ state }) => state === 'booked');
  const within = ({ dueAt }: Reminder) =>
    Temporal.Instant.compare(from, dueAt) <= 0 && Temporal.Instant.compare(dueAt, to) < 0;
  return byPerson(people, (person) =>
    interviews
      .filter((one) => sideOf(one, person.id) !== null)
      .flatMap((one) => remindersOf(ctx, person, one))
      .filter(within),
  );
}

/** What a reminder is about at the moment of sending; null where the interview is not theirs any more, or the word was given. */
export async function interviewStillTrue(
  ctx: Context,
  person: Person,
  { subject }: ReminderKey,
): Promise<Reminded | null> {
  const [what, number] = subject.split(':');
  const interview = await findInterview(ctx.db, Number(number));
  if (interview?.state !== 'booked' || sideOf(interview, person.id) === null) return null;
  const around = await surroundingsOf(ctx.db, [interview]);
  const now = ctx.clock.now();
  const upcoming = aboutInterview(ctx, person, interview, around);
  if (what === 'interview-feedback') {
    if (!isOver(interview, now) || interview.interviewerId !== person.id) return null;
    const { other } = shownTo(ctx, person, interview, around);
    return {
      upcoming: { ...upcoming, title: `${other} is waiting for your feedback`, link: null },
      news: null,
      buttons: [
        interviewButton(GIVE_FEEDBACK, 'Give feedback', interview.id),
        interviewButton(NOT_HELD, 'It did not take place', interview.id),
      ],
    };
  }
  if (hasBegun(interview, now)) return null;
  const mine = around.confirmed.get(interview.id)?.[sideOf(interview, person.id) ?? 'student'];
  if (mine === 'cannot') return null;
  const late = isShortNotice(interview.startsAt, now) ? [interviewButton(LATE, 'Running late', interview.id)] : [];
  const buttons =
    mine === 'confirmed'
      ? [interviewButton(CANNOT, "I can't", interview.id), ...late]
      : [interviewButton(CONFIRM, 'Confirm', interview.id), interviewButton(CANNOT, "I can't", interview.id)];
  return { upcoming, news: null, buttons };
}
