import { distance } from 'fastest-levenshtein';

/** Lower case, letters and digits only: `Post PCE` and `post-pce` are the same word. */
export function plainWord(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * The candidate a typed word most likely meant: equal but for case, blanks and a plural s, or a few typing mistakes away.
 * `tolerance` is how many of the letters may be wrong: a third is what a hurried hand does, a half still deserves a question.
 * undefined where nothing is near, or two are equally near.
 */
export function nearest<T>(
  word: string,
  candidates: readonly T[],
  nameOf: (candidate: T) => string,
  tolerance: number = 1 / 3,
): T | undefined {
  const typed = plainWord(word);
  if (typed === '') return undefined;
  const ranked = candidates
    .map((candidate) => ({ candidate, apart: apart(typed, plainWord(nameOf(candidate))) }))
    .sort((a, b) => a.apart - b.apart);
  const [best, second] = ranked;
  if (!best || best.apart > Math.floor(typed.length * tolerance)) return undefined;
  return second && second.apart === best.apart ? undefined : best.candidate;
}

function apart(typed: string, name: string): number {
  if (typed === name) return 0;
  if (`${typed}s` === name || typed === `${name}s`) return 0.5;
  return distance(typed, name);
}

/** How far two words are apart, as a share of their letters: 0 the same, 1 nothing in common. */
export function shareApart(a: string, b: string): number {
  return distance(a, b) / Math.max(a.length, b.length, 1);
}

/** Whether one slip of the hand turns one word into the other: a letter more, less or wrong, or two neighbors swapped. */
export function isOneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length !== b.length) {
    const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
    return longer.slice(at + 1) === shorter.slice(at);
  }
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
