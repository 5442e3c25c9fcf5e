// Every message and form at its shortest, its longest and with hostile text: goldens and Block Kit checks run over these.
import { Temporal } from 'temporal-polyfill';
import { choice } from '../../../slack/inputs.ts';
import { actNoted, reportingAnswer, roundResult } from './answers.ts';
import { apartForm, askForm, meetingForm, mentorForm } from './forms.ts';
import { askButton, calendarButton, meetButton } from './ids.ts';
import { type Introduction, introduction } from './introduction.ts';
import { type MentorAnswer, mentorAnswer, mentorSection } from './mentor-answer.ts';
import { type OfferMessage, offerMessage } from './offer.ts';
import { pairNews } from './pair-news.ts';
import { type RequestStatus, requestStatus } from './request-status.ts';
import { staffExamples } from './staff-examples.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const LONG = 'A rather long name that goes on '.repeat(4).trim();
const lapsesAt = Temporal.Instant.from('2026-12-04T16:00:00Z');
const zone = 'America/New_York';
const meeting = 'Thu, Jan 21, 2027, 5:00 PM EST, TMEC 227';

const waiting: RequestStatus = {
  requestId: 1,
  state: 'waiting',
  asked: [],
  mentor: null,
  hasEnded: false,
  reasons: '',
  hearBy: '2026-12-09',
  beginsOn: null,
  inRounds: false,
};
const asked: RequestStatus = {
  ...waiting,
  state: 'offered',
  asked: ['Omar Farouqi'],
  mentor: 'Beatriz Nogueira',
  reasons: 'you both considered Neurology; your second wish',
};
const hostileStatus: RequestStatus = { ...asked, asked: [HOSTILE], mentor: HOSTILE, reasons: HOSTILE };

const offer: OfferMessage = {
  offerId: 1,
  student: 'Priya Venkataraman',
  specialties: ['Pediatrics', 'Psychiatry'],
  topics: ['Choosing between specialties'],
  note: 'I like clinic days best.',
  reasons: 'you both considered Pediatrics',
  lapsesAt,
  state: 'open',
  isOld: false,
  zone,
};
const longOffer: OfferMessage = {
  ...offer,
  student: LONG,
  specialties: [LONG, LONG, LONG],
  topics: Array.from({ length: 10 }, () => LONG),
  note: 'It is a long story. '.repeat(25).trim(),
  reasons: `you both considered ${LONG}`,
};
const hostileOffer: OfferMessage = {
  ...offer,
  student: HOSTILE,
  specialties: [HOSTILE],
  topics: [HOSTILE],
  note: HOSTILE,
  reasons: HOSTILE,
};

const met: Introduction = {
  pairId: 1,
  mentor: 'Beatriz Nogueira',
  student: 'Priya Venkataraman',
  specialties: ['Pediatrics'],
  topics: ['Choosing between specialties'],
  question: 'When did you last change your mind?',
  undone: false,
};

const nothing: MentorAnswer = {
  notes: ['No season of peer mentorship is open just now.'],
  pairs: [],
  request: null,
  mayAsk: false,
  offers: [],
  mentor: undefined,
  mayKeepApart: false,
};
const mentoring: MentorAnswer = {
  ...nothing,
  notes: [],
  pairs: [
    {
      pairId: 1,
      partner: 'Priya Venkataraman',
      is: 'your student',
      reasons: 'you both considered Pediatrics',
      meeting,
      sequence: 1,
    },
  ],
  offers: [offer],
  mentor: { specialties: ['Pediatrics'], topics: [], capacity: 3, taken: 2, paused: false },
  mayKeepApart: true,
};
const longMentoring: MentorAnswer = {
  ...mentoring,
  pairs: Array.from({ length: 5 }, (_, at) => ({
    pairId: at + 1,
    partner: LONG,
    is: 'your student',
    reasons: LONG,
    meeting: `${meeting} ${LONG}`,
    sequence: 12,
  })),
  request: { ...asked, asked: Array.from({ length: 5 }, () => LONG), mentor: LONG },
  mayAsk: true,
  offers: Array.from({ length: 5 }, (_, at) => ({ ...longOffer, offerId: at + 1 })),
  mentor: {
    specialties: Array.from({ length: 20 }, () => LONG),
    topics: Array.from({ length: 10 }, () => LONG),
    capacity: 5,
    taken: 5,
    paused: true,
  },
};
const hostileMentoring: MentorAnswer = {
  ...mentoring,
  notes: [HOSTILE],
  pairs: [{ pairId: 1, partner: HOSTILE, is: 'your peer mentor', reasons: HOSTILE, meeting: HOSTILE, sequence: 1 }],
  request: hostileStatus,
  offers: [hostileOffer],
  mentor: { specialties: [HOSTILE], topics: [HOSTILE], capacity: 2, taken: 1, paused: false },
};

