// What staff change about a person one thing at a time, and the way back from it, as the audit keeps it. Pure.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { TRACKS } from '../domain/phases.ts';
import { ROLES } from '../domain/roles.ts';
import { storedOverride } from './override.ts';
import type { Person } from './person.ts';

const override = z
  .object({ kind: z.string(), value: z.union([z.string(), z.number()]), from: z.string(), to: z.string().nullable() })
  .transform((row) => storedOverride({ ...row, value: String(row.value) }));

/** As the audit keeps it. */
export const changeable = z.object({
  roles: z.array(z.enum(ROLES)),
  enrollment: z.object({ class: z.number(), track: z.enum(TRACKS), overrides: z.array(override) }).nullable(),
  active: z.boolean(),
});
type Changeable = z.output<typeof changeable>;

/** How somebody was, and how they are after an act. */
const inverse = z.object({
  before: changeable,
  after: changeable,
  slackUserId: z.string().nullable(),
  /** What a student had proposed. */
  proposalId: z.number().optional(),
});

export function readInverse(stored: unknown): z.output<typeof inverse> {
  return inverse.parse(stored);
}

export function changeableOf({ roles, enrollment, active }: Person): Changeable {
  return {
    roles: [...roles],
    enrollment: enrollment && { ...enrollment, overrides: [...enrollment.overrides] },
    active,
  };
}

/** Whether somebody is as they were, as far as staff change it. */
export function isAs(person: Person, state: Changeable): boolean {
  return isDeepStrictEqual(changeableOf(person), state);
}
