// What a roster makes different about whom we know. Pure.
import { isDeepStrictEqual } from 'node:util';
import type { Person } from './person.ts';
import type { RosterPerson } from './roster.ts';

const FIELDS = ['name', 'emails', 'roles', 'enrollment', 'society', 'specialties', 'active'] as const;
type Field = (typeof FIELDS)[number];

export interface RosterChange {
  /** The person as known; undefined for somebody new. */
  before: Person | undefined;
  after: RosterPerson;
  fields: Field[];
}

export interface RosterPlan {
  added: RosterChange[];
  changed: RosterChange[];
  unchanged: number;
  /** Known people whom the file does not name. They are left as they are. */
  absent: number;
}

/** Compares a roster with whom we know, by any e-mail address. Problems name the line of the roster. */
export function planRosterImport(
  known: readonly Person[],
  roster: readonly RosterPerson[],
): { plan: RosterPlan; problems: string[] } {
  const byEmail = new Map(known.flatMap((person) => person.emails.map((email) => [email, person] as const)));
  const lineOf = new Map<number, number>();
  const problems: string[] = [];
  const plan: RosterPlan = { added: [], changed: [], unchanged: 0, absent: 0 };
  for (const after of roster) {
    const found = [...new Set(after.emails.flatMap((email) => byEmail.get(email) ?? []))];
    const [before] = found;
    if (found.length > 1)
      problems.push(`line ${after.line}, emails: these addresses belong to ${found.length} people we know`);
    const earlier = before && lineOf.get(before.id);
    if (earlier !== undefined) problems.push(`line ${after.line}, emails: line ${earlier} is the same person already`);
    if (before) lineOf.set(before.id, after.line);
    const fields = FIELDS.filter((field) => !isDeepStrictEqual(before?.[field], after[field]));
    if (!before) plan.added.push({ before, after, fields });
    else if (fields.length > 0) plan.changed.push({ before, after, fields });
    else plan.unchanged += 1;
  }
  plan.absent = known.length - lineOf.size;
  return { plan, problems };
}

/** What a field is called, where its own name is no word of the glossary. */
const FIELD_WORDS: Partial<Record<Field, string>> = { enrollment: 'class, track or overrides' };

/** `Ada Berg (ada@example.edu): name, roles`, `... : new`, `... : has left`. */
export function changeText({ before, after, fields }: RosterChange): string {
  const words = fields.map((field) => {
    if (field === 'active') return after.active ? 'is back' : 'has left';
    return FIELD_WORDS[field] ?? field;
  });
  return `${after.name} (${after.emails[0] ?? ''}): ${before ? words.join(', ') : 'new'}`;
}
