import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programCheckTool } from '../../src/cli/program-check.ts';
import { callTool } from '../support/call-tool.ts';
import { changed, SMALL_PROGRAM } from '../support/program-text.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'program-check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function check(text: string) {
  const path = join(folder, 'school.yaml');
  await writeFile(path, text);
  return callTool(programCheckTool, [path]);
}

describe('npm run program:check', () => {
  it('finds no mistake in the program that ships', async () => {
    const { code, out, err } = await callTool(programCheckTool, []);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^\d+ entries, \d+ specialties, \d+ class calendars: no mistakes\.\n$/);
  });

  it('lists every mistake with file, line and path, and ends with 1', async () => {
    const text = changed(SMALL_PROGRAM, ['track: hst }', 'track: xyz }'], ['hosts: [dean]', 'hosts: [provost]']);
    const { code, out, err } = await check(text);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/school\.yaml:\d+: societies\.1\.track: /);
    expect(err).toMatch(/school\.yaml:\d+: entries\.0\.hosts: provost is not among peopleRoles/);
  });

  it('ends with 1 for a file that is missing', async () => {
    const { code, err } = await callTool(programCheckTool, [join(folder, 'nowhere.yaml')]);
    expect(code).toBe(1);
    expect(err).toContain('The program file nowhere.yaml cannot be read');
  });
});
