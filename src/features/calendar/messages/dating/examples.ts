// Every message of dating the year at its shortest, its longest and with hostile text.
import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../../ahead/session.ts';
import type { Entry } from '../../../../program/program.ts';
import { type EnteredSession, NOTHING_ENTERED } from '../../rules/entered-session.ts';
import type { Undated } from '../../rules/undated.ts';
import { type ClosingAsked, clearAsked, closedDayAsked, closingAsked, dateAsked, yearChanged } from './day-forms.ts';
import { differenceLines, type Review, type SessionDifference } from './difference.ts';
import { type DatedSession, datedPage, daysPage, type EnteredDay, undatedPage } from './pages.ts';
import { cancelAsked, editAsked, moveAsked, newSessionAsked, type Offered, seriesAsked } from './session-forms.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const LONG = 'How to Create a Competitive Residency Application, with all of the experts whom we could find, '.repeat(
  6,
);
const zone = 'America/New_York';
const startsAt = Temporal.Instant.from('2027-01-21T22:00:00Z');
const span = { startsAt, endsAt: startsAt.add({ minutes: 90 }) };

function many<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

function entry(title: string, more: Partial<Entry> = {}): Entry {
  return {
    id: 'road-to-residency-1',
    title,
    alsoCalled: [],
    kind: 'session',
    for: [[{ cycle: 'applying' }]],
    when: [{ months: ['january'], match: -1 }],
    hosts: [],
    purpose: 'The year ahead.',
    topics: [],
    items: [],
    optional: false,
    reminded: true,
    resources: [],
    ...more,
  };
}

function session(title: string): Session {
  return {
    id: 7,
    key: 'road-to-residency-1-2027',
    entry: 'road-to-residency-1',
    title,
    specialty: null,
    ...span,
    day: '2027-01-21',
    place: 'TMEC 250',
    link: 'https://example.edu/join',
    sequence: 3,
    capacity: 30,
    taken: 12,
    rsvpClosesAt: null,
    cancelledAt: null,
    postponed: true,
    recording: null,
  };
}

function undatedRows(title: string): Undated[] {
  const audience = title.slice(0, 40);
  const common = { kind: 'session', months: 'January 2027', audience, from: '2027-01-01' } as const;
  return [
    { kind: 'postponed', session: session(title), title },
    { ...common, entry: entry(title), count: 0 },
    { ...common, entry: entry(title, { kind: 'series', unit: { one: 'panel', many: 'panels' } }), count: 11 },
    { kind: 'day', subject: 'match/nrmp', year: 2027, title, audience },
  ];
}

function datedRow(title: string, more: Partial<DatedSession> = {}): DatedSession {
  const facts = { place: 'TMEC 250', capacity: null, taken: 3, state: 'ahead', hasRecording: false } as const;
  return { id: 7, title, ...span, ...facts, ...more };
}

function enteredDay(title: string): EnteredDay {
  const week = { from: startsAt, to: startsAt.add({ hours: 240 }) };
  return { subject: 'match/nrmp', year: 2027, title, day: '2027-03-19', week };
}

function difference(title: string): SessionDifference {
  const clash = { title, ...span, people: 9 };
  return {
    title,
    span,
    fate: null,
    was: { startsAt: startsAt.subtract({ hours: 24 }), endsAt: span.endsAt.subtract({ hours: 24 }) },
    isNew: false,
    fields: [{ name: 'Place', is: title, was: 'Zoom' }],
    students: 12,
    against: {
      clashes: [clash],
      booked: 3,
      alsoDated: [clash],
      closedFor: title,
      outside: 'January 2027',
      isOver: true,
    },
    told: { what: 'moved', people: 3 },
  };
}

function review(title: string, count = 1): Review {
  return { note: title, lines: many(count, () => differenceLines(difference(title), zone)).flat(), isReady: true };
}

