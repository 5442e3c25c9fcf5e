// Staff change one person: roles, overrides, leaving; what a student proposes; with Undo, audit, and two at once.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeProposal } from '../../../src/features/people/handlers/proposals.ts';
import { enqueue } from '../../../src/outbox/enqueue.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { matchSlack } from '../../../src/people/match-slack.ts';
import { findPersonByEmail } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { createAnswerer } from '../../../src/slack/answer.ts';
import { member, roster, STAFF_LINE } from '../../support/people-builders.ts';
import { buttonsOf, buttonValue, type Talk, talkTo } from '../../support/said.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
const PIA = 'Pia Pce,pia@example.edu,student,2029,pathways,Castle,,';
const RAVI = 'Ravi Staff,ravi@example.edu,staff,,,,,';
const SESSION = `insert into sessions (key, entry, starts_at, ends_at, capacity, taken) values
  ('law', 'alternative-careers-2', '2026-12-15 22:00Z', '2026-12-15 23:00Z', 1, 1)`;

let database: TestDatabase;
let ctx: TestContext;
let talk: Talk;
const ids: Record<string, string> = {};

beforeEach(async () => {
  database = await createTestDatabase();
  const members = ['pia', 'rosa', 'ravi', 'bo'].map((name) => member(name, `${name}@example.edu`));
  ctx = createTestContext(database, program, '2026-12-01', members);
  const people = roster(STAFF_LINE, RAVI, PIA, 'Bo Pce,bo@example.edu,student,2029,pathways,Castle,,');
  await importRoster(ctx, people, { as: 'rosa@example.edu', dryRun: false });
  await matchSlack(ctx);
  talk = talkTo(createAnswerer(ctx, () => 'reference'));
  for (const name of ['pia', 'rosa', 'ravi', 'bo'])
    ids[name] = String((await findPersonByEmail(ctx.db, `${name}@example.edu`))?.id);
});
afterEach(() => database.drop());

const known = async (name: string) => {
  const person = await findPersonByEmail(ctx.db, `${name}@example.edu`);
  if (!person) throw new Error(`nobody is ${name}`);
  return person;
};
const idOf = (name: string) => ids[name] ?? '';
const day = (text: string) => [text];
const rows = (query: string) => database.db.execute(sql.raw(query));
const undo = async (reply: unknown, who = 'rosa') =>
  (await talk.click(who, 'staff.undo', buttonValue(reply, 'Undo'))).reply.text;

describe('the page of a person', () => {
  it('is found by part of the name, by the address, or by who was mentioned', async () => {
    for (const words of ['pia', 'pia@example', '@pia']) {
      const { reply } = await talk.command('rosa', `staff person ${words}`);
      expect(reply.text).toMatch(/^Pia Pce\nPCE/);
    }
    const { reply } = await talk.command('rosa', 'staff person pce');
    expect(buttonsOf(reply.blocks).map(({ label }) => label)).toEqual(['Open', 'Open']);
    expect((await talk.command('rosa', 'staff person nobody-like-that')).reply.text).toContain('I find nobody');
  });
});

describe('roles', () => {
  const save = (who: string, name: string, shown: string, roles: string[]) =>
    talk.submit(who, 'people.save-roles', `${idOf(name)}/${shown}`, { roles });

  it('are given and taken, and that is taken back', async () => {
    const { reply } = await save('rosa', 'ravi', 'staff', ['staff', 'interviewer']);
    expect((await known('ravi')).roles).toEqual(['interviewer', 'staff']);
    expect(await undo(reply)).toContain('as before');
    expect((await known('ravi')).roles).toEqual(['staff']);
  });

  it('keep what somebody else gave while the form was open', async () => {
    await save('rosa', 'ravi', 'staff', ['staff', 'interviewer']);
    await save('rosa', 'ravi', 'staff', ['staff', 'rasa']);
    expect((await known('ravi')).roles).toEqual(['interviewer', 'rasa', 'staff']);
  });

  it('leave two members of staff, also where two take it from each other at once', async () => {
    const { reply } = await save('rosa', 'ravi', 'staff', ['interviewer']);
    expect(reply.text).toContain('needs two members of staff, and now has Rosa Staff and Ravi Staff');
    await save('rosa', 'bo', 'student', ['student', 'staff']);
    const [one, other] = await Promise.all([
      save('rosa', 'ravi', 'staff', ['interviewer']),
      save('ravi', 'rosa', 'staff', ['interviewer']),
    ]);
    expect([one, other].map(({ done }) => done.outcome).sort()).toEqual(['ok', 'refused']);
    expect(await rows("select 1 from person_roles where role = 'staff'")).toHaveLength(2);
  });

  it('are one at least, and a student needs a class', async () => {
    expect((await save('rosa', 'bo', 'student', [])).fields).toHaveProperty('roles');
    expect((await save('rosa', 'ravi', 'staff', ['staff', 'student'])).fields).toHaveProperty('roles');
  });
});

