import { execFile } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export type ProgramResult = { readonly ok: boolean; readonly output: string };

/**
 * Runs a program to its end, as the given user, and returns both its streams as one text. A program that cannot be
 * started is a result too: the system's message is its output. Ends it after two minutes, the time initdb may take on a
 * slow disk.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  environment: Environment,
  user?: ServerUser,
): Promise<ProgramResult> {
  const identity = user?.drop ? { uid: user.uid, gid: user.gid } : {};
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      // The folder that the caller stands in may be closed to the server's user; the root folder never is.
      { ...identity, cwd: '/', env: serverEnvironment(environment), timeout: 120_000 },
      (error, stdout, stderr) => {
        const output = `${stdout}${stderr}`;
        resolve({ ok: error === null, output: error !== null && output === '' ? error.message : output });
      },
    );
  });
}

/** The libraries' paths are for systems such as Nix that keep them in places of their own. */
const handedOn = ['PATH', 'HOME', 'TMPDIR', 'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH'];

/**
 * The few variables that a server and its keeper need: the caller's hold the workspace's tokens, PG* names another
 * database, NODE_OPTIONS would load the caller's tools. The language is set, since failure.ts reads the messages.
 */
export function serverEnvironment(environment: Environment): Record<string, string> {
  const kept = handedOn.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}
