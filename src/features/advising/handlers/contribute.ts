// What advising gives to `next`, Home and the staff's console.
import type { Context } from '../../../context.ts';
import { countText } from '../../../domain/wording.ts';
import type { Asker, ByPerson, Count, Waiting } from '../../../feature.ts';
import { mayDo } from '../../../people/authorise.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import type { Block, ButtonSpec } from '../../../slack/blocks.ts';
import { advisingSection, SHOW_RASAS } from '../messages/index.ts';
import { adviseesOf } from '../store/assignments.ts';
import { needsOf } from '../store/rasas.ts';

const show: ButtonSpec = { label: 'RASAs', action: SHOW_RASAS, value: 'all' };

async function countNeeds(ctx: Context): Promise<number> {
  return (await needsOf(ctx.db, ctx.program.today(ctx.clock.now()))).length;
}

/** Choices that wait for a RASA, to staff, who decide. */
export async function waitingNeeds(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const staff = people.filter((person) => mayDo('advising.confirm-rasa', person, 'program'));
  const count = staff.length === 0 ? 0 : await countNeeds(ctx);
  if (count === 0) return new Map();
  const text = `${countText(count, 'choice')} of a specialty without a RASA: somebody is proposed for each.`;
  return new Map(staff.map(({ id }) => [id, [{ text, buttons: [show] }]]));
}

export async function countAdvising(ctx: Context): Promise<Count[]> {
  return [{ label: 'Choices without a RASA', count: await countNeeds(ctx), button: show }];
}

export async function advisingOnHome(ctx: Context, { person, today }: Asker): Promise<Block[]> {
  const advises = mayDo('advising.advisees', person, 'self');
  const own = advises ? await adviseesOf(ctx.db, person.id, today) : [];
  const standing = personStanding(ctx.program, person, today);
  return advisingSection({
    hasTeam: standing !== null && standing.stage === 'enrolled',
    advisees: new Set(own.map(({ studentId }) => studentId)).size,
  });
}
