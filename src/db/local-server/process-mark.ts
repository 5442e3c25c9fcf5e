/** A process id alone proves nothing, since ids are used again: a mark adds the moment the process began. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { runProgram } from './run-program.ts';

export type ProcessFacts = {
  /** A zombie has ended but was not waited for; where nobody ever does, as in many containers, it stays for good. */
  readonly state: 'running' | 'zombie' | 'gone';
  /** When it began, in the system's own unit: compared, never read. */
  readonly startedAt: string;
  /** The program and its arguments. */
  readonly command: string;
};

export const processMark = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
export type ProcessMark = z.infer<typeof processMark>;

const gone: ProcessFacts = { state: 'gone', startedAt: '', command: '' };

/** What the system knows of a process. */
export async function processFacts(pid: number): Promise<ProcessFacts> {
  return process.platform === 'linux' ? linuxFacts(pid) : psFacts(pid);
}

/** The mark of a process; one that has ended gets a mark that fits no process. */
export async function markOf(pid: number): Promise<ProcessMark> {
  return { pid, startedAt: (await processFacts(pid)).startedAt };
}

/** True while exactly that process runs, not another with its id. */
export async function stillRuns(mark: ProcessMark): Promise<boolean> {
  const facts = await processFacts(mark.pid);
  return facts.state === 'running' && facts.startedAt === mark.startedAt;
}

/**
 * The mark in a file; undefined when there is no file or nothing readable in it, which is to say: nobody to wait for.
 */
export async function readMark(path: string): Promise<ProcessMark | undefined> {
  try {
    return processMark.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * proc(5): after the name in brackets, which may hold brackets of its own, come the state (field 3) and the start
 * (field 22).
 */
async function linuxFacts(pid: number): Promise<ProcessFacts> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const dead = fields[0] === 'Z' || fields[0] === 'X';
    return {
      state: dead ? 'zombie' : 'running',
      startedAt: fields[19] ?? '',
      command: command.replaceAll('\0', ' ').trim(),
    };
  } catch {
    return gone;
  }
}

/** Where there is no /proc there is ps; `lstart` is five words, such as "Tue Dec 1 09:00:00 2026". */
async function psFacts(pid: number): Promise<ProcessFacts> {
  const { ok, output } = await runProgram('/bin/ps', ['-ww', '-o', 'stat=,lstart=,command=', '-p', String(pid)], {});
  const [state, ...rest] = output.trim().split(/\s+/);
  if (!ok || state === undefined) return gone;
  return {
    state: state.startsWith('Z') ? 'zombie' : 'running',
    startedAt: rest.slice(0, 5).join(' '),
    command: rest.slice(5).join(' '),
  };
}
