import type { Day } from '../domain/day.ts';
import { restsOnClassDates } from '../domain/standing.ts';
import { standingText } from '../domain/standing-text.ts';
import type { Program } from '../program/program.ts';
import { type Person, personStanding, rolesText } from './person.ts';

/** Who somebody is to the bot, as answers say it first. */
export interface Heading {
  text: string;
  /** What they are told hangs on the days of a class, and these are not confirmed yet. */
  provisional: boolean;
}

/** `PCE month 3 of 12, Pathways, class of 2029` for a student, the roles for everybody else. */
export function headingOf(program: Program, person: Person, today: Day): Heading {
  const standing = personStanding(program, person, today);
  if (!standing) return { text: rolesText(person), provisional: false };
  return {
    text: standingText(standing, today),
    provisional: standing.calendar.provisional && restsOnClassDates(standing),
  };
}

/** The heading as one line. */
export function headingText({ text, provisional }: Heading): string {
  return provisional ? `${text} (class dates to be confirmed)` : text;
}