describe('overrides', () => {
  it('are shown before they are saved, and are taken back', async () => {
    const values = { what: ['leave'], from: day('2027-01-15'), until: day('2028-01-15') };
    const { reply } = await talk.submit('rosa', 'people.preview-override', idOf('pia'), values);
    expect(reply.text).toMatch(/From January 15, 2027: On leave until January 15, 2028/);
    expect(reply.text).toMatch(/\nGoes\n/);
    expect((await known('pia')).enrollment?.overrides).toEqual([]);
    const saved = await talk.submit('rosa', 'people.save-override', reply.form?.value ?? '');
    expect((await known('pia')).enrollment?.overrides).toHaveLength(1);
    expect(await undo(saved.reply)).toContain('as before');
    expect((await known('pia')).enrollment?.overrides).toEqual([]);
  });

  it.each([
    [{ what: ['leave'], from: ['2027-01-15'] }, 'until'],
    [{ what: ['leave'], from: ['2027-01-15'], until: ['2027-01-15'] }, 'until'],
    [{ what: ['class 1999'], from: ['2027-01-15'] }, 'what'],
    [{ what: ['anything else'], from: ['2027-01-15'] }, 'what'],
    [{ what: ['phd'], from: ['2027-01-15'], until: ['2035-01-15'] }, 'what'],
  ])('are refused where they do not fit: %j', async (values, field) => {
    const { fields } = await talk.submit('rosa', 'people.preview-override', idOf('pia'), values);
    expect(fields).toHaveProperty(field);
  });

  it('end on a day, or go altogether', async () => {
    const value = `${idOf('pia')}/cycle not-applying from 2026-12-01`;
    await talk.submit('rosa', 'people.save-override', value);
    const named = `${idOf('pia')}/cycle/2026-12-01`;
    const { reply } = await talk.submit('rosa', 'people.preview-end', named, { from: day('2027-02-01') });
    await talk.submit('rosa', 'people.save-end', reply.form?.value ?? '');
    expect((await known('pia')).enrollment?.overrides).toMatchObject([{ kind: 'cycle', to: '2027-02-01' }]);
    await talk.submit('rosa', 'people.save-end', `${named}/2026-12-01`);
    expect((await known('pia')).enrollment?.overrides).toEqual([]);
    expect((await talk.click('rosa', 'people.end-override', named)).reply.text).toContain('no longer there');
  });

  it('are not taken back where somebody changed the person since', async () => {
    const { reply } = await talk.submit(
      'rosa',
      'people.save-override',
      `${idOf('pia')}/phase post-pce from 2027-01-15`,
    );
    await talk.submit('ravi', 'people.save-roles', `${idOf('pia')}/student`, { roles: ['student', 'peer-mentor'] });
    expect(await undo(reply)).toBe('Ravi Staff has changed Pia Pce since, so I left things as they are.');
  });
});

