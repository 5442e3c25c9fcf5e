/** Postgres refuses to run as root, so root's server runs as a user that may do nothing else. */
import { UserError } from '../../errors.ts';
import { elsewhere } from './failure.ts';
import { type Environment, runProgram } from './run-program.ts';

export type ServerUser = {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  /** True when we are root and have to become this user before running Postgres. */
  readonly drop: boolean;
};

/**
 * initdb looks its user up by name, so a bare number will not do (it ends with "could not look up effective user ID").
 * `postgres` is made for the purpose where it exists; `nobody` and `daemon` exist everywhere and no system user has to
 * be created.
 */
const unprivileged = ['postgres', 'nobody', 'daemon'];

/**
 * Who the server runs as: ourselves, or as root an existing unprivileged user. Throws a UserError where there is none.
 */
export async function findServerUser(environment: Environment): Promise<ServerUser> {
  const uid = process.getuid?.();
  const gid = process.getgid?.();
  if (uid === undefined || gid === undefined) {
    throw new UserError(`A local database server needs Linux or macOS (on Windows: WSL), ${elsewhere}.`);
  }
  if (uid !== 0) return { name: `user ${uid}`, uid, gid, drop: false };
  for (const name of unprivileged) {
    const [user, group] = await Promise.all([
      runProgram('id', ['-u', name], environment),
      runProgram('id', ['-g', name], environment),
    ]);
    if (user.ok && group.ok) return { name, uid: Number(user.output), gid: Number(group.output), drop: true };
  }
  throw new UserError(
    `PostgreSQL does not run as root, and none of the users ${unprivileged.join(', ')} exists: run as an ordinary user, ${elsewhere}.`,
  );
}
