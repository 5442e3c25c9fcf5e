// A publishing is taken back until the next act on the round, whatever act that is and whoever does it; and a plan is taken only where nothing changed.
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { openRound } from '../../../src/features/interviews/store/rounds.ts';
import {
  answerer,
  booked,
  ctx,
  database,
  idOf,
  nameOf,
  of,
  offer,
  people,
  press,
  published,
  send,
  signUp,
  textOf,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

const GRADES = { communication: '5', content: '4', professionalism: '5', setUp: '3' };

async function first(name: string) {
  const [one] = await of(name);
  if (!one) throw new Error(`${name} has no interview`);
  return one;
}

async function undo(): Promise<string> {
  const [row] = await database.db.execute<{ id: string }>(
    sql`select max(id) as id from audit where act = 'interviews.publish'`,
  );
  return textOf(
    await answerer.click({
      slackUserId: 'rosa',
      actionId: 'staff.undo',
      value: String(row?.id),
      triggerId: null,
      view: null,
    }),
  );
}

async function leaves(name: string): Promise<void> {
  const before = people.get(name);
  if (!before) throw new Error(name);
  const change = { before, after: { ...before, active: false } };
  await ctx.transaction(async (tx) => {
    for (const feature of ctx.features) await feature.onPeopleChanged?.(ctx, tx, [change]);
  });
}

/** What people do to a round that is out. */
const ACTS: Record<string, () => Promise<unknown>> = {
  'a new sign-up': () => signUp('ana', { packet: 'https://example.edu/other' }),
  'a withdrawal': () => press('dan', 'withdraw'),
  'a new offer': () => offer('sam'),
  'an interviewer who was asked and leaves': () => leaves('mia'),
  "a refusal at short notice, and who can't stand in": async () => {
    const one = await first('ana');
    ctx.clock.set(one.startsAt.subtract({ hours: 6 }));
    await press(nameOf(one.interviewerId), 'cannot', one.id);
  },
  feedback: async () => {
    const one = await first('ana');
    ctx.clock.set(one.endsAt.add({ minutes: 1 }));
    const words = { ...GRADES, strengths: 'Calm', workOn: 'Pace' };
    await send(nameOf(one.interviewerId), 'save-feedback', one.id, words);
  },
  'an interview that did not take place': async () => {
    const one = await first('ana');
    ctx.clock.set(one.endsAt.add({ minutes: 1 }));
    await press('ana', 'not-held', one.id);
  },
};

describe('a publishing', () => {
  beforeEach(() => published());

  it.each(Object.keys(ACTS))('is not taken back after %s', async (name) => {
    await ACTS[name]?.();
    expect(await undo()).toContain("so I can't take the publishing back");
    expect((await openRound(ctx.db))?.state).toBe('published');
    expect((await booked()).filter(({ state }) => state === 'draft')).toEqual([]);
  });

  it('says what was done since, where that is known', async () => {
    await send('rosa', 'save-offer', `1/${idOf('otto')}`, {
      evenings: [],
      except: [],
      committee: 'no',
      committees: [],
      link: '',
    });
    expect(await undo()).toContain('Rosa Staff answered for somebody');
  });

  it('is taken back after confirmations alone', async () => {
    const one = await first('ana');
    await press('ana', 'confirm', one.id);
    expect(await undo()).toContain('are a plan again');
  });
});
