// What is said on the last day before an interview is true: by when the student hears, who is asked, what stands in calendars.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  ctx,
  database,
  idOf,
  nameOf,
  of,
  offer,
  openIt,
  people,
  press,
  published,
  signUp,
  textOf,
  told,
  useInterviewTrial,
} from '../../support/interview-trial.ts';

useInterviewTrial();

async function first(name: string) {
  const [one] = await of(name);
  if (!one) throw new Error(`${name} has no interview`);
  return one;
}

function feature() {
  const found = ctx.features.find(({ name }) => name === 'interviews');
  if (!found) throw new Error('no interviews');
  return found;
}

/** Everything that somebody was told by one composer, in order, as it is written now. */
async function written(name: string, composer: string) {
  const rows = await database.db.execute<{ content: unknown }>(
    sql`select content from outbox where composer = ${`interviews.${composer}`} and person_id = ${idOf(name)} order by id`,
  );
  return Promise.all(
    rows.map(({ content }) => feature().composers?.[composer]?.(ctx, people.get(name) ?? null, content)),
  );
}

describe('by when the student hears', () => {
  async function runDue() {
    const job = feature().jobs?.find(({ name }) => name === 'interviews.hear-by');
    if (!job) throw new Error('no job');
    const at = await job.next(ctx, ctx.clock.now());
    if (!at) throw new Error('nothing is due');
    ctx.clock.set(at);
    await job.run(ctx, at);
    await job.run(ctx, at);
    expect(await job.next(ctx, at)).toBeNull();
  }

  it('is kept: who has nobody to stand in hears then, once, and so do staff', async () => {
    await published();
    const one = await first('ana');
    ctx.clock.set(one.startsAt.subtract({ hours: 6 }));
    await press(nameOf(one.interviewerId), 'cannot', one.id);
    await runDue();
    expect(await told('ana')).toEqual(['invite', 'published', 'kept', 'not-yet']);
    const [kept, notYet] = (await written('ana', 'news')).slice(-2);
    expect(kept?.text).toMatch(/others are being asked, and by .* you hear from me/);
    expect(notYet?.text).toContain('nobody is found so far');
    const alerts = await written('rosa', 'alert');
    expect(alerts.at(-1)?.text).toContain('nobody has said yes so far');
    expect(textOf(await press('ana', 'show'))).not.toContain('you will hear by');
  });

  it('says that staff look, where nobody could be asked', async () => {
    await openIt();
    await offer('ida', ['2027-09-14']);
    await signUp('ana');
    await press('rosa', 'match');
    await press('rosa', 'publish');
    const one = await first('ana');
    ctx.clock.set(one.startsAt.subtract({ hours: 6 }));
    for (const name of ['jon', 'kim', 'lea', 'mia', 'otto'])
      await database.db.execute(
        sql`insert into interview_apart (round_id, student_id, interviewer_id) values (1, ${idOf('ana')}, ${idOf(name)})`,
      );
    await press('ida', 'cannot', one.id);
    const kept = (await written('ana', 'news')).at(-1);
    expect(kept?.text).toContain('the career planning staff are looking');
    expect((await written('rosa', 'alert')).at(-1)?.text).toContain('I know nobody in Slack who could stand in');
  });

  it('is said no more once somebody stands in', async () => {
    await published();
    const one = await first('ana');
    ctx.clock.set(one.startsAt.subtract({ hours: 6 }));
    await press(nameOf(one.interviewerId), 'cannot', one.id);
    const [asked] = await database.db.execute<{ id: number }>(
      sql`select person_id as id from interview_standbys where interview_id = ${one.id} and person_id <> ${idOf('otto')}`,
    );
    await press(nameOf(asked?.id), 'stand-in', one.id);
    const job = feature().jobs?.find(({ name }) => name === 'interviews.hear-by');
    expect(await job?.next(ctx, ctx.clock.now())).toBeNull();
    expect((await written('ana', 'news')).map((reply) => reply?.text?.includes("can't come") ?? null)).toEqual([
      false,
      null,
      false,
    ]);
  });
});

describe('a calendar', () => {
  it('is brought up to date when somebody stands in, and rid of it for who is relieved', async () => {
    await published();
    const one = await first('ana');
    const who = nameOf(one.interviewerId);
    for (const name of ['ana', who]) await press(name, 'file', one.id);
    ctx.clock.set(one.startsAt.subtract({ hours: 6 }));
    await press(who, 'cannot', one.id);
    const [asked] = await database.db.execute<{ id: number }>(
      sql`select person_id as id from interview_standbys where interview_id = ${one.id} and person_id <> ${idOf('otto')}`,
    );
    const other = nameOf(asked?.id);
    await press(other, 'stand-in', one.id);
    const [anas] = await written('ana', 'changed-file');
    expect(anas?.file?.content).toContain(`Practice interview with ${other}`);
    expect(anas?.file?.content).not.toContain('METHOD:CANCEL');
    const [relieved] = await written(who, 'changed-file');
    expect(relieved?.file?.content).toContain('METHOD:CANCEL');
  });
});

describe('running late', () => {
  it('is for the last day, and is told once in a quarter of an hour', async () => {
    await published();
    const one = await first('ana');
    const who = nameOf(one.interviewerId);
    expect(textOf(await press('ana', 'late', one.id))).toContain('on the day of the interview');
    expect(await told(who)).not.toContain('late');
    ctx.clock.set(one.startsAt);
    for (const minutes of [0, 1, 2]) {
      ctx.clock.set(one.startsAt.add({ minutes }));
      await press('ana', 'late', one.id);
    }
    expect((await told(who)).filter((news) => news === 'late')).toHaveLength(1);
    await press(who, 'late', one.id);
    expect(await told('ana')).toContain('late');
  });
});
