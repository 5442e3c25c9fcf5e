// The way back from an import of people, as the audit keeps it: of each only what the import made different. Pure.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { changeable } from './changeable.ts';
import type { Person } from './person.ts';

const tabled = changeable
  .extend({
    name: z.string(),
    emails: z.array(z.string()),
    society: z.string().nullable(),
    specialties: z.array(z.string()),
  })
  .partial();
type Tabled = z.output<typeof tabled>;

const FIELDS = ['name', 'emails', 'roles', 'enrollment', 'society', 'specialties', 'active'] as const;

const inverse = z.array(
  z.object({
    id: z.number(),
    before: tabled,
    after: tabled,
    /** Whom they were in Slack; whoever left by the import is nobody there. */
    slackUserId: z.string().nullable(),
  }),
);
export type ImportInverse = z.output<typeof inverse>;

export function readImportInverse(stored: unknown): ImportInverse {
  return inverse.parse(stored);
}

function fieldsOf(person: Person, fields: readonly (typeof FIELDS)[number][]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, person[field]]));
}

/** Somebody new is marked as having left when the import is taken back: messages, ties and answers may hang on them by then. */
export function importInverse(
  changes: readonly { before: Person | undefined; after: Person }[],
): { id: number; before: unknown; after: unknown; slackUserId: string | null }[] {
  return changes.map(({ before, after }) => {
    if (!before) return { id: after.id, before: { active: false }, after: fieldsOf(after, FIELDS), slackUserId: null };
    const fields = FIELDS.filter((field) => !isDeepStrictEqual(before[field], after[field]));
    return {
      id: after.id,
      before: fieldsOf(before, fields),
      after: fieldsOf(after, fields),
      slackUserId: before.slackUserId,
    };
  });
}

/** Whether somebody still is as the import left them, in what it made different. */
export function isAsImported(person: Person, after: Tabled): boolean {
  return FIELDS.every((field) => after[field] === undefined || isDeepStrictEqual(person[field], after[field]));
}

/** Somebody as before the import. */
export function asBefore(person: Person, { before }: { before: Tabled }): Person {
  const known = Object.fromEntries(Object.entries(before).filter(([, value]) => value !== undefined));
  return { ...person, ...known };
}