describe('what a student proposes', () => {
  const propose = async (what = 'leave') => {
    const values = { what: [what], from: day('2027-01-15'), until: day('2028-01-15') };
    const { reply } = await talk.submit('pia', 'people.preview-proposal', 'own', values);
    return talk.submit('pia', 'people.send-proposal', reply.form?.value ?? '');
  };
  const proposalOf = async () => buttonValue((await talk.command('rosa', 'next')).reply.blocks, 'Confirm');

  it('is put to each member of staff, confirmed once of two who press at once, and told', async () => {
    expect((await propose()).reply.text).toMatch(/^Sent: Leave from January 15, 2027/);
    expect(await rows("select 1 from outbox where composer = 'people.proposal'")).toHaveLength(2);
    const value = await proposalOf();
    const answers = await Promise.all(['rosa', 'ravi', 'rosa'].map((who) => talk.click(who, 'people.confirm', value)));
    expect(answers.filter(({ reply }) => reply.text.startsWith('Confirmed.'))).toHaveLength(1);
    expect(answers.filter(({ reply }) => reply.text.includes('was confirmed already by'))).toHaveLength(2);
    expect((await known('pia')).enrollment?.overrides).toHaveLength(1);
    expect(await rows("select 1 from audit where act = 'people.confirm'")).toHaveLength(1);
    expect(await rows("select 1 from outbox where composer = 'people.proposal-decided'")).toHaveLength(1);
  });

  it('loses its buttons in the messages of all staff once one of them decided, and says who', async () => {
    await propose();
    await database.db.execute(sql`update outbox set state = 'sent', ts = '1', conversation = 'D1', settled_at = now()`);
    const { reply } = await talk.click('ravi', 'people.confirm', await proposalOf());
    const copies = async () => {
      const updates = await rows("select person_id, content from outbox where kind = 'update' and state = 'queued'");
      expect(updates.map((row) => String(row.person_id))).toEqual([idOf('rosa'), idOf('ravi')]);
      return composeProposal(ctx, await known('rosa'), updates[0]?.content);
    };
    const settled = await copies();
    expect(settled?.text).toMatch(/^Pia Pce proposed: Leave from January 15, 2027.* Ravi Staff confirmed it\.$/);
    expect(buttonsOf(settled?.blocks)).toEqual([]);
    ctx.clock.set(ctx.clock.now().add({ minutes: 1 }));
    await undo(reply, 'ravi');
    expect(buttonsOf((await copies())?.blocks)).toHaveLength(2);
  });

  it('waits again where the confirmation is taken back, and the student is told nothing', async () => {
    await propose();
    const { reply } = await talk.click('rosa', 'people.confirm', await proposalOf());
    expect(await undo(reply)).toContain('waits again');
    expect((await known('pia')).enrollment?.overrides).toEqual([]);
    expect(await proposalOf()).toMatch(/^\d+$/);
    const told = await rows("select state from outbox where composer = 'people.proposal-decided'");
    expect(told).toEqual([{ state: 'withdrawn' }]);
  });

  it('is left as it is, without a reason; or taken back by the student alone', async () => {
    await propose();
    const value = await proposalOf();
    expect((await talk.click('bo', 'people.withdraw', value)).reply.text).toBe('That proposal is no longer there.');
    expect((await talk.click('rosa', 'people.refuse', value)).reply.text).toMatch(/^Left as it is/);
    expect((await known('pia')).enrollment?.overrides).toEqual([]);
    await propose();
    const [, own] = buttonsOf((await talk.command('pia', 'me')).reply.blocks)
      .map((button) => button.value)
      .reverse();
    expect((await talk.click('pia', 'people.withdraw', own ?? '')).reply.text).toMatch(/^Taken back/);
    expect((await talk.click('rosa', 'people.confirm', own ?? '')).reply.text).toContain('was taken back');
  });

  it('is one of a kind at a time', async () => {
    await propose();
    const values = { what: ['leave'], from: day('2028-02-15'), until: day('2029-01-15') };
    expect((await talk.submit('pia', 'people.preview-proposal', 'own', values)).fields).toHaveProperty('what');
    const sent = await talk.submit('pia', 'people.send-proposal', 'leave from 2028-02-15 to 2028-05-15');
    expect(sent.done.outcome).toBe('refused');
  });
});

