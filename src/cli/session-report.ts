// What the tools say of sessions.

import type { SessionChange } from '../domain/session-change.ts';
import { countText, spanText } from '../domain/wording.ts';
import type { SessionReport } from '../features/calendar/acts/change-session.ts';
import type { Told } from '../features/calendar/acts/save-changes.ts';
import { say } from './tool.ts';

const WHAT: Record<SessionChange, string> = {
  moved: 'new time',
  place: 'new place',
  online: 'online',
  postponed: 'postponed, new date to be announced',
  cancelled: 'cancelled',
  back: 'takes place again',
};

function whoIsTold(people: number): string {
  return people === 0 ? 'nobody had been told of it' : `${countText(people, 'person', 'people')} will be told`;
}

export function sayTold(told: readonly Told[]): void {
  for (const { key, what, people } of told) say(`  ${key}: ${WHAT[what]}; ${whoIsTold(people)}`);
}

export function sayDryRun(dryRun: boolean): void {
  if (dryRun) say('Dry run: nothing was changed.');
}

/** `title` says what was done; `zone` is the school's. */
export function saySession(title: string, { after, unchanged, told, dryRun }: SessionReport, zone: string): void {
  if (unchanged) {
    say(`${after.key} is so already; nothing was changed.`);
    return;
  }
  say(`${title}: ${after.key}, ${spanText(after.startsAt, after.endsAt, zone)}`);
  sayTold(told);
  sayDryRun(dryRun);
}
