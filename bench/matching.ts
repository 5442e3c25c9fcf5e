// Matching, side by side with what solves it otherwise: `npm run bench:matching`, or one part of it by name (`-- mentors`).
const PARTS: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  mentors: () => import('./matching/mentors.ts'),
  interviews: () => import('./matching/interviews.ts'),
};

const [only] = process.argv.slice(2);
if (only !== undefined && !PARTS[only]) throw new Error(`Name one of: ${Object.keys(PARTS).join(', ')}`);
for (const [name, load] of Object.entries(PARTS)) {
  if (only !== undefined && only !== name) continue;
  const { run } = await load();
  await run();
}

export {};
