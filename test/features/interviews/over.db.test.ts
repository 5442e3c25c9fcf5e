// What is over goes away: from mails at once, from what waits and from one's own list after two weeks.
import { describe, expect, it } from 'vitest';
import {
  ctx,
  idOf,
  nameOf,
  of,
  offer,
  openIt,
  people,
  press,
  published,
  send,
  signUp,
  textOf,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

async function last(name: string) {
  const one = (await of(name)).at(-1);
  if (!one) throw new Error(`${name} has no interview`);
  return one;
}

async function waiting(name: string): Promise<string[]> {
  const person = people.get(name);
  const feature = ctx.features.find(({ name: one }) => one === 'interviews');
  const found = person && (await feature?.waiting?.(ctx, [person]))?.get(person.id);
  return (found ?? []).map(({ text }) => text);
}

describe('an interview that is over', () => {
  it('is not in the mail to somebody outside Slack', async () => {
    await openIt();
    await send('rosa', 'save-offer', `1/${idOf('otto')}`, {
      evenings: ['2027-09-14'],
      except: [],
      committee: 'no',
      committees: [],
      link: '',
    });
    await signUp('ana');
    await press('rosa', 'match');
    await press('rosa', 'publish');
    expect(textOf(await press('rosa', 'outside', idOf('otto')))).toContain('with ana');
    ctx.clock.set((await last('otto')).endsAt);
    expect(textOf(await press('rosa', 'outside', idOf('otto')))).toContain('no practice interview planned');
  });

  it('waits for feedback for two weeks, and is in the own list for as long', async () => {
    await published();
    const one = await last('ana');
    const who = nameOf(one.interviewerId);
    ctx.clock.set(one.endsAt.add({ hours: 1 }));
    expect(await waiting(who)).toContain('ana is waiting for your feedback.');
    expect(textOf(await press(who, 'show'))).toContain('with ana');
    ctx.clock.set(one.endsAt.add({ hours: 24 * 14 + 1 }));
    expect(await waiting(who)).toEqual([]);
    expect(textOf(await press('ana', 'show'))).not.toContain(`with ${who}`);
    expect(textOf(await press(who, 'show'))).not.toContain('with ana');
  });

  it('and whose feedback was given stays in the list of its student', async () => {
    await published();
    const one = await last('ana');
    const who = nameOf(one.interviewerId);
    ctx.clock.set(one.endsAt.add({ hours: 1 }));
    const grades = { communication: '5', content: '4', professionalism: '5', setUp: '3' };
    await send(who, 'save-feedback', one.id, { ...grades, strengths: 'Calm', workOn: 'Pace' });
    ctx.clock.set(one.endsAt.add({ hours: 24 * 60 }));
    expect(textOf(await press('ana', 'show'))).toContain(`with ${who}`);
    expect(textOf(await press(who, 'show'))).not.toContain('with ana');
  });
});

describe('a reminder of the day before', () => {
  it('offers Running late on the last day only', async () => {
    await openIt();
    await offer('ida');
    await signUp('ana');
    await press('rosa', 'match');
    await press('rosa', 'publish');
    const one = await last('ana');
    await press('ana', 'confirm', one.id);
    const ana = people.get('ana');
    if (!ana) throw new Error('no ana');
    const feature = ctx.features.find(({ name }) => name === 'interviews');
    const labels = async () => {
      const key = { kind: 'interview', subject: `interview:${one.id}`, lead: 'P1D' } as const;
      return ((await feature?.stillTrue?.(ctx, ana, key))?.buttons ?? []).map(({ label }) => label);
    };
    ctx.clock.set(one.startsAt.subtract({ hours: 30 }));
    expect(await labels()).toEqual(["I can't"]);
    ctx.clock.set(one.startsAt.subtract({ hours: 1 }));
    expect(await labels()).toEqual(["I can't", 'Running late']);
  });
});
