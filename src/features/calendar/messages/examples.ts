// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import { Temporal } from 'temporal-polyfill';
import type { Entry } from '../../../program/program.ts';
import type { OwnTime } from '../rules/own-times.ts';
import { addToCalendar, calendarFileSent } from './add-to-calendar.ts';
import { calendarPage, unknownCalendar } from './calendar-page.ts';
import { type EventDetails, eventDetails, noEvent } from './event-details.ts';
import { addButton } from './ids.ts';
import { programOutline } from './program-outline.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const zone = 'America/New_York';
const heading = { text: 'PCE month 3 of 12, Pathways, class of 2029', provisional: true };

function entry(title: string, more: Partial<Entry> = {}): Entry {
  return {
    id: 'open-house-pce',
    title,
    alsoCalled: [],
    kind: 'session',
    for: [[{ phase: 'pce' }]],
    when: [{ months: ['june'] }],
    hosts: [],
    purpose: 'An informal hour.',
    topics: [],
    items: [],
    optional: false,
    reminded: true,
    resources: [],
    ...more,
  };
}

type Item = OwnTime & { past: boolean };

function session(title: string, more: Partial<Item> = {}): Item {
  const startsAt = Temporal.Instant.from('2027-06-08T21:00:00Z');
  return {
    entry: entry(title),
    sessionId: 7,
    tick: null,
    title,
    day: '2027-06-08',
    when: { kind: 'session', startsAt, endsAt: startsAt.add({ hours: 1 }), day: '2027-06-08' },
    through: '2027-06-08',
    called: null,
    where: 'TMEC 227',
    link: 'https://example.edu/career/open-house',
    past: false,
    tense: 'coming',
    series: null,
    specialty: null,
    ifApplying: false,
    audience: null,
    ...more,
  };
}

const juneJuly = { kind: 'window', from: '2027-06-01', to: '2027-07-31', months: 'June/July', opens: null } as const;
const nowhere = { where: null, link: null, sessionId: null } as const;
const undated = session('Retake the Careers in Medicine survey', {
  ...nowhere,
  when: { ...juneJuly, awaitsDate: false },
  through: '2027-07-31',
});
const due = session('Plan the Post-PCE phase', { ...nowhere, when: { kind: 'due', day: '2027-04-01' } });
const past = session('Career Planning Open House (PCE)', { past: true, tense: 'past' });
const long = 'A title that goes on and on '.repeat(5).trim();

const full = entry(long, {
  alsoCalled: [long, HOSTILE],
  hosts: ['dean-for-students'],
  purpose: 'What it is for, at some length. '.repeat(40).trim(),
  topics: Array.from({ length: 12 }, (_, at) => `Topic ${at + 1}`),
  items: [{ id: 'one', title: 'Met with the Society Advisor' }],
  optional: true,
});

const bare: EventDetails = {
  entry: entry('Match Day'),
  track: 'pathways',
  isStudent: true,
  times: [],
  notes: new Map(),
  cancelled: [],
  recordings: [],
  items: [],
  hosts: [],
  resources: [],
  ifApplying: false,
  others: [],
  zone,
};

const asked = {
  text: "You're going",
  buttons: [{ label: 'Not going', action: 'rsvp.not-going', value: '7' }],
  list: ['Going (2 of 20): Ada, Bo', 'Not going: 1'],
};

const adding = {
  startsAt: Temporal.Instant.from('2027-06-08T21:00:00Z'),
  sessionId: 7,
  google: 'https://example.edu/google',
  outlook: 'https://example.edu/outlook',
  zone,
};

