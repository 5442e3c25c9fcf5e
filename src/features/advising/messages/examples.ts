// Every message at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import type { Line } from '../../../slack/upcoming-line.ts';
import { type Advisee, adviseesList, noAdvisee } from './advisees-list.ts';
import { appointmentForm, appointmentNews, appointmentNoted } from './appointment.ts';
import { assignmentForm, assignmentSaved, assignmentsOf, assignmentsOverview } from './assignments-page.ts';
import { emailAnswer } from './email-answer.ts';
import { advisingSection } from './home-section.ts';
import { calendarButton, chooseButton, emailButton, meetingButtons, metAdviseeButton, metButton } from './ids.ts';
import { advisorFound, assigned, introduction, introductionDraft, matchEnded } from './introductions.ts';
import { meetingNoted } from './meeting-noted.ts';
import { type NamedProposal, rasaConfirmed, rasaForm, rasaPage } from './rasa-page.ts';
import { specialtiesForm, specialtiesSaved } from './specialties-form.ts';
import { type TeamRole, teamAnswer } from './team-answer.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const LONG = 'A name or a sentence that goes on for longer than anybody expects '.repeat(6).trim();
const line = (text: string): Line => ({ text, mrkdwn: text });
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

const heading = { text: 'PCE month 3 of 12, Pathways, class of 2029', provisional: false };
const society: TeamRole = {
  title: 'Society Advisor of Castle',
  who: 'Your primary advisor, from your Academic Society.',
  purpose: 'Mentors, shadowing, choice of specialty.',
  bring: ['A first plan of your schedule', 'Drafts of your statement'],
  reach: "Book with your Society's office.",
  holders: ['Philippa Osei-Mensah (advisor@example.edu)'],
  missing: null,
  meeting: line('First formal Society advising meeting of the PCE · by March 31, 2027'),
  buttons: [metButton('society-meeting-1/pce'), ...meetingButtons(12, undefined)],
  each: [],
};
const entered = line('Thu, Dec 10, 2026, 5:00 PM EST · TMEC 227');
const rasa: TeamRole = {
  ...society,
  title: 'Residency Application Specialty Advisor (RASA)',
  holders: [],
  missing: 'not yet assigned. Here is how: choose your specialties below, and staff choose a RASA for each.',
  meeting: null,
  buttons: [chooseButton('Choose my specialties')],
};
const longRole: TeamRole = {
  ...society,
  who: LONG,
  purpose: LONG,
  bring: times(4, LONG),
  holders: times(3, LONG),
  buttons: [metButton('a/b'), chooseButton('Change my specialties'), emailButton(1)],
  each: times(3, meetingButtons(7, { sequence: 3 }, LONG)),
};
const hostileRole: TeamRole = {
  ...society,
  title: HOSTILE,
  who: HOSTILE,
  purpose: HOSTILE,
  bring: [HOSTILE],
  reach: HOSTILE,
  holders: [HOSTILE],
  meeting: null,
};

const advisee: Advisee = {
  name: 'Priya Venkataraman',
  email: 'priya@example.edu',
  as: 'Society Advisor',
  standing: 'PCE month 3 of 12, Pathways, class of 2029',
  applies: [],
  open: [line('First formal Society advising meeting of the PCE · by March 31, 2027')],
  more: 0,
  meeting: line('First formal Society advising meeting of the PCE · by March 31, 2027'),
  buttons: [metAdviseeButton(12, 'society-meeting-1/pce'), ...meetingButtons(12, { sequence: 1 })],
};
const away: Advisee = { ...advisee, standing: null, open: [], meeting: null, buttons: [] };
const page = { first: 0, aPage: 8 };

const proposal: NamedProposal = {
  studentId: 12,
  student: 'Leila Haddad',
  specialtyId: 'general-surgery',
  specialty: 'General Surgery',
  since: 'December 1, 2026',
  rasa: { id: 40, name: 'Gunnar Ilves', taken: 2, capacity: 4 },
  others: 1,
};
const introduced = {
  student: 'Leila Haddad',
  advisor: 'Gunnar Ilves',
  as: 'RASA for General Surgery',
  purpose: 'Which programs to look at, who writes your letters.',
  bring: ['What matters to you in a program'],
};
const hostileIntroduced = { student: HOSTILE, advisor: HOSTILE, as: HOSTILE, purpose: HOSTILE, bring: [HOSTILE] };
const draft = introductionDraft(introduced, ['leila@example.edu', 'gunnar@example.edu']);
const longDraft = { to: times(2, 'somebody.with.a.long.name@example.edu'), subject: LONG, lines: times(12, LONG) };
const hostileDraft = { to: [HOSTILE], subject: HOSTILE, lines: [HOSTILE] };
const form = {
  assignmentId: 12,
  other: 'Pia Lund',
  day: '2026-12-10',
  hour: '17:00',
  where: 'TMEC 227',
  zone: 'America/New_York',
};
const news = { assignmentId: 12, other: 'Pia Lund', meeting: 'Thu, Dec 10, 2026, 5:00 PM EST, TMEC 227' };
const named = (count: number, name: string) => times(count, name).map((text, at) => ({ id: `x-${at}`, name: text }));
const choices = (count: number, label: string) =>
  times(count, label).map((text, at) => ({ label: text, value: `v${at}` }));

