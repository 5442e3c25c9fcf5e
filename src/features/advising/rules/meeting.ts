// Which milestone is completed when a student and an advisor have met. Pure.
import { type AssignmentKind, type DoneWhen, MET } from '../../../domain/advising.ts';
import type { Day } from '../../../domain/day.ts';

/** What of an open milestone decides it. */
interface Completable {
  begins: Day;
  isPast: boolean;
  doneWhen: DoneWhen | null;
}

/**
 * The one that is on now, the earliest due first; else the latest that passed undone. undefined where a meeting would complete nothing.
 * `open` is in order of its day.
 */
export function meetingNow<Milestone extends Completable>(
  open: readonly Milestone[],
  kind: AssignmentKind,
  today: Day,
): Milestone | undefined {
  const begun = open.filter(({ doneWhen, begins }) => doneWhen === MET[kind] && begins <= today);
  return begun.find(({ isPast }) => !isPast) ?? begun.at(-1);
}

/** The meeting that comes next: the one that is on now, else the first that begins later. */
export function nextMeeting<Milestone extends Completable>(
  open: readonly Milestone[],
  kind: AssignmentKind,
  today: Day,
): Milestone | undefined {
  return meetingNow(open, kind, today) ?? open.find(({ doneWhen, begins }) => doneWhen === MET[kind] && begins > today);
}
