// Every message of the slice at its shortest, its longest, and with hostile text.
import { Temporal } from 'temporal-polyfill';
import { choice } from '../../../slack/inputs.ts';
import { feedbackAnswer } from './feedback-answer.ts';
import { feedbackForm, offerForm, shareForm, signUpForm } from './forms.ts';
import { CANNOT, CONFIRM, FILE, interviewButton, LIST_DAY, PUBLISH, ROUND, SIGN_UP } from './ids.ts';
import { offerAsk } from './offer-ask.ts';
import { type InterviewNews, interviewNews, interviewsOnHome, type ShownInterview } from './own-interviews.ts';
import { answerForForm, changeForm, findForm, relaxForm, roundForm } from './staff-forms.ts';
import { interviewList, outsideMail, roundOverview } from './staff-round.ts';

const zone = 'America/New_York';
const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const ADDRESS = 'https://example.edu/?a=1&b=<x>|y';
const start = Temporal.Instant.from('2027-09-14T21:30:00Z');
const times = Array.from({ length: 100 }, (_, at) =>
  start.add({ hours: 24 * Math.floor(at / 5), minutes: (at % 5) * 30 }),
);
const evenings = Array.from({ length: 20 }, (_, at) => `2027-09-${String(at + 10)}`);
const specialties = [choice('Dermatology', 'dermatology'), choice('Urology', 'urology')];
const hostileChoice = choice(HOSTILE, 'x', HOSTILE);
const ownButtons = [
  interviewButton(CONFIRM, 'Confirm', 7),
  interviewButton(CANNOT, "I can't", 7),
  interviewButton(FILE, 'Add to calendar', 7),
];

const plain: ShownInterview = {
  startsAt: start,
  endsAt: start.add({ minutes: 25 }),
  other: 'Ruth Abramson',
  specialty: 'Dermatology',
  standing: null,
  joinLink: null,
  packet: null,
  buttons: [],
};
const full: ShownInterview = {
  ...plain,
  standing: 'please confirm',
  joinLink: 'https://example.edu/room',
  packet: 'https://example.edu/packet',
  buttons: ownButtons,
};
const hostileOne: ShownInterview = { ...full, other: HOSTILE, standing: HOSTILE, joinLink: ADDRESS, packet: ADDRESS };

const news: InterviewNews = { lines: ['Please confirm it.'], interviews: [plain], buttons: [], zone };
const longNews: InterviewNews = {
  lines: Array.from({ length: 3 }, () => 'A sentence that goes on and on '.repeat(20).trim()),
  interviews: Array.from({ length: 30 }, () => full),
  buttons: [{ label: 'Sign up', action: SIGN_UP, value: '1' }],
  zone,
};
const hostileNews: InterviewNews = { ...longNews, lines: [HOSTILE], interviews: [hostileOne] };

const signUp = {
  roundId: 1,
  specialties,
  first: '',
  second: '',
  evenings: evenings.slice(0, 1),
  times: times.slice(0, 2),
  cannot: [],
  packet: '',
  until: 'Please answer by September 1, 2027.',
  zone,
};
const offer = {
  value: '1',
  name: null,
  evenings: evenings.slice(0, 1),
  ticked: [],
  times: times.slice(0, 2),
  except: [],
  specialties,
  committees: [],
  joinLink: '',
  zone,
};
const ask = { roundId: 1, line: 'On which evenings could you?', evenings, ticked: evenings.slice(0, 3), specialties };
const longChoice = (_: unknown, at: number) => choice(`Specialty ${at}`, String(at));
const grades = { communication: 5, content: 4, professionalism: 3, setUp: 2 };
const feedback = { heading: 'Feedback from Ruth Abramson', grades, strengths: 'Calm', workOn: 'Pace', buttons: [] };
const mail = {
  intro: 'A mail to copy.',
  to: 'ada@example.edu',
  subject: 'Your practice interviews',
  body: 'Dear Ada,',
  buttons: [],
};
const roundButtons = [
  { label: 'Publish', action: PUBLISH, value: '1' },
  { label: 'The round', action: ROUND, value: 'round' },
];
const menu = (label: string) => ({ placeholder: label, action: LIST_DAY, options: [{ label, value: '2027-09-14' }] });

