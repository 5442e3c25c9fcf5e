// Many messages at once: whatever stands in them arrives as it is, each key once.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { enqueue, type NewMessage } from '../../src/outbox/enqueue.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const NOW = Temporal.Instant.from('2026-12-01T12:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.db.execute(sql`delete from outbox`));

const put = (messages: readonly NewMessage[]) => database.db.transaction((tx) => enqueue(tx, NOW, messages));
const message = (dedupeKey: string, more: Partial<NewMessage> = {}): NewMessage => ({
  kind: 'post',
  lane: 'answers',
  dedupeKey,
  to: { conversation: `C${dedupeKey}` },
  message: { text: 'Hello', blocks: [] },
  ...(more as object),
});
const many = (from: number, count: number) => Array.from({ length: count }, (_, at) => message(`key/${from + at}`));
const count = async () => (await database.db.execute(sql`select id from outbox`)).length;

it('takes any text: quotes, backslashes, braces, line ends, the word null, and nothing', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }).map((one) => one.replaceAll('\0', '')),
    fc.constantFrom('null', '"', '\\', '{}', ',', '\n', '', "'", '\\"', 'é 😀'),
  );
  const messages = fc.uniqueArray(fc.record({ key: text, conversation: text, said: text, isLater: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
    selector: ({ key }) => key,
  });
  const property = fc.asyncProperty(messages, async (wanted) => {
    await database.db.execute(sql`delete from outbox`);
    const ids = await put(
      wanted.map(({ key, conversation, said, isLater }) =>
        message(key, {
          to: { conversation },
          message: { text: said, blocks: [] },
          ...(isLater ? { dueAt: NOW.add({ hours: 1 }) } : {}),
        }),
      ),
    );
    const rows = await database.db.execute<{ id: number; key: string; to: string; text: string; later: boolean }>(
      sql`select id::int, dedupe_key as key, conversation as to, content->>'text' as text, due_at > ${NOW.toString()} as later from outbox`,
    );
    expect(new Map(rows.map(({ key, to, text: said, later }) => [key, [to, said, later]]))).toEqual(
      new Map(wanted.map(({ key, conversation, said, isLater }) => [key, [conversation, said, isLater]])),
    );
    expect(new Map(rows.map(({ key, id }) => [key, id]))).toEqual(new Map(ids));
  });
  await fc.assert(property, { numRuns: 60 });
});

it('thousands that nobody knows are new, in their order', async () => {
  const ids = await put(many(0, 2_500));
  expect(ids.size).toBe(2_500);
  expect([...ids.values()]).toEqual([...ids.values()].sort((a, b) => a - b));
});

it('of thousands, those whose key is there already are left as they are', async () => {
  await put([message('key/1700', { to: { conversation: 'C-earlier' } })]);
  const ids = await put(many(0, 2_500));
  expect([ids.size, ids.has('key/1700'), await count()]).toEqual([2_499, false, 2_500]);
  const [row] = await database.db.execute(sql`select conversation from outbox where dedupe_key = 'key/1700'`);
  expect(row?.conversation).toBe('C-earlier');
});

it('the same key twice among thousands is one message', async () => {
  const ids = await put([...many(0, 1_500), ...many(1_000, 1_000)]);
  expect([ids.size, await count()]).toEqual([2_000, 2_000]);
});

it('two transactions that enqueue the same thousands at once enqueue each once', async () => {
  const [first, second] = await Promise.all([put(many(0, 2_000)), put(many(0, 2_000))]);
  expect([first.size + second.size, await count()]).toEqual([2_000, 2_000]);
});

it('thousands of which one breaks are not enqueued at all, nor is their cause', async () => {
  const broken = message('key/broken', { lane: 'no lane' as 'answers' });
  await expect(put([...many(0, 1_200), broken, ...many(2_000, 1_200)])).rejects.toThrow();
  expect(await count()).toBe(0);
});
