// Matching, side by side with what solves it otherwise: `npm run bench:matching`, or one part of it by name (`-- mentors`); of interviews one
// shape and one size alone as well: `-- interviews --shape 'one component' --students 10000 --seconds 900`.
import { parseArgs } from 'node:util';
import type { Chosen } from './matching/interviews.ts';

const PARTS: Record<string, () => Promise<{ run(chosen: Chosen): Promise<void> }>> = {
  mentors: () => import('./matching/mentors.ts'),
  interviews: () => import('./matching/interviews.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shape: { type: 'string' }, students: { type: 'string' }, seconds: { type: 'string' } },
});
const [only] = positionals;
if (only !== undefined && !PARTS[only]) throw new Error(`Name one of: ${Object.keys(PARTS).join(', ')}`);
for (const [name, load] of Object.entries(PARTS)) {
  if (only !== undefined && only !== name) continue;
  const { run } = await load();
  await run(values);
}
