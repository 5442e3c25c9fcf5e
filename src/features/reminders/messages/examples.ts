// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import { Temporal } from 'temporal-polyfill';
import type { Upcoming } from '../../../domain/upcoming.ts';
import type { Reminded } from '../../../feature.ts';
import type { Welcome } from '../rules/welcome.ts';
import { digestMessage } from './digest-message.ts';
import { firstContactMessage } from './first-contact-message.ts';
import {
  fewerAnswer,
  mandatoryAnswer,
  moreAnswer,
  quietAnswer,
  quietDayAsked,
  reminderSet,
  reminderTooLate,
  reminderUnneeded,
  speakAgainAnswer,
} from './own-answers.ts';
import { type RemindedThing, reminderMessage } from './reminder-message.ts';
import { tooLatePage } from './too-late-page.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const zone = 'America/New_York';
const why = 'Post-PCE, Pathways, class of 2028, applying 2027-28';
const long = 'A title that goes on and on '.repeat(5).trim();
const at = Temporal.Instant.from('2027-01-21T22:00:00Z');

function reminded(
  title: string,
  { news = null, occasion, ...more }: Partial<Upcoming> & Partial<Pick<Reminded, 'news' | 'occasion'>> = {},
): Reminded {
  const upcoming: Upcoming = {
    title,
    when: { kind: 'session', startsAt: at, endsAt: at.add({ hours: 1 }), day: '2027-01-21' },
    day: '2027-01-21',
    where: 'TMEC 227',
    link: 'https://example.edu/career/road-to-residency-1-2027',
    series: null,
    specialty: null,
    ifApplying: false,
    audience: null,
    button: { label: 'Details', action: 'calendar.details', value: 'road-to-residency-1/4' },
    ...more,
  };
  const buttons = [{ label: 'Going', action: 'rsvp.going', value: '4' }];
  return { upcoming, news, buttons, ...(occasion === undefined ? {} : { occasion }) };
}

const session: RemindedThing = { key: { kind: 'class-meeting', subject: 'session:4' }, reminded: reminded('The Road') };
const own: RemindedThing = { key: { kind: 'own', subject: 'session:5' }, reminded: reminded(long) };
const moved: RemindedThing = {
  key: { kind: 'change', subject: 'change:6' },
  reminded: reminded('Open House', { news: 'new time', where: null }),
};
const SNOW = 'The school is closed on January 21, 2027. This is what becomes of your sessions on that day:';
const snowed = ['online', 'cancelled'].map(
  (news): RemindedThing => ({
    key: { kind: 'change', subject: `change:${news}` },
    reminded: reminded('Open House', { news, occasion: SNOW }),
  }),
);
const due: RemindedThing = {
  key: { kind: 'milestone', subject: 'milestone:checklist/2028' },
  reminded: {
    ...reminded(long, { when: { kind: 'due', day: '2027-01-30' }, where: null, link: null }),
    buttons: [{ label: 'Done', action: 'milestones.done', value: 'checklist/2028' }],
  },
};
const hostileThing: RemindedThing = {
  key: { kind: 'session', subject: 'session:7' },
  reminded: reminded(HOSTILE, { where: HOSTILE, news: HOSTILE, occasion: HOSTILE }),
};

const welcome: Welcome = {
  program: 'Career Planning Program',
  budgetPerWeek: 2,
  digest: { weekday: 'Sunday', at: '5:00 PM' },
  quiet: { from: '9:00 PM', to: '8:00 AM' },
  turnTo: { title: 'Career planning leadership', reach: 'Come to the Office of Student Affairs.' },
  page: 'https://example.edu/career-planning',
};
const hostileWelcome = { ...welcome, program: HOSTILE, turnTo: { title: HOSTILE, reach: HOSTILE } };

function same<T>(build: () => T) {
  return { shortest: build(), longest: build(), hostile: build() };
}

function titled<T>(build: (given: { title: string }) => T) {
  return {
    shortest: build({ title: 'The Road' }),
    longest: build({ title: long }),
    hostile: build({ title: HOSTILE }),
  };
}

export const examples = {
  reminderMessage: {
    shortest: reminderMessage({ things: [session], why, zone }),
    longest: reminderMessage({ things: Array.from({ length: 8 }, () => [due, own, moved]).flat(), why, zone }),
    hostile: reminderMessage({ things: [hostileThing], why: HOSTILE, zone }),
    several: reminderMessage({ things: [session, due, moved, own], why, zone }),
    closedDay: reminderMessage({ things: [...snowed, session], why, zone }),
  },
  digestMessage: {
    shortest: digestMessage({ items: [session.reminded], why, zone }),
    longest: digestMessage({ items: Array.from({ length: 30 }, () => due.reminded), why, zone }),
    hostile: digestMessage({ items: [hostileThing.reminded], why: HOSTILE, zone }),
  },
  firstContactMessage: {
    shortest: firstContactMessage({ ...welcome, budgetPerWeek: 1 }, null),
    longest: firstContactMessage(welcome, reminderMessage({ things: [session, due], why, zone })),
    hostile: firstContactMessage(hostileWelcome, null),
  },
  reminderSet: titled(({ title }) => reminderSet({ title, at, zone })),
  reminderTooLate: titled(reminderTooLate),
  reminderUnneeded: { ...titled(reminderUnneeded), gone: reminderUnneeded({ title: null }) },
  fewerAnswer: {
    ...same(() => fewerAnswer({ kind: 'session', digest: true })),
    longest: fewerAnswer({ kind: 'session', digest: false }),
  },
  moreAnswer: same(() => moreAnswer({ kind: 'class-meeting' })),
  mandatoryAnswer: same(() => mandatoryAnswer({ kind: 'class-meeting' })),
  quietAnswer: same(() => quietAnswer({ until: at, zone })),
  quietDayAsked: same(() => quietDayAsked({ initial: '2027-01-22' })),
  speakAgainAnswer: same(() => speakAgainAnswer()),
  tooLatePage: {
    shortest: tooLatePage({ lines: [], more: 0, days: 7, zone }),
    longest: tooLatePage({
      lines: Array.from({ length: 20 }, () => ({ title: long, people: 180, at })),
      more: 12,
      days: 7,
      zone,
    }),
    hostile: tooLatePage({ lines: [{ title: HOSTILE, people: 1, at }], more: 0, days: 7, zone }),
  },
};
