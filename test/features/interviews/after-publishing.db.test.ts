// What happens to a round that is out: refusals, standing in, late ones and leavers, feedback; and many at the same moment.
import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { findInterview } from '../../../src/features/interviews/store/interviews.ts';
import type { Person } from '../../../src/people/person.ts';
import {
  booked,
  broken,
  ctx,
  database,
  INTERVIEWERS,
  idOf,
  nameOf,
  of,
  offer,
  openIt,
  people,
  press,
  published,
  STUDENTS,
  send,
  signUp,
  textOf,
  told,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

describe("I can't", () => {
  it('is repaired with another interviewer and the fewest changes; everybody concerned is told', async () => {
    await published();
    const [one] = await of('ana');
    const who = nameOf(one?.interviewerId);
    const before = await booked();
    await press(who, 'cannot', one?.id);
    const after = await booked();
    expect(after).toHaveLength(8);
    expect(after.filter(({ id }) => !before.some((old) => old.id === id))).toHaveLength(1);
    expect(await broken()).toEqual([]);
    expect(await told('ana')).toEqual(['invite', 'published', 'replaced']);
  });

  it('is put to staff where nobody free remains', async () => {
    await openIt();
    await offer('ida', ['2027-09-14']);
    await signUp('ana');
    await press('rosa', 'match');
    await press('rosa', 'publish');
    const [one] = await of('ana');
    await press('ida', 'cannot', one?.id);
    // The rest of ida's evening is free: ana gets another time.
    expect(await of('ana')).toHaveLength(1);
    await offer('ida', []);
    const [again] = await of('ana');
    await press('ida', 'cannot', again?.id);
    expect(await of('ana')).toHaveLength(0);
    expect(await told('rosa')).toContain('alert');
    expect(await told('ana')).toContain('looking');
  });

  it('on the last day moves nobody: others are asked to stand in, and the first to say yes does', async () => {
    await published();
    const [one] = await of('ana');
    if (!one) throw new Error('ana has no interview');
    ctx.clock.set(one.startsAt.subtract({ hours: 6 }));
    const who = nameOf(one.interviewerId);
    const before = await booked();
    await press(who, 'cannot', one.id);
    expect((await booked()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(await told('ana')).toEqual(['invite', 'published', 'kept']);
    const asked = await database.db.execute<{ person_id: number }>(
      sql`select person_id from interview_standbys where interview_id = ${one.id}`,
    );
    const names = asked.map(({ person_id }) => [...people].find(([, { id }]) => id === person_id)?.[0] ?? '');
    expect(names).not.toContain('mia');
    expect(names).not.toContain('sam');
    const answers = await Promise.all(
      names.filter((name) => name !== 'otto').map((name) => press(name, 'stand-in', one.id)),
    );
    expect(answers.filter((answer) => textOf(answer).includes('is yours'))).toHaveLength(1);
    const now = await findInterview(ctx.db, one.id);
    expect(now?.interviewerId).not.toBe(one.interviewerId);
    expect(now?.startsAt.equals(one.startsAt)).toBe(true);
    expect(await told('ana')).toContain('stood-in');
  });

  it('on the last day proposes those outside Slack to staff, with a mail, and takes what they answered', async () => {
    await openIt();
    for (const name of ['ida', 'jon']) await offer(name);
    // otto offers no times, and could stand in all the same: that is asked of each.
    const none = { evenings: [], except: [], committee: 'no', committees: [], link: '' };
    await send('rosa', 'save-offer', `1/${idOf('otto')}`, none);
    await signUp('ana');
    await press('rosa', 'match');
    await press('rosa', 'publish');
    const [one] = await of('ida');
    if (!one) throw new Error('ida has no interview');
    ctx.clock.set(one.startsAt.subtract({ hours: 6 }));
    await press('ida', 'cannot', one.id);
    const [row] = await database.db.execute<{ content: unknown }>(
      sql`select content from outbox where composer = 'interviews.alert' and content->>'alert' = 'nobody-asked'`,
    );
    const feature = ctx.features.find(({ name }) => name === 'interviews');
    const alert = await feature?.composers?.alert?.(ctx, people.get('rosa') ?? null, row?.content);
    expect(alert?.text).toContain('Outside Slack, and could stand in, so please write to them: otto');
    expect(await told('otto')).toEqual([]);
    const value = `${one.id}/${idOf('otto')}`;
    const mail = textOf(await press('rosa', 'ask-outside', value));
    expect(mail).toContain('Could you stand in?');
    expect(mail).toContain('otto@example.edu');
    expect(mail).not.toContain('ana');
    expect((await press('ida', 'stand-in-for', value)).done.outcome).toBe('refused');
    expect(textOf(await press('rosa', 'stand-in-for', value))).toContain('otto stands in');
    expect((await findInterview(ctx.db, one.id))?.interviewerId).toBe(idOf('otto'));
    expect(await told('ana')).toContain('stood-in');
    expect(textOf(await press('rosa', 'stand-in-for', value))).toContain('Somebody else has taken it already');
  });

  it('of many at the same moment leaves nobody in two places', async () => {
    await published();
    const all = await booked();
    const names = (id: number) => [...people].find(([, one]) => one.id === id)?.[0] ?? '';
    await Promise.all([
      ...all.slice(0, 4).map((one) => press(names(one.interviewerId), 'cannot', one.id)),
      ...all.slice(4).map((one) => press(names(one.studentId), 'confirm', one.id)),
      press('dan', 'withdraw'),
      signUp('cleo', { cannot: ['2027-09-14T21:30:00Z'] }),
    ]);
    const students = (await booked()).map(({ studentId, startsAt }) => `${studentId} ${startsAt}`);
    const interviewers = (await booked()).map(({ interviewerId, startsAt }) => `${interviewerId} ${startsAt}`);
    expect(new Set(students).size).toBe(students.length);
    expect(new Set(interviewers).size).toBe(interviewers.length);
    expect(await of('dan')).toEqual([]);
  });
});

describe('who comes late or leaves', () => {
  it('a late sign-up gets what is free at once, and one who withdraws frees it for those who wait', async () => {
    await openIt();
    await offer('ida', ['2027-09-14']);
    await offer('jon', ['2027-09-14']);
    for (const name of ['ana', 'ben']) await signUp(name);
    await press('rosa', 'match');
    await press('rosa', 'publish');
    expect(textOf(await signUp('cleo'))).toContain('what is free comes to you');
    expect(await of('cleo')).toHaveLength(2);
    expect(await broken()).toEqual([]);
    await press('ana', 'withdraw');
    expect(await of('ana')).toEqual([]);
    expect(await told('ida')).toContain('freed');
  });

  it('an interviewer who leaves loses nothing for the student, who hears neutral words', async () => {
    await published();
    const [one] = await of('ana');
    const who = [...people.values()].find(({ id }) => id === one?.interviewerId);
    if (!who) throw new Error('nobody interviews ana');
    await ctx.transaction(async (tx) => {
      const change = { before: who, after: { ...who, active: false } };
      for (const feature of ctx.features) await feature.onPeopleChanged?.(ctx, tx, [change]);
    });
    expect((await booked()).filter(({ interviewerId }) => interviewerId === who.id)).toEqual([]);
    expect(await of('ana')).toHaveLength(2);
    expect(await told('ana')).toContain('replaced');
  });
});

describe('who is changed', () => {
  /** sam is a Society Advisor who interviews without the role: staff answered for him. */
  async function changed(name: string, before: Partial<Person>, after: Partial<Person>): Promise<void> {
    const person = people.get(name);
    if (!person) throw new Error(name);
    const change = { before: { ...person, ...before }, after: { ...person, ...after } };
    await ctx.transaction(async (tx) => {
      for (const feature of ctx.features) await feature.onPeopleChanged?.(ctx, tx, [change]);
    });
  }

  it('keeps their interviews where they never had the role that they do not have now', async () => {
    await published();
    const before = await of('ida');
    expect(before).not.toEqual([]);
    await changed('ida', { roles: ['society-advisor'] }, { roles: ['society-advisor'], name: 'Ida Other' });
    expect(await of('ida')).toEqual(before);
    await changed('ida', {}, { roles: ['society-advisor'] });
    expect(await of('ida')).toEqual([]);
  });

  it('by an own sign-up that their interviews do not fit any more: staff look at each', async () => {
    await published();
    const [one] = await of('ana');
    const text = textOf(await signUp('ana', { cannot: [one?.startsAt.toString() ?? ''] }));
    expect(text).toContain('no longer fits');
    expect(await told('rosa')).toEqual(['alert']);
    expect(await of('ana')).toHaveLength(2);
  });
});

describe('feedback', () => {
  const words = {
    communication: '5',
    content: '4',
    professionalism: '5',
    setUp: '3',
    strengths: 'Calm and clear',
    workOn: 'Shorter answers',
  };

  it('is read by the student and nobody else, tried as everyone else, and by whom the student shares it with', async () => {
    await published();
    const [one] = await of('ana');
    if (!one) throw new Error('ana has no interview');
    const who = nameOf(one.interviewerId);
    expect(textOf(await press(who, 'give-feedback', one.id))).toContain('still ahead');
    ctx.clock.set(one.endsAt.add({ minutes: 1 }));
    await send(who, 'save-feedback', one.id, words);
    expect(textOf(await press('ana', 'read-feedback', one.id))).toContain('Calm and clear');
    for (const name of ['rosa', ...STUDENTS.slice(1), ...INTERVIEWERS, 'sam'])
      expect(textOf(await press(name, 'read-feedback', one.id))).toContain(
        'There is no feedback here for you to read.',
      );
    await send('ana', 'save-share', one.id, { advisor: String(idOf('sam')) });
    expect(textOf(await press('sam', 'read-feedback', one.id))).toContain('Calm and clear');
    expect(textOf(await press('rosa', 'read-feedback', one.id))).not.toContain('Calm and clear');
    const stored = await database.db.execute(sql`select 1 from audit where details::text like '%Calm%'`);
    expect(stored).toEqual([]);
  });

  it('is nudged for on the day after until it is given, or the interview did not take place', async () => {
    await published();
    const [one] = await of('ana');
    if (!one) throw new Error('ana has no interview');
    const who = nameOf(one.interviewerId);
    const interviewer = people.get(who);
    if (!interviewer) throw new Error('nobody');
    ctx.clock.set(one.endsAt.add({ minutes: 1 }));
    const feature = ctx.features.find(({ name }) => name === 'interviews');
    const due = await feature?.due?.(ctx, [interviewer], ctx.clock.now(), ctx.clock.now().add({ hours: 48 }));
    const nudge = due?.get(interviewer.id)?.find(({ subject }) => subject === `interview-feedback:${one.id}`);
    expect(nudge?.dueAt.toString()).toBe(
      Temporal.Instant.from(`${one.endsAt.add({ hours: 24 }).toString().slice(0, 10)}T13:00:00Z`).toString(),
    );
    if (!nudge) throw new Error('no nudge');
    const reminded = await feature?.stillTrue?.(ctx, interviewer, nudge);
    expect(reminded?.upcoming.title).toBe('ana is waiting for your feedback');
    await press(who, 'not-held', one.id);
    expect(await feature?.stillTrue?.(ctx, interviewer, nudge)).toBeNull();
    expect((await findInterview(ctx.db, one.id))?.state).toBe('did-not-take-place');
  });
});

describe('the link to the online room', () => {
  const link = 'https://example.edu/room';
  const linksOf = async () =>
    database.db.execute<{ join_link: string | null }>(
      sql`select join_link from round_interviewers where person_id = ${idOf('ida')}`,
    );

  it('is shown until its interview is over, and forgotten once its owner has nothing ahead', async () => {
    await openIt();
    await offer('ida', ['2027-09-14'], { link });
    await signUp('ana');
    await press('rosa', 'match');
    await press('rosa', 'publish');
    const [one] = await of('ana');
    if (!one) throw new Error('ana has no interview');
    expect(textOf(await press('ana', 'show'))).toContain(link);
    const feature = ctx.features.find(({ name }) => name === 'interviews');
    const job = feature?.jobs?.find(({ name }) => name === 'interviews.forget-links');
    if (!job) throw new Error('no job');
    ctx.clock.set(one.endsAt);
    expect(textOf(await press('ana', 'show'))).not.toContain(link);
    // Others may still be booked at the times that ida offers later that evening.
    await job.run(ctx, ctx.clock.now());
    expect(await linksOf()).toEqual([{ join_link: link }]);
    for (let at = await job.next(ctx, ctx.clock.now()); at; at = await job.next(ctx, ctx.clock.now())) {
      ctx.clock.set(at);
      await job.run(ctx, at);
    }
    expect(await linksOf()).toEqual([{ join_link: null }]);
    const row = await database.db.execute<{ state: string }>(sql`select state from interview_rounds`);
    expect(row).toEqual([{ state: 'published' }]);
  });
});
