// How assignments, specialties and values of buttons are read and named.
import { z } from 'zod';
import { KIND_NAMES } from '../../../domain/advising.ts';
import { dayText } from '../../../domain/wording.ts';
import type { Person } from '../../../people/person.ts';
import type { Program } from '../../../program/program.ts';
import type { Assignment } from '../rules/assignment.ts';

/** The name of a specialty, or of a year before a residency. */
export function specialtyName(program: Program, id: string): string {
  const year = program.file.preliminaryYears.find((one) => one.id === id);
  return program.specialty(id)?.name ?? year?.name ?? id;
}

/** `RASA for Dermatology`, `Society Advisor`. */
export function asText(program: Program, { kind, specialty }: Pick<Assignment, 'kind' | 'specialty'>): string {
  return specialty === null ? KIND_NAMES[kind] : `${KIND_NAMES[kind]} for ${specialtyName(program, specialty)}`;
}

/** `Ada Example (ada@example.edu)` */
export function reachText({ name, emails: [email] }: Pick<Person, 'name' | 'emails'>): string {
  return email === undefined ? name : `${name} (${email})`;
}

/** `from November 30, 2026`, with the end where there is one. */
export function datesText({ startsOn, endsOn }: Pick<Assignment, 'startsOn' | 'endsOn'>): string {
  return endsOn === null ? `from ${dayText(startsOn)}` : `from ${dayText(startsOn)} to ${dayText(endsOn)}`;
}

export const number = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
