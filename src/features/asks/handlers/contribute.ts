// What asks give to `next`, Home and the staff's console.
import type { Context } from '../../../context.ts';
import { CASE_QUEUES } from '../../../domain/asks.ts';
import { countText } from '../../../domain/wording.ts';
import type { Asker, ByPerson, Count, Waiting } from '../../../feature.ts';
import { mayDo } from '../../../people/authorise.ts';
import type { Person } from '../../../people/person.ts';
import type { Block } from '../../../slack/blocks.ts';
import { caseTitle } from '../messages/case-lines.ts';
import { caseButton, queueButton } from '../messages/ids.ts';
import { asksSection } from '../messages/index.ts';
import { type Case, isInQueueOf } from '../rules/case.ts';
import { ownCases, queueCounts, queuedCases, waitingCases } from '../store.ts';
import { ageText } from './queue.ts';
import { viewsOf } from './view.ts';

function looksAfter(person: Person): boolean {
  return mayDo('asks.claim', person, 'program');
}

/** Of one person: each case that they claimed and have not answered, and how many are to be claimed. */
export async function waitingAsks(ctx: Context, people: readonly Person[]): Promise<ByPerson<Waiting>> {
  const holders = people.filter(looksAfter);
  const cases = holders.length === 0 ? [] : await waitingCases(ctx.db);
  if (cases.length === 0) return new Map();
  const views = new Map((await viewsOf(ctx, cases)).map((view) => [view.id, view]));
  const waiting = holders.map((person): [number, Waiting[]] => {
    const own = cases.filter(({ claimedBy }) => claimedBy === person.id);
    const toClaim = cases.filter((one) => one.state === 'open' && isInQueueOf(one, person));
    const claimed = own.flatMap(({ id }): Waiting[] => {
      const view = views.get(id);
      if (!view) return [];
      return [{ text: `${view.asker} is waiting for you: ${caseTitle(view)}.`, buttons: [caseButton(id)] }];
    });
    const queue = { text: `${countText(toClaim.length, 'ask')} to be claimed.`, buttons: [queueButton('Asks')] };
    return [person.id, [...claimed, ...(toClaim.length > 0 ? [queue] : [])]];
  });
  return new Map(waiting.filter(([, items]) => items.length > 0));
}

/** How many are open, over all queues, and how long the oldest waits. */
export async function countAsks(ctx: Context): Promise<Count[]> {
  const counts = await queueCounts(ctx.db);
  const oldest = counts
    .flatMap((one) => one.oldest ?? [])
    .reduce<Case['waitsSince']>((a, b) => (a && a.epochMilliseconds < b.epochMilliseconds ? a : b), null);
  const count = counts.reduce((sum, one) => sum + one.count, 0);
  return [{ label: `Open asks${ageText(ctx, oldest)}`, count, button: queueButton() }];
}

export async function asksOnHome(ctx: Context, { person }: Asker): Promise<Block[]> {
  const own = person.roles.includes('student') ? await ownCases(ctx.db, person.id, 20) : [];
  const queues = looksAfter(person) ? CASE_QUEUES.filter((queue) => person.roles.includes(queue)) : [];
  const queued = await queuedCases(ctx.db, queues);
  return asksSection({
    own: own.filter(({ state }) => state !== 'closed').length,
    queue:
      queues.length === 0
        ? null
        : {
            toClaim: queued.filter(({ state }) => state === 'open').length,
            claimed: queued.filter(({ claimedBy }) => claimedBy === person.id).length,
          },
  });
}
