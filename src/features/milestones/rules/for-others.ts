// What an advisor may know of a student's milestones, and from when on each can be done.
import { almanacOf } from '../../../ahead/almanac.ts';
import type { DoneWhen } from '../../../domain/advising.ts';
import type { Day } from '../../../domain/day.ts';
import { classKey } from '../../../domain/standing.ts';
import type { When } from '../../../domain/upcoming.ts';
import { type Person, personStanding } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';
import { milestoneId } from './milestone-id.ts';
import type { Milestone } from './own-milestones.ts';
import { rowTitle } from './todo.ts';

/** One open step of a milestone. */
export interface OpenPart {
  id: string;
  title: string;
  when: When;
  begins: Day;
  isPast: boolean;
  doneWhen: DoneWhen | null;
}

/** A day hangs on months that have begun before it; everything else begins when it is the student's. */
function beginsOn(program: Program, person: Person, { ahead }: Milestone): Day {
  const standing = personStanding(program, person, ahead.day);
  if (ahead.when.kind !== 'due' || !standing) return ahead.day;
  const dues = almanacOf(program).dues.get(classKey(standing.class, standing.track)) ?? [];
  const due = dues.find(({ entry, occurrence }) => entry === ahead.entry && occurrence === ahead.tick.occurrence);
  return due?.from ?? ahead.day;
}

/** The open steps of a student's milestones. What nobody is asked to think of, or hangs on a decision that is still theirs, is left out. */
export function openParts(program: Program, person: Person, milestones: readonly Milestone[]): OpenPart[] {
  return milestones.flatMap((milestone) => {
    const { entry, tick, when, ifApplying } = milestone.ahead;
    if (entry.kind !== 'milestone' || !entry.reminded || ifApplying) return [];
    const begins = beginsOn(program, person, milestone);
    return milestone.parts
      .filter(({ state }) => state === 'open')
      .map((part) => ({
        id: milestoneId(entry.id, tick.occurrence, part.item),
        title: rowTitle({ milestone, part }),
        when,
        begins,
        isPast: milestone.isPast,
        doneWhen: (part.item === '' ? entry : entry.items.find(({ id }) => id === part.item))?.doneWhen ?? null,
      }));
  });
}
