// Ticking off, undoing, waving away, and being reminded later. What was pressed may be done, or gone, by now: the answer says so.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { addDays, dayOf } from '../../../domain/day.ts';
import type { Tick } from '../../../domain/tick.ts';
import type { Asker } from '../../../feature.ts';
import { hourOf } from '../../../people/person.ts';
import type { Message } from '../../../slack/blocks.ts';
import { type Act, actLine, GONE } from '../messages/act-noted.ts';
import { actNoted } from '../messages/index.ts';
import { laterMoment } from '../rules/later.ts';
import { type MilestoneId, milestoneId, readMilestoneId, subjectOf } from '../rules/milestone-id.ts';
import type { Milestone } from '../rules/own-milestones.ts';
import { rowTitle } from '../rules/todo.ts';
import { forgetReminder, remindAt, tick, untick } from '../store.ts';
import { milestonesOf, showList } from './list.ts';

interface Pressed {
  id: MilestoneId;
  milestone: Milestone;
  title: string;
}

/** What a button names among the asker's own milestones; undefined where it is not there any more, or never was theirs. */
async function findPressed(ctx: Context, { person, today }: Asker, value: string): Promise<Pressed | undefined> {
  const id = readMilestoneId(value);
  if (!id) return undefined;
  for (const milestone of await milestonesOf(ctx, person, today)) {
    const { entry, tick: tickable } = milestone.ahead;
    if (entry.id !== id.entry || tickable.occurrence !== id.occurrence) continue;
    const part = milestone.parts.find(({ item }) => item === id.item);
    if (part) return { id, milestone, title: rowTitle({ milestone, part }) };
    if (id.item === '') return { id, milestone, title: milestone.ahead.title };
  }
  return undefined;
}

/** The asker as they are after an act, so that the list is shown as it stands now. */
function withTick(asker: Asker, id: MilestoneId, added: Tick | null): Asker {
  const others = asker.person.ticks.filter(
    ({ entry, occurrence, item }) => entry !== id.entry || occurrence !== id.occurrence || item !== id.item,
  );
  return { ...asker, person: { ...asker.person, ticks: added ? [...others, added] : others } };
}

interface Acted {
  asker: Asker;
  act: Act;
}

type Perform = (tx: Tx, pressed: Pressed) => Promise<Acted>;

/** Does something about what was pressed in the list, and shows the list again. */
async function actInList(
  ctx: Context,
  asker: Asker,
  value: string,
  perform: (asker: Asker) => Perform,
): Promise<Message> {
  const pressed = await findPressed(ctx, asker, value);
  if (!pressed) return showList(ctx, asker, GONE);
  const { asker: after, act } = await ctx.transaction((tx) => perform(asker)(tx, pressed));
  return showList(ctx, after, actLine(pressed.title, act, asker.zone));
}

function settled(ctx: Context, asker: Asker, notForMe: boolean): Perform {
  return async (tx, { id }) => {
    const at = ctx.clock.now();
    const { person } = asker;
    const isNew = await tick(tx, person.id, id, { notForMe, at, by: person.id });
    await forgetReminder(tx, person.id, subjectOf(milestoneId(id.entry, id.occurrence, id.item)));
    const after = isNew ? withTick(asker, id, { ...id, notForMe, at }) : asker;
    if (notForMe) return { asker: after, act: { kind: isNew ? 'waved' : 'already-waved' } };
    return { asker: after, act: { kind: isNew ? 'done' : 'already-done' } };
  };
}

/** `value` names a milestone or one of its steps, here and below. */
export function tickOff(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return actInList(ctx, asker, value, (who) => settled(ctx, who, false));
}

/** Only what the program calls optional can be waved away, whatever a button says. */
function waved(ctx: Context, asker: Asker): Perform {
  return async (tx, pressed) =>
    pressed.milestone.ahead.entry.optional
      ? settled(ctx, asker, true)(tx, pressed)
      : { asker, act: { kind: 'already-open' } };
}

export function waveAway(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return actInList(ctx, asker, value, (who) => waved(ctx, who));
}

export function undo(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return actInList(ctx, asker, value, (who) => async (tx, { id }) => {
    const wasTicked = await untick(tx, who.person.id, id);
    return { asker: withTick(who, id, null), act: { kind: wasTicked ? 'opened' : 'already-open' } };
  });
}

export function remindLater(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return actInList(ctx, asker, value, (who) => async (tx, { id, milestone }) => {
    const { person, zone } = who;
    const part = milestone.parts.find(({ item }) => item === id.item);
    if (part?.state === 'done') return { asker: who, act: { kind: 'already-done' } };
    const now = ctx.clock.now();
    const hour = hourOf(ctx.program, person, addDays(dayOf(now, zone), 1));
    const at = laterMoment(milestone.due, now, hour, zone);
    await remindAt(tx, person.id, subjectOf(milestoneId(id.entry, id.occurrence, id.item)), at);
    return { asker: who, act: { kind: 'reminded', at } };
  });
}

/** The same where the milestone stands among other things: they stay, and the answer comes below. */
async function actBelow(ctx: Context, asker: Asker, value: string, perform: Perform): Promise<Message> {
  const pressed = await findPressed(ctx, asker, value);
  if (!pressed) return showList(ctx, asker, GONE);
  const { act } = await ctx.transaction((tx) => perform(tx, pressed));
  return actNoted({ line: actLine(pressed.title, act, asker.zone), value });
}

export function tickElsewhere(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return actBelow(ctx, asker, value, settled(ctx, asker, false));
}

export function waveElsewhere(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return actBelow(ctx, asker, value, waved(ctx, asker));
}
