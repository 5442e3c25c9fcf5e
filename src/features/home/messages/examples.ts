// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import { Temporal } from 'temporal-polyfill';
import type { Upcoming } from '../../../domain/upcoming.ts';
import { escaped, section } from '../../../slack/blocks.ts';
import type { NextChoice } from '../rules.ts';
import { helpAnswer, strangerAnswer, unknownWord } from './help-answer.ts';
import { homePage } from './home-page.ts';
import { nextAnswer } from './next-answer.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const zone = 'America/New_York';
const page = 'https://example.edu/career-planning';
const heading = { text: 'Post-PCE, Pathways, class of 2028, applying 2027-28', provisional: true };
const turnTo = { title: 'Society Advisor of Castle', reach: "Book with your Society's office.", holders: [] };
const long = 'A title that goes on and on '.repeat(5).trim();

function upcoming(title: string, more: Partial<Upcoming> = {}): Upcoming {
  const startsAt = Temporal.Instant.from('2027-01-21T22:00:00Z');
  return {
    title,
    when: { kind: 'session', startsAt, endsAt: startsAt.add({ hours: 1 }), day: '2027-01-21' },
    day: '2027-01-21',
    where: 'TMEC 227',
    link: 'https://example.edu/career/road-to-residency-1-2027',
    series: null,
    specialty: null,
    ifApplying: false,
    audience: null,
    button: { label: 'Details', action: 'calendar.details', value: 'road-to-residency-1' },
    ...more,
  };
}

function undated(title: string): Upcoming {
  return upcoming(title, {
    when: {
      kind: 'window',
      from: '2027-09-01',
      to: '2027-09-30',
      months: 'September',
      awaitsDate: true,
      opens: null,
    },
    where: null,
    link: null,
  });
}

const empty: NextChoice = {
  stillOpen: [],
  dated: [],
  further: [],
  undated: [],
  ifApplying: [],
  furtherIfApplying: [],
  more: { count: 0, longest: 0 },
};
const asked = {
  heading,
  isStudent: true,
  toCall: null,
  waiting: [],
  misread: false,
  turnTo,
  note: null,
  today: '2026-12-01',
  zone,
};
const passed = upcoming('Career Selection (2 steps left)', {
  when: { kind: 'due', day: '2026-10-31' },
  day: '2026-10-31',
});
const place = {
  text: 'A place in Making Your Rank List, Part 1 is free for you.',
  buttons: [
    { label: 'Keep it', action: 'rsvp.going', value: '7' },
    { label: 'Give it back', action: 'rsvp.not-going', value: '7' },
  ],
};
const times = (count: number, make: () => Upcoming) => Array.from({ length: count }, make);
const help = helpAnswer({ lines: [{ usage: 'next', text: 'what is next for you' }], page });

