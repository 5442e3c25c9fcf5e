// A season in numbers, for staff.
import type { PairState, RequestState } from '../../../domain/mentorship.ts';
import { countText } from '../../../domain/wording.ts';

export interface Counted {
  requests: readonly { id: number; state: RequestState }[];
  pairs: readonly { id: number; state: PairState; requestId: number }[];
  /** Pairs of which one answered that they have met. */
  met: ReadonlySet<number>;
  quiet: number;
}

function some(count: number, text: string): string[] {
  return count === 0 ? [] : [`${count} ${text}`];
}

/** `12 asked, 9 matched, 4 have met`, then those without a mentor by reason. */
export function numbersOf({ requests, pairs, met, quiet }: Counted): string[] {
  const real = pairs.filter(({ state }) => state !== 'undone');
  const matched = new Set(real.map(({ requestId }) => requestId)).size;
  const have = real.filter(({ id }) => met.has(id)).length;
  const count = (state: RequestState) => requests.filter((request) => request.state === state).length;
  const without = [
    ...some(count('waiting'), 'waiting for a free place or a round'),
    ...some(count('offered'), 'with a mentor who is asked'),
    ...some(count('with-staff'), 'with you, to match by hand'),
    ...some(count('withdrawn'), 'taken back'),
    ...some(count('unmatched'), 'left open when the season closed'),
  ];
  return [
    `${countText(requests.length, 'request')}, ${matched} matched, ${have} ${have === 1 ? 'pair has' : 'pairs have'} met${quiet === 0 ? '' : `, ${countText(quiet, 'quiet pair')}`}.`,
    ...(without.length === 0 ? [] : [`Without a mentor: ${without.join(', ')}.`]),
  ];
}
