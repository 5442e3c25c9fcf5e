/**
 * The binaries that npm has installed are always run from a copy: `npm ci` deletes node_modules under a running server,
 * a home of mode 0700 is closed to the user that root's server runs as, and the package's own symlinks are missing
 * where install scripts are off.
 */
import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize, relative } from 'node:path';
import { z } from 'zod';
import { codeOf } from './failure.ts';

/** Copies the package's `native` folder to `target` unless it is there. Throws what the file system throws. */
export async function copyEmbedded(native: string, target: string): Promise<void> {
  if (await exists(target)) return;
  // Made beside its place and renamed when whole: two processes may do so at once, and the second one's is thrown away.
  const unfinished = `${target}.new-${randomUUID()}`;
  try {
    await copyFolder(native, unfinished);
    await linkLibraries(unfinished);
    await rename(unfinished, target);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error)) || !(await exists(target))) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Symlinks are left out: the list says which there are, whether or not they were made. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.isDirectory()) await copyFolder(join(from, entry.name), join(to, entry.name));
    else if (entry.isFile()) await takeFile(join(from, entry.name), join(to, entry.name));
  }
}

/**
 * A second name for the same file costs nothing and outlives the first. Where the system allows none (another disk,
 * somebody else's file), or a strict umask has closed the file to others, it is copied.
 */
async function takeFile(from: string, to: string): Promise<void> {
  const { mode } = await stat(from);
  const open = mode & 0o100 ? 0o755 : 0o644;
  if ((mode & open) === open) {
    const linked = await link(from, to).then(
      () => true,
      () => false,
    );
    if (linked) return;
  }
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  await chmod(to, open);
}

/** Paths begin with `native/`, the folder that was copied; a link is relative so that the folder can be moved. */
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

async function linkLibraries(folder: string): Promise<void> {
  for (const { source, target } of linkList.parse(
    JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8')),
  )) {
    const link = inside(folder, target);
    await symlink(relative(dirname(link), inside(folder, source)), link);
  }
}

function inside(folder: string, path: string): string {
  const rest = relative('native', normalize(path));
  if (isAbsolute(rest) || rest.startsWith('..')) throw new Error(`pg-symlinks.json names ${path}, outside its package`);
  return join(folder, rest);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
