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
import { tellProgress } from '../../../src/features/broadcasts/acts/progress.ts';
import { composeMessage, composeProgress } from '../../../src/features/broadcasts/handlers/compose.ts';
import { saveWriting } from '../../../src/features/broadcasts/handlers/draft.ts';
import { sendRecipients, showUnreached } from '../../../src/features/broadcasts/handlers/lists.ts';
import { correct, pause, recall, resume, stop } from '../../../src/features/broadcasts/handlers/run.ts';
import { approve, release, send } from '../../../src/features/broadcasts/handlers/send.ts';
import { jobs } from '../../../src/features/broadcasts/jobs.ts';
import { findBroadcast } from '../../../src/features/broadcasts/store/broadcasts.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import type { Person } from '../../../src/people/person.ts';
import { findPersonById } from '../../../src/people/store.ts';
import { answerText } from '../../support/answer-text.ts';
import { richText } from '../../support/broadcast-journey.ts';
import { asker, type BroadcastTrial, startBroadcasts, values } from '../../support/broadcast-trial.ts';
import { moment, wall } from '../../support/delivery-builders.ts';
import { roster } from '../../support/people-builders.ts';
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

const row = (id = 1) => on.row(id);
const state = async (id = 1) => (await row(id))?.state;
const messages = () => on.messages();
const value = (id = 1) => on.value(id);
const draft: BroadcastTrial['draft'] = (...given) => on.draft(...given);
const sendIt: BroadcastTrial['sendIt'] = (...given) => on.sendIt(...given);
const deliver = (count: number) => on.deliver(count);
const known = (email: string) => on.known(email);

describe('the message that tells how it goes', () => {
  it('is written anew after each act, also where two are done in one moment', async () => {
    await draft('Hello');
    await sendIt();
    const waiting = async () =>
      (await ctx.db.select().from(outbox).where(eq(outbox.kind, 'update'))).filter(
        ({ state: one }) => one === 'queued',
      );
    const from = ctx.clock.now().add({ minutes: 1 });
    const progress = async () => {
      const found = await findBroadcast(ctx.db, 1);
      if (found) await ctx.transaction((tx) => tellProgress(ctx, tx, found, { from }));
    };
    await progress();
    await progress();
    expect(await waiting()).toHaveLength(1);
  });
});

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
    expect(answerText(await recall(ctx, asker(rosa), '1'))).toContain('I delete 1 copy,');
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

  it('waits for the morning where it comes to somebody at night', async () => {
    const [, second] = await messages();
    const person = (await findPersonById(ctx.db, second?.personId ?? 0)) ?? null;
    ctx.clock.set(moment('2026-12-01 23:30'));
    const reply = await composeMessage(ctx, person, { broadcast: 1 });
    expect(reply && 'notBefore' in reply && wall(reply.notBefore)).toBe('2026-12-02 08:00');
    ctx.clock.set(moment('2026-12-02 08:00'));
    expect(answerText(await composeMessage(ctx, person, { broadcast: 1 }))).toContain('Hello');
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
    await expect(release(ctx, asker(rosa), '1:100000001')).rejects.toThrow('it is your own message');
    const presses = await Promise.all([1, 2, 3].map(() => release(ctx, asker(ravi), '1:100000001')));
    expect(presses.map(answerText).filter((text) => text.includes('it goes to 1 more'))).toHaveLength(1);
    expect(await messages()).toHaveLength(1);
  });
});
