// Roles given and taken; somebody who has left, and who is back.
import type { Context } from '../../../context.ts';
import { enteredChoices, type FormValues } from '../../../domain/form-values.ts';
import { ROLE_NAMES, ROLES, type Role } from '../../../domain/roles.ts';
import { listText } from '../../../domain/wording.ts';
import { UserError } from '../../../errors.ts';
import type { Asker, Reply } from '../../../feature.ts';
import type { Undo } from '../../../importer.ts';
import { matchQuietly } from '../../../people/match-slack.ts';
import { type Person, rolesText } from '../../../people/person.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { leaveAsked, personChanged, rolesAsked } from '../messages/index.ts';
import { answersAhead } from '../store.ts';
import { changePerson, personOf, undoChange } from './change-person.ts';

/** `value` is the id of a person, here and below. */
export async function askRoles(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const { id, name, roles } = await personOf(ctx, value);
  return rolesAsked({ id, name, roles });
}

function rolesIn(words: readonly string[]): Role[] {
  return ROLES.filter((role) => words.includes(role));
}

function withRoles(before: Person, given: readonly Role[], taken: readonly Role[]): Person {
  const roles = [...new Set([...before.roles.filter((role) => !taken.includes(role)), ...given])].sort();
  if (roles.length === 0)
    throw new FormError({ roles: 'Everybody has a role. Somebody who leaves is marked as having left.' });
  if (given.includes('student') && before.enrollment === null)
    throw new FormError({ roles: 'A student needs a class and a track: please import them with the table of people.' });
  return { ...before, roles, enrollment: roles.includes('student') ? before.enrollment : null };
}

/** `value` is the id of a person and the roles that the form showed: what somebody else changed meanwhile stays. */
export async function saveRoles(ctx: Context, { person: actor }: Asker, value: string, values: FormValues) {
  const [id = '', shown = ''] = value.split('/');
  const [was, is] = [rolesIn(shown.split(',')), rolesIn(enteredChoices(values, 'roles'))];
  const given = is.filter((role) => !was.includes(role));
  const taken = was.filter((role) => !is.includes(role));
  const { id: personId } = await personOf(ctx, id);
  const { after, auditId } = await ctx.transaction((tx) =>
    changePerson(ctx, tx, {
      act: 'people.save-roles',
      actor,
      personId,
      decide: (before) => withRoles(before, given, taken),
      details: () => ({ given, taken }),
    }),
  );
  const named = (roles: readonly Role[]) => listText(roles.map((role) => ROLE_NAMES[role]));
  const what = [
    ...(given.length > 0 ? [`given: ${named(given)}`] : []),
    ...(taken.length > 0 ? [`taken: ${named(taken)}`] : []),
  ];
  const text = auditId === null ? `${after.name} has these roles already.` : `${after.name}: ${what.join('; ')}.`;
  return personChanged({ text, auditId });
}

export async function askLeave(ctx: Context, _asker: Asker, value: string): Promise<Reply> {
  const { id, name, active } = await personOf(ctx, value);
  if (!active) throw new UserError(`${name} has left already.`);
  return leaveAsked({ id, name, places: await answersAhead(ctx.db, id, ctx.clock.now()) });
}

export async function saveLeave(ctx: Context, { person: actor }: Asker, value: string): Promise<Message> {
  const { id: personId } = await personOf(ctx, value);
  const { after, auditId } = await ctx.transaction((tx) =>
    changePerson(ctx, tx, {
      act: 'people.save-leave',
      actor,
      personId,
      decide: (before) => ({ ...before, active: false }),
    }),
  );
  const text =
    auditId === null ? `${after.name} has left already.` : `${after.name} has left. Nothing is sent any more.`;
  return personChanged({ text, auditId });
}

export async function bringBack(ctx: Context, { person: actor }: Asker, value: string): Promise<Message> {
  const { id: personId } = await personOf(ctx, value);
  const { after, auditId } = await ctx.transaction((tx) =>
    changePerson(ctx, tx, { act: 'people.return', actor, personId, decide: (before) => ({ ...before, active: true }) }),
  );
  if (auditId === null) return personChanged({ text: `${after.name} is in the program already.`, auditId });
  const slack = await matchQuietly(ctx);
  return personChanged({ text: `${after.name} is back, as ${rolesText(after)}. ${slack}`, auditId });
}

export const undoPersonChange: Undo = async (ctx, tx, undone) => {
  const { person } = await undoChange(ctx, tx, undone);
  return person.active ? `${person.name} is as before: ${rolesText(person)}.` : `${person.name} has left, as before.`;
};
