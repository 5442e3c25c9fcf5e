import { Temporal } from 'temporal-polyfill';
import type { Upcoming } from '../../domain/upcoming.ts';
import type { Resource } from '../../program/program.ts';
import {
  type Block,
  type ButtonSpec,
  buttons,
  context,
  escaped,
  header,
  lineSections,
  type Message,
  section,
} from '../../slack/blocks.ts';
import { composed, quoted, sentence } from '../../slack/message.ts';
import { resourceLine } from '../../slack/resource-line.ts';
import { type Line, plainLine, upcomingLine } from '../../slack/upcoming-line.ts';

export const FOLLOW = 'specialties.follow';
export const UNFOLLOW = 'specialties.unfollow';
export const SHOW = 'specialties.show';

export interface SpecialtyAnswer {
  id: string;
  name: string;
  /** Where it matches, for those to whom applications are a subject. */
  match: string | null;
  follows: boolean;
  /** What lies ahead of the asker in this specialty. */
  ahead: readonly Upcoming[];
  /** Specialty mentors in the roster. */
  mentors: readonly string[];
  /** Recordings, interest groups, lists of mentors. */
  resources: readonly Resource[];
  /** Whom to ask: advising roles, and how to reach each. */
  ask: readonly { title: string; reach: string }[];
  /** The reader's. */
  zone: string;
}

function followButton({ id, follows }: Pick<SpecialtyAnswer, 'id' | 'follows'>): ButtonSpec {
  return follows
    ? { label: 'Stop following', action: UNFOLLOW, value: id }
    : { label: 'Follow', action: FOLLOW, value: id };
}

interface Part {
  title: string;
  lines: readonly Line[];
}

const NO_PANEL: Line = plainLine('No panel or session in this specialty is scheduled for you right now.');
const NO_MENTOR: Line = plainLine('No one is listed here yet; the lists below name mentors whom graduates recommend.');

function partsOf({ ahead, mentors, resources, ask, zone }: SpecialtyAnswer): Part[] {
  return [
    { title: 'Coming up', lines: ahead.length === 0 ? [NO_PANEL] : ahead.map((item) => upcomingLine(item, zone)) },
    { title: 'Specialty mentors', lines: mentors.length === 0 ? [NO_MENTOR] : [plainLine(mentors.join(', '))] },
    { title: 'Recordings, groups and lists', lines: resources.map(resourceLine) },
    { title: 'Whom to ask', lines: ask.map(({ title, reach }) => plainLine(`${title}: ${reach}`)) },
  ];
}

/** Everything on one specialty, and a button to follow it: what one follows comes first in every list. */
export function specialtyAnswer(answer: SpecialtyAnswer): Message {
  const { name, match, follows } = answer;
  const parts = partsOf(answer).filter(({ lines }) => lines.length > 0);
  const facts = [match, follows ? 'You follow it: its panels come first in your lists.' : null].flatMap(
    (fact) => fact ?? [],
  );
  const lines = [name, ...facts, ...parts.flatMap((part) => ['', part.title, ...part.lines.map((line) => line.text)])];
  const blocks: Block[] = [
    header(name),
    ...(facts.length > 0 ? [context(escaped(facts.join(' · ')))] : []),
    ...parts.flatMap((part) => lineSections([`*${part.title}*`, ...part.lines.map((line) => line.mrkdwn)])),
  ];
  return composed(lines, blocks, [buttons([followButton(answer)])]);
}

export interface SpecialtyChoice {
  id: string;
  name: string;
}

/** With a button each, this many fit below Slack's 50 blocks. */
const MOST_CHOICES = 40;

