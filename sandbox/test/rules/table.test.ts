// Every rule has its test, and README says which.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { RULES } from '../../rules/rules.ts';

const testFolder = fileURLToPath(new URL('..', import.meta.url));
const readmePath = fileURLToPath(new URL('../../README.md', import.meta.url));

/** The files that hold tests of rules, by their paths below this folder's parent. */
const sources = readdirSync(testFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(testFolder, path), 'utf8') }))
  .filter(({ text }) => text.includes('ruleTest('))
  .sort((a, b) => (a.path < b.path ? -1 : 1));

/** The file of each mention of a rule in a test: a test names its rule once, between quotes. */
function filesNaming(rule: string): string[] {
  return sources.flatMap(({ path, text }) => Array.from({ length: text.split(`'${rule}'`).length - 1 }, () => path));
}

function tableOfRules(): string {
  const rows = Object.entries(RULES).map(([rule, { says, section }]) => {
    const files = filesNaming(rule).map((path) => `\`${path}\``);
    return `| \`${rule}\` | ${says.replaceAll('|', '\\|')} | ${section} | ${files.join(', ')} |`;
  });
  return ['| Rule | What it says | Section | Test, below `test/` |', '|---|---|---|---|', ...rows].join('\n');
}

test('every rule is tested once', () => {
  const others = Object.keys(RULES)
    .map((rule) => ({ rule, files: filesNaming(rule) }))
    .filter(({ files }) => files.length !== 1);
  expect(others).toEqual([]);
});

test('README lists every rule with its test', async () => {
  const table = tableOfRules();
  const betweenMarks = /(?<=<!-- rules -->\n).*(?=<!-- end of rules -->)/s;
  const readme = readFileSync(readmePath, 'utf8').replace(betweenMarks, () => `\n${table}\n\n`);
  expect(readme).toContain(table);
  // With -u the table is written anew.
  await expect(readme).toMatchFileSnapshot(readmePath);
});
