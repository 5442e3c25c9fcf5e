// People are told of what others did in their own hours; what they asked for waits for nothing but the night.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdvisingWorkspace, createAdvisingWorkspace } from '../support/advising-workspace.ts';

let at: AdvisingWorkspace;
beforeEach(async () => {
  at = await createAdvisingWorkspace();
});
afterEach(() => at.database.drop());

const NIGHT = Temporal.Instant.from('2026-12-02T03:00:00Z');

/** When what is queued leaves, in Boston. */
async function due(): Promise<string[]> {
  const rows = await at.database.db.execute<{ composer: string; due: string }>(
    sql`select composer, to_char(due_at at time zone 'America/New_York', 'DD HH24:MI') as due from outbox where state = 'queued' order by id`,
  );
  return rows.map(({ composer, due: moment }) => `${composer} ${moment}`);
}

async function forget(): Promise<void> {
  await at.database.db.execute(sql`delete from outbox`);
}

async function ask(): Promise<string> {
  await at.sent('ada', 'asks.send', 'question', { words: 'Whom may I ask about away rotations?' });
  const [row] = await at.database.db.execute<{ id: number }>(sql`select id from cases`);
  return String(row?.id);
}

describe('a case', () => {
  it('that comes at night is told to its queue in the morning, to who paused after the pause', async () => {
    at.ctx.clock.set(NIGHT);
    const { id } = await at.known('sam');
    await at.database.db.execute(
      sql`insert into person_settings (person_id, paused_until) values (${id}, '2026-12-05')`,
    );
    await ask();
    expect((await due()).sort()).toEqual(['asks.new-case 02 08:00', 'asks.new-case 05 08:00']);
  });

  it('that is answered at night is told in the morning, also to who paused and in Match week', async () => {
    const id = await ask();
    await forget();
    at.ctx.clock.set(NIGHT);
    const asker = await at.known('ada');
    await at.database.db.execute(
      sql`insert into person_settings (person_id, paused_until) values (${asker.id}, '2026-12-20')`,
    );
    await at.pressed('rosa', 'asks.claim', id);
    expect(await due()).toEqual(['asks.claimed 02 08:00']);
  });
});
