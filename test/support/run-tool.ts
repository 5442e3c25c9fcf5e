// The command-line tools as a terminal runs them: a process of their own, with an environment of their own.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ToolRun {
  code: number;
  out: string;
  err: string;
}

/** For tests that run tools: a process takes a second to start, and several on a machine that is busy. */
export const TOOL_TIMEOUT = 300_000;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Of the tests' own environment a tool gets only what a process needs. */
export function toolEnvironment(env: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, ...env };
}

/** Runs `src/cli/<tool>.ts` to its end. */
export function runTool(tool: string, args: readonly string[], env: Record<string, string> = {}): Promise<ToolRun> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', `src/cli/${tool}.ts`, ...args],
      { cwd: ROOT, env: toolEnvironment(env) },
      (error, out, err) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === 'number') resolve({ code, out, err });
        else reject(error);
      },
    );
  });
}
