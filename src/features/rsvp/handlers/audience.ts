import type { Context } from '../../../context.ts';
import type { Tx } from '../../../db/client.ts';
import type { SliceTerm } from '../../../domain/audience.ts';
import { answeredSo } from '../store.ts';

/** An audience may ask for those who answered so to a session. */
export function whoAnswered(_ctx: Context, tx: Tx, { rsvp, answer }: SliceTerm): Promise<number[]> {
  return answeredSo(tx, rsvp, answer);
}
