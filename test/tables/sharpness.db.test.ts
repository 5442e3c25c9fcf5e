// The table judges the program: moving any row of the catalogue by a month, either way, must fail at least one of its lines.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { MONTHS } from '../../src/domain/day.ts';
import { importSessions } from '../../src/features/calendar/import-sessions.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import { matchSlack } from '../../src/people/match-slack.ts';
import { loadProgram } from '../../src/program/load.ts';
import { createProgram, type Entry, type Program, type Window } from '../../src/program/program.ts';
import { createAnswerer } from '../../src/slack/answer.ts';
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
const rows = z.array(row).parse(parse(read('test/tables/next.csv'), { columns: true }));
const members = z
  .array(z.object({ email: z.string(), tz: z.string() }))
  .parse(parse(read('sandbox/members.csv'), { columns: true }))
  .map(({ email, tz }, at) => ({ slackUserId: `U${at}`, email, timeZone: tz, active: true }));

function shiftedWindow(window: Window, by: number): Window {
  if ('months' in window) {
    const months = window.months.map((month) => MONTHS[(MONTHS.indexOf(month) + by + 12) % 12] ?? month);
    return { ...window, months };
  }
  if ('monthsOfPhase' in window) {
    const [first, last] = window.monthsOfPhase;
    return { ...window, monthsOfPhase: [first + by, last + by] };
  }
  return 'monthsBefore' in window ? { ...window, monthsBefore: window.monthsBefore + by } : window;
}

function withShifted(program: Program, id: string, by: number): Program {
  const shifted = (entry: Entry) =>
    entry.id === id ? { ...entry, when: entry.when.map((w) => shiftedWindow(w, by)) } : entry;
  return createProgram({ ...program.file, entries: program.file.entries.map(shifted) });
}

/**
 * Not judged by months, since the spec names none: no window at all, dates by staff, a season between "late fall" and "early spring",
 * and a milestone "towards the start" of a phase.
 */
const UNJUDGED = new Set([
  'specialty-interest-groups',
  'residency-panels',
  'application-checklist',
  'peer-mentorship',
  'choose-specialty-rasa',
]);

const program = await loadProgram();
const judged = program.entries
  .filter((entry) => !UNJUDGED.has(entry.id))
  .flatMap((entry) => [1, -1].map((by) => ({ id: entry.id, by })));

let database: TestDatabase;
let ctx: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, '2026-12-01', members);
  await importRoster(ctx, read('sandbox/people.csv'), { as: 'director@example.edu', dryRun: false });
  await importSessions(ctx, read('sandbox/sessions.csv'), { as: 'director@example.edu', dryRun: false });
  await matchSlack(ctx);
});
afterAll(() => database.drop());

/** Lines that name a title come first: they are the likely ones to notice that its row has moved. */
function likelyFirst(title: string): typeof rows {
  const names = ({ must_say, must_not_say }: (typeof rows)[number]) =>
    [...must_say, ...must_not_say].some((phrase) => title.includes(phrase));
  return [...rows.filter(names), ...rows.filter((line) => !names(line))];
}

/** The first line of the table that the program gets wrong, tried in the given order. */
async function firstFailing(changed: Program, lines = rows): Promise<string | undefined> {
  const answerer = createAnswerer({ ...ctx, program: changed }, () => 'reference');
  for (const { person, day, command, must_say, must_not_say } of lines) {
    ctx.clock.set(noonOf(day));
    const slackUserId = members.find((member) => member.email === person)?.slackUserId;
    const typed = parseCommand({ user_id: slackUserId, command: '/career', text: command.replace(/^\/career ?/, '') });
    const text = answerText((await answerer.command(typed)).reply);
    if (must_say.some((phrase) => !text.includes(phrase)) || must_not_say.some((phrase) => text.includes(phrase)))
      return `${day} ${person} ${command}`;
  }
  return undefined;
}

test('the program as it is fails nowhere', async () => {
  expect(await firstFailing(program)).toBeUndefined();
});

test.each(judged)(
  '$id, moved by $by month, is noticed',
  async ({ id, by }) => {
    const lines = likelyFirst(program.entry(id)?.title ?? '');
    expect(await firstFailing(withShifted(program, id, by), lines)).toBeDefined();
  },
  60_000,
);
