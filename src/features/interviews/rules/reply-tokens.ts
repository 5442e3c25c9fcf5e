// Days, times and counts in a piece of a mail. Pure; see read-reply.ts.
import { type Day, weekdayOf } from '../../../domain/day.ts';
import type { Hour } from '../../../domain/hour.ts';

/** What a piece names, in order. `days`: of the round; `outside`: what was named is no evening of the round. */
export type Token =
  | { kind: 'days'; days: readonly Day[]; outside: boolean }
  | { kind: 'all' }
  | { kind: 'time'; how: 'from' | 'until' | 'at'; time: Hour }
  | { kind: 'count'; count: number }
  | { kind: 'link'; url: string }
  | { kind: 'word'; word: string }
  /** A number of which nobody can say what it is. */
  | { kind: 'unclear'; what: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five'];

const WORD =
  /https?:\/\/\S+|\d{4}-\d\d-\d\d|\d{1,2}\/\d{1,2}|\d{1,2}:\d\d\s?(?:am|pm)?|\d{1,2}\s?(?:am|pm)\b|\d+(?:st|nd|rd|th)?|[\p{L}']+|[-\u2013]/giu;
/** What takes the place of "any of the evenings". */
const EVERY_EVENING = 'everyevening';
const EVERY =
  /\b(?:any|all|every)\s+(?:of\s+)?(?:the\s+|those\s+|these\s+|your\s+)?(?:proposed\s+)?(?:evenings?|days?|dates?|nights?|them|time)\b|\banytime\b/gi;
const FULL_MONTH =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/;
const FULL_WEEKDAY = /^(mon(day)?|tue(s|sday)?|wed(s|nesday)?|thu(r|rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?)s?$/;
const HOW: Readonly<Record<string, 'from' | 'until' | 'at'>> = {
  from: 'from',
  after: 'from',
  starting: 'from',
  until: 'until',
  till: 'until',
  before: 'until',
  by: 'until',
  at: 'at',
};
const RANGE = new Set(['to', 'through', 'thru', '-', '\u2013']);

function monthOf(word: string): number {
  return FULL_MONTH.test(word) ? MONTHS.indexOf(word.slice(0, 3)) + 1 : 0;
}

function weekdayIn(word: string): number {
  return FULL_WEEKDAY.test(word) ? WEEKDAYS.indexOf(word.slice(0, 3)) + 1 : 0;
}

/** An hour without am or pm is one of an evening. */
function timeIn(word: string): Hour | null {
  const [, hours = '', minutes = '00', half] = /^(\d{1,2})(?::(\d\d))?\s?(am|pm)?$/.exec(word) ?? [];
  if (hours === '') return null;
  const late = half === 'pm' || (half === undefined && Number(hours) < 12);
  const hour = (Number(hours) % 12) + (late ? 12 : 0);
  const whole = Number(hours) > 12 ? Number(hours) : hour;
  return whole < 24 && Number(minutes) < 60 ? `${String(whole).padStart(2, '0')}:${minutes}` : null;
}

/** How far a piece has been read. */
interface Reading {
  words: readonly string[];
  evenings: readonly Day[];
  at: number;
  /** The month that was named last; 0: none yet. */
  month: number;
}

function daysNamed(days: readonly Day[]): Token {
  return { kind: 'days', days, outside: days.length === 0 };
}

function dateOf(reading: Reading, month: number, day: number): Token {
  reading.month = month;
  const end = `-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return daysNamed(reading.evenings.filter((evening) => evening.endsWith(end)));
}

/** A day of the month that was named last, or the only one of the round with that number. */
function dayNumber(reading: Reading, word: string): Token {
  const day = Number.parseInt(word, 10);
  if (reading.month > 0) return dateOf(reading, reading.month, day);
  const found = reading.evenings.filter((evening) => Number(evening.slice(8)) === day);
  if (found.length > 1 || !/\D/.test(word)) return { kind: 'unclear', what: word };
  return daysNamed(found);
}

function isCounted(next: string): boolean {
  return /^(interviews?|each|per|slots?|students?)$/.test(next);
}

/** `14th` is a day; `14` may be an hour. */
function isDate(word: string): boolean {
  return /^\d+(st|nd|rd|th)$/.test(word) || monthOf(word) > 0 || weekdayIn(word) > 0;
}

function numberToken(reading: Reading, word: string): Token {
  const [second = '', third = ''] = reading.words.slice(reading.at);
  if (/:|am|pm/.test(word)) {
    const time = timeIn(word);
    return time ? { kind: 'time', how: 'at', time } : { kind: 'unclear', what: word };
  }
  if (/^\d$/.test(word) && isCounted(second)) return { kind: 'count', count: Number(word) };
  const next = second === 'of' ? third : second;
  if (monthOf(next) > 0) {
    reading.at += second === 'of' ? 2 : 1;
    return dateOf(reading, monthOf(next), Number.parseInt(word, 10));
  }
  const isYear = /^\d{4}$/.test(word) && reading.evenings.some((evening) => evening.startsWith(word));
  return isYear ? { kind: 'word', word: 'the' } : dayNumber(reading, word);
}

/** With a date right behind it the date is meant, if it is on that day of the week. */
function weekdayToken(reading: Reading, word: string): Token {
  const weekday = weekdayIn(word);
  const behind = () => reading.words.slice(reading.at);
  if (behind()[0] === 'the') reading.at++;
  const [first = '', second = ''] = behind();
  if (/^\d{1,2}(st|nd|rd|th)$/.test(first) || (monthOf(first) > 0 && /^\d/.test(second))) {
    const date = nextToken(reading);
    const fits = date.kind !== 'days' || date.days.every((day) => weekdayOf(day) === weekday);
    return fits ? date : { kind: 'unclear', what: `${word} is not on that date` };
  }
  return daysNamed(reading.evenings.filter((day) => weekdayOf(day) === weekday));
}

/** What begins at the present word; moves behind it. */
function nextToken(reading: Reading): Token {
  const { words, evenings } = reading;
  const word = words[reading.at++] ?? '';
  const second = words[reading.at] ?? '';
  if (/^https?:/.test(word)) return { kind: 'link', url: word.replace(/[.,;)]+$/, '') };
  if (word === EVERY_EVENING) return { kind: 'all' };
  if (/^\d{4}-\d\d-\d\d$/.test(word)) return daysNamed(evenings.filter((day) => day === word));
  const [, month = '', day = ''] = /^(\d{1,2})\/(\d{1,2})$/.exec(word) ?? [];
  if (month !== '') return dateOf(reading, Number(month), Number(day));
  if (monthOf(word) > 0 && /^\d{1,2}(st|nd|rd|th)?$/.test(second)) {
    reading.at++;
    return dateOf(reading, monthOf(word), Number.parseInt(second, 10));
  }
  if (/^\d/.test(word)) return numberToken(reading, word);
  if (weekdayIn(word) > 0) return weekdayToken(reading, word);
  const count = NUMBERS.indexOf(word);
  if (count > 0 && isCounted(second)) return { kind: 'count', count };
  const how = HOW[word];
  const time = how && !isDate(second) ? timeIn(second) : null;
  if (!how || !time) return { kind: 'word', word };
  reading.at++;
  return { kind: 'time', how, time };
}

/** All evenings from one day to another; from a day of the week to another, in every week. */
function between(evenings: readonly Day[], from: Token, to: Token): Token {
  const [first, last] = [from.kind === 'days' ? from.days : [], to.kind === 'days' ? to.days : []];
  const [begin] = first;
  const end = last.at(-1);
  if (begin === undefined || end === undefined) return { kind: 'unclear', what: 'from one day to another' };
  const weekly = first.length > 1 || last.length > 1;
  const within = (day: Day) =>
    weekly ? weekdayOf(begin) <= weekdayOf(day) && weekdayOf(day) <= weekdayOf(end) : begin <= day && day <= end;
  return { kind: 'days', days: evenings.filter(within), outside: false };
}

/** What a piece names, word by word. */
export function tokensOf(piece: string, evenings: readonly Day[]): readonly Token[] {
  const words = [...piece.replaceAll(EVERY, ` ${EVERY_EVENING} `).matchAll(WORD)].map(([word]) =>
    word.startsWith('http') ? word : word.toLowerCase(),
  );
  const reading: Reading = { words, evenings, at: 0, month: 0 };
  const tokens: Token[] = [];
  while (reading.at < words.length) {
    const token = nextToken(reading);
    const [link = '', end = ''] = words.slice(reading.at);
    if (!RANGE.has(link) || !(/^\d/.test(end) || isDate(end))) tokens.push(token);
    else if (token.kind === 'days') {
      reading.at++;
      tokens.push(between(evenings, token, nextToken(reading)));
    } else if (token.kind === 'time' && timeIn(end)) {
      reading.at += 2;
      tokens.push({ ...token, how: 'from' }, { kind: 'time', how: 'until', time: timeIn(end) ?? '' });
    } else tokens.push(token);
  }
  return tokens;
}
