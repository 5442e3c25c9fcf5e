// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import { Temporal } from 'temporal-polyfill';
import type { CaseView } from './case-lines.ts';
import { asksSection } from './home-section.ts';
import { askAnswer, askForm, askSent, ownCase } from './own-asks.ts';
import { actNoted, type CasePage, casePage, connectForm, queuePage, replyForm } from './queue-pages.ts';
import {
  caseClaimed,
  caseClosed,
  caseConnected,
  caseEnded,
  caseReopened,
  caseReplied,
  caseWithdrawn,
  introduction,
  introductionDraft,
  newCase,
  nudge,
} from './told.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const LONG = 'What I would like to know goes on for longer than anybody expects '.repeat(30).trim();
const zone = 'America/New_York';
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

const asked: CaseView = {
  id: 7,
  kind: 'alumni-advisor',
  specialty: 'Dermatology',
  place: null,
  ways: ['email', 'call'],
  words: 'How did you find your program?',
  queue: 'alumni-liaison',
  state: 'open',
  asker: 'Leila Haddad',
  claimer: null,
  openedAt: Temporal.Instant.from('2026-12-01T15:00:00Z'),
  waited: 2,
};
const bare: CaseView = { ...asked, kind: 'question', specialty: null, ways: [], queue: 'staff', waited: 0 };
const claimed: CaseView = { ...asked, state: 'claimed', claimer: 'Marguerite Delacroix-Boyd', waited: null };
const long: CaseView = { ...claimed, specialty: LONG, place: LONG, words: LONG, asker: LONG, claimer: LONG };
const hostile: CaseView = {
  ...claimed,
  specialty: HOSTILE,
  place: HOSTILE,
  words: HOSTILE,
  asker: HOSTILE,
  claimer: HOSTILE,
};
const reply = { author: 'Marguerite Delacroix-Boyd', at: asked.openedAt, words: 'I know somebody.' };
const longReply = { ...reply, words: LONG };
const hostileReply = { ...reply, author: HOSTILE, words: HOSTILE };
const page: CasePage = { asked, email: 'leila@example.edu', replies: [], isOwn: false, note: null, undo: null, zone };
const choices = (count: number, label: string) =>
  times(count, label).map((text, at) => ({ label: text, value: `x-${at}` }));
const draft = introductionDraft({ asked: claimed, other: 'Robin Vale' }, ['robin@example.com', 'leila@example.edu']);
const longDraft = introductionDraft({ asked: long, other: LONG }, times(2, LONG));
const hostileDraft = introductionDraft({ asked: hostile, other: HOSTILE }, [HOSTILE]);

