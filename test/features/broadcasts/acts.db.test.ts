// Messages to many on a real database: who presses twice or at once, what is changed meanwhile, who is told and who is not.
import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  broadcastRecipients,
  broadcasts,
  outbox,
  people,
  personSettings,
  reminders as said,
} from '../../../src/db/schema.ts';
import type { FormValues } from '../../../src/domain/form-values.ts';
import type { Asker } from '../../../src/feature.ts';
import { acknowledgeIt } from '../../../src/features/broadcasts/handlers/answer.ts';
import { showCard } from '../../../src/features/broadcasts/handlers/card.ts';
import { composeMessage, composeNudge, composeProgress } from '../../../src/features/broadcasts/handlers/compose.ts';
import { saveAudience, saveWriting } from '../../../src/features/broadcasts/handlers/draft.ts';
import { sendRecipients, showUnreached } from '../../../src/features/broadcasts/handlers/lists.ts';
import { correct, pause, recall, resume, stop } from '../../../src/features/broadcasts/handlers/run.ts';
import { approve, release, send } from '../../../src/features/broadcasts/handlers/send.ts';
import { jobs } from '../../../src/features/broadcasts/jobs.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import type { Person } from '../../../src/people/person.ts';
import { findPersonByEmail, findPersonById } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { createProgram } from '../../../src/program/program.ts';
import { answerText } from '../../support/answer-text.ts';
import { richText } from '../../support/broadcast-journey.ts';
import { moment } from '../../support/delivery-builders.ts';
import { roster, STAFF_LINE } from '../../support/people-builders.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const { file } = await loadProgram();
const program = createProgram({ ...file, broadcasts: { approvalOver: 3, nudgeDaysBefore: 2 } });
const STUDENTS = [
  'Ada Berg,ada@example.edu,student,2029,pathways,Castle,,',
  'Bo Cruz,bo@example.edu,student,2029,pathways,Castle,,',
  'Cy Dunn,cy@example.edu,student,2029,pathways,Hinton,,',
  'Di Epps,di@example.edu,student,2029,pathways,Hinton,,leave from 2026-09-01 to 2027-09-01',
  'Ed Fox,ed@example.edu,student,2029,pathways,Hinton,,',
];
let database: TestDatabase;
let ctx: TestContext;
let rosa: Person;
let ravi: Person;

const known = async (email: string): Promise<Person> => {
  const found = await findPersonByEmail(ctx.db, email);
  if (!found) throw new Error(`${email} is nobody`);
  return found;
};

/** Two of the staff and five students in Slack; Ed is not, and Di is on leave. It is noon of Tuesday 1 December 2026. */
beforeEach(async () => {
  database = await createTestDatabase();
  ctx = createTestContext(database, program, '2026-12-01');
  const lines = [STAFF_LINE, 'Ravi Staff,ravi@example.edu,staff,,,,,', ...STUDENTS];
  await importRoster(ctx, roster(...lines), { as: 'rosa@example.edu', dryRun: false });
  await ctx.db.execute(
    sql`update people set slack_user_id = 'U' || id, time_zone = 'America/New_York' where name <> 'Ed Fox'`,
  );
  await ctx.db.execute(sql`insert into person_settings (person_id, welcomed_at) select id, now() from people`);
  [rosa, ravi] = [await known('rosa@example.edu'), await known('ravi@example.edu')];
});
afterEach(() => database.drop());

const asker = (person: Person): Asker => ({ person, today: '2026-12-01', zone: 'America/New_York' });
const values = (given: Record<string, unknown>): FormValues => new Map(Object.entries(given)) as FormValues;
const row = async (id = 1) => (await ctx.db.select().from(broadcasts).where(eq(broadcasts.id, id)))[0];
const state = async (id = 1) => (await row(id))?.state;
const messages = async () =>
  (await ctx.db.select().from(outbox).where(eq(outbox.lane, 'broadcasts')).orderBy(asc(outbox.id))).filter(
    ({ kind }) => kind === 'post',
  );
const value = async (id = 1) => `${id}:${(await row(id))?.version}`;

/** Writes a draft to the class; its number is 1 for the first. */
async function draft(
  text: string,
  given: Record<string, unknown> = {},
  audience: Record<string, unknown> = {},
): Promise<void> {
  await saveWriting(ctx, asker(rosa), 'new', values({ message: richText(text), ...given }));
  const [last] = await ctx.db.select({ id: sql<number>`max(id)` }).from(broadcasts);
  await saveAudience(ctx, asker(rosa), await value(last?.id), values({ classes: ['class:2029'], ...audience }));
}
const sendIt = async (by = rosa, id = 1) => answerText(await send(ctx, asker(by), await value(id)));

