// The slice's actions, the fields of its forms, and buttons that stand in several messages.
import type { Action } from '../../../people/authorise.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';

export const OPEN = 'mentorship.open' satisfies Action;
export const ASK = 'mentorship.ask' satisfies Action;
export const SEND_REQUEST = 'mentorship.send-request' satisfies Action;
export const WITHDRAW = 'mentorship.withdraw' satisfies Action;
export const JOIN = 'mentorship.join' satisfies Action;
export const SAVE_MENTOR = 'mentorship.save-mentor' satisfies Action;
export const PAUSE = 'mentorship.pause' satisfies Action;
export const RESUME = 'mentorship.resume' satisfies Action;
export const ACCEPT = 'mentorship.accept' satisfies Action;
export const PASS = 'mentorship.pass' satisfies Action;
export const LATER = 'mentorship.later' satisfies Action;
export const APART = 'mentorship.keep-apart' satisfies Action;
export const SAVE_APART = 'mentorship.save-apart' satisfies Action;
/** Wishes, where there are more mentors than a menu holds. */
export const PICK_WISH = 'mentorship.pick-wish' satisfies Action;
export const PICK_APART = 'mentorship.pick-apart' satisfies Action;
export const MEET = 'mentorship.meet' satisfies Action;
export const SAVE_MEETING = 'mentorship.save-meeting' satisfies Action;
export const CALENDAR = 'mentorship.calendar-file' satisfies Action;
export const MET = 'mentorship.met' satisfies Action;
export const PLANNED = 'mentorship.planned' satisfies Action;
export const TAKE_OUT = 'mentorship.take-out' satisfies Action;
export const NO_CONTACT = 'mentorship.no-contact' satisfies Action;
export const KEEP = 'mentorship.keep' satisfies Action;
export const NOT_WORKING = 'mentorship.not-working' satisfies Action;
export const HAPPENED = 'mentorship.happened' satisfies Action;

export const PICK_MENTOR = 'mentorship.pick-mentor' satisfies Action;
export const STAFF_OVERVIEW = 'mentorship.overview' satisfies Action;
export const EDIT_SEASON = 'mentorship.edit-season' satisfies Action;
export const SET_SEASON = 'mentorship.set-season' satisfies Action;
export const CLOSE_SEASON = 'mentorship.close-season' satisfies Action;
export const CHOOSE_MATCH = 'mentorship.choose-match' satisfies Action;
export const MATCH = 'mentorship.match' satisfies Action;
export const ACCEPT_FOR = 'mentorship.accept-for' satisfies Action;
export const PASS_FOR = 'mentorship.pass-for' satisfies Action;
export const EMAIL = 'mentorship.email' satisfies Action;
export const MAIL_FILE = 'mentorship.mail-file' satisfies Action;
export const MAIL_SENT = 'mentorship.mail-sent' satisfies Action;
export const TASKS = 'mentorship.tasks' satisfies Action;
export const MORE_TASKS = 'mentorship.more-tasks' satisfies Action;
export const INTRODUCED = 'mentorship.introduced' satisfies Action;
export const PAIRS = 'mentorship.pairs' satisfies Action;
export const MORE_PAIRS = 'mentorship.more-pairs' satisfies Action;
export const END_PAIR = 'mentorship.end-pair' satisfies Action;
export const DRAFT = 'mentorship.draft' satisfies Action;
export const SHOW_DRAFT = 'mentorship.show-draft' satisfies Action;
export const MORE_DRAFT = 'mentorship.more-draft' satisfies Action;
export const EDIT_DRAFT = 'mentorship.edit-draft' satisfies Action;
export const CHANGE_DRAFT = 'mentorship.change-draft' satisfies Action;
export const DROP_DRAFT = 'mentorship.drop-draft' satisfies Action;
export const PUBLISH = 'mentorship.publish' satisfies Action;

export function openButton(label = 'Peer mentorship'): ButtonSpec {
  return { label, action: OPEN, value: 'all' };
}

export function askButton(label = 'Ask for a mentor'): ButtonSpec {
  return { label, action: ASK, value: 'new', style: 'primary' };
}

export function acceptButton(offerId: number): ButtonSpec {
  return { label: 'Accept', action: ACCEPT, value: String(offerId), style: 'primary' };
}

export function passButton(offerId: number): ButtonSpec {
  return { label: 'Not this time', action: PASS, value: String(offerId) };
}

export function laterButton(offerId: number): ButtonSpec {
  return { label: 'Later', action: LATER, value: String(offerId) };
}

export function meetButton(pairId: number, label = 'Enter a time to meet'): ButtonSpec {
  return { label, action: MEET, value: String(pairId) };
}

/** `isOff`: the file takes the meeting out of a calendar again. */
export function calendarButton(pairId: number, isOff = false): ButtonSpec {
  const label = isOff ? 'Calendar file that takes it out' : 'Calendar file (.ics)';
  return { label, action: CALENDAR, value: String(pairId) };
}

/** Names the time as it stood when the button was shown: another one is not taken out by it. */
export function takeOutButton(pairId: number, sequence: number): ButtonSpec {
  return { label: 'Take the time out', action: TAKE_OUT, value: `${pairId}/${sequence}` };
}

export function notWorkingButton(pairId: number): ButtonSpec {
  return {
    label: "This isn't working",
    action: NOT_WORKING,
    value: String(pairId),
    confirm: {
      title: 'End this pair?',
      text: "It ends privately: the other reads that the match has ended and that they did nothing wrong, and no reason is asked. You won't be paired with each other again.",
      yes: 'End it',
      no: 'Keep it',
    },
  };
}

export function happenedButton(pairId: number): ButtonSpec {
  return { label: 'Something happened', action: HAPPENED, value: String(pairId) };
}

/** Fields of the forms. */
export const FIELDS = {
  specialties: 'specialties',
  topics: 'topics',
  wishes: 'wishes',
  others: 'others',
  note: 'note',
  capacity: 'capacity',
  apart: 'apart',
  day: 'day',
  hour: 'hour',
  where: 'where',
  way: 'way',
  startsOn: 'starts-on',
  endsOn: 'ends-on',
  hearsBy: 'hears-by',
  mentor: 'mentor',
  decision: 'decision',
} as const;
