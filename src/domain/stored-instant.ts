import { Temporal } from 'temporal-polyfill';
import { remembered } from './remembered.ts';

/** A moment as Postgres writes it (`2027-01-21 22:00:00+00`); an Instant wants a T. The same few moments are read for every answer. */
export const toInstant = remembered(10_000, (stored: string) => Temporal.Instant.from(stored.replace(' ', 'T')));

/** The same of a column that may be empty. */
export function toInstantOrNull(stored: string | null): Temporal.Instant | null {
  return stored === null ? null : toInstant(stored);
}