const few = { specialties: [choice('Neurology', 'neurology')], topics: [choice('Research', 'research')] };
const many = {
  specialties: Array.from({ length: 100 }, (_, at) => choice(`${LONG} ${at}`, `specialty-${at}`)),
  topics: Array.from({ length: 10 }, (_, at) => choice(`${LONG} ${at}`, `topic-${at}`)),
};
const hostileChoices = { specialties: [choice(HOSTILE, 'a')], topics: [choice(HOSTILE, 'b')] };

export const examples = {
  requestStatus: {
    shortest: requestStatus(waiting),
    longest: requestStatus({ ...asked, asked: Array.from({ length: 10 }, () => LONG), mentor: LONG, reasons: LONG }),
    hostile: requestStatus(hostileStatus),
    inRounds: requestStatus({ ...waiting, inRounds: true }),
    beforeTheSeason: requestStatus({ ...waiting, beginsOn: '2026-12-01' }),
    asked: requestStatus(asked),
    withStaff: requestStatus({ ...waiting, state: 'with-staff', asked: ['Omar Farouqi', 'Victor Amankwah'] }),
    matched: requestStatus({ ...asked, state: 'matched', hearBy: null }),
    ended: requestStatus({ ...asked, state: 'matched', hearBy: null, hasEnded: true }),
    withdrawn: requestStatus({ ...waiting, state: 'withdrawn', hearBy: null }),
    unmatched: requestStatus({ ...waiting, state: 'unmatched', hearBy: null }),
  },
  offerMessage: {
    shortest: offerMessage({ ...offer, specialties: [], topics: [], note: null, reasons: '' }),
    longest: offerMessage(longOffer),
    hostile: offerMessage(hostileOffer),
    usual: offerMessage(offer),
    accepted: offerMessage({ ...offer, state: 'accepted' }),
    acceptedBefore: offerMessage({ ...offer, state: 'accepted', isOld: true }),
    passed: offerMessage({ ...offer, state: 'passed' }),
    passedBefore: offerMessage({ ...offer, state: 'passed', isOld: true }),
    lapsed: offerMessage({ ...offer, state: 'lapsed', isOld: true }),
    withdrawn: offerMessage({ ...offer, state: 'withdrawn', isOld: true }),
  },
  introduction: {
    shortest: introduction({ ...met, specialties: [], topics: [] }),
    longest: introduction({
      ...met,
      mentor: LONG,
      student: LONG,
      specialties: Array.from({ length: 3 }, () => LONG),
      topics: Array.from({ length: 10 }, () => LONG),
      question: LONG,
    }),
    hostile: introduction({
      ...met,
      mentor: HOSTILE,
      student: HOSTILE,
      specialties: [HOSTILE],
      topics: [HOSTILE],
      question: HOSTILE,
    }),
    usual: introduction(met),
    undone: introduction({ ...met, undone: true }),
  },
  pairNews: {
    shortest: pairNews({ pairId: 1, kind: 'ended', partner: 'Bo', mayAskAgain: false, meeting: null }),
    longest: pairNews({ pairId: 1, kind: 'meeting', partner: LONG, mayAskAgain: false, meeting: `${meeting} ${LONG}` }),
    hostile: pairNews({ pairId: 1, kind: 'meeting', partner: HOSTILE, mayAskAgain: false, meeting: HOSTILE }),
    endedForStudent: pairNews({ pairId: 1, kind: 'ended', partner: 'Bo', mayAskAgain: true, meeting: null }),
    endedBeforeTheyMet: pairNews({ pairId: 1, kind: 'ended', partner: 'Bo', mayAskAgain: true, meeting }),
    meetingOff: pairNews({ pairId: 1, kind: 'meeting-off', partner: 'Bo', mayAskAgain: false, meeting }),
    away: pairNews({ pairId: 1, kind: 'away', partner: 'Bo', mayAskAgain: true, meeting: null }),
    movedOn: pairNews({ pairId: 1, kind: 'moved-on', partner: 'Bo', mayAskAgain: false, meeting: null }),
  },
  actNoted: {
    shortest: actNoted({ text: 'Saved.', buttons: [] }),
    longest: actNoted({
      text: 'What was done, at some length. '.repeat(30),
      buttons: [askButton(), meetButton(1), calendarButton(1)],
    }),
    hostile: actNoted({ text: HOSTILE, buttons: [] }),
  },
  reportingAnswer: {
    shortest: reportingAnswer({ pairId: 1, turnTo: ['Dean for Students'], isActive: false }),
    longest: reportingAnswer({ pairId: 1, turnTo: Array.from({ length: 6 }, () => LONG), isActive: true }),
    hostile: reportingAnswer({ pairId: 1, turnTo: [HOSTILE], isActive: true }),
  },
  roundResult: {
    shortest: roundResult({ hearBy: 'May 1, 2027' }),
    longest: roundResult({ hearBy: 'September 30, 2027' }),
    hostile: roundResult({ hearBy: HOSTILE }),
  },
  mentorAnswer: {
    shortest: mentorAnswer(nothing),
    longest: mentorAnswer(longMentoring),
    hostile: mentorAnswer(hostileMentoring),
    mentor: mentorAnswer(mentoring),
    mayAsk: mentorAnswer({ ...nothing, notes: [], mayAsk: true, mayKeepApart: true }),
    mayJoin: mentorAnswer({ ...nothing, notes: [], mentor: null, mayKeepApart: true }),
    student: mentorAnswer({
      ...nothing,
      notes: [],
      pairs: [
        { pairId: 1, partner: 'Beatriz Nogueira', is: 'your peer mentor', reasons: '', meeting: null, sequence: 0 },
      ],
      mayKeepApart: true,
    }),
    asked: mentorAnswer({ ...nothing, notes: [], request: asked, mayKeepApart: true }),
  },
  mentorSection: {
    shortest: mentorSection({ ...nothing, mayAsk: true }),
    longest: mentorSection(longMentoring),
    hostile: mentorSection(hostileMentoring),
  },
  askForm: {
    shortest: askForm({ ...few, mentors: [], chosen: [] }),
    longest: askForm({
      ...many,
      mentors: Array.from({ length: 120 }, (_, at) => choice(`${LONG} ${at}`, String(at), LONG)),
      chosen: ['specialty-1', 'specialty-2', 'specialty-3'],
    }),
    hostile: askForm({ ...hostileChoices, mentors: [choice(HOSTILE, '1', HOSTILE)], chosen: ['a'] }),
  },
  mentorForm: {
    shortest: mentorForm({ ...few, chosen: { specialties: [], topics: [], capacity: 2 }, taken: 0 }),
    longest: mentorForm({
      ...many,
      chosen: { specialties: many.specialties.map(({ value }) => value), topics: ['topic-1'], capacity: 5 },
      taken: 4,
    }),
    hostile: mentorForm({ ...hostileChoices, chosen: { specialties: ['a'], topics: ['b'], capacity: 1 }, taken: 1 }),
  },
  apartForm: {
    shortest: apartForm({ chosen: [] }),
    longest: apartForm({ chosen: Array.from({ length: 30 }, (_, at) => choice(LONG, String(at))) }),
    hostile: apartForm({ chosen: [choice(HOSTILE, '1')] }),
  },
  meetingForm: {
    shortest: meetingForm({ pairId: 1, partner: 'Bo', day: undefined, hour: undefined, where: '', zone }),
    longest: meetingForm({
      pairId: 1,
      partner: LONG,
      day: '2027-01-21',
      hour: '17:00',
      where: 'A long way '.repeat(40),
      zone: 'America/Argentina/ComodRivadavia',
    }),
    hostile: meetingForm({ pairId: 1, partner: HOSTILE, day: '2027-01-21', hour: '17:00', where: HOSTILE, zone }),
  },
  ...staffExamples,
};
