// The command-line tools within this process; run-tool.ts starts them as a terminal does, which takes two seconds of a processor each.
import { runTool, type Tool } from '../../src/cli/tool.ts';
import { type ToolRun, toolEnvironment } from './run-tool.ts';

/** Keeps what is written to a stream of this process from the terminal, until `release` is called. */
function hold(stream: NodeJS.WriteStream): { text: () => string; release: () => void } {
  const { write } = stream;
  let text = '';
  stream.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  const release = () => {
    stream.write = write;
  };
  return { text: () => text, release };
}

/** Runs a tool to its end with an environment of its own. The process has one environment: only one tool at a time. */
export async function callTool(
  tool: Tool,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<ToolRun> {
  const own = process.env;
  const [out, err] = [hold(process.stdout), hold(process.stderr)];
  process.env = toolEnvironment(env);
  try {
    const code = await runTool(tool, [...args]);
    return { code, out: out.text(), err: err.text() };
  } finally {
    process.env = own;
    out.release();
    err.release();
  }
}