/** Which specialty? All of them, or after words that name none (`words` is what was typed). */
export function specialtyList(choices: readonly SpecialtyChoice[], words: string): Message {
  const question =
    words === ''
      ? 'Which specialty? Please choose one, or type its name: `/career specialty dermatology`.'
      : `I don't know a specialty called ${quoted(words)}. These are the specialties I know:`;
  const shown = choices.slice(0, MOST_CHOICES);
  return composed(
    [question, ...shown.map(({ name }) => name)],
    [
      section(escaped(question)),
      ...shown.map(({ id, name }) => section(escaped(name), { label: 'Open', action: SHOW, value: id }, name)),
    ],
  );
}

/** A specialty that is no longer in the program. */
export function specialtyGone(): Message {
  return sentence('That specialty is no longer in the program. `/career specialty` lists those that are.');
}

/** On the Home page: the specialties one follows. At most as many as fit beside the rest of the page. */
export function followedSection(followed: readonly SpecialtyChoice[]): Block[] {
  if (followed.length === 0) return [];
  const shown = followed.slice(0, 10);
  return [
    section('*Specialties you follow*'),
    ...shown.map(({ id, name }) => section(escaped(name), { label: 'Open', action: SHOW, value: id }, name)),
  ];
}

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const startsAt = Temporal.Instant.from('2027-01-21T22:30:00Z');
const panel: Upcoming = {
  title: 'Specialty Interest Series: Dermatology',
  when: { kind: 'session', startsAt, endsAt: startsAt.add({ hours: 1 }), day: '2027-01-21' },
  day: '2027-01-21',
  where: 'Zoom',
  link: 'https://example.edu/career/panel-dermatology',
  series: null,
  specialty: 'dermatology',
  ifApplying: false,
  audience: null,
  button: { label: 'Details', action: 'calendar.details', value: 'specialty-interest-series/12' },
};
const bare: SpecialtyAnswer = {
  id: 'dermatology',
  name: 'Dermatology',
  match: null,
  follows: false,
  ahead: [],
  mentors: [],
  resources: [],
  ask: [],
  zone: 'America/New_York',
};
const page: Resource = {
  id: 'specialty-pages',
  title: 'Specialty-Specific Resources',
  url: 'https://example.edu/specialties',
  access: 'harvardkey',
};
const choices = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => ({ id: `specialty-${at}`, name }));

/** Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these. */
export const examples = {
  specialtyAnswer: {
    shortest: specialtyAnswer(bare),
    usual: specialtyAnswer({
      ...bare,
      match: 'Matches in the NRMP Main Residency Match',
      follows: true,
      ahead: [panel],
      mentors: ['Ada Example', 'Ben Sample'],
      resources: [page],
      ask: [{ title: 'Society Advisor', reach: "Book with your Society's office." }],
    }),
    longest: specialtyAnswer({
      ...bare,
      ahead: Array.from({ length: 40 }, () => ({ ...panel, title: panel.title.repeat(4) })),
      mentors: Array.from({ length: 60 }, () => 'Somebody With A Rather Long Name'),
      resources: Array.from({ length: 10 }, () => page),
      ask: Array.from({ length: 8 }, () => ({ title: panel.title, reach: panel.title.repeat(4) })),
    }),
    hostile: specialtyAnswer({
      ...bare,
      name: HOSTILE,
      match: HOSTILE,
      mentors: [HOSTILE],
      resources: [{ ...page, title: HOSTILE }],
      ask: [{ title: HOSTILE, reach: HOSTILE }],
    }),
  },
  specialtyList: {
    shortest: specialtyList(choices(1, 'Urology'), ''),
    longest: specialtyList(choices(60, 'Physical Medicine and Rehabilitation'), 'x'.repeat(200)),
    hostile: specialtyList(choices(2, HOSTILE), HOSTILE),
  },
  followedSection: {
    shortest: followedSection(choices(1, 'Urology')),
    longest: followedSection(choices(26, 'Physical Medicine and Rehabilitation')),
    hostile: followedSection(choices(1, HOSTILE)),
  },
  specialtyGone: { shortest: specialtyGone(), longest: specialtyGone(), hostile: specialtyGone() },
};