export const examples = {
  interviewNews: {
    shortest: interviewNews({ ...news, interviews: [] }),
    longest: interviewNews(longNews),
    hostile: interviewNews(hostileNews),
    one: interviewNews({ ...news, interviews: [full] }),
  },
  interviewsOnHome: {
    shortest: interviewsOnHome({ ...news, lines: [], interviews: [] }),
    longest: interviewsOnHome(longNews),
    hostile: interviewsOnHome(hostileNews),
  },
  signUpForm: {
    shortest: signUpForm(signUp),
    longest: signUpForm({
      ...signUp,
      first: 'urology',
      second: 'dermatology',
      evenings,
      times,
      cannot: times,
      packet: 'https://example.edu/packet',
    }),
    hostile: signUpForm({ ...signUp, until: HOSTILE, packet: ADDRESS, specialties: [...specialties, hostileChoice] }),
  },
  offerAsk: {
    shortest: offerAsk({ ...ask, evenings: evenings.slice(0, 1), ticked: [] }),
    longest: offerAsk({ ...ask, line: 'A sentence that goes on. '.repeat(40), specialties: times.map(longChoice) }),
    hostile: offerAsk({ ...ask, line: HOSTILE, specialties: [hostileChoice] }),
  },
  offerForm: {
    shortest: offerForm(offer),
    longest: offerForm({
      ...offer,
      name: 'A long name '.repeat(20),
      evenings,
      ticked: evenings,
      times,
      except: times.slice(0, 40),
      committees: ['urology'],
      joinLink: 'https://example.edu/room',
    }),
    read: offerForm({
      ...offer,
      name: 'Sofia Marchetti',
      evenings,
      ticked: evenings.slice(4, 6),
      read: {
        understood: ['"Tuesday and Thursday work": can on September 14, 2027 and September 16, 2027'],
        left: ['Maybe the 21st'],
        committee: 'no',
      },
    }),
    hostile: offerForm({
      ...offer,
      read: { understood: [HOSTILE], left: Array.from({ length: 40 }, () => HOSTILE.repeat(3)), committee: null },
      name: HOSTILE,
      joinLink: ADDRESS,
      specialties: [...specialties, hostileChoice],
    }),
  },
  feedbackForm: {
    shortest: feedbackForm({ interviewId: 7, student: 'Ada' }),
    longest: feedbackForm({ interviewId: 7, student: 'A long name '.repeat(40) }),
    hostile: feedbackForm({ interviewId: 7, student: HOSTILE }),
  },
  shareForm: {
    shortest: shareForm({ interviewId: 7, advisors: specialties }),
    longest: shareForm({ interviewId: 7, advisors: times.map((_, at) => choice(`Advisor ${at}`, String(at))) }),
    hostile: shareForm({ interviewId: 7, advisors: [hostileChoice] }),
  },
  feedbackAnswer: {
    shortest: feedbackAnswer(feedback),
    longest: feedbackAnswer({
      ...feedback,
      strengths: 'Long words. '.repeat(160),
      workOn: 'Long words. '.repeat(160),
      buttons: ownButtons.slice(0, 1),
    }),
    hostile: feedbackAnswer({ ...feedback, heading: HOSTILE, strengths: HOSTILE, workOn: HOSTILE }),
  },
  roundForm: {
    shortest: roundForm({ matchYear: 2028, evenings: evenings.slice(0, 1), chosen: [], answerBy: '2027-09-01' }),
    longest: roundForm({ matchYear: 2028, evenings, chosen: evenings, answerBy: '2027-09-01' }),
    hostile: roundForm({ matchYear: 2028, evenings, chosen: evenings.slice(0, 3), answerBy: '2027-09-01' }),
  },
  changeForm: {
    shortest: changeForm({ interviewId: 7, about: 'An interview', locked: true, planning: false, others: [] }),
    longest: changeForm({
      interviewId: 7,
      about: 'An interview '.repeat(200),
      locked: false,
      planning: true,
      others: times.map((_, at) => choice(`Time ${at}`, String(at), 'Dermatology')),
    }),
    hostile: changeForm({ interviewId: 7, about: HOSTILE, locked: false, planning: true, others: [hostileChoice] }),
  },
  findForm: {
    shortest: findForm({ value: '1/2', about: 'For Ada.', choices: [] }),
    longest: findForm({
      value: '1/2',
      about: 'For Ada. '.repeat(200),
      choices: times.map((_, at) => choice(`Time ${at}`, String(at))),
    }),
    hostile: findForm({ value: '1/2', about: HOSTILE, choices: [hostileChoice] }),
  },
  relaxForm: {
    shortest: relaxForm({ roundId: 1, short: specialties, specialties }),
    longest: relaxForm({
      roundId: 1,
      short: specialties,
      specialties: times.map((_, at) => choice(`Specialty ${at}`, String(at))),
    }),
    hostile: relaxForm({ roundId: 1, short: [hostileChoice], specialties: [hostileChoice] }),
  },
  answerForForm: {
    shortest: answerForForm({ roundId: 1 }),
    longest: answerForForm({ roundId: 999_999 }),
    hostile: answerForForm({ roundId: 2 }),
  },
  roundOverview: {
    shortest: roundOverview({
      title: 'Practice interviews',
      lines: ['No round is open.'],
      lists: [],
      menus: [],
      buttons: [],
    }),
    longest: roundOverview({
      title: 'Practice interviews for the Match of 2028',
      lines: Array.from({ length: 6 }, () => 'How far it is, at some length '.repeat(10)),
      lists: Array.from({ length: 3 }, (_, at) => ({
        title: `List ${at}`,
        lines: times.map((_, line) => `Line ${line} of a list`),
      })),
      menus: [menu('Evenings'), { ...menu('Specialties'), action: 'interviews.list-specialty' }],
      buttons: roundButtons,
    }),
    hostile: roundOverview({
      title: HOSTILE,
      lines: [HOSTILE],
      lists: [{ title: HOSTILE, lines: [HOSTILE] }],
      menus: [menu(HOSTILE)],
      buttons: roundButtons,
    }),
  },
  interviewList: {
    shortest: interviewList({ title: 'An evening', lines: ['No interviews.'], menus: [], buttons: [] }),
    longest: interviewList({
      title: 'An evening',
      lines: times.map((_, at) => `Student ${at} with interviewer ${at} (Dermatology)`),
      menus: [menu('Change …')],
      buttons: roundButtons,
    }),
    hostile: interviewList({ title: HOSTILE, lines: [HOSTILE], menus: [menu(HOSTILE)], buttons: [] }),
  },
  outsideMail: {
    shortest: outsideMail(mail),
    longest: outsideMail({ ...mail, body: 'A line of a mail\n'.repeat(80), buttons: roundButtons.slice(1) }),
    hostile: outsideMail({ intro: HOSTILE, to: HOSTILE, subject: HOSTILE, body: HOSTILE, buttons: [] }),
  },
};
