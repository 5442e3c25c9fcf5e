// Reads an interviewer's mail in plain words: "Tuesday and Thursday work, 2 interviews each, not Nov 12". Pure.
//
// It knows few words and is careful with them: a piece with any other word is left to the reader, and nothing is taken from it. So "probably
// Tuesday", "every other Thursday", "if I find somebody for my clinic" or any other language are named, not guessed. It cannot know that one
// sentence takes back another, or what was said in the mail before. Whoever pasted it sees every piece with what was made of it, and corrects.
// "Two each" says how many interviews and not at which times: unless the times that were named are no more than that, its evenings are left open.
import type { Day } from '../../../domain/day.ts';
import type { Hour } from '../../../domain/hour.ts';
import { countText, dayText, listText } from '../../../domain/wording.ts';
import { type Clause, clausesOf, ownLines } from './reply-clauses.ts';
import { type Token, tokensOf } from './reply-tokens.ts';
import { heard, isAboutRoom, isAboutSeason, isCourtesy, limits } from './reply-words.ts';

export interface Asked {
  evenings: readonly Day[];
  /** When interviews begin on an evening, and how long each is. */
  starts: readonly Hour[];
  minutes: number;
  specialties: readonly { id: string; names: readonly string[] }[];
}

export interface ReadReply {
  /** Piece by piece: what was made of it; null: nothing, so somebody has to read it. `open`: it limits evenings, which are not offered therefore. */
  lines: readonly { said: string; understood: string | null; open?: true }[];
  /** When they can. Evenings of which only some times suit, and it is not said which, are not among them. */
  offers: readonly { day: Day; starts: readonly Hour[] }[];
  /** No: on no committee. Null: the mail does not say. */
  committees: readonly string[] | null;
  link: string | null;
}

/** So many interviews an evening; null where a piece says how many and was not understood. */
interface Limit {
  said: Clause;
  /** null: on all evenings that suit. */
  days: readonly Day[] | null;
  count: number | null;
}

interface State {
  suits: Set<Day>;
  /** Days that were named as not possible: nothing that is said more widely brings them back. */
  never: Set<Day>;
  starts: Map<Day, readonly Hour[]>;
  limits: Limit[];
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

/** Which hours of some days: of all evenings where the piece names none. */
function narrow(
  state: State,
  asked: Asked,
  tokens: readonly Token[],
  { said: clause, named, turn }: { said: Clause; named: readonly Day[]; turn: 'yes' | 'no' },
) {
  const days = named.length > 0 ? named : asked.evenings;
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
  }
  if (count !== undefined) state.limits.push({ said: clause, days: named.length > 0 ? named : null, count });
  if (times.length > 0) {
    const left = asked.starts.filter((start) => isKept(start) === (turn === 'yes'));
    said.push(`interviews that begin at ${listText(left)}`);
  }
  if (count !== undefined) said.push(`${countText(count, 'interview')} an evening`);
  return said;
}

/** Says of some days that they suit or not, and of hours which; null where that makes no sense. */
function noteTimes(state: State, asked: Asked, tokens: readonly Token[], clause: Clause, turn: 'yes' | 'no') {
  const { except } = clause;
  const named = tokens.flatMap((token) => (token.kind === 'days' ? token.days : []));
  const outside = tokens.some((token) => token.kind === 'days' && token.outside);
  const all = tokens.some(({ kind }) => kind === 'all') && named.length === 0;
  const days = all ? [...asked.evenings] : [...new Set(named)];
  const hours = tokens.some(({ kind }) => kind === 'time' || kind === 'count');
  if (days.length === 0 && outside && turn === 'yes') return null;
  const narrowed = hours ? narrow(state, asked, tokens, { said: clause, named: days, turn }) : [];
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

function understand(state: State, asked: Asked, clause: Clause): string | null | 'nothing' {
  const { said, except } = clause;
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
  const noted = noteTimes(state, asked, tokens, clause, turn);
  if (noted === null) return null;
  if (!except) state.turn = turn;
  return noted.join('; ');
}

/** The evenings that a piece names; null: none, so that it may mean any. */
function daysIn({ said }: Clause, { evenings }: Asked): readonly Day[] | null {
  const named = tokensOf(said, evenings).flatMap((token) => (token.kind === 'days' ? [token.days] : []));
  return named.length === 0 ? null : named.flat();
}

/** Reads a mail. What it says of days that are no evenings of the round is named. */
export function readReply(mail: string, asked: Asked): ReadReply {
  const state: State = {
    suits: new Set(),
    never: new Set(),
    starts: new Map(),
    limits: [],
    committees: null,
    link: null,
    turn: 'yes',
  };
  const read = ownLines(mail).flatMap((line) => {
    state.turn = 'yes';
    return clausesOf(line).flatMap((clause) => {
      const understood = understand(state, asked, clause);
      if (understood === null && limits(clause.said))
        state.limits.push({ said: clause, days: daysIn(clause, asked), count: null });
      return understood === 'nothing' ? [] : [{ clause, understood }];
    });
  });
  const suiting = [...state.suits].filter((day) => !state.never.has(day)).sort();
  const startsOf = (day: Day) => state.starts.get(day) ?? asked.starts;
  const openBy = ({ days, count }: Limit) =>
    suiting.filter((day) => (days?.includes(day) ?? true) && startsOf(day).length > (count ?? 0));
  const open = state.limits.filter((limit) => openBy(limit).length > 0);
  const left = new Set(open.flatMap(openBy));
  return {
    lines: read.map(({ clause, understood }) =>
      open.some(({ said }) => said === clause)
        ? { said: clause.said, understood: null, open: true }
        : { said: clause.said, understood },
    ),
    offers: suiting
      .filter((day) => !left.has(day))
      .map((day) => ({ day, starts: startsOf(day) }))
      .filter(({ starts }) => starts.length > 0),
    committees: state.committees,
    link: state.link,
  };
}
