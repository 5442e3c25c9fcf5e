import MiniSearch, { type Query } from 'minisearch';
import type { Session } from '../../../ahead/session.ts';
import { shareApart } from '../../../domain/nearest.ts';
import type { Entry, Program } from '../../../program/program.ts';
import { createVocabulary, readingsOf, searchTerm, searchTerms, type Vocabulary } from './search-words.ts';

interface Index {
  search: MiniSearch<Entry>;
  vocabulary: Vocabulary;
}

/** Roles by every name, and who holds them: `olrs`, `potter`. */
function hostNames({ file, peopleRole }: Program, { hosts }: Entry): string[] {
  return hosts.flatMap((id) => {
    const role = peopleRole(id);
    const holders = file.contacts.filter((contact) => contact.roles.includes(id)).map(({ name }) => name);
    return role ? [role.name, ...role.alsoCalled, ...holders] : holders;
  });
}

const FIELDS = ['title', 'alsoCalled', 'sessions', 'hosts', 'purpose', 'topics'] as const;

/** A session, as far as it is found by. */
export type Titled = Pick<Session, 'id' | 'entry' | 'title' | 'startsAt'>;

function sessionsOf(sessions: readonly Titled[], { id }: Entry): Titled[] {
  return sessions.filter(({ entry, title }) => entry === id && title !== null);
}

function textsOf(
  program: Program,
  sessions: readonly Titled[],
  entry: Entry,
): Record<(typeof FIELDS)[number], readonly string[]> {
  return {
    title: [entry.title],
    alsoCalled: entry.alsoCalled,
    sessions: sessionsOf(sessions, entry).flatMap(({ title }) => title ?? []),
    hosts: hostNames(program, entry),
    purpose: [entry.purpose],
    topics: [...entry.topics, ...entry.items.map((item) => item.title)],
  };
}

function createIndex(program: Program, sessions: readonly Titled[]): Index {
  const textsById = new Map(program.entries.map((entry) => [entry.id, textsOf(program, sessions, entry)]));
  const search = new MiniSearch<Entry>({
    fields: [...FIELDS],
    extractField: (entry, field) => {
      const name = FIELDS.find((one) => one === field);
      return name ? (textsById.get(entry.id)?.[name] ?? []).join(' ') : entry.id;
    },
    processTerm: searchTerm,
    searchOptions: { boost: { title: 4, alsoCalled: 4, sessions: 2, hosts: 1.5, purpose: 1, topics: 1 } },
  });
  search.addAll([...program.entries]);
  const texts = [...textsById.values()].flatMap((of) => Object.values(of).flat());
  return { search, vocabulary: createVocabulary(texts) };
}

const indexes = new WeakMap<Program, WeakMap<readonly Titled[], Index>>();

/** Made once for as long as the sessions stay as they are. */
function indexOf(program: Program, sessions: readonly Titled[]): Index {
  const known = indexes.get(program) ?? new WeakMap<readonly Titled[], Index>();
  indexes.set(program, known);
  const index = known.get(sessions) ?? createIndex(program, sessions);
  known.set(sessions, index);
  return index;
}

/** How well a name fits the words: the whole name, its beginning, words side by side in it, all words in it, less. */
function fitOfName(name: string, readings: readonly string[][][]): number {
  const terms = searchTerms(name);
  const ways = readings.reduce<string[][]>(
    (all, words) => all.flatMap((way) => words.map((word) => [...way, ...word])).slice(0, MOST_WAYS),
    [[]],
  );
  const fits = ways.map((way) => {
    if (!way.every((word) => terms.includes(word))) return 0;
    const [phrase, whole] = [` ${way.join(' ')} `, ` ${terms.join(' ')} `];
    if (phrase === whole) return 4;
    return whole.startsWith(phrase) ? 3 : whole.includes(phrase) ? 2 : 1;
  });
  return Math.max(0, ...fits);
}

/** A few words with many readings each would be multiplied out without end. */
const MOST_WAYS = 200;

