// `/career staff person ...` and `/career me`.
import type { Context } from '../../../context.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import type { Asker, Reply } from '../../../feature.ts';
import { mayDo } from '../../../people/authorise.ts';
import { headingOf, headingText } from '../../../people/heading.ts';
import { storedOverride } from '../../../people/override.ts';
import { missingCalendars, type Person, rolesText } from '../../../people/person.ts';
import type { Message } from '../../../slack/blocks.ts';
import { ownPage, peopleFound, personAsked, personPage } from '../messages/index.ts';
import { findPeople, type Proposal, waitingProposals } from '../store.ts';
import { personOf } from './change-person.ts';

function specialtyNames({ program }: Context, { specialties }: Person): string[] {
  return specialties.map((id) => program.specialty(id)?.name ?? id);
}

function headingLine({ program }: Context, person: Person, today: string): string {
  if (missingCalendars(program, person).length > 0) return 'In a class that the program has no dates for';
  return headingText(headingOf(program, person, today));
}

/** Overrides that are in force or ahead; those that are over are no longer of interest. */
function overridesAhead({ enrollment }: Person, today: string) {
  return (enrollment?.overrides ?? []).filter(({ to }) => to === null || to > today);
}

export function overrideOf({ kind, value, from, to }: Proposal) {
  return storedOverride({ kind, value, from, to });
}

export function pageOf(ctx: Context, { person: asker, today }: Asker, person: Person): Message {
  return personPage({
    id: person.id,
    name: person.name,
    heading: headingLine(ctx, person, today),
    emails: person.emails,
    isActive: person.active,
    isStudent: person.enrollment !== null,
    inSlack: person.slackUserId !== null,
    roles: rolesText(person),
    society: person.society,
    specialties: specialtyNames(ctx, person),
    overrides: overridesAhead(person, today),
    actsOn: mayDo('people.roles', asker, 'program'),
  });
}

/** `words`: part of a name or an address, or somebody mentioned. */
export async function showPerson(ctx: Context, asker: Asker, words: string): Promise<Reply> {
  const typed = words.trim();
  if (typed === '') return personAsked();
  const found = await findPeople(ctx.db, typed);
  const [only, ...others] = found;
  if (only && others.length === 0) return openPerson(ctx, asker, String(only.id));
  return peopleFound({ words: typed, people: found });
}

/** `value` is the id of a person. */
export async function openPerson(ctx: Context, asker: Asker, value: string): Promise<Message> {
  return pageOf(ctx, asker, await personOf(ctx, value));
}

export function openChosen(ctx: Context, asker: Asker, _value: string, values: FormValues): Promise<Message> {
  return openPerson(ctx, asker, enteredText(values, 'person'));
}

/** `/career me`: who the asker is to the bot. */
export async function showSelf(ctx: Context, { person, today }: Asker, _words: string): Promise<Message> {
  const proposals = await waitingProposals(ctx.db, person.id);
  return ownPage({
    heading: headingLine(ctx, person, today),
    emails: person.emails,
    society: person.society,
    specialties: specialtyNames(ctx, person),
    overrides: overridesAhead(person, today),
    isStudent: person.enrollment !== null,
    proposals: proposals.map((proposal) => ({ id: proposal.id, override: overrideOf(proposal) })),
  });
}
