import type { Feature } from '../../feature.ts';
import { cannotCome, confirmInterview, runningLate } from './handlers/answer.ts';
import { composeChangedFile, sendFile } from './handlers/calendar.ts';
import {
  dueInterviews,
  interviewStillTrue,
  SUBJECTS,
  upcomingInterviews,
  waitingInterviews,
} from './handlers/contribute.ts';
import {
  composeShared,
  notHeld,
  openFeedback,
  openShare,
  readFeedback,
  saveFeedbackForm,
  saveShare,
} from './handlers/feedback.ts';
import { endWhatIsTheirs } from './handlers/leaving.ts';
import {
  listDay,
  listSpecialty,
  makePlan,
  openChange,
  openFind,
  openRelax,
  saveChange,
  saveFind,
  saveRelax,
} from './handlers/matching.ts';
import { composeAlert, composeNews } from './handlers/news.ts';
import {
  chooseAnswer,
  composeAnswered,
  composeAsk,
  noteTick,
  openAnswerFor,
  openOffer,
  saveOwnOffer,
  saveTicks,
} from './handlers/offer.ts';
import { cannotFor, confirmFor, showOutside } from './handlers/outside.ts';
import { composeOutsideCancel, composeOutsideMail, sendAllPacks, sendPack } from './handlers/outside-pack.ts';
import { composeInvite, homeSection, showInterviews } from './handlers/own.ts';
import { closeRound, publish } from './handlers/publish.ts';
import { openSignUp, saveSignUp, withdraw } from './handlers/sign-up.ts';
import { askMore, countInterviews, openRoundForm, saveNewRound, showStaffPage } from './handlers/staff-round.ts';
import { notStandIn, notStandInFor, showStandInMail, standIn, standInFor } from './handlers/stand-in.ts';
import { composeTakenBack, undoPublish } from './handlers/take-back.ts';
import { hearByJob, linksJob, runJob } from './jobs.ts';
import * as ids from './messages/ids.ts';

