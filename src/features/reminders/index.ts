import type { Feature } from '../../feature.ts';
import { chooseQuiet, fewer, more, quietUntilDay, remindMe, snooze, speakAgain } from './handlers.ts';
import {
  composeDigest,
  composeMessage,
  countTooLate,
  describeGoingOut,
  dueOwn,
  followSessions,
  goingOut,
  nextSending,
  noticeHindrance,
  noticeTimes,
  saidNotices,
  sendDue,
  showTooLate,
} from './jobs/index.ts';
import { FEWER, MORE, QUIET_DAY, QUIET_UNTIL, REMIND_ME, SNOOZE, SPEAK_AGAIN, TOO_LATE } from './messages/index.ts';

export const reminders: Feature = {
  name: 'reminders',
  actions: [
    { action: SNOOZE, answer: 'new', run: snooze },
    { action: REMIND_ME, answer: 'new', run: remindMe },
    { action: FEWER, answer: 'new', run: fewer },
    { action: MORE, answer: 'replace', run: more },
    { action: QUIET_UNTIL, answer: 'new', run: chooseQuiet },
    { action: SPEAK_AGAIN, answer: 'replace', run: speakAgain },
    { action: TOO_LATE, relation: 'program', answer: 'new', run: showTooLate },
  ],
  forms: [{ action: QUIET_DAY, run: quietUntilDay }],
  jobs: [{ name: 'reminders.send', missed: 'once', next: nextSending, run: sendDue }],
  composers: { message: composeMessage, digest: composeDigest },
  notices: { times: noticeTimes, hindrance: noticeHindrance, said: saidNotices },
  forecast: { list: goingOut, describe: describeGoingOut },
  due: dueOwn,
  onSessionsChanged: followSessions,
  counts: countTooLate,
};
