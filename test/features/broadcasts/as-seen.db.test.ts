// A second staff member decides about what they saw, an audience may have grown since, and what never reached somebody is asked of nobody.
import { asc, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../../src/db/schema.ts';
import { listBroadcasts } from '../../../src/features/broadcasts/handlers/card.ts';
import { composeGrown, composePreview, composeStaffNote } from '../../../src/features/broadcasts/handlers/compose.ts';
import { discard, saveWriting } from '../../../src/features/broadcasts/handlers/draft.ts';
import { countBroadcasts } from '../../../src/features/broadcasts/handlers/lists.ts';
import { nudge, pause, recall, resume } from '../../../src/features/broadcasts/handlers/run.ts';
import { approve, giveBack, release } from '../../../src/features/broadcasts/handlers/send.ts';
import { jobs } from '../../../src/features/broadcasts/jobs.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import type { Person } from '../../../src/people/person.ts';
import { answerText } from '../../support/answer-text.ts';
import { richText } from '../../support/broadcast-journey.ts';
import { asker, type BroadcastTrial, startBroadcasts, values } from '../../support/broadcast-trial.ts';
import { moment } from '../../support/delivery-builders.ts';
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

const MANY = { classes: ['class:2029', 'class:2028'], people: [] };
const CHANGED = 'Something about this message has changed since you saw it';
const state = async (id = 1) => (await on.row(id))?.state;
const states = async () => (await on.messages()).map((one) => one.state);

async function flo(): Promise<void> {
  const line = 'Flo Gil,flo@example.edu,student,2028,pathways,Castle,,';
  await importRoster(ctx, roster(line), { as: 'rosa@example.edu', dryRun: false });
  await ctx.db.execute(sql`update people set slack_user_id = 'U' || id where name = 'Flo Gil'`);
}

describe('what was seen', () => {
  it('is approved, and nothing that was written since', async () => {
    await flo();
    await on.draft('To more than three', {}, MANY);
    await on.sendIt();
    const seen = await on.value();
    await giveBack(ctx, asker(rosa), await on.value());
    await saveWriting(ctx, asker(rosa), await on.value(), values({ message: richText('Something else') }));
    await on.sendIt();
    const refused = answerText(await approve(ctx, asker(ravi), seen));
    expect(refused).toContain(CHANGED);
    expect(refused).toContain('Something else');
    expect([await state(), await states()]).toEqual(['awaiting-approval', []]);
    expect(answerText(await approve(ctx, asker(ravi), await on.value()))).toContain('Approved');
  });

  it('is discarded, and nothing that was written since', async () => {
    await on.draft('Hello');
    const seen = await on.value();
    await saveWriting(ctx, asker(ravi), seen, values({ message: richText('Better words') }));
    const kept = answerText(await discard(ctx, asker(rosa), seen));
    expect(kept).toContain('I have not discarded it');
    expect(kept).toContain('Better words');
    expect(await state()).toBe('drafted');
    expect(answerText(await discard(ctx, asker(rosa), await on.value()))).toContain('Discarded');
  });

  it('is released for Match week; while it is paused the copies wait with the others', async () => {
    // Flo graduates, and is in Match week.
    await importRoster(ctx, roster('Flo Gil,flo@example.edu,student,2027,pathways,Castle,,'), {
      as: 'rosa@example.edu',
      dryRun: false,
    });
    await ctx.db.execute(sql`update people set slack_user_id = 'U' || id where name = 'Flo Gil'`);
    await ctx.db.execute(sql`insert into program_dates values ('match/nrmp', 2027, '2027-03-19')`);
    ctx.clock.set(moment('2027-03-16 12:00'));
    await on.draft('Hello', {}, { classes: ['class:2027'], people: [String((await on.known('ada@example.edu')).id)] });
    const seen = await on.value();
    await on.sendIt();
    await pause(ctx, asker(rosa), '1');
    expect(answerText(await release(ctx, asker(ravi), seen))).toContain(CHANGED);
    const said = answerText(await release(ctx, asker(ravi), '1:100000001'));
    expect(said).toContain('1 more in Match week once it is sent on');
    expect([await state(), await states()]).toEqual(['paused', ['withdrawn', 'withdrawn']]);
    await resume(ctx, asker(rosa), '1');
    expect(await states()).toEqual(['queued', 'queued']);
  });
});

describe('approval', () => {
  it('is asked for by all who hear of it, those in the digest included', async () => {
    await flo();
    await on.draft('To more than three', {}, MANY);
    // Two of the four pause: the digest tells them.
    await ctx.db.execute(
      sql`update person_settings set paused_until = '2026-12-05' from people p where p.id = person_id and p.name in ('Ada Berg', 'Bo Cruz')`,
    );
    expect(await on.sendIt()).toContain('It goes to 4 people, so a second staff member approves it');
  });

  it('is asked for when the audience of a scheduled one has grown too large by its time', async () => {
    await on.draft('Later', { day: '2026-12-02', hour: '10:00' }, MANY);
    expect(await on.sendIt()).toContain('It is scheduled');
    await flo();
    ctx.clock.set(moment('2026-12-02 10:00'));
    const [start] = jobs;
    await Promise.all([start?.run(ctx, ctx.clock.now()), start?.run(ctx, ctx.clock.now())]);
    expect([await state(), await states()]).toEqual(['awaiting-approval', []]);
    const told = await ctx.db.select().from(outbox).orderBy(asc(outbox.id));
    expect(told.map(({ personId, composer }) => [personId, composer])).toEqual([
      [ravi.id, 'broadcasts.ask'],
      [rosa.id, 'broadcasts.grown'],
    ]);
    const news = answerText(await composeGrown(ctx, rosa, told[1]?.content));
    expect(news).toContain('its audience has grown to 4 people');
    expect(news).toContain('I have asked 1');
    expect(answerText(await approve(ctx, asker(ravi), await on.value()))).toContain('on its way');
    expect([await state(), (await states()).length]).toEqual(['sending', 4]);
    expect(await composeGrown(ctx, rosa, told[1]?.content)).toBeNull();
  });
});

it('each number of the console opens its own list, a page at a time', async () => {
  for (let at = 1; at <= 17; at += 1) {
    await on.draft(`Later ${at}`, { day: '2026-12-02', hour: '10:00' });
    await on.sendIt(rosa, at);
  }
  await on.draft('A draft');
  const scheduled = (await countBroadcasts(ctx)).find(({ label }) => label.includes('scheduled'));
  expect(scheduled?.count).toBe(17);
  const first = await listBroadcasts(ctx, asker(rosa), scheduled?.button.value ?? '');
  expect(answerText(first)).toContain('Scheduled: Later 17');
  expect(answerText(first)).not.toMatch(/Later [12]$|A draft/m);
  const older = /"action_id":"broadcasts.list","value":"(scheduled:15)"/.exec(JSON.stringify(first.blocks))?.[1];
  const second = answerText(await listBroadcasts(ctx, asker(rosa), older ?? ''));
  expect(second).toContain('Scheduled: Later 1');
  expect(second).not.toContain('Later 17');
  expect(answerText(await listBroadcasts(ctx, asker(rosa), 'all'))).toContain('A draft');
});

it('the buttons of a preview say that it is one, and nothing is noted', async () => {
  await on.draft('Read me', { mandatory: ['yes'], by: '2026-12-11' });
  const shown = JSON.stringify((await composePreview(ctx, rosa, { broadcast: 1 }))?.blocks);
  expect(shown).toContain('"Acknowledge"');
  expect(shown).toContain('broadcasts.previewed');
  expect(shown).not.toContain('broadcasts.acknowledge');
});

describe('what is mandatory', () => {
  beforeEach(async () => {
    await on.draft('Read me', { mandatory: ['mandatory'], by: '2026-12-11' });
    await on.sendIt();
    await on.deliver(2);
  });

  it('is asked again only of those whom it reached; staff read whom it did not', async () => {
    const [, , third] = await on.messages();
    await ctx.db
      .update(outbox)
      .set({ state: 'failed', error: 'user_not_found' })
      .where(eq(outbox.id, third?.id ?? 0));
    expect(answerText(await nudge(ctx, asker(rosa), '1'))).toContain('I remind 2 who');
    const note = answerText(await composeStaffNote(ctx, rosa, { broadcast: 1 }));
    expect(note).toContain('2 people have yet to acknowledge');
    expect(note).toContain('It did not reach 3 people');
    expect(note).toContain('Ed Fox');
  });

  it('takes its reminders along where it is recalled', async () => {
    await nudge(ctx, asker(rosa), '1');
    const nudges = sql`composer = 'broadcasts.nudge'`;
    const [first] = await ctx.db.select().from(outbox).where(nudges).orderBy(asc(outbox.id));
    await ctx.db
      .update(outbox)
      .set({ state: 'sent', ts: '7.7', conversation: 'D7' })
      .where(eq(outbox.id, first?.id ?? 0));
    expect(answerText(await recall(ctx, asker(rosa), '1'))).toContain('I delete 2 copies and 1 reminder or note');
    const after = (await ctx.db.select().from(outbox).where(nudges).orderBy(asc(outbox.id))).map((one) => one.state);
    expect(after).toEqual(['sent', 'withdrawn']);
    const deleted = await ctx.db.select().from(outbox).where(sql`kind = 'delete'`);
    expect(deleted.map(({ targetId }) => targetId)).toContain(first?.id);
  });
});
