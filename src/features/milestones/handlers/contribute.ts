// What milestones give to `next`, Home and the reminders.

import type { Temporal } from 'temporal-polyfill';
import { titleWithSteps } from '../../../ahead/progress.ts';
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import type { Reminder, ReminderKey } from '../../../domain/reminder.ts';
import { passedOn, stillOpenText, type Upcoming } from '../../../domain/upcoming.ts';
import type { ByPerson, OpenMilestone, Reminded, SessionNote, SettledMilestone } from '../../../feature.ts';
import { leadsOf, type Person } from '../../../people/person.ts';
import { isAway } from '../../../people/telling.ts';
import { milestoneButton, WAVE } from '../messages/index.ts';
import { fallingDue, remindersOf } from '../rules/due.ts';
import { openParts } from '../rules/for-others.ts';
import { readMilestoneId, SUBJECT, subjectOf } from '../rules/milestone-id.ts';
import { isOpen, isStillOpen, type Milestone, milestonesIn, ownMilestones } from '../rules/own-milestones.ts';
import { datesOfProgram, forgetReminder, tick, untick } from '../store.ts';
import { milestonesOf } from './list.ts';

function asUpcoming(milestone: Milestone): Upcoming {
  const { ahead, parts } = milestone;
  return { ...ahead, title: titleWithSteps(ahead.title, parts), button: milestoneButton(milestone) };
}

function isMilestone({ ahead }: Milestone): boolean {
  return ahead.entry.kind === 'milestone';
}

/** Milestones of students that are open and ahead between two days (inclusive). Those of somebody who is away wait. */
export async function upcomingMilestones(
  ctx: Context,
  people: readonly Person[],
  from: Day,
  to: Day,
): Promise<ByPerson<Upcoming>> {
  const { program } = ctx;
  const today = program.today(ctx.clock.now());
  const dated = await datesOfProgram(ctx.db, program.file.school.timeZone);
  const upcoming = people.map((person): [number, Upcoming[]] => {
    if (isAway(ctx.program, person, today)) return [person.id, []];
    const open = milestonesIn(program, person, dated, { from, to }, today).filter(
      (milestone) => isMilestone(milestone) && isOpen(milestone) && !milestone.isPast,
    );
    return [person.id, open.map(asUpcoming)];
  });
  return new Map(upcoming);
}

/** What passed undone, in order of its day. */
export async function stillOpenMilestones(ctx: Context, people: readonly Person[]): Promise<ByPerson<Upcoming>> {
  const today = ctx.program.today(ctx.clock.now());
  const dated = await datesOfProgram(ctx.db, ctx.program.file.school.timeZone);
  return new Map(
    people.map((person) => [
      person.id,
      ownMilestones(ctx.program, person, dated, today).filter(isStillOpen).map(asUpcoming),
    ]),
  );
}

/** A lead reaches ahead so far; months that end later are not reminded of yet, but have to be seen whole. */
function daysAhead(ctx: Context, person: Person): number {
  const { messages, digest } = leadsOf(ctx.program, person, 'milestone');
  const days = [...messages, ...digest].map((lead) => Number(/\d+/.exec(lead)?.[0] ?? 0));
  return Math.max(0, ...days) + 92;
}

export async function dueMilestones(
  ctx: Context,
  people: readonly Person[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ByPerson<Reminder>> {
  const { program } = ctx;
  const { timeZone } = program.file.school;
  const dated = await datesOfProgram(ctx.db, timeZone);
  const due = people.map((person): [number, Reminder[]] => {
    const first = addDays(dayOf(from, timeZone), -1);
    const range = { from: first, to: addDays(dayOf(to, timeZone), daysAhead(ctx, person)) };
    const milestones = milestonesIn(program, person, dated, range, first);
    return [person.id, fallingDue(remindersOf(program, person, milestones), from, to)];
  });
  return new Map(due.filter(([, reminders]) => reminders.length > 0));
}

/** A milestone with only the step that a reminder names, where it names one. */
function named(milestones: readonly Milestone[], subject: string): Milestone | undefined {
  const [, text = ''] = new RegExp(`^${SUBJECT}:(.+)$`).exec(subject) ?? [];
  const id = readMilestoneId(text);
  if (!id) return undefined;
  const own = milestones.filter(({ ahead }) => ahead.entry.id === id.entry && ahead.tick.occurrence === id.occurrence);
  if (id.item === '') return own.find((one) => one.id === text && isOpen(one)) ?? own.find(isOpen);
  const whole = own.find(({ parts }) => parts.some(({ item }) => item === id.item));
  return whole && { ...whole, parts: whole.parts.filter(({ item }) => item === id.item) };
}

/** An open milestone that is still the student's; null where it is done, waved away, gone, or waits for their return. */
export async function stillTrueOfMilestone(
  ctx: Context,
  person: Person,
  { subject }: ReminderKey,
): Promise<Reminded | null> {
  const today = ctx.program.today(ctx.clock.now());
  if (isAway(ctx.program, person, today)) return null;
  const milestone = named(await milestonesOf(ctx, person, today), subject);
  if (!milestone || !isOpen(milestone)) return null;
  const { entry, ifApplying } = milestone.ahead;
  if (ifApplying || !entry.reminded) return null;
  const news = milestone.isPast ? stillOpenText(passedOn(milestone.ahead), today) : null;
  return { upcoming: asUpcoming(milestone), news, buttons: [milestoneButton(milestone)] };
}

/** Of what is optional among some sessions: that it can be waved away, or that it was. */
export async function noteOptionalSessions(
  ctx: Context,
  person: Person,
  sessionIds: readonly number[],
): Promise<ReadonlyMap<number, SessionNote>> {
  const today = ctx.program.today(ctx.clock.now());
  const optional = (await milestonesOf(ctx, person, today)).filter(
    ({ ahead, isPast }) => ahead.entry.optional && !isPast,
  );
  const notes = optional.flatMap(({ id, ahead, parts }): [number, SessionNote][] => {
    if (ahead.sessionId === null || !sessionIds.includes(ahead.sessionId)) return [];
    const wave = { label: 'Not for me', action: WAVE, value: id };
    const note = parts.some(({ state }) => state === 'open')
      ? { text: null, buttons: [wave], list: [] }
      : { text: 'Not for you, as you said', buttons: [], list: [] };
    return [[ahead.sessionId, note]];
  });
  return new Map(notes);
}

/** What is open of students' milestones, step by step, in order of its day. */
export async function openMilestones(
  ctx: Context,
  people: readonly Person[],
  tx?: Tx,
): Promise<ByPerson<OpenMilestone>> {
  const { program } = ctx;
  const today = program.today(ctx.clock.now());
  const dated = await datesOfProgram(ctx.db, program.file.school.timeZone, tx);
  return new Map(
    people
      .filter((person) => !isAway(ctx.program, person, today))
      .map((person) => [person.id, openParts(program, person, ownMilestones(program, person, dated, today))]),
  );
}

/** Somebody else saw that a milestone is done, or takes that back. */
export async function settleForOthers(
  ctx: Context,
  tx: Tx,
  { personId, id: text, by, done }: SettledMilestone,
): Promise<boolean> {
  const id = readMilestoneId(text);
  if (!id) return false;
  if (!done) return untick(tx, personId, id);
  await forgetReminder(tx, personId, subjectOf(text));
  return tick(tx, personId, id, { notForMe: false, at: ctx.clock.now(), by });
}
