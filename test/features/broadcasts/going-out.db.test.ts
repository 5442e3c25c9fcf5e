// What staff see of messages to many before it leaves: copies that wait, the reminder of those outstanding, the notes about them.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../../src/db/schema.ts';
import { goingOut } from '../../../src/features/broadcasts/handlers/going-out.ts';
import { createScheduler, type Scheduler } from '../../../src/scheduler/scheduler.ts';
import { createAnswerer } from '../../../src/slack/answer.ts';
import { answerText } from '../../support/answer-text.ts';
import { type BroadcastTrial, startBroadcasts } from '../../support/broadcast-trial.ts';
import { moment } from '../../support/delivery-builders.ts';
import { buttonsOf, type Talk, talkTo } from '../../support/said.ts';

let on: BroadcastTrial;
let talk: Talk;
let scheduler: Scheduler;

beforeEach(async () => {
  on = await startBroadcasts();
  talk = talkTo(createAnswerer(on.ctx, () => 'reference'));
  scheduler = createScheduler(on.ctx);
});
afterEach(async () => {
  await scheduler.stop();
  await on.drop();
});

const rosa = () => on.rosa.slackUserId ?? '';
const page = async () => (await talk.click(rosa(), 'console.going-out', '0')).reply;
const words = async () => {
  const reply = await page();
  return answerText({ text: '', blocks: reply.form?.blocks ?? reply.blocks });
};
const goTo = async (text: string) => {
  on.ctx.clock.set(moment(text));
  await scheduler.runDue(moment(text));
};
/** Who stands in the outbox with a message of this name. */
const told = async (composer: string) =>
  (
    await on.ctx.db
      .select()
      .from(outbox)
      .where(eq(outbox.composer, `broadcasts.${composer}`))
  ).length;

describe('copies that wait', () => {
  it('are seen, and paused where the message is: they can be neither held nor skipped', async () => {
    await on.draft('The workshop is on Friday.');
    await on.sendIt();
    await on.deliver(1);
    const now = on.ctx.clock.now();
    const [first, ...others] = await goingOut(on.ctx, now, now.add({ hours: 24 }));
    expect([first?.people.length, first?.keepable, others.length]).toEqual([2, false, 0]);
    expect(await words()).toContain('Message to many: The workshop is on Friday.');
    const own = buttonsOf((await page()).blocks).filter(({ value }) => value?.startsWith('notice broadcast:1'));
    expect(own.map(({ action }) => action)).toEqual(['console.look']);
    expect((await talk.click(rosa(), 'console.hold', 'notice broadcast:1 message')).reply.text).toContain(
      'That is being sent already',
    );
    await on.deliver(2);
    expect(await goingOut(on.ctx, now, now.add({ hours: 24 }))).toEqual([]);
  });
});

describe('what follows about those outstanding', () => {
  beforeEach(async () => {
    await on.draft('Please read this.', { mandatory: ['yes'], by: '2026-12-07' });
    await on.sendIt();
    await on.deliver(3);
  });

  it('is seen a week ahead: the reminder with its words, and the notes without', async () => {
    const now = on.ctx.clock.now();
    const all = await goingOut(on.ctx, now, now.add({ hours: 7 * 24 }));
    expect(all.map(({ key, people }) => [key.lead, people.length])).toEqual([
      ['advisors', 2],
      ['nudge', 3],
    ]);
    expect(await words()).toContain('Reminder to acknowledge: Please read this.');
    const look = (await talk.click(rosa(), 'console.look', 'notice broadcast:1 nudge')).reply;
    expect(answerText({ text: '', blocks: look.form?.blocks ?? look.blocks })).toContain('Ada Berg, Bo Cruz, Cy Dunn');
  });

  it('waits while staff hold it, and is said late when they let it go', async () => {
    await talk.click(rosa(), 'console.hold', 'notice broadcast:1 nudge');
    await goTo('2026-12-05 10:00');
    expect(await told('nudge')).toBe(0);
    expect(await words()).toContain('Held: it does not leave');
    await talk.click(rosa(), 'console.release', 'notice broadcast:1 nudge');
    await goTo('2026-12-05 10:05');
    expect(await told('nudge')).toBe(3);
  });

  it('is left out where staff skip it; the notes come all the same', async () => {
    await talk.click(rosa(), 'console.skip', 'notice broadcast:1 nudge');
    await goTo('2026-12-05 10:00');
    await goTo('2026-12-08 09:00');
    expect([await told('nudge'), await told('staff-note')]).toEqual([0, 2]);
  });

  it('the notes can be left out, too', async () => {
    await talk.click(rosa(), 'console.skip', 'notice broadcast:1 advisors');
    await goTo('2026-12-08 09:00');
    expect(await told('staff-note')).toBe(0);
  });
});