export const interviews: Feature = {
  name: 'interviews',
  commands: [
    {
      name: 'interview',
      alsoCalled: ['interviews', 'practice'],
      action: 'interviews.interview',
      help: [{ usage: 'interview', text: 'practice interviews: sign up, your evenings, your schedule' }],
      run: showInterviews,
    },
  ],
  staffPages: [
    {
      name: 'interviews',
      alsoCalled: ['interview', 'round'],
      action: ids.STAFF,
      help: { usage: 'staff interviews', text: 'practice interviews: the round, its plan, who is short of whom' },
      run: showStaffPage,
    },
  ],
  actions: [
    { action: ids.SHOW, answer: 'new', run: showInterviews },
    { action: ids.SIGN_UP, answer: 'new', run: openSignUp },
    { action: ids.WITHDRAW, answer: 'new', changesHome: true, run: withdraw },
    { action: ids.OFFER, answer: 'new', run: openOffer },
    { action: ids.TICK, answer: 'none', run: noteTick },
    { action: ids.SAVE_TICKS, answer: 'replace', changesHome: true, run: saveTicks },
    { action: ids.CONFIRM, answer: 'new', changesHome: true, run: confirmInterview },
    { action: ids.CANNOT, answer: 'new', changesHome: true, run: cannotCome },
    { action: ids.LATE, answer: 'new', run: runningLate },
    { action: ids.FILE, answer: 'new', run: sendFile },
    { action: ids.STAND_IN, answer: 'new', changesHome: true, run: standIn },
    { action: ids.NOT_STAND_IN, answer: 'new', changesHome: true, run: notStandIn },
    { action: ids.GIVE_FEEDBACK, answer: 'new', run: openFeedback },
    { action: ids.NOT_HELD, answer: 'new', changesHome: true, run: notHeld },
    { action: ids.READ_FEEDBACK, answer: 'new', run: readFeedback },
    { action: ids.SHARE, answer: 'new', run: openShare },
    { action: ids.ROUND, relation: 'program', answer: 'new', run: showStaffPage },
    { action: ids.OPEN_ROUND, relation: 'program', answer: 'new', run: openRoundForm },
    { action: ids.ASK_MORE, relation: 'program', answer: 'new', run: askMore },
    { action: ids.MATCH, relation: 'program', answer: 'new', changesHome: true, run: makePlan },
    { action: ids.LIST_DAY, relation: 'program', answer: 'new', run: listDay },
    { action: ids.LIST_SPECIALTY, relation: 'program', answer: 'new', run: listSpecialty },
    { action: ids.CHANGE, relation: 'program', answer: 'new', run: openChange },
    { action: ids.FIND, relation: 'program', answer: 'new', run: openFind },
    { action: ids.RELAX, relation: 'program', answer: 'new', run: openRelax },
    { action: ids.PUBLISH, relation: 'program', answer: 'new', changesHome: true, run: publish },
    { action: ids.ANSWER_FOR, relation: 'program', answer: 'new', run: openAnswerFor },
    { action: ids.OUTSIDE, relation: 'program', answer: 'new', run: showOutside },
    { action: ids.OUTSIDE_FILE, relation: 'program', answer: 'new', run: sendPack },
    { action: ids.OUTSIDE_ALL, relation: 'program', answer: 'new', run: sendAllPacks },
    { action: ids.ASK_OUTSIDE, relation: 'program', answer: 'new', run: showStandInMail },
    { action: ids.STAND_IN_FOR, relation: 'program', answer: 'new', run: standInFor },
    { action: ids.NOT_STAND_IN_FOR, relation: 'program', answer: 'new', run: notStandInFor },
    { action: ids.CONFIRM_FOR, relation: 'program', answer: 'new', run: confirmFor },
    { action: ids.CANNOT_FOR, relation: 'program', answer: 'new', run: cannotFor },
    { action: ids.CLOSE_ROUND, relation: 'program', answer: 'new', changesHome: true, run: closeRound },
  ],
  forms: [
    { action: ids.SAVE_SIGN_UP, changesHome: true, run: saveSignUp },
    { action: ids.SAVE_OFFER, changesHome: true, run: saveOwnOffer },
    { action: ids.SAVE_FEEDBACK, changesHome: true, run: saveFeedbackForm },
    { action: ids.SAVE_SHARE, run: saveShare },
    { action: ids.SAVE_ROUND, relation: 'program', changesHome: true, run: saveNewRound },
    { action: ids.CHOOSE_ANSWER, relation: 'program', run: chooseAnswer },
    { action: ids.SAVE_CHANGE, relation: 'program', changesHome: true, run: saveChange },
    { action: ids.SAVE_FIND, relation: 'program', changesHome: true, run: saveFind },
    { action: ids.SAVE_RELAX, relation: 'program', run: saveRelax },
  ],
  composers: {
    ask: composeAsk,
    answered: composeAnswered,
    invite: composeInvite,
    news: composeNews,
    alert: composeAlert,
    'changed-file': composeChangedFile,
    shared: composeShared,
    'outside-mail': composeOutsideMail,
    'outside-cancel': composeOutsideCancel,
    'taken-back': composeTakenBack,
  },
  acts: {
    'interviews.save-round': 'opened a round of practice interviews',
    'interviews.answer-for': 'answered for somebody',
    'interviews.match': 'planned the practice interviews',
    'interviews.save-change': 'changed a practice interview',
    'interviews.save-find': 'booked a practice interview for somebody',
    'interviews.save-relax': 'allowed other second interviewers',
    'interviews.confirm-for': 'confirmed a practice interview for somebody',
    'interviews.cannot-for': "noted that somebody can't come to a practice interview",
    'interviews.stand-in-for': 'noted that somebody stands in',
    'interviews.not-stand-in-for': "noted that somebody can't stand in",
    'interviews.publish': 'published the practice interviews',
    'interviews.close-round': 'closed the round of practice interviews',
  },
  undo: { [ids.PUBLISH]: undoPublish },
  jobs: [runJob, linksJob, hearByJob],
  counts: countInterviews,
  home: homeSection,
  upcoming: upcomingInterviews,
  waiting: waitingInterviews,
  due: dueInterviews,
  subjects: SUBJECTS,
  stillTrue: interviewStillTrue,
  onPeopleChanged: endWhatIsTheirs,
};
