import type { Feature } from '../../feature.ts';
import { moveSeasonOn, nextInSeason } from './acts/clock.ts';
import { menteesTable, mentorsTable } from './acts/imports.ts';
import { followPeople } from './acts/people-changed.ts';
import { undoMatch, undoPublishing } from './acts/undo.ts';
import { undoMentees, undoMentors } from './acts/undo-imports.ts';
import { acceptFor, acceptOffer, answerLater, passFor, passOffer } from './handlers/answering.ts';
import {
  openApartForm,
  openAskForm,
  openMentorForm,
  pause,
  pickApart,
  pickWish,
  resume,
  saveApart,
  saveMentorForm,
  sendRequest,
  takeRequestBack,
} from './handlers/asking.ts';
import {
  composeIntroduction,
  composeMeeting,
  composeOffer,
  composePairEnded,
  composePairKept,
  composeRequest,
  composeRoundResult,
} from './handlers/compose.ts';
import { dueInSeason, stillTrueInSeason, upcomingMeetings, waitingInSeason } from './handlers/contribute.ts';
import { doNotPairs } from './handlers/kept-apart.ts';
import { sendMailFile, showEmail } from './handlers/outside.ts';
import { ownOnHome, showOwn } from './handlers/own.ts';
import {
  endPrivately,
  keepPair,
  nameReporting,
  openMeetingForm,
  saveMeetingForm,
  sayMet,
  sayNoContact,
  sayPlanned,
  sendMeetingFile,
  takeMeetingOut,
} from './handlers/pair.ts';
import {
  dropRound,
  openDraftForm,
  openMatchForm,
  pickMentor,
  publishRound,
  runDraft,
  saveDraftForm,
  saveMatch,
  showDraft,
} from './handlers/staff-round.ts';
import {
  endPairByStaff,
  endSeason,
  introducedByStaff,
  mailSentByStaff,
  openSeasonForm,
  saveSeason,
  showPairs,
  showStaffPage,
} from './handlers/staff-season.ts';
import { countsOfSeason, showTasks } from './handlers/staff-tasks.ts';
import * as ids from './messages/index.ts';

const program = { relation: 'program' } as const;

