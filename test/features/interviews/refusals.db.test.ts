// Who said that they can't come is taken at their word: not booked at that time again, asked and answered for once, by nobody else.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { confirmationsOf } from '../../../src/features/interviews/store/interviews.ts';
import {
  ctx,
  database,
  EVENINGS,
  idOf,
  nameOf,
  of,
  offer,
  openIt,
  press,
  published,
  send,
  signUp,
  textOf,
  told,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

const outboxSize = async () => (await database.db.execute(sql`select id from outbox`)).length;

async function first(name: string) {
  const [one] = await of(name);
  if (!one) throw new Error(`${name} has no interview`);
  return one;
}

describe("a student who can't come", () => {
  it('is not given the same time again, now or later', async () => {
    await openIt();
    await offer('ida', ['2027-09-14'], { except: ['2027-09-14T22:00:00Z', '2027-09-14T22:30:00Z'] });
    await signUp('ana');
    await press('rosa', 'match');
    await press('rosa', 'publish');
    const one = await first('ana');
    await press('ana', 'cannot', one.id);
    const times = async () => (await of('ana')).map(({ startsAt }) => startsAt.toString());
    expect(await times()).not.toContain(one.startsAt.toString());
    await offer('jon', ['2027-09-14']);
    expect(await times()).not.toContain(one.startsAt.toString());
  });
});

describe("an interviewer who can't come on the last day", () => {
  async function refused() {
    await published();
    const one = await first('ana');
    ctx.clock.set(one.startsAt.subtract({ hours: 6 }));
    const who = nameOf(one.interviewerId);
    await press(who, 'cannot', one.id);
    return { one, who };
  }

  it('is not taken to confirm by an older message', async () => {
    const { one, who } = await refused();
    expect(textOf(await press(who, 'confirm', one.id))).toContain("You said that you can't come");
    expect((await confirmationsOf(ctx.db, [one.id])).get(one.id)?.interviewer).toBe('cannot');
    expect((await press('rosa', 'confirm-for', `${one.id}/${one.interviewerId}`)).done.outcome).toBe('refused');
  });

  it('who says it twice sends nothing twice', async () => {
    const { one, who } = await refused();
    const before = await outboxSize();
    ctx.clock.set(one.startsAt.subtract({ hours: 5 }));
    expect(textOf(await press(who, 'cannot', one.id))).toContain('Noted already');
    expect(await outboxSize()).toBe(before);
  });
});

describe('somebody outside Slack', () => {
  it('is answered for by name; a button for who is not in the interview any more is refused', async () => {
    await openIt();
    const evenings = { evenings: EVENINGS, except: [], committee: 'no', committees: [], link: '' };
    await send('rosa', 'save-offer', `1/${idOf('otto')}`, evenings);
    await offer('ida');
    await signUp('ana');
    await press('rosa', 'match');
    await press('rosa', 'publish');
    const one = await first('otto');
    expect(textOf(await press('rosa', 'confirm-for', `${one.id}/${idOf('ida')}`))).toContain('not in that interview');
    expect(await confirmationsOf(ctx.db, [one.id])).toEqual(new Map());
    expect(textOf(await press('rosa', 'cannot-for', `${one.id}/${idOf('ida')}`))).toContain('not in that interview');
    expect(await told('ana')).toEqual(['invite', 'published']);
    await press('rosa', 'confirm-for', `${one.id}/${idOf('otto')}`);
    expect((await confirmationsOf(ctx.db, [one.id])).get(one.id)).toEqual({ interviewer: 'confirmed' });
  });
});
