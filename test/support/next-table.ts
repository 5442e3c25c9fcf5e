// A whole year of questions, typed by hand from the spec (test/tables/README.md), asked over the wire.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Journey, type Mode, startJourney } from './journey.ts';
import { ROOT } from './source-files.ts';
import { noonOf } from './test-context.ts';

const phrases = z.string().transform((cell) => cell.split(' | ').filter((phrase) => phrase !== ''));
const rows = z
  .array(
    z.object({ person: z.email(), day: z.iso.date(), command: z.string(), must_say: phrases, must_not_say: phrases }),
  )
  .parse(parse(readFileSync(join(ROOT, 'test/tables/next.csv')), { columns: true }));

/** Asks the whole table over the wire in one mode: a test for each row, in order of day. */
export function askTheTable(mode: Mode): void {
  let journey: Journey;
  let today = '';
  beforeAll(async () => {
    journey = await startJourney(mode, { silent: true });
  });
  afterAll(() => journey.stop());

  test('the table covers a year and stands in order of day', () => {
    expect(rows.length).toBeGreaterThanOrEqual(120);
    expect(rows.map((row) => row.day)).toEqual(rows.map((row) => row.day).sort());
  });

  test.each(rows)('$day, $person: $command', async ({ person, day, command, must_say, must_not_say }) => {
    if (day !== today) await journey.jump(noonOf(day).toString());
    today = day;
    const answer = await journey.type(person, command.replace(/^\/career ?/, ''));
    expect(answer.error).toBeUndefined();
    const text = await journey.answered(person, answer);
    expect(
      must_say.filter((phrase) => !text.includes(phrase)),
      text,
    ).toEqual([]);
    expect(
      must_not_say.filter((phrase) => text.includes(phrase)),
      text,
    ).toEqual([]);
  });
}
