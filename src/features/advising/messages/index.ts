export { adviseesList, noAdvisee } from './advisees-list.ts';
export { appointmentForm, appointmentNews, appointmentNoted } from './appointment.ts';
export { assignmentForm, assignmentSaved, assignmentsOf, assignmentsOverview } from './assignments-page.ts';
export { emailAnswer } from './email-answer.ts';
export { examples } from './examples.ts';
export { advisingSection } from './home-section.ts';
export {
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
} from './ids.ts';
export { advisorFound, assigned, introduction, matchEnded } from './introductions.ts';
export { meetingNoted } from './meeting-noted.ts';
export { rasaConfirmed, rasaForm, rasaPage } from './rasa-page.ts';
export { specialtiesForm, specialtiesSaved } from './specialties-form.ts';
export { teamAnswer } from './team-answer.ts';
