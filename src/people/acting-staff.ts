import type { Db, Tx } from '../db/client.ts';
import { UserError } from '../errors.ts';
import { type Action, authorise } from './authorise.ts';
import type { Person } from './person.ts';
import { findPersonByEmail } from './store.ts';

/**
 * Who does something to the program: somebody in Slack, or by a command-line tool the one with an e-mail address. Throws a UserError
 * where `as` is nobody, or may not.
 */
export async function actingStaff(db: Db | Tx, as: string | Person, action: Action): Promise<Person> {
  if (typeof as !== 'string') {
    authorise(action, as, 'program');
    return as;
  }
  const actor = await findPersonByEmail(db, as);
  if (!actor?.active)
    throw new UserError(`${as} is nobody the program knows. Use --as with the e-mail address of a staff member.`);
  authorise(action, actor, 'program');
  return actor;
}