const plain: Review = { note: null, lines: ['Nothing stands against it.'], isReady: false };
const entered: EnteredSession = {
  ...NOTHING_ENTERED,
  event: 'road-to-residency-1',
  specialty: 'urology',
  day: '2027-01-21',
  hour: '17:00',
  minutes: 95,
  capacity: '30',
  closesDay: '2027-01-20',
  closesHour: '12:00',
};
const worded = (words: string): EnteredSession => ({
  ...entered,
  title: words,
  place: words,
  link: `https://example.edu/?${words}`,
  recording: `https://example.edu/?${words}`,
});
const offered = (name: string, count = 1): Offered[] => [
  { id: 'road-to-residency-1', name },
  ...many(count, (at) => ({ id: `entry-${at}`, name })),
];
const known = (title: string) => ({ title, ...span });
const empty = { value: '', entered: NOTHING_ENTERED, review: null, zone } as const;

function closing(title: string, count: number, more: Partial<ClosingAsked> = {}): ClosingAsked {
  const chosen = { act: 'online', link: `https://example.edu/${title}`, day: '2027-01-28', hour: '17:00' } as const;
  const sessions = many(count, (id) => ({ id, ...known(title), entered: chosen }));
  return { value: '2027-01-21/', day: '2027-01-21', sessions, review: null, zone, ...more };
}

const series = { event: 'road-to-residency-1', names: 'title', hour: '17:00', minutes: 75 } as const;
const empties = { event: '', names: 'specialty', hour: '', minutes: 60, place: '', link: '', lines: '' } as const;

