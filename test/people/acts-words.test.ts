// Every act that the audit keeps has words: staff read them in `/career staff audit`.
import { expect, it } from 'vitest';
import { MOVES } from '../../src/features/asks/rules/case-life.ts';
import { features } from '../../src/features/index.ts';
import { sourceFiles } from '../support/source-files.ts';

const WRITTEN = [
  /\bact: '([a-z]+\.[a-z-]+)'/g,
  /\brecord(?:For)?\(\s*ctx,\s*tx,\s*asker,\s*'([a-z]+\.[a-z-]+)'/g,
  /\baction: '([a-z]+\.[a-z-]+)'/g,
];

it('has words for every act that is written anywhere', () => {
  const recording = sourceFiles('src').filter(({ text }) => /\brecord(Acts|Undoable|For)\(/.test(text));
  const written = recording.flatMap(({ text }) =>
    WRITTEN.flatMap((pattern) => [...text.matchAll(pattern)].map(([, act = '']) => act)),
  );
  const acts = new Set([...written, ...MOVES.map((move) => `asks.${move}`)]);
  expect(acts.size).toBeGreaterThan(50);
  const words = new Set(features.flatMap((feature) => Object.keys(feature.acts ?? {})));
  expect([...acts].filter((act) => !words.has(act)).sort()).toEqual([]);
});
