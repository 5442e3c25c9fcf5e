// Reads an interviewer's mail in plain words: "Tuesday and Thursday work, 2 interviews each, not Nov 12". Pure.
//
// It knows few words and is careful with them: a piece with any other word is left to the reader, and nothing is taken from it. So "probably
// Tuesday", "every other Thursday", "if I find somebody for my clinic" or any other language are named, not guessed. It cannot know that one
// sentence takes back another, or what was said in the mail before. Whoever pasted it sees every piece with what was made of it, and corrects.
import type { Day } from '../../../domain/day.ts';
import type { Hour } from '../../../domain/hour.ts';
import { countText, dayText, listText } from '../../../domain/wording.ts';
import { type Clause, clausesOf, ownLines } from './reply-clauses.ts';
import { type Token, tokensOf } from './reply-tokens.ts';
import { heard, isAboutRoom, isAboutSeason, isCourtesy } from './reply-words.ts';

export interface Asked {
  evenings: readonly Day[];
  /** When interviews begin on an evening, and how long each is. */
  starts: readonly Hour[];
  minutes: number;
  specialties: readonly { id: string; names: readonly string[] }[];
}

export interface ReadReply {
  /** Piece by piece: what was made of it; null: nothing, so somebody has to read it. */
  lines: readonly { said: string; understood: string | null }[];
  /** When they can. */
  offers: readonly { day: Day; starts: readonly Hour[] }[];
  /** No: on no committee. Null: the mail does not say. */
  committees: readonly string[] | null;
  link: string | null;
}

interface State {
  suits: Set<Day>;
  /** Days that were named as not possible: nothing that is said more widely brings them back. */
  never: Set<Day>;
  starts: Map<Day, readonly Hour[]>;
  /** So many interviews an evening, where that was said. */
  most: Map<Day, number>;
  committees: readonly string[] | null;
  link: string | null;
  /** Which way the piece before turned. */
  turn: 'yes' | 'no';
}

type Time = Extract<Token, { kind: 'time' }>;

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => (token.kind === 'word' ? token.word : []));
}

function minutesOf(hour: Hour): number {
  return Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));
}

function fits(start: Hour, { how, time }: Time, minutes: number): boolean {
  if (how === 'from') return start >= time;
  return how === 'at' ? start === time : minutesOf(start) + minutes <= minutesOf(time);
}

function daysText(days: readonly Day[]): string {
  return listText([...days].sort().map(dayText));
}

/** Which hours of some days: of all that suit where the piece names none. */
function narrow(state: State, asked: Asked, tokens: readonly Token[], days: readonly Day[], turn: 'yes' | 'no') {
  const times = tokens.filter((token): token is Time => token.kind === 'time');
  const [count] = tokens.flatMap((token) => (token.kind === 'count' ? token.count : []));
  const exact = times.filter(({ how }) => how === 'at');
  const isKept = (start: Hour) =>
    times.filter(({ how }) => how !== 'at').every((time) => fits(start, time, asked.minutes)) &&
    (exact.length === 0 || exact.some((time) => fits(start, time, asked.minutes)));
  const said: string[] = [];
  const isOdd = times.length > 0 && !asked.starts.some(isKept);
  if (isOdd || (count !== undefined && turn === 'no')) return null;
  for (const day of days) {
    const known = state.starts.get(day) ?? asked.starts;
    const kept = times.length === 0 ? known : known.filter((start) => isKept(start) === (turn === 'yes'));
    state.starts.set(day, kept);
    if (count !== undefined) state.most.set(day, count);
  }
  if (times.length > 0) {
    const left = asked.starts.filter((start) => isKept(start) === (turn === 'yes'));
    said.push(`interviews that begin at ${listText(left)}`);
  }
  if (count !== undefined)
    said.push(`${countText(count, 'interview')} an evening: I took the first; please correct where others suit`);
  return said;
}

