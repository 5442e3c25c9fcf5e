// Who gets a broadcast, by phase and class; and who does not, and why.

import type { UntoldReason } from '../../../domain/broadcast.ts';
import { PHASE_NAMES } from '../../../domain/phases.ts';
import { ROLE_PLURALS } from '../../../domain/roles.ts';
import type { Standing } from '../../../domain/standing.ts';
import { listText } from '../../../domain/wording.ts';
import type { Person } from '../../../people/person.ts';
import { type NotedTo, notedTo } from './noted-to.ts';

/** Somebody in the audience. `delayed`: not at once, but as soon as their hours allow. */
export interface Planned {
  person: Pick<Person, 'id' | 'name' | 'roles'>;
  standing: Standing | null;
  untold: UntoldReason | null;
  delayed: boolean;
}

export interface Preview {
  /** Who will be written to. */
  count: number;
  /** Those of them who are written to later, in their own hours. */
  delayed: number;
  groups: readonly { label: string; count: number }[];
  untold: readonly { reason: UntoldReason; names: readonly string[] }[];
  /** Whom the exclusions leave out. */
  leftOut: readonly string[];
  /** Of those who get a mandatory one: for how many their advisor gets the note, and the names of those for whom staff do; null where it is not mandatory. */
  notedTo: Readonly<{ advisor: number } & Record<Exclude<NotedTo, 'advisor'>, readonly string[]>> | null;
}

/** How many people hear of it: at once, in their next digest, or when it is released for Match week. */
export function reachOf(planned: readonly Pick<Planned, 'untold'>[]): number {
  return planned.filter(({ untold }) => untold === null || untold === 'match-week' || untold === 'digest').length;
}

function groupOf({ person, standing }: Planned): string {
  if (!standing) return listText(person.roles.map((role) => ROLE_PLURALS[role])) || 'others';
  const phase = standing.phase === null ? 'No phase' : PHASE_NAMES[standing.phase];
  return `${phase}, class of ${standing.class}`;
}

/**
 * `leftOut`: names of those whom the audience would have without its exclusions. `advisors`: the Society Advisors of those who are told, by
 * their ids; null where nothing is to be acknowledged.
 */
export function previewOf(
  planned: readonly Planned[],
  leftOut: readonly string[],
  advisors: ReadonlyMap<number, readonly { inSlack: boolean }[]> | null,
): Preview {
  const told = planned.filter(({ untold }) => untold === null);
  const groups = new Map<string, number>();
  for (const one of told) groups.set(groupOf(one), (groups.get(groupOf(one)) ?? 0) + 1);
  const namesTo = (to: NotedTo) =>
    told.filter(({ person }) => notedTo(advisors?.get(person.id) ?? []) === to).map(({ person }) => person.name);
  const reasons = [...new Set(planned.flatMap(({ untold }) => untold ?? []))];
  return {
    count: told.length,
    delayed: told.filter(({ delayed }) => delayed).length,
    groups: [...groups].map(([label, count]) => ({ label, count })).sort((a, b) => (a.label < b.label ? -1 : 1)),
    untold: reasons.map((reason) => ({
      reason,
      names: planned.filter(({ untold }) => untold === reason).map(({ person }) => person.name),
    })),
    leftOut,
    notedTo: advisors && {
      advisor: namesTo('advisor').length,
      'advisor-by-staff': namesTo('advisor-by-staff'),
      staff: namesTo('staff'),
    },
  };
}
