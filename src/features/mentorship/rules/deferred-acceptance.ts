// Deferred acceptance, proposed by one side (Gale and Shapley 1962): every proposer asks in order of preference, every receiver keeps
// the best it has room for. What comes out is stable, and no stable outcome is better for any proposer.

export interface Market {
  /** For each proposer the receivers it wants, the dearest first. */
  wishes: readonly (readonly number[])[];
  /** For each receiver how many proposers it has room for. */
  capacity: readonly number[];
  /** Negative where a receiver prefers the first proposer. No two are equal, else chance would decide. */
  compare(receiver: number, one: number, other: number): number;
}

/** Puts a proposer among those whom a receiver holds, which stay in its order of preference. */
function insert(held: number[], proposer: number, prefers: (one: number, other: number) => number): void {
  let at = held.length;
  while (at > 0 && prefers(proposer, held[at - 1] ?? proposer) < 0) at -= 1;
  held.splice(at, 0, proposer);
}

/** For each proposer its receiver; null where none of those it wants keeps it. */
export function deferredAcceptance({ wishes, capacity, compare }: Market): (number | null)[] {
  const held: number[][] = capacity.map(() => []);
  const next = wishes.map(() => 0);
  const free = wishes.map((_, proposer) => proposer).reverse();
  for (let proposer = free.pop(); proposer !== undefined; proposer = free.pop()) {
    const at = next[proposer] ?? 0;
    const receiver = wishes[proposer]?.[at];
    if (receiver === undefined) continue;
    next[proposer] = at + 1;
    const kept = held[receiver] ?? [];
    insert(kept, proposer, (one, other) => compare(receiver, one, other));
    const left = kept.length > (capacity[receiver] ?? 0) ? kept.pop() : undefined;
    if (left !== undefined) free.push(left);
  }
  const outcome: (number | null)[] = wishes.map(() => null);
  for (const [receiver, proposers] of held.entries()) for (const proposer of proposers) outcome[proposer] = receiver;
  return outcome;
}
