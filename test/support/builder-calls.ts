import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ROOT, sourceFiles } from './source-files.ts';

/** One call of a builder, as the examples of its slice make it. */
export interface BuilderCall {
  builder: string;
  args: unknown[];
  /** The builder itself, to be called again with other arguments. */
  rebuild: (...args: unknown[]) => unknown;
}

export interface SliceMessages {
  slice: string;
  /** What the slice exports as builders, by name. */
  builders: string[];
  calls: BuilderCall[];
}

/** Put before each module of messages: its exported functions note how they are called. Declarations are hoisted, so this comes first. */
const noting: Plugin = {
  name: 'noting-calls',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/features\/[^/]+\/messages(\/.+)?\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const names = [...text.matchAll(/^export function (\w+)\(/gm)].flatMap(([, name]) => name ?? []);
      const notes = names.map((name) => `${name} = noted('${name}', ${name});`).join('\n');
      return { contents: `${notes}\n${text}`, loader: 'ts' };
    });
  },
};

const banner = `export const calls = [];
function noted(builder, rebuild) {
  return (...args) => {
    calls.push({ builder, args, rebuild });
    return rebuild(...args);
  };
}`;

/** Every slice's builders and the calls that its examples make of them, with their arguments. */
export function builderCalls(): Promise<SliceMessages[]> {
  const modules = sourceFiles('src/features').filter(({ path }) =>
    /^src\/features\/[^/]+\/messages(\.ts|\/index\.ts)$/.test(path),
  );
  return Promise.all(
    modules.map(async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [join(ROOT, path)],
        bundle: true,
        write: false,
        format: 'esm',
        platform: 'node',
        banner: { js: banner },
        plugins: [noting],
      });
      const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
      const { calls, ...exported } = (await import(`data:text/javascript;base64,${code}`)) as {
        calls: BuilderCall[];
        [name: string]: unknown;
      };
      const builders = Object.keys(exported).filter(
        (name) => typeof exported[name] === 'function' && !name.endsWith('Button'),
      );
      return { slice: path.split('/')[2] ?? '', builders, calls };
    }),
  );
}