export const examples = {
  nextAnswer: {
    shortest: nextAnswer({ ...asked, choice: empty }),
    usual: nextAnswer({
      ...asked,
      choice: {
        ...empty,
        dated: [
          upcoming('Class Meeting: The Road to Residency, Part I'),
          upcoming('Plan the Post-PCE phase', { when: { kind: 'due', day: '2027-04-01' }, where: null, link: null }),
        ],
        further: [{ title: 'Specialty Interest Series', count: 5, one: 'panel', many: 'panels' }],
        undated: [undated('Introduction to the Residency Interview Process')],
        more: { count: 3, longest: 8 },
      },
    }),
    waiting: nextAnswer({
      ...asked,
      waiting: [
        place,
        { text: 'A question for you.', buttons: [{ label: 'Answer', action: 'rsvp.going', value: '8' }] },
      ],
      choice: { ...empty, stillOpen: [passed], dated: [upcoming('Match Day')] },
    }),
    matchWeek: nextAnswer({
      ...asked,
      heading: { text: 'Post-PCE, Pathways, class of 2027, graduating 2027', provisional: true },
      toCall: ['Robin Vale, Dean for Students: 617-555-0100, today 9 AM to 5 PM'],
      choice: { ...empty, dated: [upcoming('Match Day')] },
    }),
    undecided: nextAnswer({
      ...asked,
      heading: { text: 'Post-PCE, Pathways, class of 2028, cycle undecided', provisional: true },
      misread: true,
      choice: {
        ...empty,
        undated: [undated('Alternative Medical Careers')],
        ifApplying: [upcoming('Competitive Application, Part 1 of 5', { ifApplying: true })],
        furtherIfApplying: [{ title: 'Competitive Application', count: 3, one: 'part', many: 'parts' }],
      },
    }),
    staff: nextAnswer({
      ...asked,
      heading: { text: 'Staff', provisional: false },
      isStudent: false,
      choice: { ...empty, dated: [upcoming('Match Day', { audience: 'graduating students' })] },
      turnTo: {
        title: 'Career planning leadership',
        reach: 'Write to one of them.',
        holders: ['Dean for Students, Jennifer Potter (interim)', "Director of Career Advising, Anthony D'Amico"],
      },
    }),
    away: nextAnswer({
      ...asked,
      heading: { text: 'On leave until September 1, 2027', provisional: false },
      choice: empty,
      note: "There's nothing you need to do until you're back.",
    }),
    longest: nextAnswer({
      ...asked,
      misread: true,
      toCall: Array.from({ length: 3 }, () => `${long}: the office will put you through`),
      waiting: Array.from({ length: 10 }, () => ({ ...place, text: long })),
      choice: {
        stillOpen: times(30, () => ({ ...passed, title: long })),
        dated: times(30, () => upcoming(long)),
        further: times(3, () => upcoming(long)).map(({ title }) => ({
          title,
          count: 12,
          one: 'panel',
          many: 'panels',
        })),
        undated: times(30, () => undated(long)),
        ifApplying: times(30, () => undated(long)),
        more: { count: 160, longest: 70 },
        furtherIfApplying: [{ title: long, count: 3, one: 'part', many: 'parts' }],
      },
      turnTo: { title: long, reach: long, holders: [long] },
      note: long,
    }),
    hostile: nextAnswer({
      ...asked,
      heading: { text: HOSTILE, provisional: false },
      toCall: [HOSTILE],
      waiting: [{ ...place, text: HOSTILE }],
      choice: {
        ...empty,
        stillOpen: [{ ...passed, title: HOSTILE }],
        dated: [upcoming(HOSTILE, { where: HOSTILE, audience: HOSTILE })],
        undated: [undated(HOSTILE)],
      },
      turnTo: { title: HOSTILE, reach: HOSTILE, holders: [HOSTILE] },
      note: HOSTILE,
    }),
  },
  helpAnswer: {
    shortest: help,
    longest: helpAnswer({ lines: Array.from({ length: 40 }, () => ({ usage: 'event open house', text: long })), page }),
    hostile: helpAnswer({ lines: [{ usage: 'x', text: HOSTILE }], page }),
  },
  unknownWord: {
    shortest: unknownWord('x', undefined, help),
    longest: unknownWord(long, 'calendar', help),
    hostile: unknownWord(HOSTILE, 'next', help),
  },
  strangerAnswer: {
    shortest: strangerAnswer(page),
    longest: strangerAnswer(`${page}/${'a'.repeat(200)}`),
    hostile: strangerAnswer(`${page}?a=1&b=<x>`),
  },
  homePage: {
    shortest: homePage({ top: [], next: help, parts: [], help }),
    longest: homePage({
      top: Array.from({ length: 45 }, () => section(long)),
      next: help,
      parts: Array.from({ length: 9 }, () => Array.from({ length: 12 }, () => section(long))),
      help,
    }),
    hostile: homePage({ top: [], next: strangerAnswer(HOSTILE), parts: [[section(escaped(HOSTILE))]], help }),
  },
};