export const mentorship: Feature = {
  name: 'mentorship',
  commands: [
    {
      name: 'mentor',
      alsoCalled: ['mentors', 'mentee', 'mentorship'],
      action: 'mentorship.mentor',
      help: [{ usage: 'mentor', text: 'peer mentorship: ask for a mentor, be one, your pair and when you meet' }],
      run: showOwn,
    },
  ],
  actions: [
    { action: ids.OPEN, answer: 'new', run: showOwn },
    { action: ids.ASK, answer: 'new', run: openAskForm },
    { action: ids.WITHDRAW, answer: 'new', changesHome: true, run: takeRequestBack },
    { action: ids.JOIN, answer: 'new', run: openMentorForm },
    { action: ids.PAUSE, answer: 'new', changesHome: true, run: pause },
    { action: ids.RESUME, answer: 'new', changesHome: true, run: resume },
    { action: ids.ACCEPT, answer: 'new', changesHome: true, run: acceptOffer },
    { action: ids.PASS, answer: 'new', changesHome: true, run: passOffer },
    { action: ids.LATER, answer: 'new', run: answerLater },
    { action: ids.APART, answer: 'new', run: openApartForm },
    { action: ids.MEET, answer: 'new', run: openMeetingForm },
    { action: ids.CALENDAR, answer: 'new', run: sendMeetingFile },
    { action: ids.TAKE_OUT, answer: 'new', changesHome: true, run: takeMeetingOut },
    { action: ids.MET, answer: 'new', run: sayMet },
    { action: ids.PLANNED, answer: 'new', run: sayPlanned },
    { action: ids.NO_CONTACT, answer: 'new', run: sayNoContact },
    { action: ids.KEEP, answer: 'new', run: keepPair },
    { action: ids.NOT_WORKING, answer: 'new', changesHome: true, run: endPrivately },
    { action: ids.HAPPENED, answer: 'new', run: nameReporting },
    { action: ids.STAFF_OVERVIEW, ...program, answer: 'new', run: showStaffPage },
    { action: ids.EDIT_SEASON, ...program, answer: 'new', run: openSeasonForm },
    { action: ids.CLOSE_SEASON, ...program, answer: 'replace', changesHome: true, run: endSeason },
    { action: ids.CHOOSE_MATCH, ...program, answer: 'new', run: openMatchForm },
    { action: ids.ACCEPT_FOR, ...program, answer: 'new', changesHome: true, run: acceptFor },
    { action: ids.PASS_FOR, ...program, answer: 'new', changesHome: true, run: passFor },
    { action: ids.EMAIL, ...program, answer: 'new', run: showEmail },
    { action: ids.MAIL_FILE, ...program, answer: 'new', run: sendMailFile },
    { action: ids.MAIL_SENT, ...program, answer: 'replace', changesHome: true, run: mailSentByStaff },
    { action: ids.TASKS, ...program, answer: 'replace', run: showTasks },
    { action: ids.MORE_TASKS, ...program, answer: 'replace', run: showTasks },
    { action: ids.INTRODUCED, ...program, answer: 'replace', changesHome: true, run: introducedByStaff },
    { action: ids.PAIRS, ...program, answer: 'replace', run: showPairs },
    { action: ids.MORE_PAIRS, ...program, answer: 'replace', run: showPairs },
    { action: ids.END_PAIR, ...program, answer: 'replace', changesHome: true, run: endPairByStaff },
    { action: ids.DRAFT, ...program, answer: 'new', run: runDraft },
    { action: ids.SHOW_DRAFT, ...program, answer: 'replace', run: showDraft },
    { action: ids.MORE_DRAFT, ...program, answer: 'replace', run: showDraft },
    { action: ids.EDIT_DRAFT, ...program, answer: 'new', run: openDraftForm },
    { action: ids.DROP_DRAFT, ...program, answer: 'new', run: dropRound },
    { action: ids.PUBLISH, ...program, answer: 'new', changesHome: true, run: publishRound },
  ],
  forms: [
    { action: ids.SEND_REQUEST, changesHome: true, run: sendRequest },
    { action: ids.SAVE_MENTOR, changesHome: true, run: saveMentorForm },
    { action: ids.SAVE_APART, run: saveApart },
    { action: ids.SAVE_MEETING, changesHome: true, run: saveMeetingForm },
    { action: ids.SET_SEASON, ...program, changesHome: true, run: saveSeason },
    { action: ids.MATCH, ...program, changesHome: true, run: saveMatch },
    { action: ids.CHANGE_DRAFT, ...program, run: saveDraftForm },
  ],
  options: [
    { action: ids.PICK_APART, run: pickApart },
    { action: ids.PICK_WISH, run: pickWish },
    { action: ids.PICK_MENTOR, ...program, run: pickMentor },
  ],
  staffPages: [
    {
      name: 'mentorship',
      alsoCalled: ['mentors', 'mentor', 'mentees'],
      action: 'mentorship.season',
      help: { usage: 'staff mentorship', text: 'the season: open it, match by hand, rounds, pairs' },
      run: showStaffPage,
    },
  ],
  importers: [mentorsTable, menteesTable],
  acts: {
    'mentorship.set-season': 'changed the season of peer mentorship',
    'mentorship.close-season': 'closed the season of peer mentorship',
    'mentorship.match': 'matched a mentee by hand',
    'mentorship.end-pair': 'ended a pair',
    'mentorship.introduced': 'introduced a pair',
    'mentorship.accept-for': 'said yes for a mentor',
    'mentorship.pass-for': 'said for a mentor that they can’t this time',
    'mentorship.mail-sent': 'sent a mail of peer mentorship',
    'mentorship.draft': 'drafted a round',
    'mentorship.change-draft': 'changed the draft of a round',
    'mentorship.drop-draft': 'dropped the draft of a round',
    'mentorship.publish': 'published a round',
    'mentorship.import-mentors': 'imported mentors',
    'mentorship.import-mentees': 'imported mentees',
  },
  undo: {
    'mentorship.publish': undoPublishing,
    'mentorship.match': undoMatch,
    'mentorship.import-mentors': undoMentors,
    'mentorship.import-mentees': undoMentees,
  },
  counts: countsOfSeason,
  jobs: [{ name: 'mentorship.move-on', missed: 'once', next: nextInSeason, run: moveSeasonOn }],
  composers: {
    offer: composeOffer,
    request: composeRequest,
    introduction: composeIntroduction,
    'pair-ended': composePairEnded,
    'pair-kept': composePairKept,
    meeting: composeMeeting,
    'round-result': composeRoundResult,
  },
  home: ownOnHome,
  upcoming: upcomingMeetings,
  waiting: waitingInSeason,
  due: dueInSeason,
  subjects: ['mentor-offer', 'mentor-meeting', 'mentor-check-in'],
  stillTrue: stillTrueInSeason,
  onPeopleChanged: followPeople,
  keptApart: doNotPairs,
};
