/**
 * What Postgres and the operating system say when a server does not start, in the words of someone who has to mend it.
 */
import { UserError } from '../../errors.ts';

export const elsewhere = 'or set DATABASE_URL to a PostgreSQL 15 or newer that you run yourself';

/** The first line that fits wins, so the particular stands before the general. */
const explanations: readonly (readonly [RegExp, string])[] = [
  [/no space left on device|disk quota exceeded|ENOSPC/i, 'The disk is full: free some space and start again'],
  [
    /address already in use|EADDRINUSE/i,
    'The port is taken by another program: end that program, or leave the port to be chosen',
  ],
  [
    /error while loading shared libraries|error loading shared library|error relocating|library not loaded/i,
    'A system library is missing: install the one named (on Alpine, whose C library is another one: apk add postgresql)',
  ],
  [
    /cannot execute binary file|exec format error|ENOEXEC|bad cpu type/i,
    'These binaries are made for another processor: run npm install on this machine',
  ],
  [
    /spawn .* ENOENT|required file not found/i,
    'The binaries exist but this system cannot load them (on Alpine: apk add postgresql)',
  ],
  [
    /could not look up effective user id|user does not exist/i,
    'PostgreSQL needs a user with an entry in /etc/passwd: run as a named user',
  ],
  [
    /could not create shared memory segment|could not map anonymous shared memory/i,
    'The system grants too little shared memory: end other database servers or raise its limit',
  ],
  [
    /permission denied|EACCES|EPERM|operation not permitted|read-only file system|EROFS/i,
    'The server may not read or write there: every folder above must let its user pass, and the disk must allow writing and running programs',
  ],
  [
    /database files are incompatible|was initialized by/i,
    'The data was written by another version of PostgreSQL: move its folder away to start anew',
  ],
];

/**
 * What to do about the output of initdb or postgres, without a full stop; undefined when the output says nothing we
 * know.
 */
export function explainOutput(output: string): string | undefined {
  return explanations.find(([pattern]) => pattern.test(output))?.[1];
}

/** The last lines of an output, indented: enough to see the cause, little enough to read. */
export function tailOf(output: string, lines = 12): string {
  return output
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join('\n');
}

/** An error for the person at the terminal: what failed, what to do, the end of the output, and where the rest is. */
export function failed(what: string, output: string, log?: string): UserError {
  const advice = explainOutput(output);
  const parts = [
    `${what}.`,
    advice === undefined ? `Read the output below, ${elsewhere}.` : `${advice}; ${elsewhere}.`,
    output.trim() === '' ? '  (no output)' : tailOf(output),
    ...(log === undefined ? [] : [`All of it: ${log}`]),
  ];
  return new UserError(parts.join('\n'));
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code that Node and Postgres put on their errors (`ENOENT`, `28P01`); an empty string where there is none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
