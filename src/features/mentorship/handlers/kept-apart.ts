import type { Context } from '../../../context.ts';
import type { Db, Tx } from '../../../db/client.ts';
import type { ByPerson, KeptApart } from '../../../feature.ts';
import { doNotPairsOf } from '../store/pairs.ts';

/** A wish not to be paired holds in practice interviews too, whoever of the two has it; nobody reads whose it is. */
export async function doNotPairs(
  _ctx: Context,
  db: Db | Tx,
  studentIds: readonly number[],
): Promise<ByPerson<KeptApart>> {
  const found = new Map<number, KeptApart[]>();
  const add = (of: number, person: number) =>
    void found.set(of, [...(found.get(of) ?? []), { person, why: 'do-not-pair' }]);
  for (const { a, b } of await doNotPairsOf(db, studentIds)) {
    add(a, b);
    add(b, a);
  }
  return found;
}
