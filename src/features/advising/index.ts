import type { Feature } from '../../feature.ts';
import { showAdvisees, turnAdvisees } from './handlers/advisees.ts';
import { cancelMeeting, openMeeting, saveMeeting, sendMeetingFile } from './handlers/appointments.ts';
import {
  endAssignment,
  openAssignment,
  saveAssignment,
  showAssignments,
  undoAssignment,
  undoEnd,
} from './handlers/assign.ts';
import { openChoice, saveChoice } from './handlers/choose.ts';
import {
  composeAdvisorFound,
  composeAssigned,
  composeIntroduction,
  composeMatchEnded,
  composeTellByEmail,
} from './handlers/compose.ts';
import { advisingOnHome, countAdvising, waitingNeeds } from './handlers/contribute.ts';
import { assignmentsImporter } from './handlers/import-assignments.ts';
import { rasasImporter } from './handlers/import-rasas.ts';
import { assignedSocietyAdvisors, keptApartAdvisors } from './handlers/kept-apart.ts';
import {
  noteMeeting,
  noteMeetingWithAdvisee,
  undoMeeting,
  undoMeetingWithAdvisee,
  undoMetAdvisee,
} from './handlers/meet.ts';
import {
  composeMeeting,
  dueAppointments,
  stillTrueOfMeeting,
  upcomingAppointments,
} from './handlers/meetings-ahead.ts';
import { endMatches } from './handlers/people-changed.ts';
import { chooseRasa, confirmRasa, nameRasa, showRasas, undoConfirm } from './handlers/rasas.ts';
import { draftEmail, showTeam } from './handlers/team.ts';
import { undoAssignments, undoRasas } from './handlers/undo-imports.ts';
import {
  ADVISEES_EARLIER,
  ADVISEES_LATER,
  ASSIGN,
  CALENDAR,
  CANCEL_MEETING,
  CHOOSE,
  CONFIRM_RASA,
  EMAIL,
  END_ASSIGNMENT,
  MEET,
  MET,
  MET_ADVISEE,
  NAME_RASA,
  OTHER_RASA,
  SAVE_ASSIGNMENT,
  SAVE_CHOICE,
  SAVE_MEETING,
  SHOW_RASAS,
  TEAM,
  UNDO_MET,
  UNDO_MET_ADVISEE,
} from './messages/index.ts';

export const advising: Feature = {
  name: 'advising',
  commands: [
    {
      name: 'advisors',
      alsoCalled: ['advisor', 'team', 'rasa'],
      action: 'advising.advisors',
      help: [{ usage: 'advisors', text: 'your advising team: who, what for, what to bring, how to reach them' }],
      run: showTeam,
    },
    {
      name: 'advisees',
      alsoCalled: ['advisee'],
      action: 'advising.advisees',
      help: [{ usage: 'advisees', text: 'whom you advise: open milestones and the next meeting of each' }],
      run: showAdvisees,
    },
  ],
  actions: [
    { action: TEAM, answer: 'new', run: showTeam },
    { action: EMAIL, answer: 'new', run: draftEmail },
    { action: MEET, answer: 'new', run: openMeeting },
    { action: CANCEL_MEETING, answer: 'new', changesHome: true, run: cancelMeeting },
    { action: CALENDAR, answer: 'new', run: sendMeetingFile },
    { action: MET, answer: 'new', changesHome: true, run: noteMeeting },
    { action: UNDO_MET, answer: 'replace', changesHome: true, run: undoMeeting },
    { action: ADVISEES_EARLIER, answer: 'replace', run: turnAdvisees },
    { action: ADVISEES_LATER, answer: 'new', run: turnAdvisees },
    { action: MET_ADVISEE, relation: 'advisee', answer: 'new', run: noteMeetingWithAdvisee },
    { action: UNDO_MET_ADVISEE, relation: 'advisee', answer: 'replace', run: undoMeetingWithAdvisee },
    { action: CHOOSE, answer: 'new', run: openChoice },
    { action: SHOW_RASAS, relation: 'program', answer: 'new', run: showRasas },
    { action: CONFIRM_RASA, relation: 'program', answer: 'new', changesHome: true, run: confirmRasa },
    { action: OTHER_RASA, relation: 'program', answer: 'new', run: chooseRasa },
    { action: ASSIGN, relation: 'program', answer: 'new', run: openAssignment },
    { action: END_ASSIGNMENT, relation: 'program', answer: 'new', run: endAssignment },
  ],
  forms: [
    { action: SAVE_CHOICE, changesHome: true, run: saveChoice },
    { action: SAVE_MEETING, changesHome: true, run: saveMeeting },
    { action: NAME_RASA, relation: 'program', changesHome: true, run: nameRasa },
    { action: SAVE_ASSIGNMENT, relation: 'program', run: saveAssignment },
  ],
  staffPages: [
    {
      name: 'assignments',
      alsoCalled: ['assign', 'advisors'],
      action: 'advising.assignments',
      help: { usage: 'staff assignments', text: 'who advises whom; with a name: those of one person, to end them' },
      run: showAssignments,
    },
    {
      name: 'rasas',
      alsoCalled: ['rasa'],
      action: 'advising.rasas',
      help: { usage: 'staff rasas', text: 'who waits for a RASA, who is proposed, and where there are too few' },
      run: showRasas,
    },
  ],
  importers: [assignmentsImporter, rasasImporter],
  acts: {
    'advising.met-advisee': 'noted a meeting',
    'advising.save-meeting': 'entered when they meet',
    'advising.cancel-meeting': 'took out when they meet',
    'advising.confirm-rasa': 'confirmed a RASA',
    'advising.save-assignment': 'assigned an advisor',
    'advising.end-assignment': 'ended an assignment',
    'advising.save-choice': 'chose specialties',
    'advising.import-assignments': 'imported assignments',
    'advising.import-rasas': 'imported RASAs',
  },
  undo: {
    'advising.met-advisee': undoMetAdvisee,
    'advising.confirm-rasa': undoConfirm,
    'advising.save-assignment': undoAssignment,
    'advising.end-assignment': undoEnd,
    'advising.import-assignments': undoAssignments,
    'advising.import-rasas': undoRasas,
  },
  composers: {
    introduction: composeIntroduction,
    'advisor-found': composeAdvisorFound,
    assigned: composeAssigned,
    'match-ended': composeMatchEnded,
    'tell-by-email': composeTellByEmail,
    meeting: composeMeeting,
  },
  home: advisingOnHome,
  upcoming: upcomingAppointments,
  waiting: waitingNeeds,
  due: dueAppointments,
  subjects: ['advising-meeting'],
  stillTrue: stillTrueOfMeeting,
  counts: countAdvising,
  onPeopleChanged: endMatches,
  keptApart: keptApartAdvisors,
  societyAdvisors: assignedSocietyAdvisors,
};