export const examples = {
  calendarPage: {
    shortest: calendarPage({ heading, first: '2027-06', months: [{ month: '2027-06', items: [] }], zone }),
    longest: calendarPage({
      heading,
      first: '2027-05',
      months: ['2027-05', '2027-06', '2027-07'].map((month) => ({
        month,
        items: Array.from({ length: 20 }, () => session(long)),
      })),
      zone,
    }),
    usual: calendarPage({
      heading,
      first: '2027-06',
      months: [{ month: '2027-06', items: [session('Career Planning Open House (PCE)'), undated, due] }],
      zone,
    }),
    past: calendarPage({ heading, first: '2027-06', months: [{ month: '2027-06', items: [past] }], zone }),
    hostile: calendarPage({
      heading: { text: HOSTILE, provisional: false },
      first: '2027-06',
      months: [{ month: '2027-06', items: [session(HOSTILE, { where: HOSTILE, audience: HOSTILE })] }],
      zone,
    }),
  },
  unknownCalendar: {
    shortest: unknownCalendar('x', 'unknown'),
    longest: unknownCalendar(long.repeat(30), 'unknown'),
    hostile: unknownCalendar(HOSTILE, 'unknown'),
    year: unknownCalendar('2027', 'year'),
    track: unknownCalendar('hst', 'track'),
  },
  programOutline: {
    shortest: programOutline({
      title: 'The PCE phase',
      heading,
      phases: [{ phase: 'pce', entries: [] }],
      undecided: false,
      track: 'pathways',
    }),
    longest: programOutline({
      title: 'The whole program',
      heading,
      phases: (['preclerkship', 'pce', 'post-pce'] as const).map((phase) => ({
        phase,
        entries: Array.from({ length: 20 }, () => entry(long)),
      })),
      undecided: false,
      track: 'pathways',
    }),
    hostile: programOutline({
      title: HOSTILE,
      heading,
      phases: [{ phase: 'pce', entries: [entry(HOSTILE), entry(HOSTILE, { for: [[{ cycle: 'applying' }]] })] }],
      undecided: true,
      track: null,
    }),
  },
  eventDetails: {
    shortest: eventDetails({ ...bare, entry: entry('Match Day') }),
    usual: eventDetails({
      ...bare,
      entry: entry('Career Planning Open House (PCE)', { alsoCalled: ['Open house'] }),
      times: [session('Career Planning Open House (PCE)'), { ...undated, called: 'summer' }],
      notes: new Map([[7, [{ text: null, buttons: [addButton(7)], list: [] }]]]),
      hosts: ['Director of Career Advising'],
    }),
    answering: eventDetails({
      ...bare,
      entry: entry('Career Planning Open House (PCE)'),
      times: [session('Career Planning Open House (PCE)')],
      notes: new Map([[7, [asked, { text: null, buttons: [addButton(7)], list: [] }]]]),
      cancelled: [
        { title: 'Career Planning Open House (PCE)', startsAt: adding.startsAt, postponed: false },
        { title: 'Open house in town', startsAt: adding.startsAt, postponed: true },
      ],
      recordings: [{ title: 'Dermatology', day: '2027-01-19', url: 'https://example.edu/recording' }],
    }),
    past: eventDetails({ ...bare, entry: entry('Career Planning Open House (PCE)'), times: [past] }),
    later: eventDetails({
      ...bare,
      entry: entry('Match Day', { for: [[{ cycle: 'graduating' }]] }),
      times: [{ ...undated, when: { ...juneJuly, months: 'March 2030', awaitsDate: true }, tense: 'later' }],
      ifApplying: true,
    }),
    longest: eventDetails({
      ...bare,
      entry: full,
      items: full.items,
      hosts: ['Dean for Students (Jennifer Potter, interim)', 'Director of Career Advising'],
      resources: [
        { id: 'a', title: 'AAMC Careers in Medicine', url: 'https://careersinmedicine.aamc.org', access: 'aamc' },
        { id: 'b', title: 'RASA list', url: 'https://example.edu/rasa', access: 'harvardkey' },
      ],
      times: Array.from({ length: 24 }, () => session(long)),
      notes: new Map([[7, [asked, { text: null, buttons: [addButton(7)], list: [] }]]]),
      others: Array.from({ length: 4 }, () => full),
    }),
    hostile: eventDetails({
      ...bare,
      entry: entry(HOSTILE, { purpose: HOSTILE, topics: [HOSTILE] }),
      hosts: [HOSTILE],
      resources: [{ id: 'a', title: HOSTILE, url: 'https://example.edu', access: 'open' }],
      notes: new Map([[7, [{ text: HOSTILE, buttons: [addButton(7)], list: [HOSTILE] }]]]),
      cancelled: [{ title: HOSTILE, startsAt: adding.startsAt, postponed: true }],
      recordings: [{ title: HOSTILE, day: '2027-01-19', url: 'https://example.edu/?a=1&b=<x>|y' }],
      times: [session(HOSTILE, { where: HOSTILE, link: 'https://example.edu/?a=1&b=<x>|y' })],
      others: [entry(HOSTILE)],
    }),
  },
  noEvent: {
    shortest: noEvent('', []),
    longest: noEvent(long.repeat(30), [full, full, full]),
    hostile: noEvent(HOSTILE, [entry(HOSTILE)]),
    nothingNear: noEvent('bitcoin', []),
  },
  addToCalendar: {
    shortest: addToCalendar({ ...adding, title: 'Match Day' }),
    longest: addToCalendar({ ...adding, title: long, google: `https://example.edu/?text=${'x'.repeat(2900)}` }),
    hostile: addToCalendar({ ...adding, title: HOSTILE }),
  },
  calendarFileSent: {
    shortest: calendarFileSent('Match Day'),
    longest: calendarFileSent(long.repeat(20)),
    hostile: calendarFileSent(HOSTILE),
  },
};
