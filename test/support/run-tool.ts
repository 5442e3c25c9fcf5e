// The command-line tools as a terminal runs them: a process of their own, with an environment of their own.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ToolRun {
  code: number;
  out: string;
  err: string;
}

/** For tests that run tools: a process takes a second to start, and several on a machine that is busy. */
export const TOOL_TIMEOUT = 60_000;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `src/cli/<tool>.ts` to its end. Of the tests' own environment it gets only what a process needs. */
export function runTool(tool: string, args: readonly string[], env: Record<string, string> = {}): Promise<ToolRun> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', `src/cli/${tool}.ts`, ...args],
      { cwd: ROOT, env: { PATH, HOME, ...env } },
      (error, out, err) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ code, out, err });
        else reject(error);
      },
    );
  });
}
