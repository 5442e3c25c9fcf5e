// What staff press and send to date the year. The value is an id, with what a form was opened on and what it showed.
import type { ButtonSpec } from '../../../../slack/blocks.ts';

export const SHOW_UNDATED = 'calendar.show-undated';
export const SHOW_DATED = 'calendar.show-dated';
export const SHOW_DAYS = 'calendar.show-days';
export const ASK_SESSION = 'calendar.ask-session';
export const ASK_MOVE = 'calendar.ask-move';
export const ASK_EDIT = 'calendar.ask-edit';
export const ASK_CANCEL = 'calendar.ask-cancel';
export const ASK_SERIES = 'calendar.ask-series';
export const ASK_DATE = 'calendar.ask-date';
export const ASK_CLEAR = 'calendar.ask-clear';
export const ASK_CLOSE = 'calendar.ask-close';

/** Forms; each carries the name of the act that it does. */
export const DATE_SESSION = 'calendar.date-session';
export const MOVE_SESSION = 'calendar.move-session';
export const EDIT_SESSION = 'calendar.edit-session';
export const CANCEL_SESSION = 'calendar.cancel-session';
export const DATE_SERIES = 'calendar.date-series';
export const SET_DATE = 'calendar.set-date';
export const CLEAR_DATE = 'calendar.clear-date';
export const CHOOSE_DAY = 'calendar.choose-day';
export const CLOSE_DAY = 'calendar.close-day';

/** Where nothing is chosen beforehand. */
export const ANY = 'any';

/** Opens what has no date yet. */
export function undatedButton(label = 'No date yet'): ButtonSpec {
  return { label, action: SHOW_UNDATED, value: '0' };
}
