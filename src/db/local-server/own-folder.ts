import { chmod, chown, lstat, mkdir, readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { codeOf, elsewhere, failed, messageOf } from './failure.ts';
import type { Environment } from './run-program.ts';
import type { ServerUser } from './server-user.ts';

const name = 'career-planning-bot';

/**
 * The cache folder of the server's user. Root's home is closed to that user, so root's server lives in /var/tmp, which
 * outlives a restart.
 */
export function defaultFolder(user: ServerUser, environment: Environment): string {
  if (user.drop) return join('/var/tmp', `${name}-${user.uid}`);
  const cache = environment.XDG_CACHE_HOME;
  // The XDG base directory specification: a path that is not absolute is to be ignored.
  return join(cache !== undefined && isAbsolute(cache) ? cache : join(homedir(), '.cache'), name);
}

/**
 * Makes the folder where it is missing, gives it to the server's user with mode 0700, and returns its real path. Throws
 * a UserError when it belongs to someone else: /var/tmp is open to all, so another user could have put it there to read
 * our data.
 */
export async function ownFolder(path: string, user: ServerUser): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await mkdir(path, { mode: 0o700 });
    if (user.drop) await chown(path, user.uid, user.gid);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw failed(`The folder ${path} cannot be made`, messageOf(error));
  }
  const found = await lstat(path);
  if (!found.isDirectory()) throw new UserError(`${path} is not a folder: move it away, ${elsewhere}.`);
  if (found.uid !== user.uid) {
    const empty = user.drop && found.uid === 0 && (await readdir(path)).length === 0;
    if (!empty) {
      throw new UserError(
        `The folder ${path} belongs to user ${found.uid}, and the database server runs as ${user.name} (${user.uid}): move it away, ${elsewhere}.`,
      );
    }
    await chown(path, user.uid, user.gid);
  }
  await chmod(path, 0o700);
  return realpath(path);
}

/** Gives what root has made to the server's user; nothing to do for everyone else. */
export async function giveTo(user: ServerUser, path: string): Promise<void> {
  if (user.drop) await chown(path, user.uid, user.gid);
}