export const examples = {
  askAnswer: {
    shortest: askAnswer({ own: [] }),
    usual: askAnswer({ own: [asked, claimed, { ...claimed, state: 'connected' }, { ...bare, state: 'closed' }] }),
    longest: askAnswer({ own: times(10, long) }),
    hostile: askAnswer({ own: [hostile] }),
  },
  askForm: {
    shortest: askForm({ kind: 'question', specialties: [] }),
    mentor: askForm({ kind: 'specialty-mentor', specialties: choices(2, 'Urology') }),
    longest: askForm({ kind: 'alumni-advisor', specialties: choices(120, LONG) }),
    hostile: askForm({ kind: 'shadowing', specialties: choices(1, HOSTILE) }),
  },
  askSent: {
    shortest: askSent({ asked: bare, by: 'December 4, 2026' }),
    longest: askSent({ asked: long, by: 'December 4, 2026' }),
    hostile: askSent({ asked: hostile, by: HOSTILE }),
  },
  ownCase: {
    shortest: ownCase({ asked: { ...bare, words: '', state: 'closed' }, replies: [], zone }),
    usual: ownCase({ asked: claimed, replies: [reply], zone }),
    longest: ownCase({ asked: long, replies: times(12, longReply), zone }),
    hostile: ownCase({ asked: hostile, replies: [hostileReply], zone }),
  },
  queuePage: {
    shortest: queuePage({ cases: [], more: 0, others: [] }),
    usual: queuePage({ cases: [asked, claimed], more: 0, others: ['With the Alumni Liaison: 3 asks.'] }),
    longest: queuePage({ cases: times(30, long), more: 12, others: times(2, LONG) }),
    hostile: queuePage({ cases: [hostile], more: 1, others: [HOSTILE] }),
  },
  casePage: {
    closed: casePage({ ...page, asked: { ...claimed, state: 'closed' }, isOwn: true, undo: 7 }),
    shortest: casePage({ ...page, asked: bare }),
    usual: casePage({ ...page, asked: claimed, replies: [reply], isOwn: true, note: 'It is yours.' }),
    longest: casePage({ ...page, asked: long, email: LONG, replies: times(12, longReply), isOwn: true, note: LONG }),
    hostile: casePage({ ...page, asked: hostile, email: HOSTILE, replies: [hostileReply], note: HOSTILE }),
  },
  replyForm: {
    shortest: replyForm({ asked: bare, zone }),
    longest: replyForm({ asked: long, zone }),
    hostile: replyForm({ asked: hostile, zone }),
  },
  connectForm: {
    shortest: connectForm({ asked: bare }),
    longest: connectForm({ asked: long }),
    hostile: connectForm({ asked: hostile }),
  },
  actNoted: {
    shortest: actNoted({ text: 'Your reply goes to Leila Haddad.', draft: null, caseId: 7 }),
    usual: actNoted({ text: 'Please introduce them by e-mail:', draft, caseId: 7 }),
    longest: actNoted({ text: LONG, draft: longDraft, caseId: 7 }),
    hostile: actNoted({ text: HOSTILE, draft: hostileDraft, caseId: 7 }),
  },
  newCase: {
    shortest: newCase({ asked: bare }),
    liaison: newCase({ asked: { ...asked, queue: 'staff' } }),
    longest: newCase({ asked: long }),
    hostile: newCase({ asked: hostile }),
  },
  caseClaimed: {
    shortest: caseClaimed({ asked: claimed }),
    longest: caseClaimed({ asked: long }),
    hostile: caseClaimed({ asked: hostile }),
  },
  caseReplied: {
    shortest: caseReplied({ asked: claimed, author: 'Ravi', words: 'Yes.' }),
    longest: caseReplied({ asked: long, author: LONG, words: LONG }),
    hostile: caseReplied({ asked: hostile, author: HOSTILE, words: HOSTILE }),
  },
  caseConnected: {
    shortest: caseConnected({ asked: claimed }),
    longest: caseConnected({ asked: long }),
    hostile: caseConnected({ asked: hostile }),
  },
  caseClosed: {
    shortest: caseClosed({ asked: claimed }),
    longest: caseClosed({ asked: long }),
    hostile: caseClosed({ asked: hostile }),
  },
  caseEnded: {
    shortest: caseEnded({ asked: claimed }),
    longest: caseEnded({ asked: long }),
    hostile: caseEnded({ asked: hostile }),
  },
  caseReopened: {
    shortest: caseReopened({ asked: claimed }),
    longest: caseReopened({ asked: long }),
    hostile: caseReopened({ asked: hostile }),
  },
  caseWithdrawn: {
    shortest: caseWithdrawn({ asked: claimed }),
    longest: caseWithdrawn({ asked: long }),
    hostile: caseWithdrawn({ asked: hostile }),
  },
  introduction: {
    shortest: introduction({ asked: claimed, other: 'Robin Vale' }),
    longest: introduction({ asked: long, other: LONG }),
    hostile: introduction({ asked: hostile, other: HOSTILE }),
  },
  nudge: {
    shortest: nudge({ cases: [asked] }),
    longest: nudge({ cases: times(40, long) }),
    hostile: nudge({ cases: [hostile] }),
  },
  asksSection: {
    shortest: asksSection({ own: 1, queue: null }),
    longest: asksSection({ own: 5, queue: { toClaim: 120, claimed: 12 } }),
    hostile: asksSection({ own: 1, queue: { toClaim: 0, claimed: 0 } }),
  },
};
