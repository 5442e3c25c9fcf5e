// Ids of what can be pressed and sent; each is its entry in authorise.
import type { ButtonSpec } from '../../../slack/blocks.ts';

export const SIGN_UP = 'interviews.sign-up' as const;
export const SAVE_SIGN_UP = 'interviews.save-sign-up' as const;
export const WITHDRAW = 'interviews.withdraw' as const;
export const OFFER = 'interviews.offer' as const;
/** Ticking alone changes nothing: Save does. */
export const TICK = 'interviews.tick' as const;
export const SAVE_TICKS = 'interviews.save-ticks' as const;
export const SAVE_OFFER = 'interviews.save-offer' as const;
export const CONFIRM = 'interviews.confirm' as const;
export const CANNOT = 'interviews.cannot' as const;
export const LATE = 'interviews.late' as const;
export const FILE = 'interviews.file' as const;
export const STAND_IN = 'interviews.stand-in' as const;
export const NOT_STAND_IN = 'interviews.not-stand-in' as const;
export const GIVE_FEEDBACK = 'interviews.give-feedback' as const;
export const SAVE_FEEDBACK = 'interviews.save-feedback' as const;
export const NOT_HELD = 'interviews.not-held' as const;
export const READ_FEEDBACK = 'interviews.read-feedback' as const;
export const SHARE = 'interviews.share' as const;
export const SAVE_SHARE = 'interviews.save-share' as const;

export const SHOW = 'interviews.show' as const;

/** The page of staff, and the button that leads back to it. */
export const STAFF = 'interviews.staff' as const;
export const ROUND = 'interviews.round' as const;
export const OPEN_ROUND = 'interviews.open-round' as const;
export const SAVE_ROUND = 'interviews.save-round' as const;
export const ASK_MORE = 'interviews.ask-more' as const;
export const MATCH = 'interviews.match' as const;
export const LIST_DAY = 'interviews.list-day' as const;
export const LIST_SPECIALTY = 'interviews.list-specialty' as const;
export const CHANGE = 'interviews.change' as const;
export const SAVE_CHANGE = 'interviews.save-change' as const;
export const FIND = 'interviews.find' as const;
export const SAVE_FIND = 'interviews.save-find' as const;
export const RELAX = 'interviews.relax' as const;
export const SAVE_RELAX = 'interviews.save-relax' as const;
export const PUBLISH = 'interviews.publish' as const;
export const ANSWER_FOR = 'interviews.answer-for' as const;
export const CHOOSE_ANSWER = 'interviews.choose-answer' as const;
export const OUTSIDE = 'interviews.outside' as const;
export const OUTSIDE_FILE = 'interviews.outside-file' as const;
export const OUTSIDE_ALL = 'interviews.outside-all' as const;
export const ASK_OUTSIDE = 'interviews.ask-outside' as const;
export const STAND_IN_FOR = 'interviews.stand-in-for' as const;
export const NOT_STAND_IN_FOR = 'interviews.not-stand-in-for' as const;
export const CONFIRM_FOR = 'interviews.confirm-for' as const;
export const CANNOT_FOR = 'interviews.cannot-for' as const;
export const CLOSE_ROUND = 'interviews.close-round' as const;

/** A button about one interview. */
export function interviewButton(action: string, label: string, id: number): ButtonSpec {
  return { label, action, value: String(id) };
}
