import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface SourceFile {
  /** From the project's root, `src/features/home/rules.ts`. */
  path: string;
  text: string;
  /** Files of the project (as paths from the root) and packages that it imports. */
  imports: string[];
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;

/** Every TypeScript file below a folder of the project, with what it imports. */
export function sourceFiles(folder: string): SourceFile[] {
  const top = join(ROOT, folder);
  return readdirSync(top, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mts|mjs)$/.test(name))
    .map((name) => {
      const file = join(top, name);
      const text = readFileSync(file, 'utf8');
      const imports = [...text.matchAll(IMPORT)].map((match) => {
        const from = match[1] ?? match[2] ?? match[3] ?? '';
        return from.startsWith('.') ? relative(ROOT, resolve(dirname(file), from)) : from;
      });
      return { path: relative(ROOT, file), text, imports };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
