// Each message at its shortest, its longest, and with text that means mischief.
import { Temporal } from 'temporal-polyfill';
import type { Count } from '../../../feature.ts';
import { type GoingOutLine, goingOutChanged, goingOutDetails, goingOutPage, onePersonAsked } from './going-out.ts';
import { type ConsoleSection, consoleAnswer, consoleSection, type Stopped, switchChanged } from './home-section.ts';
import { GOING_OUT } from './ids.ts';
import { type TroubledLine, troubledPage } from './troubled.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const LONG = 'The Road to Residency, from the first look at specialties to the last form '.repeat(12).trim();
const zone = 'America/New_York';
const at = (text: string) => Temporal.Instant.from(text);
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

const line: GoingOutLine = {
  value: 'class-meeting session:12 P1D',
  title: 'Class Meeting: The Road to Residency, Part I, 1 day before',
  from: at('2027-01-20T23:30:00Z'),
  to: at('2027-01-20T23:30:00Z'),
  people: 41,
  inDigest: 0,
  act: null,
  alone: false,
  keepable: true,
  forOne: true,
  button: null,
};
const held: GoingOutLine = { ...line, act: 'hold', people: 1, inDigest: 1 };
const skipped: GoingOutLine = { ...line, act: 'skip', inDigest: 3, to: at('2027-01-21T14:00:00Z') };
const longLine: GoingOutLine = {
  ...line,
  title: LONG,
  people: 850,
  inDigest: 120,
  to: at('2027-01-24T23:30:00Z'),
  forOne: false,
  button: { label: 'Open', action: 'broadcasts.show', value: '12' },
};
const underWay: GoingOutLine = { ...longLine, title: 'Message to many: The workshop', keepable: false };
const aloneLine: GoingOutLine = { ...held, alone: true, inDigest: 0 };
const hostileLine: GoingOutLine = { ...line, title: HOSTILE };

const stopped: Stopped = {
  since: at('2026-12-01T15:00:00Z'),
  by: 'Theodora Whitcombe',
  reason: null,
  waiting: 1,
};
const count = (label: string, number: number): Count => ({
  label,
  count: number,
  button: { label: 'Open', action: GOING_OUT, value: '0' },
});

const empty: ConsoleSection = {
  stopped: null,
  counts: [],
  goingOut: { lines: [], total: 0, kept: 0, people: 0 },
  imports: [],
  zone,
};
const usual: ConsoleSection = {
  ...empty,
  stopped: { ...stopped, waiting: 12 },
  counts: [count('Open asks, the oldest for 2 working days', 3), count('Proposals of students', 0)],
  goingOut: { lines: [line, held, skipped], total: 12, kept: 2, people: 130 },
  imports: ['People, Tue, Dec 1, 2026, 9:00 AM EST, by Theodora Whitcombe'],
};
const full: ConsoleSection = {
  stopped: { ...stopped, reason: LONG, waiting: 4_000 },
  counts: [...times(20, count(LONG, 1_200)), ...times(9, count(LONG, 0))],
  goingOut: { lines: times(4, longLine), total: 120, kept: 0, people: 850 },
  imports: times(3, LONG),
  zone,
};
const hostile: ConsoleSection = {
  stopped: { ...stopped, by: HOSTILE, reason: HOSTILE },
  counts: [count(HOSTILE, 1), count(HOSTILE, 0)],
  goingOut: { lines: [hostileLine], total: 1, kept: 0, people: 1 },
  imports: [HOSTILE],
  zone,
};

const troubled: TroubledLine = {
  id: 7,
  who: 'Ada Sample',
  about: 'Reminder',
  at: at('2026-12-01T15:00:00Z'),
  error: 'no answer from Slack',
  canSend: true,
};
const uncertain = { state: 'uncertain' as const, note: null, total: 1, offset: 0, pageSize: 7, zone };

const page = { total: 1, kept: 0, offset: 0, pageSize: 7, people: 41, zone };

export const examples = {
  consoleSection: {
    shortest: consoleSection(empty),
    usual: consoleSection(usual),
    longest: consoleSection(full),
    hostile: consoleSection(hostile),
  },
  consoleAnswer: {
    shortest: consoleAnswer(empty),
    longest: consoleAnswer(full),
    hostile: consoleAnswer(hostile),
  },
  switchChanged: {
    shortest: switchChanged({ stopped: null, zone }),
    longest: switchChanged({ stopped: { ...stopped, by: null, reason: 'token_revoked', waiting: 4_000 }, zone }),
    hostile: switchChanged({ stopped: hostile.stopped, zone }),
  },
  goingOutPage: {
    shortest: goingOutPage({ ...page, lines: [], total: 0 }),
    usual: goingOutPage({ ...page, lines: [line, held, skipped, aloneLine, underWay] }),
    longest: goingOutPage({
      lines: times(7, longLine),
      total: 120,
      kept: 3,
      offset: 7,
      pageSize: 7,
      people: 850,
      zone,
    }),
    hostile: goingOutPage({ ...page, lines: [hostileLine] }),
  },
  goingOutDetails: {
    shortest: goingOutDetails({ line: held, example: null, groups: [], names: [], kept: [], zone }),
    longest: goingOutDetails({
      line: longLine,
      example: times(3, LONG).join('\n'),
      groups: times(12, 'Post-PCE, class of 2028: 34'),
      names: times(170, 'Somebody With A Rather Long Name'),
      kept: [...times(70, 'Somebody With A Rather Long Name')].map((name) => ({ name, act: 'hold' as const })),
      zone,
    }),
    hostile: goingOutDetails({
      line: hostileLine,
      example: HOSTILE,
      groups: [HOSTILE],
      names: [HOSTILE],
      kept: [{ name: HOSTILE, act: 'skip' }],
      zone,
    }),
    alone: goingOutDetails({
      line: aloneLine,
      example: null,
      groups: ['Post-PCE, class of 2028: 1'],
      names: ['Ada Sample'],
      kept: [{ name: 'Ada Sample', act: 'hold' }],
      zone,
    }),
  },
  onePersonAsked: {
    shortest: onePersonAsked({ value: line.value, title: line.title, isPrivate: false }),
    longest: onePersonAsked({ value: line.value, title: LONG, isPrivate: true }),
    hostile: onePersonAsked({ value: line.value, title: HOSTILE, isPrivate: false }),
  },
  troubledPage: {
    shortest: troubledPage({ ...uncertain, lines: [], total: 0 }),
    usual: troubledPage({
      ...uncertain,
      note: 'Noted.',
      lines: [troubled, { ...troubled, id: 8, canSend: false }],
      total: 2,
    }),
    failed: troubledPage({ ...uncertain, state: 'failed', lines: [troubled] }),
    longest: troubledPage({
      ...uncertain,
      note: LONG,
      lines: times(7, { ...troubled, who: LONG, about: LONG, error: LONG }),
      total: 900,
      offset: 7,
    }),
    hostile: troubledPage({
      ...uncertain,
      note: HOSTILE,
      lines: [{ ...troubled, who: HOSTILE, about: HOSTILE, error: HOSTILE }],
    }),
  },
  goingOutChanged: {
    shortest: goingOutChanged({ line: held, one: null, auditId: 7, zone }),
    longest: goingOutChanged({ line: { ...longLine, act: 'skip' }, one: LONG, auditId: 123_456_789, zone }),
    hostile: goingOutChanged({ line: hostileLine, one: HOSTILE, auditId: 7, zone }),
  },
};
