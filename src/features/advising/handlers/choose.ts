// A student's specialties: chosen, changed, and what a change ends.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import { MOST_SPECIALTIES } from '../../../domain/advising.ts';
import { matchesAudience } from '../../../domain/audience.ts';
import { enteredChoices, type FormValues } from '../../../domain/form-values.ts';
import { UserError } from '../../../errors.ts';
import { type Asker, type Reply, tellPeopleChanged } from '../../../feature.ts';
import { recordActs } from '../../../people/audit.ts';
import { personStanding } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import type { Message } from '../../../slack/blocks.ts';
import { FormError } from '../../../slack/form.ts';
import { chooseButton, teamButton } from '../messages/ids.ts';
import { specialtiesForm, specialtiesSaved } from '../messages/index.ts';
import { FIELDS } from '../messages/specialties-form.ts';
import type { Assignment } from '../rules/assignment.ts';
import { endAssignments, lastingOf, lockPeople } from '../store/assignments.ts';
import { choicesOf, saveChoices, saveSpecialties } from '../store/choices.ts';
import { completeRasaMilestone } from './complete.ts';
import { asText, specialtyName } from './named.ts';
import { tellEnded } from './tell.ts';

const NOT_YET =
  'Choosing specialties for a RASA begins when you apply, towards the start of the Post-PCE phase. Until then your Society Advisor helps: `/career advisors`.';

/** RASAs are for those for whom the program has the role. */
function requireApplying({ program }: Context, { person, today }: Asker): void {
  const role = program.advisingRole('rasa');
  const standing = personStanding(program, person, today);
  if (!role || !standing || !matchesAudience({ anyOf: role.for }, { roles: person.roles, standing }))
    throw new UserError(NOT_YET);
}

export async function openChoice(ctx: Context, asker: Asker): Promise<Reply> {
  requireApplying(ctx, asker);
  const chosen = (await choicesOf(ctx.db, [asker.person.id])).map(({ specialty }) => specialty);
  return specialtiesForm({
    specialties: ctx.program.file.specialties,
    years: ctx.program.file.preliminaryYears,
    chosen: chosen.length > 0 ? chosen : asker.person.specialties.slice(0, MOST_SPECIALTIES),
  });
}

interface Chosen {
  specialty: string;
  needsRasa: boolean;
}

/** Throws a FormError for what has to be chosen differently. */
function readChoice({ program }: Context, values: FormValues): Chosen[] {
  const specialties = [...new Set(enteredChoices(values, FIELDS.specialties))].filter((id) => program.specialty(id));
  const known = program.file.preliminaryYears.map(({ id }) => id);
  const years = enteredChoices(values, FIELDS.years).filter((id) => known.includes(id));
  if (specialties.length > MOST_SPECIALTIES)
    throw new FormError({ [FIELDS.specialties]: `Please choose ${MOST_SPECIALTIES} at most.` });
  if (specialties.length + years.length === 0)
    throw new FormError({ [FIELDS.specialties]: 'Please choose one to three specialties.' });
  return [
    ...specialties.map((specialty) => ({ specialty, needsRasa: true })),
    ...years.map((specialty) => ({ specialty, needsRasa: false })),
  ];
}

/** The RASAs of specialties that were given up end, in neutral words to each. */
async function endGivenUp(ctx: Context, tx: Tx, asker: Asker, chosen: readonly Chosen[]): Promise<Assignment[]> {
  const lasting = await lastingOf(tx, asker.person.id, asker.today);
  const ended = lasting.filter(
    ({ kind, specialty }) => kind === 'rasa' && !chosen.some((one) => one.specialty === specialty),
  );
  await endAssignments(
    tx,
    ended.map(({ id }) => id),
    asker.today,
  );
  const advisors = await peopleByIds(
    tx,
    ended.map(({ advisorId }) => advisorId),
  );
  const advisorOf = new Map(ended.map(({ id, advisorId }) => [id, advisors.filter((one) => one.id === advisorId)]));
  await tellEnded(ctx, tx, ended, ({ id }) => advisorOf.get(id) ?? []);
  const acts = ended.map(({ id, advisorId }) => ({
    act: 'advising.save-choice',
    actorId: asker.person.id,
    subjectId: advisorId,
    details: { ended: id },
  }));
  await recordActs(tx, ctx.clock.now().toString(), acts);
  return ended;
}

function chosenLine(ctx: Context, { specialty, needsRasa }: Chosen, lasting: readonly Assignment[]): string {
  const name = specialtyName(ctx.program, specialty);
  if (!needsRasa) return `${name}: no RASA is needed`;
  const has = lasting.some((one) => one.kind === 'rasa' && one.specialty === specialty);
  return has ? `${name}: your RASA stays` : `${name}: staff choose a RASA for you, and introduce you to each other`;
}

/** Takes the form. What stays chosen keeps its RASA and its turn. */
export async function saveChoice(ctx: Context, asker: Asker, _value: string, values: FormValues): Promise<Message> {
  requireApplying(ctx, asker);
  const { person, today } = asker;
  const chosen = readChoice(ctx, values);
  return ctx.transaction(async (tx) => {
    await lockPeople(tx, [person.id]);
    // As they are by now: somebody else may have changed them since they opened the form.
    const [before = person] = await peopleByIds(tx, [person.id]);
    const ended = await endGivenUp(ctx, tx, asker, chosen);
    await saveChoices(tx, person.id, chosen, ctx.clock.now());
    const specialties = chosen.flatMap(({ specialty, needsRasa }) => (needsRasa ? specialty : []));
    // The early matches have their own Match week, and panels of one's own specialties come first: both look here. Who chooses a preliminary
    // year alone has given up what they considered before.
    await saveSpecialties(tx, person.id, specialties);
    await tellPeopleChanged(ctx, tx, [{ before, after: { ...before, specialties } }]);
    await completeRasaMilestone(ctx, tx, person.id, person.id);
    const lasting = await lastingOf(tx, person.id, today);
    return specialtiesSaved({
      lines: chosen.map((one) => chosenLine(ctx, one, lasting)),
      ended: ended.map((one) => `Your ${asText(ctx.program, one)}: this match has ended.`),
      buttons: [chooseButton('Change my specialties'), teamButton()],
    });
  });
}
