import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImportArguments } from '../../src/cli/tool.ts';
import { UserError } from '../../src/errors.ts';

const USAGE = 'npm run people -- import roster.csv --as somebody';
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'arguments-'));
  file = join(folder, 'roster.csv');
  await writeFile(file, 'name\nÅda\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the arguments of an import', () => {
  it('are a file, who imports, and whether it is a dry run, in any order', async () => {
    const read = { csv: 'name\nÅda\n', as: 'rosa@example.edu', dryRun: false };
    expect(await readImportArguments(['import', file, '--as', 'rosa@example.edu'], USAGE)).toEqual(read);
    expect(await readImportArguments(['--dry-run', '--as=rosa@example.edu', 'import', file], USAGE)).toEqual({
      ...read,
      dryRun: true,
    });
  });

  it.each([
    ['nothing', []],
    ['no file', ['import', '--as', 'rosa@example.edu']],
    ['no importer', ['import', 'a.csv']],
    ['another verb', ['export', 'a.csv', '--as', 'rosa@example.edu']],
    ['two files', ['import', 'a.csv', 'b.csv', '--as', 'rosa@example.edu']],
    ['an unknown option', ['import', 'a.csv', '--as', 'rosa@example.edu', '--force']],
    ['an importer without an address', ['import', 'a.csv', '--as']],
    ['a dry run with a value', ['import', 'a.csv', '--as', 'rosa@example.edu', '--dry-run=no']],
  ])('are answered with how they are written: %s', async (_, args) => {
    const attempt = readImportArguments(args, USAGE);
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(`Usage: ${USAGE}`);
  });

  it('name a file that cannot be read', async () => {
    const missing = join(folder, 'nowhere.csv');
    const attempt = readImportArguments(['import', missing, '--as', 'rosa@example.edu'], USAGE);
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(`${missing} cannot be read: ENOENT`);
    await expect(readImportArguments(['import', folder, '--as', 'rosa@example.edu'], USAGE)).rejects.toThrow('EISDIR');
  });
});
