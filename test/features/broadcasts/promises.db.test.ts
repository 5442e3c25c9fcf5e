// Promises of a message to many: who is told of those who do not acknowledge it, and that two a week stay two.
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { broadcastRecipients, people, reminders as said } from '../../../src/db/schema.ts';
import { acknowledgeIt } from '../../../src/features/broadcasts/handlers/answer.ts';
import { showCard } from '../../../src/features/broadcasts/handlers/card.ts';
import { composeMessage, composeNudge } from '../../../src/features/broadcasts/handlers/compose.ts';
import type { Person } from '../../../src/people/person.ts';
import { answerText } from '../../support/answer-text.ts';
import { asker, type BroadcastTrial, startBroadcasts } from '../../support/broadcast-trial.ts';
import { moment } from '../../support/delivery-builders.ts';
import type { TestContext } from '../../support/test-context.ts';

let on: BroadcastTrial;
let ctx: TestContext;
let rosa: Person;
let ravi: Person;

beforeEach(async () => {
  on = await startBroadcasts();
  ({ ctx, rosa, ravi } = on);
});
afterEach(() => on.drop());

const known = (email: string) => on.known(email);
const messages = () => on.messages();
const draft: BroadcastTrial['draft'] = (...given) => on.draft(...given);
const sendIt: BroadcastTrial['sendIt'] = (...given) => on.sendIt(...given);
const deliver = (count: number) => on.deliver(count);

/** How many transactions wait to write to a table. */
async function waitingFor(table: string): Promise<number> {
  const [found] = await ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_locks where relation = ${table}::regclass and not granted
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return found?.count ?? 0;
}

describe('the week', () => {
  it('keeps to two a week where two are planned at one moment: at the moment of sending the second is left to the digest', async () => {
    for (const text of ['One', 'Two', 'Three']) await draft(text);
    await sendIt();
    await deliver(3);
    // Both look at what was said before either can write down what it says.
    const sending = await ctx.transaction(async (tx) => {
      await tx.execute(sql`lock table reminders in share mode`);
      const pressed = [sendIt(rosa, 2), sendIt(ravi, 3)];
      await expect.poll(() => waitingFor('reminders')).toBe(2);
      return pressed;
    });
    await Promise.all(sending);
    expect((await messages()).filter(({ state: its }) => its === 'queued')).toHaveLength(6);

    await deliver(6);
    const copies = (await messages()).map(({ personId, state: its }) => ({ personId, its }));
    for (const { id } of await ctx.db.select().from(people).where(sql`name in ('Ada Berg', 'Bo Cruz', 'Cy Dunn')`))
      expect(copies.filter(({ personId, its }) => personId === id && its === 'sent')).toHaveLength(2);
    const left = await ctx.db.select().from(broadcastRecipients).where(eq(broadcastRecipients.untold, 'digest'));
    expect(left).toHaveLength(3);
    // What was not said takes nobody's room.
    expect((await ctx.db.select().from(said)).filter(({ counted }) => counted)).toHaveLength(6);
  });
});

describe('Acknowledge', () => {
  const advises = async (advisor: Person, student: string) =>
    ctx.db.execute(sql`insert into assignments (kind, student_id, advisor_id, starts_on)
      values ('society-advisor', ${(await known(student)).id}, ${advisor.id}, '2026-08-01')`);
  const readBy = async (email: string) => {
    const [reader, stored] = [await known(email), { broadcast: 1 }];
    return [await composeMessage(ctx, reader, stored), await composeNudge(ctx, reader, stored)].map((one) =>
      one ? answerText(one) : null,
    );
  };

  it('promises a note to whoever gets one as things stand when a copy is written, and the preview says so', async () => {
    await advises(ravi, 'ada@example.edu');
    await advises(await known('ed@example.edu'), 'bo@example.edu');
    await draft('Rules', { mandatory: ['yes'], by: '2026-12-11' });
    const card = answerText(await showCard(ctx, asker(rosa), '1'));
    expect(card).toContain('After that day the Society Advisor of each gets a note: 1 reader');
    expect(card).toContain('Society Advisor not in Slack, so you get the note and tell them: 1 reader, Bo Cruz');
    expect(card).toContain(
      'No Society Advisor assigned, so you get the note, and their copies say so: 1 reader, Cy Dunn',
    );
    await sendIt();
    const promised = (text: string) => [expect.stringContaining(text), expect.stringContaining(text)];
    expect(await readBy('ada@example.edu')).toEqual(promised('After that your Society Advisor gets a note'));
    expect(await readBy('bo@example.edu')).toEqual(promised('staff get a note and tell your Society Advisor'));
    expect(await readBy('cy@example.edu')).toEqual(promised('After that the career planning staff get a note, so'));
    await advises(ravi, 'cy@example.edu');
    expect(await readBy('cy@example.edu')).toEqual(promised('After that your Society Advisor gets a note'));
  });

  it('asks for nothing, and the preview says nothing of notes, where a message is not mandatory', async () => {
    await draft('Hello');
    expect(answerText(await showCard(ctx, asker(rosa), '1'))).not.toContain('Society Advisor');
  });

  it('is noted once, and refused to who was not written to', async () => {
    await draft('Rules', { mandatory: ['yes'], by: '2026-12-11' });
    await sendIt();
    await deliver(3);
    const ada = await known('ada@example.edu');
    const first = answerText(await acknowledgeIt(ctx, asker(ada), '1'));
    ctx.clock.set(moment('2026-12-02 12:00'));
    expect(answerText(await acknowledgeIt(ctx, asker(ada), '1'))).toBe(first);
    await expect(acknowledgeIt(ctx, asker(ravi), '1')).rejects.toThrow('was taken back');
    await expect(acknowledgeIt(ctx, asker(ada), "1'; drop table people")).rejects.toThrow("don't know that message");
    const open = await ctx.db
      .select()
      .from(broadcastRecipients)
      .where(sql`acknowledged_at is null and outbox_id is not null`);
    expect(open).toHaveLength(2);
  });
});
