// A round from opening to publishing, and taking it back.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { offersOf } from '../../../src/features/interviews/store/people.ts';
import { openRound } from '../../../src/features/interviews/store/rounds.ts';
import {
  answerer,
  booked,
  broken,
  ctx,
  database,
  EVENINGS,
  idOf,
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

describe('a round', () => {
  it('is opened once, asks interviewers and students, and names who is outside Slack', async () => {
    const text = textOf(await openIt());
    expect(text).toContain('Outside Slack, so please ask them by mail and answer for them: otto');
    expect(await told('ida')).toEqual(['ask']);
    expect(await told('ana')).toEqual(['invite']);
    expect(await told('otto')).toEqual([]);
    expect(textOf(await openIt())).toContain('open already');
  });

  it('takes evenings as the starts of the template, the committee anew, and from staff for others', async () => {
    await openIt();
    expect((await offer('ida', EVENINGS, { committee: '' })).fields).toEqual({ committee: expect.any(String) });
    await offer('ida', ['2027-09-14'], { except: ['2027-09-14T21:30:00Z'] });
    await send('rosa', 'save-offer', `1/${idOf('otto')}`, {
      evenings: EVENINGS,
      except: [],
      committee: 'no',
      committees: [],
      link: '',
    });
    const row = await openRound(ctx.db);
    const offers = await offersOf(ctx.db, row?.id ?? 0);
    const counts = new Map(offers.map(({ personId, slots }) => [personId, slots.length]));
    expect(counts.get(idOf('ida'))).toBe(4);
    expect(counts.get(idOf('otto'))).toBe(10);
    expect((await send('ana', 'save-offer', `1/${idOf('otto')}`, {})).done.outcome).toBe('refused');
  });

  it('reads a pasted mail into the form, line by line, and saves nothing before staff do', async () => {
    await openIt();
    const mail =
      "Tuesday works until 6:30 pm.\nTwo interviews on Wednesday.\nMaybe Wednesday.\nI'm not on a committee.";
    const { reply } = await send('rosa', 'choose-answer', 1, { person: String(idOf('otto')), mail });
    const form = JSON.stringify(reply.form?.blocks);
    expect(form).toContain('Tuesday works');
    expect(form).toContain('can on September 14, 2027');
    expect(form).toContain('Left for you to read');
    expect(form).toContain('Maybe Wednesday');
    expect(form).toContain('Two interviews on Wednesday (it says how many and not at which times, so I ticked none');
    const field = (id: string) =>
      JSON.stringify(reply.form?.blocks.find((block) => 'block_id' in block && block.block_id === id));
    expect(field('evenings')).toMatch(/initial_options.*2027-09-14/);
    expect(field('evenings')).not.toMatch(/initial_options.*2027-09-15/);
    expect(
      field('except')
        .match(/initial_options.*/)?.[0]
        .match(/2027-09-14T/g),
    ).toHaveLength(3);
    expect(field('committee')).toMatch(/initial_option.*"no"/);
    const row = await openRound(ctx.db);
    const otto = (await offersOf(ctx.db, row?.id ?? 0)).find(({ personId }) => personId === idOf('otto'));
    expect(otto?.answeredAt).toBeNull();
  });

  it('takes evenings that are ticked in the message itself, keeps what the form said, and asks for the committee', async () => {
    await openIt();
    const without = await press('ida', 'save-ticks', 1, { 'evenings-1': EVENINGS });
    expect(textOf(without)).toContain('Please say whether you sit on a selection committee');
    expect(without.kind).toBe('new');
    const link = 'https://example.edu/room';
    await offer('ida', ['2027-09-14'], { except: ['2027-09-14T21:30:00Z'], link });
    const saved = await press('ida', 'save-ticks', 1, { 'evenings-1': EVENINGS, committee: 'no', committees: [] });
    expect(textOf(saved)).toContain('you offer 9 times on September 14, 2027 and September 15, 2027');
    expect(saved.kind).toBe('replace');
    const row = await openRound(ctx.db);
    const offers = await offersOf(ctx.db, row?.id ?? 0);
    const ida = offers.find(({ personId }) => personId === idOf('ida'));
    expect(ida).toMatchObject({ joinLink: link, committees: [] });
    // Slack says nothing of boxes that nobody touched: then they are as they were filled in.
    await press('ida', 'save-ticks', 1, { committee: 'yes', committees: ['dermatology'] });
    const again = (await offersOf(ctx.db, row?.id ?? 0)).find(({ personId }) => personId === idOf('ida'));
    expect(again).toMatchObject({ committees: ['dermatology'], slots: ida?.slots });
    expect(textOf(await press('ida', 'save-ticks', 7, { committee: 'no' }))).toContain('another season');
    expect(textOf(await press('ana', 'save-ticks', 1, { committee: 'no' }))).toContain('not among the interviewers');
  });

  it('is matched by the rules, says what is short before anything is sent, and tells nobody', async () => {
    await openIt();
    await offer('ida', ['2027-09-14']);
    await offer('mia', EVENINGS, { committee: 'yes', committees: ['dermatology'] });
    for (const name of STUDENTS) await signUp(name);
    const text = textOf(await press('rosa', 'match'));
    expect(text).toContain('Dermatology: 4 students need 8, interviewers offer 5: recruit 1');
    expect(text).toContain('students with at least one 4, proved');
    expect(await of('mia')).toEqual([]);
    expect(await booked()).toHaveLength(4);
    expect(await broken()).toEqual([]);
    expect(await told('ana')).toEqual(['invite']);
  });

  it('is published in one message each, confirmed on both sides, and never pairs a committee member or an own advisor', async () => {
    await published();
    expect(await booked()).toHaveLength(8);
    expect(await broken()).toEqual([]);
    expect(await of('mia')).toEqual([]);
    expect(await of('sam')).toEqual([]);
    expect(await told('ana')).toEqual(['invite', 'published']);
    const [first] = await of('ana');
    expect(textOf(await press('ana', 'confirm', first?.id))).toContain('that is confirmed');
    expect(textOf(await press('ben', 'confirm', first?.id)) === textOf(await press('ben', 'confirm', 999))).toBe(
      first?.studentId !== idOf('ben'),
    );
  });
});

describe('publishing', () => {
  it('can be taken back until the next act on the round, and says whom it could not reach', async () => {
    await published();
    const [row] = await database.db.execute<{ id: string }>(
      sql`select max(id) as id from audit where act = 'interviews.publish'`,
    );
    const [one] = await of('ana');
    await press('ana', 'confirm', one?.id);
    await press('ben', 'file', (await of('ben'))[0]?.id);
    await database.db.execute(
      sql`update outbox set state = 'sent', ts = '1.1', settled_at = now() where content->>'news' = 'published'`,
    );
    await database.db.execute(
      sql`update outbox set state = 'failed', ts = null where content->>'news' = 'published' and person_id = ${idOf('dan')}`,
    );
    const undo = () =>
      answerer.click({
        slackUserId: 'rosa',
        actionId: 'staff.undo',
        value: String(row?.id),
        triggerId: null,
        view: null,
      });
    const text = textOf(await undo());
    expect(text).toContain('are a plan again');
    expect(text).toContain('I could not reach dan');
    expect(text).toMatch(/that is done by about .*20/);
    expect((await booked()).every(({ state }) => state === 'draft')).toBe(true);
    const changes = await database.db.execute<{ kind: string; person: number }>(
      sql`select kind, person_id as person from outbox where dedupe_key like 'interviews/taken-back/%' order by id`,
    );
    expect(changes.find(({ person }) => person === idOf('ana'))?.kind).toBe('update');
    expect(changes.find(({ person }) => person === idOf('ben'))?.kind).toBe('update');
    expect(changes.find(({ person }) => person === idOf('cleo'))?.kind).toBe('delete');
    const files = await database.db.execute(sql`select person_id from outbox where kind = 'file'`);
    expect(files).toEqual([{ person_id: idOf('ben') }]);
    expect(textOf(await undo())).toContain('taken back already');
    expect(textOf(await press('rosa', 'round'))).toMatch(
      /taken back: \d+ messages of \d+ in Slack still to be deleted/,
    );
    await database.db.execute(
      sql`update outbox set state = case when person_id = ${idOf('ben')} then 'failed' else 'withdrawn' end, settled_at = now(), error = 'x' where dedupe_key like 'interviews/taken-back/%'`,
    );
    expect(textOf(await press('rosa', 'round'))).toContain('I could not reach ben');
    // What is matched and published anew are other interviews: those that cancel can still be made.
    await press('rosa', 'match');
    expect(await database.db.execute(sql`select 1 from interviews where state = 'cancelled'`)).not.toEqual([]);
    await press('rosa', 'publish');
    expect(textOf(await press('rosa', 'round'))).not.toContain('taken back');
  });

  it('taken back gives staff the mails and the files that cancel for those outside Slack in one go, and again on its page', async () => {
    await openIt();
    await offer('ida');
    await send('rosa', 'save-offer', `1/${idOf('otto')}`, {
      evenings: EVENINGS,
      except: [],
      committee: 'no',
      committees: [],
      link: '',
    });
    for (const name of ['ana', 'ben']) await signUp(name);
    await press('rosa', 'match');
    await press('rosa', 'publish');
    expect(await of('otto')).toHaveLength(2);
    const composed = async () => {
      const rows = await database.db.execute<{ id: number; composer: string; content: unknown; person_id: number }>(
        sql`select id, composer, content, person_id from outbox where composer like 'interviews.outside-%' order by id`,
      );
      await database.db.execute(sql`delete from outbox where composer like 'interviews.outside-%'`);
      const feature = ctx.features.find(({ name }) => name === 'interviews');
      return Promise.all(
        rows.map(async ({ composer, content, person_id }) => {
          expect(person_id).toBe(idOf('rosa'));
          const compose = feature?.composers?.[composer.replace('interviews.', '')];
          return compose?.(ctx, people.get('rosa') ?? null, content);
        }),
      );
    };
    expect(textOf(await press('rosa', 'outside-all'))).toContain('mail by mail with its calendar files: otto');
    const [mail, ...none] = await composed();
    expect(none).toEqual([]);
    expect(mail?.text).toContain('Dear otto,');
    expect(mail?.file?.content.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    const uidsIn = (content = '') => [...(content.match(/UID:.*/g) ?? [])].sort();
    const uids = uidsIn(mail?.file?.content);

    const [row] = await database.db.execute<{ id: string }>(
      sql`select max(id) as id from audit where act = 'interviews.publish'`,
    );
    const undone = { slackUserId: 'rosa', actionId: 'staff.undo', value: String(row?.id), triggerId: null, view: null };
    expect(textOf(await answerer.click(undone))).toContain('Outside Slack, please write to otto');
    const [sorry, cancel] = await composed();
    expect(sorry?.text).toContain('was too early; please disregard it');
    expect(cancel?.file?.content).toContain('METHOD:CANCEL');
    expect(uidsIn(cancel?.file?.content)).toEqual(uids);
    expect(cancel?.file?.content).toMatch(/SEQUENCE:2/);
    // The page still has them, also when the round was matched again.
    await press('rosa', 'match');
    expect(textOf(await press('rosa', 'outside-all'))).toContain('otto');
    expect((await composed()).map((reply) => reply?.file?.name)).toEqual([
      undefined,
      'practice-interviews-cancelled.ics',
    ]);
  });

  it('is not taken back once somebody said they cannot come and another was found', async () => {
    await published();
    const [row] = await database.db.execute<{ id: string }>(
      sql`select max(id) as id from audit where act = 'interviews.publish'`,
    );
    const [one] = await of('ana');
    await press('ana', 'cannot', one?.id ?? 0);
    const undone = { slackUserId: 'rosa', actionId: 'staff.undo', value: String(row?.id), triggerId: null, view: null };
    expect(textOf(await answerer.click(undone))).toContain(
      'somebody answered, signed up, or changed an interview since',
    );
  });

  it('is not taken back once somebody changed the round, who is named', async () => {
    await published();
    const [row] = await database.db.execute<{ id: string }>(
      sql`select max(id) as id from audit where act = 'interviews.publish'`,
    );
    const [one] = await of('ana');
    await send('rosa', 'save-change', one?.id ?? 0, { act: 'cancel', other: null });
    const text = textOf(
      await answerer.click({
        slackUserId: 'rosa',
        actionId: 'staff.undo',
        value: String(row?.id),
        triggerId: null,
        view: null,
      }),
    );
    expect(text).toContain('Rosa Staff changed a practice interview since');
  });
});
