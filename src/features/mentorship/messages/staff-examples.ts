// The pages and forms of staff at their shortest, their longest and with hostile text.
import { choice } from '../../../slack/inputs.ts';
import { type DraftPage, draftPage } from './draft-page.ts';
import { pairsPage } from './pairs-page.ts';
import { draftForm, emailForm, matchForm, seasonForm } from './staff-forms.ts';
import { answerForButtons, introduceButtons, mailButtons, matchByHandButton, staffPage } from './staff-page.ts';
import { TASK_KINDS, taskList } from './task-list.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const LONG = 'A rather long name that goes on '.repeat(4).trim();

const candidates = [choice('Beatriz Nogueira', '1', '2 free places; both considered Pediatrics')];
const manyCandidates = Array.from({ length: 120 }, (_, at) => choice(`${LONG} ${at}`, String(at), LONG));

const draft: DraftPage = {
  roundId: 1,
  rows: [
    { requestId: 1, student: 'Jonah Feldstein', mentor: null, isLocked: false, why: 'you ruled out whoever was left' },
    {
      requestId: 2,
      student: 'Priya Venkataraman',
      mentor: 'Beatriz Nogueira',
      isLocked: true,
      why: "both considered Pediatrics; the student's first wish",
    },
  ],
  first: 0,
  shortages: ['Neurology: 2 students named it, mentors have 0 free places'],
};

export const staffExamples = {
  staffPage: {
    shortest: staffPage({ season: null, numbers: [], load: [], tasks: [], counts: [], draftId: null }),
    longest: staffPage({
      season: {
        id: 1,
        text: 'Open from November 16, 2026 to March 31, 2027, in rounds, students hear by January 15, 2027.',
      },
      numbers: Array.from({ length: 3 }, () => LONG),
      load: Array.from({ length: 60 }, () => `${LONG}: 5 of 5 places taken`),
      tasks: Array.from({ length: 40 }, (_, at) => ({
        text: `${LONG} is to be matched by hand`,
        buttons: [matchByHandButton(at)],
      })),
      counts: TASK_KINDS.map((kind) => ({ kind, count: 9_999 })),
      draftId: 12,
    }),
    hostile: staffPage({
      season: { id: 1, text: HOSTILE },
      numbers: [HOSTILE],
      load: [HOSTILE],
      tasks: [{ text: HOSTILE, buttons: introduceButtons(1) }],
      counts: [],
      draftId: null,
    }),
    usual: staffPage({
      season: { id: 1, text: 'Open from November 16, 2026 to March 31, 2027, rolling.' },
      numbers: ['3 requests, 1 matched, 1 pair has met.', 'Without a mentor: 1 with you, to match by hand.'],
      load: ['Beatriz Nogueira: 1 of 2 places taken', 'Omar Farouqi: 0 of 1 place taken, on pause'],
      tasks: [
        {
          text: 'Priya Venkataraman is to be matched by hand, and hears from you by December 14, 2026',
          buttons: [matchByHandButton(1)],
        },
        { text: 'Omar Farouqi is outside Slack: please ask by e-mail', buttons: answerForButtons(2) },
      ],
      counts: [
        { kind: 'by-hand', count: 1 },
        { kind: 'to-ask', count: 1 },
        { kind: 'quiet', count: 2 },
      ],
      draftId: null,
    }),
  },
  seasonForm: {
    shortest: seasonForm({
      isOpen: false,
      way: 'rolling',
      startsOn: '2026-12-01',
      endsOn: '2027-04-01',
      hearsBy: undefined,
    }),
    longest: seasonForm({
      isOpen: true,
      way: 'rounds',
      startsOn: '2026-12-01',
      endsOn: '2027-04-01',
      hearsBy: '2027-01-15',
    }),
    hostile: seasonForm({
      isOpen: true,
      way: 'rolling',
      startsOn: '2026-12-01',
      endsOn: '2027-04-01',
      hearsBy: undefined,
    }),
  },
  matchForm: {
    shortest: matchForm({ requestId: 1, student: 'Bo', wanted: [], candidates: [] }),
    longest: matchForm({
      requestId: 1,
      student: LONG,
      wanted: Array.from({ length: 5 }, () => LONG),
      candidates: manyCandidates,
    }),
    hostile: matchForm({
      requestId: 1,
      student: HOSTILE,
      wanted: [HOSTILE],
      candidates: [choice(HOSTILE, '1', HOSTILE)],
    }),
    usual: matchForm({ requestId: 1, student: 'Priya Venkataraman', wanted: ['Thinks about: Pediatrics'], candidates }),
  },
  draftForm: {
    shortest: draftForm({
      roundId: 1,
      requestId: 1,
      student: 'Bo',
      wanted: [],
      mentor: null,
      isLocked: false,
      candidates: [],
    }),
    longest: draftForm({
      roundId: 1,
      requestId: 1,
      student: LONG,
      wanted: Array.from({ length: 5 }, () => LONG),
      mentor: LONG,
      isLocked: true,
      candidates: manyCandidates,
    }),
    hostile: draftForm({
      roundId: 1,
      requestId: 1,
      student: HOSTILE,
      wanted: [HOSTILE],
      mentor: HOSTILE,
      isLocked: false,
      candidates: [choice(HOSTILE, '1', HOSTILE)],
    }),
  },
  emailForm: {
    shortest: emailForm({ value: 'pair/1', to: [], subject: 'Peer mentorship', body: 'Hello' }),
    longest: emailForm({
      value: 'offer/1',
      to: Array.from({ length: 2 }, () => `${'a'.repeat(60)}@example.edu`),
      subject: LONG,
      body: 'A paragraph of some length. '.repeat(150),
    }),
    hostile: emailForm({ value: 'pair/1', to: [HOSTILE], subject: HOSTILE, body: HOSTILE }),
  },
  draftPage: {
    shortest: draftPage({ roundId: 1, rows: [], first: 0, shortages: [] }),
    longest: draftPage({
      roundId: 1,
      rows: Array.from({ length: 180 }, (_, at) => ({
        requestId: at,
        student: LONG,
        mentor: at % 9 === 0 ? null : LONG,
        isLocked: at % 5 === 0,
        why: `${LONG}; ${LONG}`,
      })),
      first: 45,
      shortages: Array.from({ length: 26 }, () => `${LONG}: 12 students named it, mentors have 3 free places`),
    }),
    hostile: draftPage({
      ...draft,
      rows: [{ requestId: 1, student: HOSTILE, mentor: HOSTILE, isLocked: true, why: HOSTILE }],
      shortages: [HOSTILE],
    }),
    usual: draftPage(draft),
  },
  taskList: {
    shortest: taskList({ kind: 'quiet', tasks: [], first: 0 }),
    longest: taskList({
      kind: 'mails',
      tasks: Array.from({ length: 60 }, (_, at) => ({ text: `${LONG} ${LONG}`, buttons: mailButtons(at, true) })),
      first: 15,
    }),
    hostile: taskList({ kind: 'mails', tasks: [{ text: HOSTILE, buttons: mailButtons(1, true) }], first: 0 }),
  },
  pairsPage: {
    shortest: pairsPage({ rows: [], first: 0 }),
    longest: pairsPage({
      rows: Array.from({ length: 60 }, (_, at) => ({
        pairId: at,
        student: LONG,
        mentor: LONG,
        state: LONG,
        isActive: true,
      })),
      first: 20,
    }),
    hostile: pairsPage({
      rows: [{ pairId: 1, student: HOSTILE, mentor: HOSTILE, state: HOSTILE, isActive: true }],
      first: 0,
    }),
  },
};
