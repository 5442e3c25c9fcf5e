// A round runs from its first evening on: time alone makes it so, what people can do goes on, and the publishing is not taken back any more.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import type { Job } from '../../../src/feature.ts';
import { openRound } from '../../../src/features/interviews/store/rounds.ts';
import {
  answerer,
  booked,
  broken,
  ctx,
  database,
  nameOf,
  of,
  openIt,
  press,
  published,
  textOf,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

const FIRST_EVENING = Temporal.Instant.from('2027-09-14T00:00:00-04:00');
const states = async () =>
  (await database.db.execute<{ state: string }>(sql`select state from interview_rounds`)).map(({ state }) => state);

function job(): Job {
  const found = ctx.features
    .find(({ name }) => name === 'interviews')
    ?.jobs?.find((one) => one.name === 'interviews.run');
  if (!found) throw new Error('no job');
  return found;
}

async function goTo(moment: Temporal.Instant): Promise<void> {
  ctx.clock.set(moment);
  await job().run(ctx, moment);
}

async function undo(): Promise<string> {
  const [row] = await database.db.execute<{ id: string }>(
    sql`select max(id) as id from audit where act = 'interviews.publish'`,
  );
  const click = { actionId: 'staff.undo', value: String(row?.id), triggerId: null, view: null };
  return textOf(await answerer.click({ slackUserId: 'rosa', ...click }));
}

it('only a published round waits for its first evening, and runs from then on', async () => {
  await openIt();
  expect(await job().next(ctx, ctx.clock.now())).toBeNull();
  await goTo(FIRST_EVENING);
  expect(await states()).toEqual(['collecting']);
});

it("runs when its first evening begins at the school, and not a moment before; that is nobody's act", async () => {
  await published();
  expect(await job().next(ctx, ctx.clock.now())).toEqual(FIRST_EVENING);
  await goTo(FIRST_EVENING.subtract({ seconds: 1 }));
  expect(await states()).toEqual(['published']);
  const before = await openRound(ctx.db);
  await goTo(FIRST_EVENING);
  expect(await states()).toEqual(['running']);
  expect((await openRound(ctx.db))?.revision).toBe(before?.revision);
  expect(await job().next(ctx, ctx.clock.now())).toBeNull();
  expect(textOf(await press('rosa', 'round', 'round'))).toContain('This round is running.');
});

it('is not taken back once it runs, also where that has yet to be written down', async () => {
  await published();
  ctx.clock.set(FIRST_EVENING);
  expect(await undo()).toContain('runs since its first evening');
  await goTo(FIRST_EVENING);
  expect(await undo()).toContain('runs since its first evening');
  expect((await booked()).every(({ state }) => state === 'booked')).toBe(true);
});

it("goes on as it was: who confirms, who can't come, and is closed when nothing of it is ahead", async () => {
  await published();
  await goTo(FIRST_EVENING);
  const [one] = await of('ana');
  const [other] = await of('ben');
  if (!one || !other) throw new Error('nothing is booked');
  expect(textOf(await press('ben', 'confirm', other.id))).toContain('that is confirmed');
  expect(textOf(await press(nameOf(one.interviewerId), 'cannot', one.id))).toContain('the student keeps the place');
  expect(await broken()).toEqual([]);
  expect(textOf(await press('rosa', 'close-round', '1'))).toContain('still ahead');
  expect(await states()).toEqual(['running']);
  ctx.clock.set(Temporal.Instant.from('2027-09-15T23:00:00-04:00'));
  expect(textOf(await press('rosa', 'close-round', '1'))).toContain('The round is closed');
  expect(await states()).toEqual(['closed']);
});

it('a round that is published on its first evening or later runs at once', async () => {
  await published();
  ctx.clock.set(FIRST_EVENING.add({ hours: 30 }));
  const now = ctx.clock.now();
  const next = await job().next(ctx, now);
  expect(next?.equals(now.add({ milliseconds: 1 }))).toBe(true);
  await goTo(next ?? FIRST_EVENING);
  expect(await states()).toEqual(['running']);
});
