import type { Person } from '../../../people/person.ts';

/** Who acts: somebody in Slack, or the e-mail address of a staff member. A dry run changes nothing. */
export interface Acting {
  as: string | Person;
  dryRun: boolean;
  /** The digests of what they were shown and agreed to: where it would be something else by now, it comes back as a dry run. */
  shown?: readonly string[];
}

/** Whether nothing may be changed: it was to be a dry run, or it is not what was agreed to. */
export function isRehearsed({ dryRun, shown }: Acting, digest: string): boolean {
  return dryRun || (shown !== undefined && !shown.includes(digest));
}
