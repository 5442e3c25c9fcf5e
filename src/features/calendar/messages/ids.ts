import type { Entry } from '../../../program/program.ts';
import type { ButtonSpec } from '../../../slack/blocks.ts';

export const DETAILS = 'calendar.details';
export const EARLIER = 'calendar.earlier';
export const LATER = 'calendar.later';
export const ADD = 'calendar.add';
export const GOOGLE = 'calendar.google';
export const OUTLOOK = 'calendar.outlook';
export const FILE = 'calendar.file';

/** Offers to put a session into one's own calendar. */
export function addButton(sessionId: number): ButtonSpec {
  return { label: 'Add to calendar', action: ADD, value: String(sessionId) };
}

/** Opens an entry in full, and first of it the session that the button stands beside. */
export function detailsButton({
  entry,
  sessionId,
}: {
  entry: Pick<Entry, 'id'>;
  sessionId: number | null;
}): ButtonSpec {
  return { label: 'Details', action: DETAILS, value: sessionId === null ? entry.id : `${entry.id}/${sessionId}` };
}

/** Asks for a reminder of a session at the person's own hour; who remembers it is named by the action. */
export function remindButton(sessionId: number): ButtonSpec {
  return { label: 'Remind me', action: 'reminders.remind-me', value: `session:${sessionId}` };
}
