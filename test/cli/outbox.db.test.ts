import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outboxTool } from '../../src/cli/outbox.ts';
import { audit, outbox, outboxSwitch } from '../../src/db/schema.ts';
import type { OutboxState } from '../../src/domain/outbox.ts';
import { savePeople } from '../../src/people/store.ts';
import { callTool } from '../support/call-tool.ts';
import { person } from '../support/people-builders.ts';
import type { ToolRun } from '../support/run-tool.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  const staff = person({ id: 101, emails: ['rosa@example.edu'], roles: ['staff'] });
  await database.db.transaction((tx) => savePeople(tx, [staff], '2026-12-01T00:00:00Z'));
  for (const state of ['queued', 'failed', 'uncertain', 'withdrawn'] as const) await message(state);
  await message('failed', '2020-01-01T00:00:00Z');
});
afterEach(() => database.drop());

async function message(state: OutboxState, expiresAt: string | null = null): Promise<void> {
  const at = '2026-12-01T12:00:00Z';
  const key = `${state}/${expiresAt}`;
  await database.db.insert(outbox).values({
    dedupeKey: key,
    kind: 'post',
    lane: 'reminders',
    personId: 101,
    recipient: 'person:101',
    content: { text: 'what nobody else reads' },
    dueAt: at,
    readyAt: at,
    enqueuedAt: at,
    expiresAt,
    state,
    error: state === 'failed' ? 'user_not_found' : null,
  });
}

const run = (...args: readonly string[]): Promise<ToolRun> =>
  callTool(outboxTool, [...args, '--as', 'rosa@example.edu'], { DATABASE_URL: database.url });
const states = async () => (await database.db.select().from(outbox).orderBy(outbox.id)).map(({ state }) => state);
const before = ['queued', 'failed', 'uncertain', 'withdrawn', 'failed'];

describe('npm run outbox', () => {
  it('lists counts and what is not settled, without what is said', async () => {
    const { out } = await run('list');
    expect(out).toContain('failed 2, queued 1, uncertain 1, withdrawn 1');
    expect(out).toContain('2: failed · post, reminders · person 101 · user_not_found');
    expect(out).not.toContain('4: withdrawn');
    expect(out).not.toContain('what nobody else reads');
    expect((await run('list', '--state', 'withdrawn')).out).toContain('4: withdrawn');
    expect((await run('list', '--state', 'lost')).err).toContain('Expected a state');
  });

  it('queues again what failed or is uncertain, all or nothing', async () => {
    expect((await run('retry', '2', '3', '--dry-run')).out).toContain('Dry run');
    expect(await states()).toEqual(before);
    const refused = await run('retry', '2', '1', '5', '99');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/1: there is no message[\s\S]*5: there is no message[\s\S]*99: there is no message/);
    expect(await states()).toEqual(before);
    expect((await run('retry', '2', '3')).out).toBe('Queued again: 2 messages\n');
    expect(await states()).toEqual(['queued', 'queued', 'queued', 'withdrawn', 'failed']);
    const [row] = await database.db.select().from(outbox).where(sql`id = 2`);
    expect(row).toMatchObject({ error: null, settledAt: null });
  });

  it('drops what was not sent', async () => {
    expect((await run('drop', '1', '5')).out).toBe('Dropped: 2 messages\n');
    expect(await states()).toEqual(['withdrawn', 'failed', 'uncertain', 'withdrawn', 'withdrawn']);
    expect((await run('drop', '4')).code).toBe(1);
    expect(await database.db.select().from(audit)).toMatchObject([{ act: 'outbox.drop', details: { ids: [1, 5] } }]);
  });

  it('holds with a reason, says so in the list, and lets go again', async () => {
    expect((await run('hold')).err).toContain("hold --reason '...'");
    await run('hold', '--reason', 'The wrong room in all of them');
    expect(await database.db.select().from(outboxSwitch)).toMatchObject([{ id: 1, heldBy: 101 }]);
    expect((await run('list')).out).toMatch(/^Held since .*: The wrong room in all of them\n/);
    expect((await run('resume', '--dry-run')).out).toContain('Dry run');
    expect((await run('resume')).out).toBe('Messages leave again.\n');
    expect((await run('resume')).out).toBe('Nothing was held.\n');
    expect(await database.db.select().from(outboxSwitch)).toMatchObject([{ heldAt: null, reason: null }]);
  });
});
