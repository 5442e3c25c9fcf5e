import { createHash } from 'node:crypto';
import type { Person } from '../../../people/person.ts';

/** Who acts: somebody in Slack, or the e-mail address of a staff member. A dry run changes nothing. */
export interface Acting {
  as: string | Person;
  dryRun: boolean;
  /** The digests of what they were shown and agreed to: where it would be something else by now, it comes back as a dry run. */
  shown?: readonly string[];
}

/** Long enough to tell one difference from another, short enough for a form to carry. */
const DIGEST_LENGTH = 16;

/** Tells one difference from another. */
export function digestOf(difference: unknown): string {
  return createHash('sha256').update(JSON.stringify(difference)).digest('hex').slice(0, DIGEST_LENGTH);
}

/** Whether nothing may be changed: it was to be a dry run, or it is not what was agreed to. */
export function isRehearsed({ dryRun, shown }: Acting, digest: string): boolean {
  return dryRun || (shown !== undefined && !shown.includes(digest));
}
