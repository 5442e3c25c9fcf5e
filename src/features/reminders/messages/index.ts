export { digestMessage } from './digest-message.ts';
export { examples } from './examples.ts';
export { firstContactMessage } from './first-contact-message.ts';
export { FEWER, MORE, QUIET_DAY, QUIET_UNTIL, REMIND_ME, SNOOZE, SPEAK_AGAIN, TOO_LATE } from './ids.ts';
export {
  fewerAnswer,
  mandatoryAnswer,
  moreAnswer,
  quietAnswer,
  quietDayAsked,
  reminderSet,
  reminderTooLate,
  reminderUnneeded,
  speakAgainAnswer,
} from './own-answers.ts';
export { reminderMessage } from './reminder-message.ts';
export { tooLatePage } from './too-late-page.ts';
