// A season's days. Before its first day mentors join and students ask; nobody is asked or introduced.
import type { Day } from '../../../domain/day.ts';

export function hasBegun({ startsOn }: { startsOn: Day }, today: Day): boolean {
  return startsOn <= today;
}
