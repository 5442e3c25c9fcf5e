// A student's milestones: what there is to tick off, when it is due, what is open of it. Ticks are looked up by entry, occurrence and
// step, so that days which shift and a change of class or phase leave them in place.
import { tickableAhead } from '../../../ahead/ahead.ts';
import type { ProgramDate } from '../../../ahead/program-date.ts';
import { type Part, partsOf } from '../../../ahead/progress.ts';
import type { Session } from '../../../ahead/session.ts';
import type { Ahead, Range, Tickable } from '../../../ahead/view.ts';
import { isForApplicants, matchesAudience } from '../../../domain/audience.ts';
import { addMonths, type Day } from '../../../domain/day.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';
import { milestoneId } from './milestone-id.ts';

/** One milestone as it comes round once, or a step of a group that has a day of its own. */
export interface Milestone {
  /** `entry/occurrence`, with the step where it has a day of its own. */
  id: string;
  /** As it lies ahead, or lay. */
  ahead: Ahead & { tick: Tickable };
  /** The last day to do it; null where no day is known, or none is asked for. */
  due: Day | null;
  /** Its day or its months are over. */
  isPast: boolean;
  parts: readonly Part[];
}

/** What staff have dated, as `readDated` gives it. */
export interface Dates {
  sessions: readonly Session[];
  dates: readonly ProgramDate[];
}

/** The last day of its months, or of its being the student's, where that comes first; months beyond the range are cut off by it. */
function lastDay({ when, through }: Ahead, range: Range): Day | null {
  if (when.kind === 'due') return when.day;
  if (when.kind === 'session' || when.awaitsDate || when.opens !== null) return null;
  return through < range.to && through < when.to ? through : when.to;
}

function isPastOn(today: Day, { when }: Ahead, due: Day | null): boolean {
  if (due !== null) return due < today;
  if (when.kind === 'session') return when.day < today;
  return when.kind === 'window' && when.months !== '' && when.to < today;
}

/** All that the student can tick off or wave away in the range, in order of its day. */
export function milestonesIn(
  program: Program,
  person: Person,
  { sessions, dates }: Dates,
  range: Range,
  today: Day,
): Milestone[] {
  if (person.enrollment === null) return [];
  return tickableAhead(program, person, sessions, range, today, dates).flatMap((ahead) => {
    const { tick } = ahead;
    if (tick === null) return [];
    const due = lastDay(ahead, range);
    const parts = partsOf(person.ticks, ahead.entry.id, tick);
    const id = milestoneId(ahead.entry.id, tick.occurrence, tick.step ?? '');
    return [{ id, ahead: { ...ahead, tick }, due, isPast: isPastOn(today, ahead, due), parts }];
  });
}

/** What passed stays the student's for as long as they are among those whom it is for, in the same Match year. */
function staysTheirs(program: Program, person: Person, { ahead, due }: Milestone, part: Part, today: Day): boolean {
  const now = personStanding(program, person, today);
  const then = personStanding(program, person, due ?? ahead.day);
  const { entry, tick, ifApplying } = ahead;
  const step = tick.steps.find(({ id }) => id === part.item);
  if (!now || ifApplying || !matchesAudience({ anyOf: entry.for }, { roles: person.roles, standing: now }))
    return false;
  if (step?.for && !matchesAudience({ anyOf: step.for }, { roles: person.roles, standing: now })) return false;
  return !isForApplicants({ anyOf: entry.for }) || now.cycle?.matchYear === then?.cycle?.matchYear;
}

/** How far back and ahead a student's milestones are looked for: no phase is longer than 18 months (spec 1). */
const MONTHS_BACK = 18;
const MONTHS_AHEAD = 12;

/**
 * All milestones of a student that are still of concern: those that lie ahead within a year, those that passed and stay theirs, and what
 * is done of both. Something that comes round once and has been due twice, by the days of two classes, stands where it is due last.
 */
export function ownMilestones(program: Program, person: Person, dated: Dates, today: Day): Milestone[] {
  const range = { from: addMonths(today, -MONTHS_BACK), to: addMonths(today, MONTHS_AHEAD) };
  const all = milestonesIn(program, person, dated, range, today);
  const key = ({ ahead }: Milestone, { item }: Part) => milestoneId(ahead.entry.id, ahead.tick.occurrence, item);
  const last = new Map(all.flatMap((milestone) => milestone.parts.map((part) => [key(milestone, part), milestone])));
  return all.flatMap((milestone) => {
    const parts = milestone.parts.filter((part) => {
      if (last.get(key(milestone, part)) !== milestone) return false;
      return !milestone.isPast || part.state === 'done' || staysTheirs(program, person, milestone, part, today);
    });
    return parts.length === 0 ? [] : [{ ...milestone, parts }];
  });
}

export function isOpen({ parts }: Pick<Milestone, 'parts'>): boolean {
  return parts.some(({ state }) => state === 'open');
}

/** Passed undone. What nobody is asked to think of, and a session that is over, are left alone. */
export function isStillOpen(milestone: Milestone): boolean {
  const { entry } = milestone.ahead;
  return milestone.isPast && entry.kind === 'milestone' && entry.reminded && isOpen(milestone);
}
