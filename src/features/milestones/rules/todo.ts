// What `todo` lists, and in which order.
import type { Temporal } from 'temporal-polyfill';
import type { Part } from '../../../ahead/progress.ts';
import { byTime } from '../../../domain/upcoming.ts';
import { isStillOpen, type Milestone } from './own-milestones.ts';

/** One line of the list: a milestone, or one step of it. */
export interface TodoRow {
  milestone: Milestone;
  part: Part;
}

/** `Career Selection: Met with the Society Advisor`; a step that has a day of its own is named in the title already. */
export function rowTitle({ milestone: { ahead }, part }: TodoRow): string {
  return part.title === null || ahead.tick.step !== null ? ahead.title : `${ahead.title}: ${part.title}`;
}

export const TODO_PARTS = ['still-open', 'dated', 'undated', 'if-applying', 'when-back', 'lately'] as const;
export type TodoPart = (typeof TODO_PARTS)[number];

export type Todo = readonly { part: TodoPart; rows: readonly TodoRow[] }[];

/** What was ticked off stays in sight, to be undone, for so many hours. */
const LATELY_HOURS = 30 * 24;

function isLate({ at }: Part, now: Temporal.Instant): boolean {
  return at !== null && now.epochMilliseconds - at.epochMilliseconds <= LATELY_HOURS * 3_600_000;
}

function partOf({ milestone, part }: TodoRow, now: Temporal.Instant, isAway: boolean): TodoPart | undefined {
  const { ahead, due, isPast } = milestone;
  // What is only optional and no milestone is listed so that it can be waved away; once it is over there is nothing to wave.
  if (isPast && ahead.entry.kind !== 'milestone') return undefined;
  if (part.state === 'done') return isLate(part, now) ? 'lately' : undefined;
  if (part.state === 'not-for-me') return 'lately';
  if (isAway) return isPast ? undefined : 'when-back';
  if (isStillOpen(milestone)) return 'still-open';
  if (ahead.ifApplying) return 'if-applying';
  return due !== null && !isPast ? 'dated' : ahead.when.kind === 'session' ? 'dated' : 'undated';
}

function lastDayOf({ milestone: { ahead, due } }: TodoRow): { day: string; when: Milestone['ahead']['when'] } {
  return { day: due ?? ahead.day, when: ahead.when };
}

/** The student's milestones in their parts: still open first, then by the day they are due, then without one, then done lately. Empty parts are left out. */
export function todoOf(milestones: readonly Milestone[], now: Temporal.Instant, isAway: boolean): Todo {
  const rows = milestones.flatMap((milestone) => milestone.parts.map((part) => ({ milestone, part })));
  return TODO_PARTS.flatMap((part) => {
    const own = rows.filter((row) => partOf(row, now, isAway) === part);
    if (own.length === 0) return [];
    return [{ part, rows: own.sort((a, b) => byTime(lastDayOf(a), lastDayOf(b))) }];
  });
}

export const ROWS_A_PAGE = 12;

/** The page that begins with row `first`, counted over all parts. */
export function todoPage(todo: Todo, first: number): Todo {
  let before = 0;
  return todo.flatMap(({ part, rows }) => {
    const kept = rows.filter((_, at) => before + at >= first && before + at < first + ROWS_A_PAGE);
    before += rows.length;
    return kept.length === 0 ? [] : [{ part, rows: kept }];
  });
}
