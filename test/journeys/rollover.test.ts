// The year rolled over and taken back, over the wire: what students read changes at once.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerText } from '../support/answer-text.ts';
import { type BroadcastJourney, broadcastJourney } from '../support/broadcast-journey.ts';
import { type Journey, MODES, startJourney } from '../support/journey.ts';

const [director, assistant] = ['director@example.edu', 'assistant@example.edu'] as const;
const maya = 'student.preclerkship@example.edu';
const PATIENTLY = { timeout: 20_000 };
/** In the second year of its class: Thursday, August 20, 2026, and a year later. */
const NEXT = 'Lessons Learned Along the Way · Thu, Aug 19, 2027, 5:00 PM EDT';

const blocks = z.object({ modal: z.object({ blocks: z.array(z.looseObject({})) }).nullish() });
const field = z.object({
  block_id: z.string(),
  element: z.object({
    initial_options: z.array(z.object({ value: z.string(), text: z.object({ text: z.string() }) })).default([]),
  }),
});

describe.each(MODES)('over %s', (mode) => {
  let journey: Journey;
  let on: BroadcastJourney;
  beforeAll(async () => {
    journey = await startJourney(mode, { silent: true });
    on = broadcastJourney(journey);
  });
  afterAll(() => journey.stop());

  const next = () => journey.answered(maya, journey.type(maya, 'next 30'));
  const count = async () => {
    const [row] = await journey.database.db.execute(
      sql`select count(*)::int as count from sessions where starts_at >= '2027-08-01'`,
    );
    return row?.count;
  };

  /** Opens the boxes; gives what is ticked, by field. */
  async function openBoxes(user: string): Promise<Record<string, { value: string; label: string }[]>> {
    while (blocks.parse(await journey.call(`/view?user=${user}`)).modal) await journey.call('/close', { user });
    const said = await journey.answered(user, journey.type(user, 'staff roll-over'));
    expect(said).toContain('2027-28 made of 2026-27: ');
    const last = (await on.inbox(user)).findLast(
      ({ ephemeral, text }) => ephemeral && text.includes('made of 2026-27'),
    );
    await journey.call('/click', {
      ...{ user, channel: last?.channel, message_seq: last?.seq },
      ...{ action_id: 'rollover.choose', value: '2026' },
    });
    await expect.poll(() => on.modal(user), PATIENTLY).toContain('Tick what applies');
    const { modal } = blocks.parse(await journey.call(`/view?user=${user}`));
    const fields = (modal?.blocks ?? []).flatMap((block) => {
      const read = field.safeParse(block);
      return read.success ? [read.data] : [];
    });
    return Object.fromEntries(
      fields.map(({ block_id, element }) => [
        block_id,
        element.initial_options.map(({ value, text }) => ({ value, label: text.text })),
      ]),
    );
  }

  /** All that is ticked, without what has these words. */
  function values(ticks: Awaited<ReturnType<typeof openBoxes>>, without = 'nothing at all') {
    return Object.fromEntries(
      Object.entries(ticks).map(([id, all]) => [
        id,
        all.flatMap(({ value, label }) => (label.includes(without) ? [] : [value])),
      ]),
    );
  }

  test('staff see what next year would be, and who moves on', async () => {
    const said = await journey.answered(director, journey.type(director, 'staff roll-over'));
    expect(said).toMatch(/2027-28 made of 2026-27: \d+ sessions in the same week and on the same weekday/);
    expect(said).toMatch(/Class of 2030, Pathways \(\d+ students?\): begins PCE on October 1, 2027/);
    expect(said).toMatch(/Class of 2028, HST \(\d+ students?\): graduates on May 25, 2028/);
    expect(await journey.answered(maya, journey.type(maya, 'staff roll-over'))).toContain("isn't open to your role");
  });

  test('what is ticked is done at once and taken back at once; what is not ticked is not', async () => {
    expect(await next()).not.toContain(NEXT);
    const before = await count();
    const ticks = await openBoxes(director);
    const shown = await on.submit(director, values(ticks, 'Urology'));
    expect(shown.errors).toBeUndefined();
    await expect.poll(() => on.modal(director), PATIENTLY).toMatch(/Added to 2027-28: \d+ sessions/);
    // The difference was tried and rolled back.
    expect(await count()).toBe(before);
    expect(await next()).not.toContain(NEXT);
    await on.submit(director, {});
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('is dated');
    expect(await next()).toContain(NEXT);
    const [urology] = await journey.database.db.execute(
      sql`select count(*)::int as count from sessions where title like '%Urology%'`,
    );
    expect(urology).toEqual({ count: 1 });

    await on.pressInModal(director, 'staff.undo');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('Taken back');
    expect(await count()).toBe(before);
    expect(await next()).not.toContain(NEXT);
  });

  test('what became another session since it was shown is not rolled over unseen', async () => {
    const before = await count();
    await on.submit(director, values(await openBoxes(director)));
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('Added to 2027-28');
    const key = 'lessons-learned-2026';
    const [moved] = await journey.database.db.execute(
      sql`update sessions set place = 'Elsewhere' where key = ${key} returning key`,
    );
    expect(moved).toEqual({ key });
    await on.submit(director, {});
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('has changed since you looked');
    expect(await count()).toBe(before);
  });

  test('of two who roll over at once one is told, and nothing stands twice', async () => {
    const [first, second] = [await openBoxes(director), await openBoxes(assistant)];
    for (const [user, ticks] of [
      [director, first],
      [assistant, second],
    ] as const) {
      await on.submit(user, values(ticks));
      await expect.poll(() => on.modal(user), PATIENTLY).toContain('Added to 2027-28');
    }
    await on.submit(director, {});
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('is dated');
    const once = await count();
    await on.submit(assistant, {});
    await expect.poll(() => on.modal(assistant), PATIENTLY).toContain('has changed since you looked');
    expect(await count()).toBe(once);
  });

  test('a year to which somebody answered is not taken back', async () => {
    await journey.database.db.execute(sql`insert into rsvps (person_id, session_id, answer, answered_at)
      select (select id from people where name = 'Maya Lindqvist'), id, 'going', now() from sessions where key = 'lessons-learned-2027'`);
    const before = await count();
    await on.pressInModal(director, 'staff.undo');
    await expect.poll(() => on.modal(director), PATIENTLY).toContain('so I took nothing back');
    expect(answerText((await on.inbox(director)).at(-1))).not.toContain('reference');
    expect(await count()).toBe(before);
  });
});
