// Matching in a thread of its own: from TypeScript, as it is built, and where the thread ends before it has answered.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { match } from '../../../src/features/interviews/solver/match.ts';
import { LIMITS } from '../../../src/features/interviews/solver/match-round.ts';
import { roundOf } from '../../support/interview-rounds.ts';
import { ROOT } from '../../support/source-files.ts';

const round = roundOf({
  students: [
    { id: 0, wants: ['urology', 'urology'], cannotAt: [], rasa: [], societyAdvisor: [], pceMentor: [], notWith: [] },
    { id: 1, wants: ['urology', 'urology'], cannotAt: [1], rasa: [], societyAdvisor: [], pceMentor: [], notWith: [] },
  ],
  interviewers: [
    { id: 1_000, practises: ['urology'], isSocietyAdvisor: false, onCommitteesFor: [], freeAt: [1, 2] },
    { id: 1_001, practises: ['urology'], isSocietyAdvisor: false, onCommitteesFor: [], freeAt: [2] },
  ],
  allowed: {},
});

describe('a round is matched in a worker', () => {
  it('from TypeScript', async () => {
    const { bookings, withoutHighs } = await match(round);
    expect(withoutHighs).toBeNull();
    expect(bookings).toHaveLength(3);
  });

  it('as it is built', { timeout: 120_000 }, async () => {
    // Inside the project, so that its packages are found.
    const folder = await mkdtemp(join(ROOT, 'node_modules', '.worker-build-'));
    try {
      const run = promisify(execFile);
      await run(
        process.execPath,
        [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', folder],
        { cwd: ROOT },
      );
      const file = join(folder, 'ask.mjs');
      const solver = pathToFileURL(join(folder, 'features/interviews/solver/match.js')).href;
      await writeFile(
        file,
        `import { match } from '${solver}';
        const round = { applicants: [{ id: 1, specialties: ['u', 'u'], cannot: new Set(), advisors: new Set(), notWith: new Set() }],
          interviewers: [{ id: 2, specialties: ['u'], societyAdvisor: false, committees: new Set(), slots: new Set([1]) }],
          relaxations: new Map(), locked: [] };
        const { bookings, withoutHighs } = await match(round);
        console.log(JSON.stringify({ count: bookings.length, withoutHighs }));`,
      );
      const { stdout } = await run(process.execPath, [file]);
      expect(JSON.parse(stdout)).toEqual({ count: 1, withoutHighs: null });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it.each([
    ['throws', 'throw new Error("out of memory");'],
    ['ends', 'process.exit(3);'],
    ['cannot be read', 'this is no program'],
  ])('and our own search answers where it %s', async (_, text) => {
    const folder = await mkdtemp(join(ROOT, 'node_modules', '.worker-'));
    try {
      const file = join(folder, 'worker.mjs');
      await writeFile(file, text);
      const { bookings, withoutHighs } = await match(round, LIMITS, pathToFileURL(file));
      expect(withoutHighs).not.toBeNull();
      expect(bookings).toHaveLength(3);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
