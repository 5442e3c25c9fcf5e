// What is going to be said to each person over the next weeks. Derived and kept in the process, never stored: what was said is.
import { Temporal } from 'temporal-polyfill';
import type { Context } from '../../../context.ts';
import type { Plan } from '../../../domain/delivery/circumstances.ts';
import { deliver } from '../../../domain/delivery/deliver.ts';
import type { Reminder } from '../../../domain/reminder.ts';
import { gathered } from '../../../feature.ts';
import { missingCalendars, type Person } from '../../../people/person.ts';
import { circumstancesOf, type Known, type Said, sayingOf, undecided } from '../rules/circumstances.ts';
import { firstContact } from '../rules/first-contact.ts';
import { enteredDates, everyHold, saidTo, welcomed } from '../store.ts';

/** A winter recess and a week: what is put off by it, and what it is said before. */
const HORIZON = { hours: 21 * 24 };

/** What is the same for everybody who is planned at one moment. */
export interface Planning extends Omit<Known, 'said'> {
  /** With whom the first contact was made. */
  welcomed: ReadonlySet<number>;
}

export interface PersonPlan {
  person: Person;
  /** What falls due, before anything is decided; without what somebody is told first. */
  due: readonly Reminder[];
  said: readonly Said[];
  plan: Plan;
}

/** Somebody to whom something can be said at all. */
export function isReachable(ctx: Context, person: Person): boolean {
  return person.slackUserId !== null && person.roles.length > 0 && missingCalendars(ctx.program, person).length === 0;
}

/** `through`: up to which moment everything was decided. */
export async function preparePlanning(
  ctx: Context,
  now: Temporal.Instant,
  through: Temporal.Instant,
  until: Temporal.Instant = now.add(HORIZON),
): Promise<Planning> {
  const [dates, holds, greeted] = await Promise.all([
    enteredDates(ctx.db, ctx.program.file.school.timeZone),
    everyHold(ctx.db),
    welcomed(ctx.db),
  ]);
  return { now, through, until, dates, holds, welcomed: greeted };
}

/** Works out the plan of one person from what falls due and what was said. Pure. */
export function planFor(
  { program }: Pick<Context, 'program'>,
  person: Person,
  due: readonly Reminder[],
  said: readonly Said[],
  planning: Planning,
): PersonPlan {
  const circumstances = circumstancesOf(program, person, { ...planning, said });
  const first = planning.welcomed.has(person.id)
    ? undefined
    : firstContact(circumstances, program.file.reminders.welcome);
  const open = undecided(due, said);
  if (!first) return { person, due, said, plan: deliver(open, circumstances) };
  // Nobody hears of what lies ahead from somebody they have not met.
  const digests = circumstances.digests.filter((at) => at.epochMilliseconds > first.dueAt.epochMilliseconds);
  return { person, due, said, plan: deliver([first, ...open], { ...circumstances, digests }) };
}

/** Asks all slices what falls due for these people, and plans each of them. */
export async function planPeople(ctx: Context, people: readonly Person[], planning: Planning): Promise<PersonPlan[]> {
  const { now, until } = planning;
  const from = now.subtract(HORIZON);
  const [due, said] = await Promise.all([
    gathered(ctx.features.map((feature) => feature.due?.(ctx, people, from, until))),
    saidTo(
      ctx.db,
      people.map(({ id }) => id),
      now,
    ),
  ]);
  return people.map((person) => planFor(ctx, person, due.get(person.id) ?? [], said.get(person.id) ?? [], planning));
}

/** What becomes of a reminder without being said in a message. */
export interface Aside {
  reminder: Reminder;
  at: Temporal.Instant;
  outcome: 'left-to-digest' | 'stale' | 'skipped';
}

const ASIDE = { stale: 'stale', skipped: 'skipped', left: 'left-to-digest' } as const;

/** What is written down although nothing is said, so that it is not thought of again or not lost. */
export function asidesOf({ plan, said }: PersonPlan): Aside[] {
  const known = new Set(said.map(sayingOf));
  const unsaid = plan.unsaid.flatMap(({ reminder, at, why }): Aside[] => {
    const isLine = reminder.via === 'digest' && why === 'left';
    const matters = (why === 'stale' || why === 'skipped' || why === 'left') && !isLine;
    return matters ? [{ reminder, at, outcome: ASIDE[why] }] : [];
  });
  const left = plan.left.map(({ reminder, at }): Aside => ({ reminder, at, outcome: 'left-to-digest' }));
  return [...unsaid, ...left].filter(({ reminder }) => reminder.kind !== 'notice' && !known.has(sayingOf(reminder)));
}

/** When something is next to be done for a person; null: nothing within what is planned. */
export function nextOf(planned: PersonPlan): Temporal.Instant | null {
  const { plan } = planned;
  const moments = [
    ...plan.messages.map(({ sendAt }) => sendAt),
    ...plan.digests.map(({ sendAt }) => sendAt),
    ...asidesOf(planned).map(({ at }) => at),
  ];
  return moments.length === 0
    ? null
    : Temporal.Instant.fromEpochMilliseconds(Math.min(...moments.map((at) => at.epochMilliseconds)));
}