/** Says of some days that they suit or not, and of hours which; null where that makes no sense. */
function noteTimes(state: State, asked: Asked, tokens: readonly Token[], turn: 'yes' | 'no', except: boolean) {
  const named = tokens.flatMap((token) => (token.kind === 'days' ? token.days : []));
  const outside = tokens.some((token) => token.kind === 'days' && token.outside);
  const all = tokens.some(({ kind }) => kind === 'all') && named.length === 0;
  const days = all ? [...asked.evenings] : [...new Set(named)];
  const hours = tokens.some(({ kind }) => kind === 'time' || kind === 'count');
  if (days.length === 0 && outside && turn === 'yes') return null;
  const narrowed = hours ? narrow(state, asked, tokens, days.length > 0 ? days : asked.evenings, turn) : [];
  if (narrowed === null) return null;
  const said: string[] = [];
  // "Not Tuesday after 7" leaves the hours before.
  const onlyHours = turn === 'no' && hours;
  if (turn === 'yes') {
    for (const day of days) {
      state.suits.add(day);
      if (except) state.never.delete(day);
    }
  } else if (!onlyHours) {
    for (const day of days) {
      state.suits.delete(day);
      if (!all) state.never.add(day);
    }
  }
  if (days.length > 0 && !onlyHours) said.push(`${turn === 'yes' ? 'can' : "can't"} on ${daysText(days)}`);
  if (turn === 'yes' && days.length > 1 && wordsOf(tokens).includes('or')) said.push('both sides of "or" are ticked');
  if (outside) said.push('names a day that is no evening of this round');
  return [...said, ...narrowed];
}

function named(words: readonly string[], { specialties }: Asked): string[] {
  const text = ` ${words.join(' ')} `;
  return specialties
    .filter(({ names }) => names.some((name) => text.includes(` ${name.toLowerCase()} `)))
    .map(({ id }) => id);
}

function noteCommittee(state: State, asked: Asked, words: readonly string[]): string | null {
  const on = named(words, asked);
  const names = asked.specialties.filter(({ id }) => on.includes(id)).flatMap((one) => one.names.slice(0, 1));
  const rest = ` ${words.join(' ')} `;
  const others = names
    .reduce((text, name) => text.replace(` ${name.toLowerCase()} `, ' '), rest)
    .trim()
    .split(' ');
  const turn = heard(others, { committee: true });
  if (turn === 'yes' && on.length > 0) {
    state.committees = on;
    return `on the selection committee for ${listText(names)}`;
  }
  if (turn !== 'no' || on.length > 0) return null;
  state.committees = [];
  return 'on no selection committee';
}

function understand(state: State, asked: Asked, { said, except }: Clause): string | null | 'nothing' {
  const tokens = tokensOf(said, asked.evenings);
  const words = wordsOf(tokens);
  if (words.some((word) => /^committees?$/.test(word))) return noteCommittee(state, asked, words);
  const [link] = tokens.flatMap((token) => (token.kind === 'link' ? token.url : []));
  if (link !== undefined) {
    if (!isAboutRoom(words) || heard(words, { room: true }) !== 'yes') return null;
    state.link = link;
    return 'the link to the online room';
  }
  const turned = heard(words);
  if (tokens.some(({ kind }) => kind === 'unclear')) return null;
  if (tokens.every(({ kind }) => kind === 'word')) {
    if (isCourtesy(words)) return 'nothing';
    if (turned !== 'no' || !isAboutSeason(words)) return null;
    state.suits.clear();
    return 'no times this season';
  }
  if (turned === 'unclear') return null;
  const turn = except ? (state.turn === 'yes' ? 'no' : 'yes') : turned;
  const noted = noteTimes(state, asked, tokens, turn, except);
  if (noted === null) return null;
  if (!except) state.turn = turn;
  return noted.join('; ');
}

/** Reads a mail. What it says of days that are no evenings of the round is named. */
export function readReply(mail: string, asked: Asked): ReadReply {
  const state: State = {
    suits: new Set(),
    never: new Set(),
    starts: new Map(),
    most: new Map(),
    committees: null,
    link: null,
    turn: 'yes',
  };
  const lines = ownLines(mail).flatMap((line) => {
    state.turn = 'yes';
    return clausesOf(line).flatMap((clause) => {
      const understood = understand(state, asked, clause);
      return understood === 'nothing' ? [] : [{ said: clause.said, understood }];
    });
  });
  const days = [...state.suits].filter((day) => !state.never.has(day)).sort();
  const offers = days.map((day) => ({
    day,
    starts: (state.starts.get(day) ?? asked.starts).slice(0, state.most.get(day) ?? asked.starts.length),
  }));
  return {
    lines,
    offers: offers.filter(({ starts }) => starts.length > 0),
    committees: state.committees,
    link: state.link,
  };
}
