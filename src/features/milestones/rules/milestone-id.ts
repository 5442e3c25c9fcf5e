// How a milestone is named in buttons, reminders and ticks.

export interface MilestoneId {
  entry: string;
  occurrence: string;
  /** Empty for all of it. */
  item: string;
}

/** `career-selection-meetings/2027-04`, with `/society-advisor` for one step. */
export function milestoneId(entry: string, occurrence: string, item = ''): string {
  return item === '' ? `${entry}/${occurrence}` : `${entry}/${occurrence}/${item}`;
}

/** undefined: names no milestone. */
export function readMilestoneId(text: string): MilestoneId | undefined {
  const [, entry, occurrence, item = ''] = /^([a-z0-9-]+)\/([a-z0-9-]+)(?:\/([a-z0-9-]+))?$/.exec(text) ?? [];
  return entry === undefined || occurrence === undefined ? undefined : { entry, occurrence, item };
}

/** The word before the colon in the subject of a reminder. */
export const SUBJECT = 'milestone';

/** What a reminder of it is about, as in `reminders.subject`. */
export function subjectOf(id: string): string {
  return `${SUBJECT}:${id}`;
}
