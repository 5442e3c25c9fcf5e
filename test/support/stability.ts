// What a stable matching is, said a second time and independently of the rules: for tests and benchmarks.

export interface Preferences {
  /** For each proposer the receivers it wants, the dearest first. */
  wishes: readonly (readonly number[])[];
  capacity: readonly number[];
  /** Smaller is preferred by the receiver. */
  place(receiver: number, proposer: number): number;
}

export type Matching = readonly (number | null)[];

/** Pairs who would both rather have each other than what they have. */
export function blockingPairs({ wishes, capacity, place }: Preferences, matching: Matching): [number, number][] {
  const held = capacity.map((): number[] => []);
  for (const [proposer, receiver] of matching.entries()) if (receiver !== null) held[receiver]?.push(proposer);
  const worst = held.map((proposers, receiver) => Math.max(-1, ...proposers.map((one) => place(receiver, one))));
  return wishes.flatMap((list, proposer) => {
    const own = matching[proposer] ?? null;
    const better = own === null ? list : list.slice(0, list.indexOf(own));
    return better.flatMap((receiver): [number, number][] => {
      const isFull = (held[receiver]?.length ?? 0) >= (capacity[receiver] ?? 0);
      const wants = !isFull || (worst[receiver] ?? -1) > place(receiver, proposer);
      return (capacity[receiver] ?? 0) > 0 && wants ? [[proposer, receiver]] : [];
    });
  });
}

/** Every matching in which nobody has somebody they do not want and nobody has more than they have room for. */
function* allMatchings({ wishes, capacity }: Preferences): Generator<Matching> {
  const room = [...capacity];
  const matching: (number | null)[] = [];
  function* from(proposer: number): Generator<Matching> {
    if (proposer === wishes.length) {
      yield [...matching];
      return;
    }
    for (const receiver of [null, ...(wishes[proposer] ?? [])]) {
      if (receiver !== null && (room[receiver] ?? 0) === 0) continue;
      if (receiver !== null) room[receiver] = (room[receiver] ?? 0) - 1;
      matching.push(receiver);
      yield* from(proposer + 1);
      matching.pop();
      if (receiver !== null) room[receiver] = (room[receiver] ?? 0) + 1;
    }
  }
  yield* from(0);
}

/** The stable matching that is best for every proposer, found by looking at all of them. */
export function bestStableMatching(preferences: Preferences): Matching | undefined {
  const rankOf = (matching: Matching) =>
    matching.reduce<number>((sum, receiver, proposer) => {
      const list = preferences.wishes[proposer] ?? [];
      return sum + (receiver === null ? list.length : list.indexOf(receiver));
    }, 0);
  let best: Matching | undefined;
  for (const matching of allMatchings(preferences)) {
    if (blockingPairs(preferences, matching).length > 0) continue;
    if (!best || rankOf(matching) < rankOf(best)) best = matching;
  }
  return best;
}