describe('somebody who leaves', () => {
  const leave = () => talk.submit('rosa', 'people.save-leave', idOf('pia'));

  it('stops at once: place, messages, proposals, Slack; partners and lists', async () => {
    await rows(SESSION);
    await rows(
      `insert into rsvps (session_id, person_id, answer, answered_at) select id, ${idOf('pia')}, 'going', now() from sessions`,
    );
    await rows(
      `insert into rsvps (session_id, person_id, answer, answered_at) select id, ${idOf('bo')}, 'waiting', now() from sessions`,
    );
    await talk.submit('pia', 'people.send-proposal', 'leave from 2027-02-15 to 2027-05-15');
    const message = { text: 'x', blocks: [] };
    const to = (key: string, recipient: { person: number } | { group: number[] }) =>
      ({ kind: 'post', lane: 'reminders', dedupeKey: key, to: recipient, message }) as const;
    const [pia, bo] = [Number(idOf('pia')), Number(idOf('bo'))];
    await ctx.transaction((tx) =>
      enqueue(tx, ctx.clock.now(), [
        to('own', { person: pia }),
        to('group', { group: [bo, pia] }),
        to('other', { person: bo }),
      ]),
    );
    expect((await talk.click('rosa', 'people.leave', idOf('pia'))).reply.text).toContain(
      'Sessions to which they answered: 1',
    );
    const { reply } = await leave();
    expect(reply.text).toBe('Pia Pce has left. Nothing is sent any more.');
    expect(await known('pia')).toMatchObject({ active: false, slackUserId: null });
    expect(await rows('select person_id, answer from rsvps')).toEqual([{ person_id: bo, answer: 'going' }]);
    expect(
      await rows(
        "select dedupe_key as key, state from outbox where dedupe_key in ('own', 'group', 'other') order by 1",
      ),
    ).toEqual([
      { key: 'group', state: 'withdrawn' },
      { key: 'other', state: 'queued' },
      { key: 'own', state: 'withdrawn' },
    ]);
    expect(await rows('select state from override_proposals')).toEqual([{ state: 'withdrawn' }]);
    expect((await talk.command('pia', 'next')).done.outcome).toBe('stranger');
    expect(await undo(reply)).toContain('Pia Pce is as before');
    expect(await known('pia')).toMatchObject({ active: true, slackUserId: 'pia' });
  });

  it('comes back later, as who they were', async () => {
    await leave();
    const { reply } = await talk.command('rosa', 'staff person pia');
    expect(reply.text).toContain('Has left the program');
    expect((await talk.click('rosa', 'people.return', buttonValue(reply.blocks, 'Is back'))).reply.text).toContain(
      'is back',
    );
    expect((await talk.command('pia', 'next')).done.outcome).toBe('ok');
  });

  it('is not one of the last two members of staff', async () => {
    const { reply } = await talk.submit('rosa', 'people.save-leave', idOf('ravi'));
    expect(reply.text).toContain('needs two members of staff');
  });
});

describe('the audit', () => {
  it('names acts, the newest first, page by page, with Undo where it can be taken back', async () => {
    for (let at = 0; at < 12; at += 1) {
      const [shown, roles] =
        at % 2 === 0 ? ['student', ['student', 'peer-mentor']] : ['peer-mentor,student', ['student']];
      await talk.submit('rosa', 'people.save-roles', `${idOf('bo')}/${shown}`, { roles });
    }
    const { reply } = await talk.command('rosa', 'staff audit bo@');
    expect(reply.text.split('\n').filter((line) => line.includes('Rosa Staff changed roles: Bo Pce'))).toHaveLength(10);
    expect(buttonsOf(reply.blocks).filter(({ label }) => label === 'Undo')).toHaveLength(10);
    const older = await talk.click('rosa', 'staff.audit', buttonValue(reply.blocks, 'Older'));
    expect(older.reply.text).toContain('imported into the roster: Bo Pce');
    expect(buttonsOf(older.reply.blocks).map(({ label }) => label)).toEqual(['Undo', 'Undo', 'Newest']);
    ctx.clock.set(ctx.clock.now().add({ minutes: 11 }));
    const later = await talk.command('rosa', 'staff audit bo@');
    expect(buttonsOf(later.reply.blocks).map(({ label }) => label)).toEqual(['Older']);
  });

  it('has words for every act that a slice names', () => {
    const named = ctx.features.flatMap((feature) => Object.keys(feature.undo ?? {}));
    const words = ctx.features.flatMap((feature) => Object.keys(feature.acts ?? {}));
    expect(named.filter((act) => !words.includes(act))).toEqual([]);
  });
});

describe('an import during a change', () => {
  it('comes after it or before it, and loses nothing of it', async () => {
    const csv = roster(STAFF_LINE, RAVI, PIA.replace('Pia Pce', 'Pia Lund'));
    for (let at = 0; at < 3; at += 1) {
      await Promise.all([
        importRoster(ctx, csv.replace('Lund', `Lund${at}`), { as: 'rosa@example.edu', dryRun: false }),
        talk.submit('rosa', 'people.save-roles', `${idOf('bo')}/student`, { roles: ['student', 'peer-mentor'] }),
        talk.submit(
          'ravi',
          'people.save-override',
          `${idOf('bo')}/cycle undecided from 202${7 + at}-0${at + 1}-15 to 202${7 + at}-12-01`,
        ),
      ]);
      expect((await known('pia')).name).toBe(`Pia Lund${at}`);
    }
    expect((await known('bo')).roles).toEqual(['peer-mentor', 'student']);
    expect((await known('bo')).enrollment?.overrides).toHaveLength(3);
  });
});
