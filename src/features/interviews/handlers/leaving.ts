// Somebody leaves, goes on leave, or does not apply any more: their places are freed, the others read neutral words.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { PersonChange } from '../../../feature.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import { clearOffer, offersOf, signupsOf, withdrawSignup } from '../store/people.ts';
import { countAct, openRound } from '../store/rounds.ts';
import { endInterviews } from './sign-up.ts';

/** Whether somebody could still be interviewed in a round: they are here, and apply in its Match. */
function takesPart(ctx: Context, person: Person, matchYear: number): boolean {
  const standing = personStanding(ctx.program, person, ctx.program.today(ctx.clock.now()));
  const cycle = standing?.cycle;
  const applies = (cycle?.state === 'applying' || cycle?.state === 'graduating') && cycle.matchYear === matchYear;
  return person.active && !standing?.away && applies;
}

/** They left, or the role was taken from them. Staff can answer for people without it: those go on as before. */
function interviewsNoMore(before: Person, after: Person): boolean {
  if (!after.active) return before.active;
  return before.roles.includes('interviewer') && !after.roles.includes('interviewer');
}

/**
 * Interviews of students who no longer take part (left, away, another Match year) and of interviewers who left or lost the role end, and what
 * became free is offered on.
 */
export async function endWhatIsTheirs(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const row = await openRound(tx, { lock: true });
  if (!row) return;
  const signups = (await signupsOf(tx, row.id)).filter(({ withdrawnAt }) => withdrawnAt === null);
  const signedUp = new Set(signups.map(({ personId }) => personId));
  const offering = new Set((await offersOf(tx, row.id)).map(({ personId }) => personId));
  for (const { before, after } of changes) {
    if (signedUp.has(after.id) && !takesPart(ctx, after, row.matchYear)) {
      await withdrawSignup(tx, { roundId: row.id, personId: after.id }, ctx.clock.now());
      await countAct(tx, row.id);
      await endInterviews(ctx, tx, row, after.id);
    }
    if (offering.has(after.id) && interviewsNoMore(before, after)) {
      await clearOffer(tx, { roundId: row.id, personId: after.id });
      await countAct(tx, row.id);
      await endInterviews(ctx, tx, row, after.id);
    }
  }
}
