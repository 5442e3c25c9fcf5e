// The buttons of a reminder: another time, fewer, quiet for a while.
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { addDays, type Day, dayOf, isDay } from '../../domain/day.ts';
import { enteredText, type FormValues } from '../../domain/form-values.ts';
import { POLICY_KINDS, type PolicyKind } from '../../domain/reminder.ts';
import { UserError } from '../../errors.ts';
import type { Asker, Reminded, Reply } from '../../feature.ts';
import { hourOf, quietOf } from '../../people/person.ts';
import type { Message } from '../../slack/blocks.ts';
import { FormError } from '../../slack/form.ts';
import {
  fewerAnswer,
  mandatoryAnswer,
  moreAnswer,
  quietAnswer,
  quietDayAsked,
  reminderSet,
  reminderTooLate,
  reminderUnneeded,
  speakAgainAnswer,
} from './messages/index.ts';
import { overAt, quietUntil, remindedAt, snoozedTo } from './rules/own-times.ts';
import { changeSettings, saveOwnReminder } from './store.ts';

const subject = z.string().regex(/^[a-z-]+:[\w/.-]{1,200}$/);
const policyKind = z.enum(POLICY_KINDS);

/** What a subject is about, as its slice knows it; null where it is over or not the asker's. */
async function aboutOf(ctx: Context, { person }: Asker, value: string): Promise<Reminded | null> {
  const parsed = subject.safeParse(value);
  if (!parsed.success) return null;
  const word = parsed.data.slice(0, parsed.data.indexOf(':'));
  const slice = ctx.features.find(({ subjects }) => subjects?.includes(word));
  return (await slice?.stillTrue?.(ctx, person, { kind: 'own', subject: parsed.data, lead: 'own' })) ?? null;
}

/** `value` is a subject, here and below. */
export async function snooze(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const about = await aboutOf(ctx, asker, value);
  if (!about) return reminderUnneeded({ title: null });
  const { title, when } = about.upcoming;
  const dueAt = snoozedTo(ctx.clock.now(), asker.zone);
  const over = overAt(when, ctx.program.file.school.timeZone);
  if (over && over.epochMilliseconds <= dueAt.epochMilliseconds) return reminderTooLate({ title });
  await ctx.transaction((tx) => saveOwnReminder(tx, { personId: asker.person.id, subject: value, dueAt, lead: null }));
  return reminderSet({ title, at: dueAt, zone: asker.zone });
}

export async function remindMe(ctx: Context, asker: Asker, value: string): Promise<Message> {
  const about = await aboutOf(ctx, asker, value);
  if (!about) return reminderUnneeded({ title: null });
  const { title, when } = about.upcoming;
  if (when.kind === 'window') return reminderUnneeded({ title });
  const hourOn = (day: Day) => hourOf(ctx.program, asker.person, day);
  const found = remindedAt(when, hourOn, asker.zone, ctx.clock.now());
  if (!found) return reminderTooLate({ title });
  const { at: dueAt, lead } = found;
  await ctx.transaction((tx) => saveOwnReminder(tx, { personId: asker.person.id, subject: value, dueAt, lead }));
  return reminderSet({ title, at: dueAt, zone: asker.zone });
}

function kindOf(value: string): PolicyKind {
  const kind = policyKind.safeParse(value);
  if (!kind.success) throw new UserError('I remind of that in another way now. `/career settings` shows all choices.');
  return kind.data;
}

/** `value` is a kind, here and below: its messages go, the digest keeps it. */
export async function fewer(ctx: Context, { person }: Asker, value: string): Promise<Message> {
  const kind = kindOf(value);
  if (ctx.program.file.reminders.kinds[kind].mandatory) return mandatoryAnswer({ kind });
  const leads = { ...person.settings.leads, [kind]: [] };
  await ctx.transaction((tx) => changeSettings(tx, person.id, { leads }));
  return fewerAnswer({ kind, digest: person.settings.digest });
}

/** Takes Fewer of these back. */
export async function more(ctx: Context, { person }: Asker, value: string): Promise<Message> {
  const kind = kindOf(value);
  const { [kind]: _, ...leads } = person.settings.leads;
  await ctx.transaction((tx) => changeSettings(tx, person.id, { leads }));
  return moreAnswer({ kind });
}

const CHOICES: Readonly<Record<string, number>> = { P1D: 1, P3D: 3, P7D: 7 };

async function keepQuiet(
  ctx: Context,
  { person, zone }: Asker,
  choice: { days: number } | { day: Day },
): Promise<Message> {
  const until = quietUntil(choice, ctx.clock.now(), quietOf(ctx.program, person).to, zone);
  await ctx.transaction((tx) => changeSettings(tx, person.id, { quietUntil: until }));
  return quietAnswer({ until, zone });
}

/** `value` is for how long, or `day`: then a form asks for the day. */
export async function chooseQuiet(ctx: Context, asker: Asker, value: string): Promise<Reply> {
  const days = CHOICES[value];
  if (days !== undefined) return keepQuiet(ctx, asker, { days });
  return quietDayAsked({ initial: addDays(dayOf(ctx.clock.now(), asker.zone), 1) });
}

/** Longer than any rotation; a leave has a form of its own. */
const MOST_DAYS = 120;

export async function quietUntilDay(ctx: Context, asker: Asker, _value: string, values: FormValues): Promise<Message> {
  const day = enteredText(values, 'day');
  const today = dayOf(ctx.clock.now(), asker.zone);
  if (!isDay(day) || day <= today) throw new FormError({ day: 'Please choose a day after today.' });
  if (day > addDays(today, MOST_DAYS))
    throw new FormError({ day: 'Please choose a day within four months; you can lengthen it then.' });
  return keepQuiet(ctx, asker, { day });
}

export async function speakAgain(ctx: Context, { person }: Asker, _value: string): Promise<Message> {
  await ctx.transaction((tx) => changeSettings(tx, person.id, { quietUntil: null }));
  return speakAgainAnswer();
}