function fitOf(
  entry: Entry,
  sessions: readonly Titled[],
  readings: readonly string[][][],
): Pick<Find, 'fit' | 'called'> {
  const own = Math.max(...[entry.title, ...entry.alsoCalled].map((name) => fitOfName(name, readings)));
  const fits = sessionsOf(sessions, entry).map(
    (session) => [session, fitOfName(session.title ?? '', readings)] as const,
  );
  const fit = Math.max(own, ...fits.map(([, each]) => each));
  return { fit, called: own === fit ? [] : fits.filter(([, each]) => each === fit).map(([session]) => session) };
}

/** A find that fits far less than the best one is noise: the word stood among its hosts or topics only. */
const WORTH_SHOWING = 0.4;

export interface Found {
  entry: Entry;
  /** Those of its sessions that are called so, in order of their start, where no name of its own fits as well. */
  called: readonly Titled[];
}

interface Find extends Found {
  fit: number;
  score: number;
}

/** Names that hold the words as they were typed stand in the order of the program (part 1, part 2), others by how much fits. */
function byFit(visible: readonly Entry[]): (a: Find, b: Find) => number {
  return (a, b) => {
    if (a.fit !== b.fit) return b.fit - a.fit;
    return a.fit > 1 ? visible.indexOf(a.entry) - visible.indexOf(b.entry) : b.score - a.score;
  };
}

const NO_SESSIONS: readonly Titled[] = [];

/** More words than this are a pasted text; the first ones say what is meant. */
const MOST_WORDS = 12;

function queryOf(readings: readonly string[][][], combineWith: 'AND' | 'OR'): Query {
  const ways = (words: readonly string[][]): Query => ({
    combineWith: 'OR',
    queries: words.map((way) => ({ combineWith: 'AND', queries: [...way] })),
  });
  return { combineWith, queries: readings.map(ways) };
}

/**
 * Entries among `visible` that fit the words, best first: those whose name, or that of one of their `sessions`, fits as it was typed,
 * then those that hold all words somewhere, or where there is none most of them. Words are forgiven their case, endings and one slip of
 * the hand each.
 */
export function findEntries(
  program: Program,
  visible: readonly Entry[],
  words: string,
  sessions: readonly Titled[] = NO_SESSIONS,
): Found[] {
  const { search, vocabulary } = indexOf(program, sessions);
  const byId = new Map(visible.map((entry) => [entry.id, entry]));
  const typed = searchTerms(words).slice(0, MOST_WORDS);
  const readings = typed.map((term) => readingsOf(term, vocabulary)).filter((ways) => ways.length > 0);
  if (readings.length * 2 <= typed.length) return [];
  for (const combineWith of readings.length === typed.length ? (['AND', 'OR'] as const) : (['OR'] as const)) {
    const found = search
      .search(queryOf(readings, combineWith), { filter: ({ id }) => byId.has(id) })
      .flatMap(({ id, score, queryTerms }) => {
        const entry = byId.get(id);
        const fitting = readings.filter((ways) => ways.some((way) => way.every((word) => queryTerms.includes(word))));
        return entry && fitting.length * 2 > typed.length
          ? [{ entry, score, ...fitOf(entry, sessions, readings) }]
          : [];
      });
    const best = Math.max(...found.map(({ score }) => score));
    const worth = found.filter(({ score, fit }) => fit > 0 || score >= best * WORTH_SHOWING);
    if (worth.length > 0) return worth.sort(byFit(visible)).map(({ entry, called }) => ({ entry, called }));
  }
  return [];
}

/** A title may be this far off, as a share of its letters, to be offered as what was meant. */
const NEAR_ENOUGH = 0.5;
const MOST_OFFERED = 3;

/** Where nothing was found: the entries among `visible` whose names look most like the words, the nearest first. */
export function nearestEntries(visible: readonly Entry[], words: string): Entry[] {
  const typed = searchTerms(words).slice(0, MOST_WORDS);
  if (typed.length === 0) return [];
  const farness = (name: string) => {
    const terms = searchTerms(name);
    return (
      typed.reduce((sum, term) => sum + Math.min(1, ...terms.map((word) => shareApart(term, word))), 0) / typed.length
    );
  };
  return visible
    .map((entry) => ({ entry, far: Math.min(...[entry.title, ...entry.alsoCalled].map(farness)) }))
    .filter(({ far }) => far <= NEAR_ENOUGH)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST_OFFERED)
    .map(({ entry }) => entry);
}
