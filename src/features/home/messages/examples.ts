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
  dated: [],
  further: [],
  moreDated: 0,
  undated: [],
  moreUndated: 0,
  ifApplying: [],
  moreIfApplying: 0,
  furtherIfApplying: [],
};
const asked = { heading, isStudent: true, misread: false, turnTo, note: null, zone };
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
        moreUndated: 3,
      },
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
      choice: {
        dated: times(30, () => upcoming(long)),
        further: times(3, () => upcoming(long)).map(({ title }) => ({
          title,
          count: 12,
          one: 'panel',
          many: 'panels',
        })),
        moreDated: 40,
        undated: times(30, () => undated(long)),
        moreUndated: 40,
        ifApplying: times(30, () => undated(long)),
        moreIfApplying: 40,
        furtherIfApplying: [{ title: long, count: 3, one: 'part', many: 'parts' }],
      },
      turnTo: { title: long, reach: long, holders: [long] },
      note: long,
    }),
    hostile: nextAnswer({
      ...asked,
      heading: { text: HOSTILE, provisional: false },
      choice: {
        ...empty,
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
    shortest: homePage(help, [], help),
    longest: homePage(
      help,
      Array.from({ length: 9 }, () => Array.from({ length: 12 }, () => section(long))),
      help,
    ),
    hostile: homePage(strangerAnswer(HOSTILE), [[section(escaped(HOSTILE))]], help),
  },
};