export const datingExamples = {
  undatedPage: {
    shortest: undatedPage({ undated: [] }),
    usual: undatedPage({ undated: undatedRows('The Road to Residency, Part I') }),
    longest: undatedPage({ undated: many(15, () => undatedRows(LONG)).flat() }),
    hostile: undatedPage({ undated: undatedRows(HOSTILE) }),
  },
  datedPage: {
    shortest: datedPage({ sessions: [], earlier: null, later: null, zone }),
    usual: datedPage({
      sessions: [datedRow('Urology'), datedRow('Dermatology', { state: 'over', hasRecording: true, place: null })],
      earlier: -10,
      later: null,
      zone,
    }),
    longest: datedPage({
      sessions: many(10, () => datedRow(LONG, { place: LONG, capacity: 30, state: 'ahead', hasRecording: true })),
      earlier: -10,
      later: 10,
      zone,
    }),
    hostile: datedPage({
      sessions: [datedRow(HOSTILE, { place: HOSTILE, state: 'postponed' })],
      earlier: null,
      later: 10,
      zone,
    }),
  },
  daysPage: {
    shortest: daysPage({ days: [], earlier: null, later: null, zone }),
    longest: daysPage({ days: many(10, () => enteredDay(LONG)), earlier: 0, later: 20, zone }),
    hostile: daysPage({ days: [enteredDay(HOSTILE)], earlier: null, later: null, zone }),
  },
  newSessionAsked: {
    shortest: newSessionAsked({ ...empty, events: offered('Road to Residency'), specialties: offered('Urology') }),
    longest: newSessionAsked({
      value: 'abcdef0123456789',
      entered: worded(LONG),
      events: offered(LONG, 120),
      specialties: offered(LONG, 120),
      zone,
      review: review(LONG, 60),
    }),
    hostile: newSessionAsked({
      value: '',
      entered: worded(HOSTILE),
      events: offered(HOSTILE),
      specialties: offered(HOSTILE),
      zone,
      review: review(HOSTILE),
    }),
  },
  moveAsked: {
    shortest: moveAsked({ ...empty, session: known('Road to Residency') }),
    usual: moveAsked({ value: '7/3/abc', entered, session: known('Road to Residency'), zone, review: plain }),
    longest: moveAsked({
      value: '7/3/abc',
      entered: worded(LONG),
      session: known(LONG),
      zone,
      review: review(LONG, 60),
    }),
    hostile: moveAsked({ value: '', entered: worded(HOSTILE), session: known(HOSTILE), zone, review: review(HOSTILE) }),
  },
  editAsked: {
    shortest: editAsked({ ...empty, session: known('Road to Residency'), specialties: offered('Urology') }),
    longest: editAsked({
      value: '7/3/abc',
      entered: worded(LONG),
      session: known(LONG),
      specialties: offered(LONG, 120),
      zone,
      review: review(LONG, 60),
    }),
    hostile: editAsked({
      value: '7/3/abc',
      entered: worded(HOSTILE),
      session: known(HOSTILE),
      specialties: offered(HOSTILE),
      zone,
      review: null,
    }),
  },
  cancelAsked: {
    shortest: cancelAsked({
      value: '7/3/a,b',
      session: known('Urology'),
      people: 0,
      note: null,
      postponed: false,
      zone,
    }),
    longest: cancelAsked({ value: '7/3/a,b', session: known(LONG), people: 700, note: LONG, postponed: true, zone }),
    hostile: cancelAsked({ value: '7/3/a', session: known(HOSTILE), people: 1, note: HOSTILE, postponed: false, zone }),
  },
  seriesAsked: {
    shortest: seriesAsked({ value: '', entered: empties, events: offered('Series'), zone, review: null }),
    longest: seriesAsked({
      value: 'abcdef0123456789',
      entered: { ...series, place: LONG, link: LONG, lines: LONG.repeat(20) },
      events: offered(LONG, 120),
      zone,
      review: review(LONG, 60),
    }),
    hostile: seriesAsked({
      value: '',
      entered: { ...series, place: HOSTILE, link: HOSTILE, lines: HOSTILE },
      events: offered(HOSTILE),
      zone,
      review: review(HOSTILE),
    }),
  },
  dateAsked: {
    shortest: dateAsked({
      value: '',
      subjects: offered('Match Day'),
      years: [2027],
      entered: { subject: '', year: '', day: '' },
      review: null,
    }),
    longest: dateAsked({
      value: 'abcdef0123456789',
      subjects: offered(LONG, 120),
      years: many(40, (at) => 2025 + at),
      entered: { subject: 'road-to-residency-1', year: '2027', day: '2027-03-19' },
      review: review(LONG, 60),
    }),
    hostile: dateAsked({
      value: '',
      subjects: offered(HOSTILE),
      years: [2027],
      entered: { subject: 'road-to-residency-1', year: '2027', day: '2027-03-19' },
      review: review(HOSTILE),
    }),
  },
  clearAsked: {
    shortest: clearAsked({ value: 'a/2027/match/nrmp', title: 'Match Day 2027', day: '2027-03-19' }),
    longest: clearAsked({ value: 'a/2027/match/nrmp', title: LONG, day: '2027-03-19' }),
    hostile: clearAsked({ value: 'a/2027/match/nrmp', title: HOSTILE, day: '2027-03-19' }),
  },
  closedDayAsked: {
    shortest: closedDayAsked({ today: '2027-01-21' }),
    longest: closedDayAsked({ today: '2027-01-21' }),
    hostile: closedDayAsked({ today: '2027-01-21' }),
  },
  closingAsked: {
    shortest: closingAsked(closing('Urology', 1)),
    longest: closingAsked(closing(LONG, 15, { review: review(LONG, 60), value: '2027-01-21/abcdef0123456789' })),
    hostile: closingAsked(closing(HOSTILE, 2, { review: review(HOSTILE) })),
  },
  yearChanged: {
    shortest: yearChanged({ lines: ['It is so already.'], auditId: null }),
    usual: yearChanged({ lines: ['Moved: Urology.', '3 people are told.'], auditId: 12 }),
    longest: yearChanged({ lines: many(60, () => LONG), auditId: 12 }),
    hostile: yearChanged({ lines: [HOSTILE], auditId: 12 }),
  },
};