export const examples = {
  teamAnswer: {
    shortest: teamAnswer({ heading, note: 'An advising team is what students have here.', now: [], next: [] }),
    usual: teamAnswer({ heading, note: null, now: [society], next: [rasa] }),
    longest: teamAnswer({
      heading,
      note: null,
      now: times(8, longRole),
      next: times(3, { ...longRole, buttons: [], each: [] }),
    }),
    hostile: teamAnswer({
      heading: { ...heading, text: HOSTILE },
      note: HOSTILE,
      now: [hostileRole],
      next: [hostileRole],
    }),
  },
  adviseesList: {
    shortest: adviseesList({ ...page, advisees: [], total: 0 }),
    usual: adviseesList({ ...page, advisees: [{ ...advisee, meeting: entered }, away], total: 2 }),
    longest: adviseesList({
      ...page,
      first: 8,
      advisees: times(8, { ...advisee, name: LONG, applies: times(5, LONG), open: times(4, line(LONG)), more: 7 }),
      total: 40,
    }),
    hostile: adviseesList({
      ...page,
      advisees: [
        {
          ...advisee,
          name: HOSTILE,
          email: HOSTILE,
          as: HOSTILE,
          standing: HOSTILE,
          applies: [HOSTILE],
          open: [],
          meeting: null,
        },
      ],
      total: 1,
    }),
  },
  noAdvisee: {
    shortest: noAdvisee({ words: 'x' }),
    longest: noAdvisee({ words: LONG }),
    hostile: noAdvisee({ words: HOSTILE }),
  },
  meetingNoted: {
    shortest: meetingNoted({ text: 'It is open again.', undo: null }),
    longest: meetingNoted({ text: LONG, undo: { label: 'Undo', action: 'advising.undo-met', value: 'a/b' } }),
    hostile: meetingNoted({ text: HOSTILE, undo: null }),
  },
  appointmentForm: {
    shortest: appointmentForm({ ...form, day: undefined, hour: undefined, where: '' }),
    longest: appointmentForm({ ...form, other: LONG, where: LONG.slice(0, 200) }),
    hostile: appointmentForm({ ...form, other: HOSTILE, where: HOSTILE, zone: HOSTILE }),
  },
  appointmentNoted: {
    shortest: appointmentNoted({ text: 'No time to meet Pia Lund is entered.', buttons: [], draft: null }),
    usual: appointmentNoted({ text: 'Here is a text:', buttons: [calendarButton(12)], draft }),
    longest: appointmentNoted({ text: LONG, buttons: meetingButtons(12, { sequence: 1 }), draft: longDraft }),
    hostile: appointmentNoted({ text: HOSTILE, buttons: [calendarButton(12)], draft: hostileDraft }),
  },
  appointmentNews: {
    shortest: appointmentNews({ ...news, isCancelled: false }),
    usual: appointmentNews({ ...news, isCancelled: true }),
    longest: appointmentNews({ ...news, other: LONG, meeting: LONG, isCancelled: true }),
    hostile: appointmentNews({ ...news, other: HOSTILE, meeting: HOSTILE, isCancelled: false }),
  },
  emailAnswer: {
    shortest: emailAnswer({ intro: 'Here is a text:', draft }),
    longest: emailAnswer({ intro: LONG, draft: longDraft }),
    hostile: emailAnswer({ intro: HOSTILE, draft: hostileDraft }),
  },
  specialtiesForm: {
    shortest: specialtiesForm({ specialties: named(1, 'Urology'), years: [], chosen: [] }),
    longest: specialtiesForm({ specialties: named(120, LONG), years: named(12, LONG), chosen: ['x-1', 'x-2'] }),
    hostile: specialtiesForm({ specialties: named(1, HOSTILE), years: named(1, HOSTILE), chosen: ['x-0'] }),
  },
  specialtiesSaved: {
    shortest: specialtiesSaved({ lines: ['Urology: your RASA stays'], ended: [], buttons: [chooseButton('Change')] }),
    longest: specialtiesSaved({ lines: times(5, LONG), ended: times(3, LONG), buttons: [chooseButton('Change')] }),
    hostile: specialtiesSaved({ lines: [HOSTILE], ended: [HOSTILE], buttons: [chooseButton('Change')] }),
  },
  introduction: {
    shortest: introduction({ ...introduced, bring: [] }),
    longest: introduction({ student: LONG, advisor: LONG, as: LONG, purpose: LONG, bring: times(5, LONG) }),
    hostile: introduction(hostileIntroduced),
  },
  advisorFound: {
    shortest: advisorFound({ advisor: 'Gunnar Ilves', email: 'gunnar@example.edu', as: 'RASA for Urology' }),
    longest: advisorFound({ advisor: LONG, email: LONG, as: LONG }),
    hostile: advisorFound({ advisor: HOSTILE, email: HOSTILE, as: HOSTILE }),
  },
  assigned: {
    shortest: assigned({ student: 'Leila Haddad', advisor: 'Pia Lund', as: 'Society Advisor' }, 'student'),
    usual: assigned({ student: 'Leila Haddad', advisor: 'Pia Lund', as: 'Society Advisor' }, 'advisor'),
    longest: assigned({ student: LONG, advisor: LONG, as: LONG }, 'student'),
    hostile: assigned({ student: HOSTILE, advisor: HOSTILE, as: HOSTILE }, 'advisor'),
  },
  matchEnded: {
    shortest: matchEnded({ other: 'Leila Haddad', as: 'whose RASA for Urology you were', next: null, meeting: null }),
    usual: matchEnded({
      other: 'Gunnar Ilves',
      as: 'your RASA for Urology',
      next: 'another-is-chosen',
      meeting: news.meeting,
    }),
    longest: matchEnded({ other: LONG, as: LONG, next: 'see-team', meeting: LONG }),
    hostile: matchEnded({ other: HOSTILE, as: HOSTILE, next: 'see-team', meeting: HOSTILE }),
  },
  rasaPage: {
    shortest: rasaPage({ proposals: [], more: 0, shortages: [], assigned: 0 }),
    usual: rasaPage({
      proposals: [proposal, { ...proposal, specialty: 'Dermatology', rasa: null, others: 0 }],
      more: 0,
      shortages: [{ specialty: 'Dermatology', waiting: 1, free: 0 }],
      assigned: 12,
    }),
    longest: rasaPage({
      proposals: times(20, { ...proposal, student: LONG }),
      more: 30,
      shortages: times(10, { specialty: LONG, waiting: 9, free: 2 }),
      assigned: 120,
    }),
    hostile: rasaPage({
      proposals: [
        { ...proposal, student: HOSTILE, specialty: HOSTILE, rasa: { id: 1, name: HOSTILE, taken: 0, capacity: 1 } },
      ],
      more: 0,
      shortages: [{ specialty: HOSTILE, waiting: 2, free: 1 }],
      assigned: 1,
    }),
  },
  rasaForm: {
    shortest: rasaForm({ ...proposal, rasas: [{ id: 1, name: 'Gunnar Ilves', taken: 0, capacity: 1 }] }),
    longest: rasaForm({
      ...proposal,
      student: LONG,
      rasas: times(120, { name: LONG, taken: 1, capacity: 2 }).map((one, id) => ({ id, ...one })),
    }),
    hostile: rasaForm({
      ...proposal,
      student: HOSTILE,
      specialty: HOSTILE,
      rasas: [{ id: 1, name: HOSTILE, taken: 0, capacity: 1 }],
    }),
  },
  rasaConfirmed: {
    shortest: rasaConfirmed({ text: "Gunnar Ilves is Leila Haddad's RASA for Urology.", draft: null, auditId: 7 }),
    usual: rasaConfirmed({ text: 'Please introduce them by e-mail:', draft, auditId: 7 }),
    longest: rasaConfirmed({ text: LONG, draft: longDraft, auditId: 7 }),
    hostile: rasaConfirmed({ text: HOSTILE, draft: hostileDraft, auditId: 7 }),
  },
  assignmentsOverview: {
    shortest: assignmentsOverview({ counts: ['RASA: 0 assignments'], misread: null }),
    longest: assignmentsOverview({ counts: times(4, LONG), misread: { words: LONG, names: times(10, LONG) } }),
    hostile: assignmentsOverview({ counts: [HOSTILE], misread: { words: HOSTILE, names: [HOSTILE] } }),
  },
  assignmentsOf: {
    shortest: assignmentsOf({ name: 'Leila Haddad', lines: [] }),
    longest: assignmentsOf({ name: LONG, lines: times(60, { id: 3, text: LONG }) }),
    hostile: assignmentsOf({ name: HOSTILE, lines: [{ id: 3, text: HOSTILE }] }),
  },
  assignmentForm: {
    shortest: assignmentForm({ kinds: choices(1, 'RASA'), specialties: choices(1, 'Urology'), today: '2026-12-01' }),
    longest: assignmentForm({ kinds: choices(4, LONG), specialties: choices(120, LONG), today: '2026-12-01' }),
    hostile: assignmentForm({ kinds: choices(1, HOSTILE), specialties: choices(1, HOSTILE), today: '2026-12-01' }),
  },
  assignmentSaved: {
    shortest: assignmentSaved({ text: 'Done.', draft: null, auditId: 7 }),
    usual: assignmentSaved({ text: 'Please introduce them by e-mail:', draft, auditId: 7 }),
    longest: assignmentSaved({ text: LONG, draft: longDraft, auditId: 7 }),
    hostile: assignmentSaved({ text: HOSTILE, draft: hostileDraft, auditId: 7 }),
  },
  advisingSection: {
    shortest: advisingSection({ hasTeam: true, advisees: 0 }),
    longest: advisingSection({ hasTeam: true, advisees: 120 }),
    hostile: advisingSection({ hasTeam: true, advisees: 1 }),
  },
};
