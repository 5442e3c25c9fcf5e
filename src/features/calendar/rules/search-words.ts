// What somebody typed, as words that stand in the program: without case, small words, numerals and slips of the hand.
import { isOneSlipApart } from '../../../domain/nearest.ts';

/** Words that say nothing of an event. */
const STOP_WORDS = new Set(
  'the a an of to in on for and my is are when what where how who event events session sessions'.split(' '),
);

/** Parts are found by number however they are written. */
const NUMERALS = new Map([
  ['i', '1'],
  ['ii', '2'],
  ['one', '1'],
  ['two', '2'],
]);

/** From this many letters on a word may have a slip: in a shorter one nearly every slip is another word. */
const LETTERS_FOR_A_SLIP = 4;

/** One word as it is compared; null for one that says nothing. */
export function searchTerm(word: string): string | null {
  const plain = word.toLowerCase();
  if (STOP_WORDS.has(plain)) return null;
  return NUMERALS.get(plain) ?? plain;
}

/** The words of a text that say something, in their order. */
export function searchTerms(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).flatMap((word) => (word === '' ? [] : (searchTerm(word) ?? [])));
}

/** All words of the program, and neighbors written as one (`matchday`). */
export interface Vocabulary {
  words: ReadonlySet<string>;
  joined: ReadonlyMap<string, readonly string[]>;
}

export function createVocabulary(texts: readonly string[]): Vocabulary {
  const words = new Set<string>();
  const joined = new Map<string, readonly string[]>();
  for (const terms of texts.map(searchTerms)) {
    for (const [at, term] of terms.entries()) {
      words.add(term);
      const next = terms[at + 1];
      if (next !== undefined) joined.set(term + next, [term, next]);
    }
  }
  return { words, joined };
}

/** The words that a typed one may mean, each a way to read it: itself, the beginning of words, two words, or words one slip away. */
export function readingsOf(term: string, { words, joined }: Vocabulary): string[][] {
  if (words.has(term)) return [[term]];
  const two = joined.get(term);
  if (two) return [[...two]];
  const begun = term.length >= 3 ? [...words].filter((word) => word.startsWith(term)) : [];
  if (begun.length > 0) return begun.map((word) => [word]);
  if (term.length < LETTERS_FOR_A_SLIP) return [];
  const slips = [...words].filter((word) => isOneSlipApart(term, word)).map((word) => [word]);
  if (slips.length > 0) return slips;
  return [...joined].filter(([word]) => isOneSlipApart(term, word)).map(([, pair]) => [...pair]);
}
