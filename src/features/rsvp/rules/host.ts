import type { Day } from '../../../domain/day.ts';
import type { Person } from '../../../people/person.ts';
import type { Entry, Program } from '../../../program/program.ts';

/** Whether somebody in the roster hosts an entry: holds one of its people roles on the day, by the same e-mail address. */
export function isHost(program: Program, person: Person, entry: Entry, day: Day): boolean {
  const emails = entry.hosts.flatMap((role) => program.holders(role, day)).flatMap(({ email }) => email ?? []);
  return emails.some((email) => person.emails.includes(email.toLowerCase()));
}
