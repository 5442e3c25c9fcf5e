// A year of `/career todo`, typed by hand from the spec (test/tables/README.md), with the days that staff have entered by then.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { programDates } from '../../src/db/schema.ts';
import { importSessions } from '../../src/features/calendar/import-sessions.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import { matchSlack } from '../../src/people/match-slack.ts';
import { loadProgram } from '../../src/program/load.ts';
import { type Answerer, createAnswerer } from '../../src/slack/answer.ts';
import { parseCommand } from '../../src/slack/parse.ts';
import { answerText } from '../support/answer-text.ts';
import { ROOT } from '../support/source-files.ts';
import { createTestContext, noonOf, type TestContext } from '../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const phrases = z.string().transform((cell) => cell.split(' | ').filter((phrase) => phrase !== ''));
const row = z.object({
  person: z.email(),
  day: z.iso.date(),
  command: z.string(),
  must_say: phrases,
  must_not_say: phrases,
});
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const rows = z.array(row).parse(parse(read('test/tables/todo.csv'), { columns: true }));
const members = z
  .array(z.object({ email: z.string(), tz: z.string() }))
  .parse(parse(read('sandbox/members.csv'), { columns: true }))
  .map(({ email, tz }, at) => ({ slackUserId: `U${at}`, email, timeZone: tz, active: true }));

let database: TestDatabase;
let ctx: TestContext;
let answerer: Answerer;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, await loadProgram(), '2026-12-01', members);
  await importRoster(ctx, read('sandbox/people.csv'), { as: 'director@example.edu', dryRun: false });
  await importSessions(ctx, read('sandbox/sessions.csv'), { as: 'director@example.edu', dryRun: false });
  await matchSlack(ctx);
  await database.db.insert(programDates).values([
    { subject: 'application-checklist/eras-submitted', year: 2028, day: '2027-09-22' },
    { subject: 'application-checklist/rank-list-certified', year: 2028, day: '2028-03-01' },
    { subject: 'careers-in-medicine-assessment', year: 2030, day: '2027-05-20' },
    { subject: 'match/nrmp', year: 2027, day: '2027-03-19' },
  ]);
  answerer = createAnswerer(ctx, () => 'reference');
});
afterAll(() => database.drop());

/** Phrases that are missing, or stand before the one that they should follow. */
function outOfOrder(text: string, expected: readonly string[]): string[] {
  let from = 0;
  return expected.filter((phrase) => {
    const at = text.indexOf(phrase, from);
    if (at >= 0) from = at;
    return at < 0;
  });
}

test.each(rows)('$day, $person: $command', async ({ person, day, command, must_say, must_not_say }) => {
  ctx.clock.set(noonOf(day));
  const slackUserId = members.find((member) => member.email === person)?.slackUserId;
  const typed = parseCommand({ user_id: slackUserId, command: '/career', text: command.replace(/^\/career ?/, '') });
  const answered = await answerer.command(typed);
  expect(answered.done.outcome).toMatch(/ok|stranger/);
  const text = answerText(answered.reply);
  const inOrder = answerText({ text: answered.reply.text });
  expect(outOfOrder(inOrder, must_say), inOrder).toEqual([]);
  expect(
    must_not_say.filter((phrase) => text.includes(phrase)),
    text,
  ).toEqual([]);
});
