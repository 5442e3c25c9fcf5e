import type { Action } from '../../../people/authorise.ts';

export const SNOOZE = 'reminders.snooze' satisfies Action;
export const FEWER = 'reminders.fewer' satisfies Action;
export const MORE = 'reminders.more' satisfies Action;
export const QUIET_UNTIL = 'reminders.quiet-until' satisfies Action;
export const QUIET_DAY = 'reminders.quiet-day' satisfies Action;
export const SPEAK_AGAIN = 'reminders.speak-again' satisfies Action;
export const TOO_LATE = 'reminders.too-late' satisfies Action;
export const REMIND_ME = 'reminders.remind-me' satisfies Action;
/** The form of the settings, which stands with the settings. */
export const SETTINGS = 'settings.open' satisfies Action;
