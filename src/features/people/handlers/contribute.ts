// What waits for staff, and what stops at once when somebody leaves.
import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { ByPerson, Count, PersonChange, Waiting } from '../../../feature.ts';
import { withdrawTo } from '../../../outbox/enqueue.ts';
import { mayDo } from '../../../people/authorise.ts';
import type { Person } from '../../../people/person.ts';
import { peopleByIds } from '../../../people/store.ts';
import { decideButtons } from '../messages/answers.ts';
import { PROPOSALS } from '../messages/index.ts';
import { overrideWords } from '../messages/words.ts';
import { waitingProposals, withdrawProposals } from '../store.ts';
import { overrideOf } from './page.ts';
import { retellStaff } from './proposals.ts';

/** What students proposed, for those who decide it. */
export async function waitingForStaff(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const staff = people.filter((person) => mayDo('people.confirm', person, 'program'));
  if (staff.length === 0) return new Map();
  const waiting = await waitingProposals(ctx.db);
  const ids = waiting.map(({ personId }) => personId);
  const names = new Map((await peopleByIds(ctx.db, ids)).map(({ id, name }) => [id, name]));
  const items = waiting.map((proposal) => ({
    text: `${names.get(proposal.personId) ?? ''} proposes: ${overrideWords(overrideOf(proposal))}`,
    buttons: decideButtons(proposal.id),
  }));
  return new Map(staff.map(({ id }) => [id, items]));
}

export async function countProposals(ctx: Context): Promise<Count[]> {
  const { length: count } = await waitingProposals(ctx.db);
  return [
    { label: 'Proposals of students', count, button: { label: 'Look at them', action: PROPOSALS, value: 'waiting' } },
  ];
}

/** Nothing is sent to somebody who has left, and nothing of theirs waits for an answer. */
export async function stopForLeavers(ctx: Context, tx: Tx, changes: readonly PersonChange[]): Promise<void> {
  const leavers = changes.filter(({ before, after }) => before.active && !after.active).map(({ after }) => after.id);
  if (leavers.length === 0) return;
  const now = ctx.clock.now();
  await retellStaff(ctx, tx, await withdrawProposals(tx, leavers, now));
  await withdrawTo(tx, now, leavers);
}
