// Staff add an override, or end one; what it changes is shown before it is done.
import { z } from 'zod';
import type { Context } from '../../../context.ts';
import { isDay } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import type { Enrollment, Override } from '../../../domain/standing.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { overrideText, parseOverride } from '../../../people/override.ts';
import type { Person } from '../../../people/person.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import {
  changePreview,
  endAsked,
  overrideAsked,
  PREVIEW_OVERRIDE,
  personChanged,
  SAVE_END,
  SAVE_OVERRIDE,
} from '../messages/index.ts';
import { overrideWords } from '../messages/words.ts';
import {
  FIELDS,
  overrideAt,
  overrideChoices,
  overrideRefusal,
  readOverride,
  withEnd,
  withOverride,
} from '../rules/entered-override.ts';
import { changePerson, personOf } from './change-person.ts';
import { whatChanges } from './what-changes.ts';

export function enrollmentOf({ enrollment, name }: Person): Enrollment {
  if (!enrollment) throw new UserError(`${name} is no student: only students have a phase, a class and a cycle.`);
  return enrollment;
}

/** Reads what a form carries after the id of a person: an override in the words of a roster. */
export function carriedOverride(text: string): Override {
  const override = parseOverride(text);
  if ('problem' in override) throw new UserError('That form is out of date. Please begin again.');
  return override;
}

/** `value` is the id of a person. */
export async function askOverride(ctx: Context, { today }: Asker, value: string): Promise<Reply> {
  const person = await personOf(ctx, value);
  return overrideAsked({
    action: PREVIEW_OVERRIDE,
    value: String(person.id),
    intro: `What is different about ${person.name}? Nothing is done before you have seen what it changes.`,
    choices: overrideChoices(ctx.program, enrollmentOf(person)),
    today,
  });
}

/** `value` is the id of a person. */
export async function previewOverride(ctx: Context, _asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const person = await personOf(ctx, value);
  const enrollment = enrollmentOf(person);
  const read = readOverride(ctx.program, enrollment, values);
  if ('problems' in read) throw new FormError(read.problems);
  return changePreview({
    action: SAVE_OVERRIDE,
    value: `${person.id}/${overrideText(read.override)}`,
    submit: 'Save',
    heading: `${person.name}: ${overrideWords(read.override)}`,
    changes: await whatChanges(ctx, person, withOverride(enrollment, read.override)),
  });
}

/** A student with one more override. Throws a UserError where it does not fit any more. */
export function overridden(ctx: Context, override: Override) {
  return (before: Person): Person => {
    const enrollment = enrollmentOf(before);
    const refusal = overrideRefusal(ctx.program, enrollment, override);
    if (refusal !== null) throw new UserError(refusal);
    return { ...before, enrollment: withOverride(enrollment, override) };
  };
}

/** `value` is the id of a person and the override. */
export async function saveOverride(ctx: Context, { person: actor }: Asker, value: string): Promise<Message> {
  const [id = '', text = ''] = value.split('/');
  const [person, override] = [await personOf(ctx, id), carriedOverride(text)];
  const { auditId } = await ctx.transaction((tx) =>
    changePerson(ctx, tx, {
      act: 'people.save-override',
      actor,
      personId: person.id,
      decide: overridden(ctx, override),
      details: () => ({ kind: override.kind }),
    }),
  );
  return personChanged({ text: `Saved. ${person.name}: ${overrideWords(override)}.`, auditId });
}

const named = z.tuple([
  z.string().regex(/^\d{1,9}$/),
  z.enum(['class', 'track', 'phase', 'cycle', 'leave']),
  z.string().refine(isDay),
  z.string().refine(isDay).optional(),
]);

/** The override that a value names: the id of a person, its kind, its first day; where it is to end, that day. */
async function namedOverride(ctx: Context, value: string) {
  const parts = value.split('/');
  const read = named.safeParse(parts.length === 3 ? [...parts, undefined] : parts);
  const gone = 'That override is no longer there. `/career staff person` shows how things stand.';
  if (!read.success) throw new UserError(gone);
  const [id, kind, from, end] = read.data;
  const person = await personOf(ctx, id);
  const find = (of: Person): { enrollment: Enrollment; override: Override } => {
    const enrollment = enrollmentOf(of);
    const override = overrideAt(enrollment, kind, from);
    if (!override) throw new UserError(gone);
    return { enrollment, override };
  };
  return { person, find, end };
}

/** `value` names an override. */
export async function askEnd(ctx: Context, { today }: Asker, value: string): Promise<Reply> {
  const { person, find } = await namedOverride(ctx, value);
  return endAsked({ value, override: find(person).override, today });
}

/** `value` names an override. */
export async function previewEnd(ctx: Context, _asker: Asker, value: string, values: FormValues): Promise<Reply> {
  const { person, find } = await namedOverride(ctx, value);
  const { enrollment, override } = find(person);
  const day = enteredText(values, FIELDS.from);
  if (!isDay(day) || (override.to !== null && day >= override.to))
    throw new FormError({ [FIELDS.from]: 'Please choose a day before the one on which it ends already.' });
  return changePreview({
    action: SAVE_END,
    value: `${value}/${day}`,
    submit: 'Save',
    heading: `${person.name}, no longer from ${day}: ${overrideWords(override)}`,
    changes: await whatChanges(ctx, person, withEnd(enrollment, override, day)),
  });
}

/** `value` names an override and the day on which it ends. */
export async function saveEnd(ctx: Context, { person: actor }: Asker, value: string): Promise<Message> {
  const { person, find, end } = await namedOverride(ctx, value);
  if (end === undefined) throw new UserError('That form is out of date. Please begin again.');
  const { auditId } = await ctx.transaction((tx) =>
    changePerson(ctx, tx, {
      act: 'people.save-end',
      actor,
      personId: person.id,
      decide: (before) => {
        const { enrollment, override } = find(before);
        return { ...before, enrollment: withEnd(enrollment, override, end) };
      },
      details: (before) => ({ kind: find(before).override.kind }),
    }),
  );
  return personChanged({ text: `Saved: that override of ${person.name} is no longer in force from ${end}.`, auditId });
}
