// The list of milestones, as a command, a page of it, and on the Home page.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import type { Day } from '../../../domain/day.ts';
import type { Standing } from '../../../domain/standing.ts';
import type { Asker } from '../../../feature.ts';
import { headingOf } from '../../../people/heading.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import type { Block, Message } from '../../../slack/blocks.ts';
import { type Line, plainLine } from '../../../slack/upcoming-line.ts';
import { GONE } from '../messages/act-noted.ts';
import { milestonesSection, todoList } from '../messages/index.ts';
import { readMilestoneId } from '../rules/milestone-id.ts';
import { isStillOpen, type Milestone, ownMilestones } from '../rules/own-milestones.ts';
import { type Todo, todoOf } from '../rules/todo.ts';
import { datesOfProgram } from '../store.ts';

/** The milestones of one person, as they stand today. */
export async function milestonesOf(ctx: Context, person: Person, today: Day): Promise<Milestone[]> {
  const dated = await datesOfProgram(ctx.db, ctx.program.file.school.timeZone);
  return ownMilestones(ctx.program, person, dated, today);
}

const NO_STUDENT = 'Milestones are what students tick off. `/career calendar all` lists those of the whole program.';
const GRADUATED = 'You have completed the program; there is nothing left to tick off.';
const AWAY = "There's nothing you need to do until you're back.";

function standingNote(standing: Standing | null): Line | null {
  if (standing === null) return plainLine(NO_STUDENT);
  if (standing.away) return plainLine(AWAY);
  return standing.stage === 'graduated' ? plainLine(GRADUATED) : null;
}

interface Shown {
  milestones: readonly Milestone[];
  first?: number;
  note?: Line | null;
}

function listed(ctx: Context, { person, today, zone }: Asker, { milestones, first = 0, note = null }: Shown): Message {
  const standing = personStanding(ctx.program, person, today);
  const away = standing?.away ?? null;
  return todoList({
    heading: headingOf(ctx.program, person, today),
    note: note ?? standingNote(standing),
    todo: todoOf(milestones, ctx.clock.now(), away !== null),
    first,
    back: away?.until ?? null,
    resource: ctx.program.resource,
    today,
    zone,
  });
}

/** The whole list, with what was just done above it. */
export async function showList(ctx: Context, asker: Asker, note: Line | null, first = 0): Promise<Message> {
  return listed(ctx, asker, { milestones: await milestonesOf(ctx, asker.person, asker.today), first, note });
}

export function showTodo(ctx: Context, asker: Asker): Promise<Message> {
  return showList(ctx, asker, null);
}

const row = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);

/** `value` is the row with which a page begins; one that is no row shows the first page. */
export function turnPage(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return showList(ctx, asker, null, row.catch(0).parse(value));
}

/** `value` names a milestone: what it is for, and its steps alone, or the whole list where it is no longer there. */
export async function showSteps(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const milestones = await milestonesOf(ctx, asker.person, asker.today);
  const id = readMilestoneId(value);
  const own = milestones.filter(({ ahead }) => ahead.entry.id === id?.entry && ahead.tick.occurrence === id.occurrence);
  const [first] = own;
  if (!first) return listed(ctx, asker, { milestones, note: GONE });
  return listed(ctx, asker, { milestones: own, note: plainLine(first.ahead.entry.purpose) });
}

function count(todo: Todo): number {
  return todo
    .filter(({ part }) => part !== 'lately' && part !== 'if-applying')
    .reduce((sum, { rows }) => sum + rows.length, 0);
}

export async function milestonesOnHome(ctx: Context, { person, today }: Asker): Promise<Block[]> {
  const standing = personStanding(ctx.program, person, today);
  if (standing === null || standing.away) return [];
  const milestones = (await milestonesOf(ctx, person, today)).filter(({ ahead }) => ahead.entry.kind === 'milestone');
  const stillOpen = milestones.filter(isStillOpen);
  const now = ctx.clock.now();
  return milestonesSection({
    open: count(todoOf(milestones, now, false)),
    stillOpen: count(todoOf(stillOpen, now, false)),
  });
}