/** The outbox has sent so many of the messages, the first ones; of which there is nothing to say is withdrawn. */
async function deliver(count: number): Promise<void> {
  for (const { id, personId, content } of (await messages()).filter((one) => one.state === 'queued').slice(0, count)) {
    const reader = (await findPersonById(ctx.db, personId ?? 0)) ?? null;
    const sent = await composeMessage(ctx, reader, content);
    await ctx.db
      .update(outbox)
      .set(sent ? { state: 'sent', ts: `1.${id}`, conversation: `D${personId}` } : { state: 'withdrawn' })
      .where(eq(outbox.id, id));
  }
}

/** How many transactions wait to write to a table. */
async function waitingFor(table: string): Promise<number> {
  const [found] = await ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_locks where relation = ${table}::regclass and not granted
      and database = (select oid from pg_database where datname = current_database())`,
  );
  return found?.count ?? 0;
}

describe('sending off', () => {
  it('freezes everybody in the audience, with why some are not told', async () => {
    await draft('Hello');
    expect(await sendIt()).toContain('It is on its way');
    const frozen = await ctx.db
      .select({ name: people.name, untold: broadcastRecipients.untold })
      .from(broadcastRecipients)
      .innerJoin(people, eq(people.id, broadcastRecipients.personId))
      .orderBy(people.name);
    expect(frozen.map(({ name, untold }) => `${name} ${untold}`)).toEqual([
      'Ada Berg null',
      'Bo Cruz null',
      'Cy Dunn null',
      'Di Epps away',
      'Ed Fox outside-slack',
    ]);
    expect(await messages()).toHaveLength(3);
    expect((await ctx.db.select().from(said)).map(({ counted }) => counted)).toEqual([true, true, true]);
  });

  it('is done once where it is pressed five times at once', async () => {
    await draft('Hello');
    const seen = await value();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(ctx, asker(rosa), seen)));
    expect(answers.map(answerText).filter((text) => text.includes('It is on its way'))).toHaveLength(1);
    expect(await messages()).toHaveLength(3);
  });

  it('is refused for a draft that somebody changed since it was seen', async () => {
    await draft('Hello');
    const seen = await value();
    await saveWriting(ctx, asker(ravi), seen, values({ message: richText('Changed') }));
    expect(answerText(await send(ctx, asker(rosa), seen))).toContain('Ravi Staff changed it since');
    expect(await state()).toBe('drafted');
  });

  it('is refused where nobody can be reached, and where its time has passed', async () => {
    await draft('Hello', {}, { classes: ['class:2030'] });
    await expect(sendIt()).rejects.toThrow('Nobody who can be reached');
    await draft('Later', { day: '2026-12-01', hour: '13:00' });
    ctx.clock.set(moment('2026-12-01 13:30'));
    await expect(sendIt(rosa, 2)).rejects.toThrow('has passed');
  });

  it('starts a scheduled one at its time, once, and not for an author who left', async () => {
    const [start] = jobs;
    await draft('Later', { day: '2026-12-02', hour: '10:00' });
    expect(await sendIt()).toContain('It is scheduled');
    expect((await start?.next(ctx, ctx.clock.now()))?.toString()).toBe(moment('2026-12-02 10:00').toString());
    ctx.clock.set(moment('2026-12-02 10:00'));
    await Promise.all([start?.run(ctx, ctx.clock.now()), start?.run(ctx, ctx.clock.now())]);
    expect([await state(), (await messages()).length]).toEqual(['sending', 3]);
    await draft('Orphan', { day: '2026-12-03', hour: '10:00' });
    await sendIt(rosa, 2);
    await ctx.db.execute(sql`delete from person_roles where person_id = ${rosa.id}`);
    ctx.clock.set(moment('2026-12-03 10:00'));
    await start?.run(ctx, ctx.clock.now());
    expect(await state(2)).toBe('drafted');
  });
});

describe('a second staff member', () => {
  const many = { classes: ['class:2029', 'class:2028'], people: [] };
  beforeEach(async () => {
    await importRoster(ctx, roster('Flo Gil,flo@example.edu,student,2028,pathways,Castle,,'), {
      as: 'rosa@example.edu',
      dryRun: false,
    });
    await ctx.db.execute(sql`update people set slack_user_id = 'U' || id where name = 'Flo Gil'`);
    await draft('To more than three', {}, many);
  });

  it('approves what goes to more than the program says; its author cannot', async () => {
    expect(await sendIt()).toContain('a second staff member approves it. I have asked 1.');
    expect([await state(), (await messages()).length]).toEqual(['awaiting-approval', 0]);
    await expect(approve(ctx, asker(rosa), await value())).rejects.toThrow('it is your own message');
    const presses = await Promise.allSettled([1, 2, 3].map(async () => approve(ctx, asker(ravi), await value())));
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([await state(), (await messages()).length]).toEqual(['sending', 4]);
    expect((await row())?.approvedBy).toBe(ravi.id);
  });

  it('cannot approve what somebody wrote who is not staff any more', async () => {
    await sendIt();
    await ctx.db.execute(sql`delete from person_roles where person_id = ${rosa.id}`);
    await expect(approve(ctx, asker(ravi), await value())).rejects.toThrow('Rosa Staff is not staff any more');
    expect(await messages()).toEqual([]);
  });
});

describe('an edit by two at once', () => {
  it('keeps both: the second becomes a draft of its own, and its writer is told', async () => {
    await draft('Hello');
    const seen = await value();
    const [first, second] = await Promise.all([
      saveWriting(ctx, asker(rosa), seen, values({ message: richText("Rosa's words") })),
      saveWriting(ctx, asker(ravi), seen, values({ message: richText("Ravi's words") })),
    ]);
    const texts = (await ctx.db.select().from(broadcasts).orderBy(asc(broadcasts.id))).map(({ message }) =>
      JSON.stringify(message),
    );
    expect(texts).toHaveLength(2);
    for (const words of ["Rosa's words", "Ravi's words"]) expect(texts.join()).toContain(words);
    const told = [first, second].map((reply) => answerText(reply.form?.blocks ?? reply.blocks));
    expect(told.filter((text) => text.includes('Nothing is lost'))).toHaveLength(1);
  });
});

describe('while it is sent', () => {
  beforeEach(async () => {
    await draft('Hello');
    await sendIt();
    await deliver(1);
  });
  const states = async () => (await messages()).map((one) => one.state);

  it('is paused and goes on with who was not told', async () => {
    expect(answerText(await pause(ctx, asker(rosa), '1'))).toContain('Paused: 2 wait');
    expect(await states()).toEqual(['sent', 'withdrawn', 'withdrawn']);
    await expect(pause(ctx, asker(rosa), '1')).rejects.toThrow('is paused already');
    expect(answerText(await resume(ctx, asker(ravi), '1'))).toContain('Going on: 2');
    expect(await states()).toEqual(['sent', 'queued', 'queued']);
    await deliver(2);
    await composeProgress(ctx, rosa, { broadcast: 1 });
    expect(await state()).toBe('sent');
  });

  it('is stopped, and the rest can be sent later', async () => {
    expect(answerText(await stop(ctx, asker(rosa), '1'))).toContain('Stopped: 2 are not sent');
    expect(await state()).toBe('stopped');
    await resume(ctx, asker(rosa), '1');
    expect(await states()).toEqual(['sent', 'queued', 'queued']);
  });

  it('says the new words to all when it is corrected: copies are changed, the rest are sent so', async () => {
    await correct(ctx, asker(rosa), '1:1', values({ message: richText('Goodbye') }));
    const updates = (await ctx.db.select().from(outbox)).filter(
      ({ kind, lane }) => kind === 'update' && lane === 'broadcasts',
    );
    expect(updates).toHaveLength(1);
    const [, waiting] = await messages();
    const person = (await findPersonById(ctx.db, waiting?.personId ?? 0)) ?? null;
    expect(answerText(await composeMessage(ctx, person, { broadcast: 1 }))).toContain('Goodbye');
    await expect(correct(ctx, asker(ravi), '1:1', values({ message: richText('Mine') }))).rejects.toThrow(
      'Somebody corrected it meanwhile',
    );
  });

  it('corrects a message that was written just before it was corrected, and sent after', async () => {
    const [, second] = await messages();
    const person = (await findPersonById(ctx.db, second?.personId ?? 0)) ?? null;
    await composeMessage(ctx, person, { broadcast: 1 });
    await correct(ctx, asker(rosa), '1:1', values({ message: richText('Goodbye') }));
    await ctx.db
      .update(outbox)
      .set({ state: 'sent', ts: '9.9', conversation: 'D9' })
      .where(eq(outbox.id, second?.id ?? 0));
    await composeProgress(ctx, rosa, { broadcast: 1 });
    const changed = (await ctx.db.select().from(outbox)).filter(
      ({ kind, lane }) => kind === 'update' && lane === 'broadcasts',
    );
    expect(changed.map(({ targetId }) => targetId)).toContain(second?.id);
  });

  it('is recalled: what was delivered is deleted, the rest is not sent, and nobody is told any more', async () => {
    expect(answerText(await recall(ctx, asker(rosa), '1'))).toContain('1 copies are deleted');
    expect(await states()).toEqual(['sent', 'withdrawn', 'withdrawn']);
    expect((await ctx.db.select().from(outbox)).filter(({ kind }) => kind === 'delete')).toHaveLength(1);
    const ada = await known('ada@example.edu');
    expect(await composeMessage(ctx, ada, { broadcast: 1 })).toBeNull();
    await expect(recall(ctx, asker(ravi), '1')).rejects.toThrow('was recalled already');
  });

  it('leaves out who went on leave or wants a pause since, and says so', async () => {
    const [, second, third] = await messages();
    await ctx.db.execute(
      sql`insert into person_overrides (person_id, kind, value, starts_on, returns_on) values (${second?.personId}, 'leave', 'leave', '2026-11-30', '2027-09-01')`,
    );
    await ctx.db
      .update(personSettings)
      .set({ pausedUntil: '2026-12-20' })
      .where(eq(personSettings.personId, third?.personId ?? 0));
    for (const one of [second, third])
      expect(
        await composeMessage(ctx, (await findPersonById(ctx.db, one?.personId ?? 0)) ?? null, { broadcast: 1 }),
      ).toBeNull();
    const untold = await ctx.db.select().from(broadcastRecipients).orderBy(broadcastRecipients.personId);
    expect(untold.map((one) => one.untold)).toEqual([null, 'away', 'digest', 'away', 'outside-slack']);
  });

  it('gives a list of all, and of whom nobody has reached with an e-mail to copy', async () => {
    await deliver(2);
    const { file: list } = await sendRecipients(ctx, asker(rosa), '1');
    expect(list?.content).toContain('Ada Berg,ada@example.edu,2029,PCE,delivered,');
    expect(list?.content).toContain('Ed Fox,ed@example.edu,2029,PCE,not in Slack,');
    const text = answerText(await showUnreached(ctx, asker(rosa), '1'));
    expect(text).toContain('Ed Fox: not in Slack');
    expect(text).toContain('ed@example.edu');
    expect(text).not.toContain('di@example.edu');
  });
});

describe('delivery', () => {
  it('keeps to two counted messages a week; what is over goes into the digest, what is mandatory is said', async () => {
    for (const text of ['One', 'Two', 'Three']) await draft(text);
    for (const id of [1, 2, 3]) await sendIt(rosa, id);
    const told = async (id: number) =>
      (await ctx.db.select().from(broadcastRecipients).where(eq(broadcastRecipients.broadcastId, id))).filter(
        ({ outboxId }) => outboxId !== null,
      ).length;
    expect([await told(1), await told(2), await told(3)]).toEqual([3, 3, 0]);
    const third = await ctx.db.select().from(broadcastRecipients).where(eq(broadcastRecipients.broadcastId, 3));
    expect(third.filter(({ untold }) => untold === 'digest')).toHaveLength(3);
    await draft('Four', { mandatory: ['yes'], by: '2026-12-11' });
    await sendIt(rosa, 4);
    expect(await told(4)).toBe(3);
  });

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

  it('waits for the end of quiet hours', async () => {
    ctx.clock.set(moment('2026-12-01 22:00'));
    await draft('Good night');
    await sendIt();
    for (const { dueAt } of await messages()) expect(new Date(dueAt).toISOString()).toBe('2026-12-02T13:00:00.000Z');
  });

  it('in Match week waits for a second staff member, who releases it once', async () => {
    await importRoster(ctx, roster('Gus Hay,gus@example.edu,student,2027,pathways,Castle,,'), {
      as: 'rosa@example.edu',
      dryRun: false,
    });
    await ctx.db.execute(sql`update people set slack_user_id = 'U' || id where name = 'Gus Hay'`);
    await ctx.db.execute(sql`insert into program_dates values ('match/nrmp', 2027, '2026-12-03')`);
    await draft('Lunch', {}, { classes: ['class:2027'] });
    await sendIt();
    expect([await state(), (await messages()).length]).toEqual(['sending', 0]);
    await expect(release(ctx, asker(rosa), '1')).rejects.toThrow('it is your own message');
    const presses = await Promise.all([1, 2, 3].map(() => release(ctx, asker(ravi), '1')));
    expect(presses.map(answerText).filter((text) => text.includes('it goes to 1 more'))).toHaveLength(1);
    expect(await messages()).toHaveLength(1);
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
