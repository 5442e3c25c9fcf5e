import { createHash } from 'node:crypto';

/** Long enough to tell one difference from another, short enough for a form to carry. */
const DIGEST_LENGTH = 16;

/** Tells one difference from another, as it is carried from where it was shown to where it is done. */
export function digestOf(difference: unknown): string {
  return createHash('sha256').update(JSON.stringify(difference)).digest('hex').slice(0, DIGEST_LENGTH);
}
