// The forms of an import, from the table to what was imported, without Slack.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/feature.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { matchSlack } from '../../../src/people/match-slack.ts';
import { allPeople } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { createAnswerer } from '../../../src/slack/answer.ts';
import { member, roster, STAFF_LINE } from '../../support/people-builders.ts';
import { buttonValue, type Talk, talkTo } from '../../support/said.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
const PIA = 'Pia Pce,pia@example.edu,student,2029,pathways,Castle,,';

let database: TestDatabase;
let ctx: TestContext;
let talk: Talk;

beforeEach(async () => {
  database = await createTestDatabase();
  const members = ['pia', 'rosa', 'ravi'].map((name) => member(name, `${name}@example.edu`));
  ctx = createTestContext(database, program, '2026-12-01', members);
  const people = roster(STAFF_LINE, 'Ravi Staff,ravi@example.edu,staff,,,,,', PIA);
  await importRoster(ctx, people, { as: 'rosa@example.edu', dryRun: false });
  await matchSlack(ctx);
  talk = talkTo(createAnswerer(ctx, () => 'reference'));
});
afterEach(() => database.drop());

const paste = (csv: string, table = 'people', who = 'rosa') =>
  talk.submit(who, 'staff.look-through', '', { table: [table], pasted: csv });
const go = (reply: Reply, who = 'rosa') => talk.submit(who, 'staff.import', reply.form?.value ?? '');
const names = async () => (await allPeople(ctx.db)).map(({ name }) => name);

describe('an import by form', () => {
  it('shows the difference first, and does just that', async () => {
    const { reply } = await paste(roster(PIA.replace('Pia Pce', 'Pia Lund'), 'Bo New,bo@example.edu,rasa,,,,,'));
    expect(reply.text).toContain('New: 1 · Changed: 1 · Unchanged: 0');
    expect(reply.text).toContain('• Pia Lund (pia@example.edu): name');
    expect(await names()).toEqual(['Rosa Staff', 'Ravi Staff', 'Pia Pce']);
    const done = await go(reply);
    expect(done.reply.text).toMatch(
      /^Imported: People\. New: 1 · Changed: 1 · Unchanged: 0\. 3 people in Slack, 1 outside it\./,
    );
    expect(await names()).toEqual(['Rosa Staff', 'Ravi Staff', 'Pia Lund', 'Bo New']);
    expect((await go(reply)).reply.text).toContain('no longer here');
  });

  it('is taken back as a whole: who was changed is as before, who came has left again', async () => {
    const left = `${PIA.replace('Pia Pce', 'Pia Lund')},yes`;
    const { reply } = await paste(
      roster(left, 'Bo New,bo@example.edu,rasa,,,,,,').replace('overrides', 'overrides,left'),
    );
    const done = await go(reply);
    const known = async () =>
      (await allPeople(ctx.db)).map(({ name, active, slackUserId }) => `${name} ${active} ${slackUserId}`);
    expect((await known()).slice(2)).toEqual(['Pia Lund false null', 'Bo New true null']);
    const undone = await talk.click('rosa', 'staff.undo', buttonValue(done.reply.blocks, 'Undo'));
    expect(undone.reply.text).toBe(
      'The import is taken back: 1 person is as before. 1 person who came by it: marked as having left.',
    );
    expect((await known()).slice(2)).toEqual(['Pia Pce true pia', 'Bo New false null']);
    const twice = await talk.click('ravi', 'staff.undo', buttonValue(done.reply.blocks, 'Undo'));
    expect(twice.reply.text).toBe('That was taken back already by Rosa Staff.');
  });

  it('is not taken back once somebody changed whom it changed, and says whom and by whom', async () => {
    const { reply } = await paste(roster('Bo New,bo@example.edu,rasa,,,,,', PIA.replace('Castle', 'Peabody')));
    const done = await go(reply);
    const bo = (await allPeople(ctx.db)).find(({ name }) => name === 'Bo New');
    await talk.submit('ravi', 'people.save-roles', `${bo?.id}/rasa`, { roles: ['rasa', 'interviewer'] });
    const undone = await talk.click('rosa', 'staff.undo', buttonValue(done.reply.blocks, 'Undo'));
    expect(undone.reply.text).toBe(
      'Changed since the import: Bo New (by Ravi Staff). So I left everything as it is; you can change it by hand.',
    );
    expect((await allPeople(ctx.db)).map(({ society }) => society)).toContain('Peabody');
  });

  it('does it once where somebody presses twice at once', async () => {
    const { reply } = await paste(roster('Bo New,bo@example.edu,rasa,,,,,'));
    const [one, other] = await Promise.all([go(reply), go(reply)]);
    expect([one, other].filter(({ reply: { text } }) => text.startsWith('Imported'))).toHaveLength(1);
    expect(
      await database.db.execute(
        sql`select 1 from audit where act = 'people.import-roster' and subject_id = (select max(id) from people)`,
      ),
    ).toHaveLength(1);
  });

  it('shows the difference anew where it became another meanwhile', async () => {
    const { reply } = await paste(roster('Pia Lund,pia@example.edu,student,2029,pathways,Castle,,'));
    const pia = (await allPeople(ctx.db)).find(({ name }) => name === 'Pia Pce');
    await talk.submit('ravi', 'people.save-roles', `${pia?.id}/student`, { roles: ['student', 'peer-mentor'] });
    const other = await go(reply);
    expect(other.reply.text).toContain('Something changed meanwhile, so nothing was imported.');
    expect(other.reply.text).toContain('Pia Lund (pia@example.edu): name, roles');
    expect(await names()).toContain('Pia Pce');
    await go(other.reply);
    expect(await names()).toContain('Pia Lund');
  });

  it('names every bad line with its column, and changes nothing', async () => {
    const { reply } = await paste(
      roster(
        'A,x,rasa,,,,,',
        'B,b@example.edu,student,2029,pathways,Atlantis,,',
        'C,pia@example.edu; rosa@example.edu,rasa,,,,,',
      ),
    );
    expect(reply.text).toContain('• line 2, emails: "x" is no e-mail address');
    expect(reply.text).toContain('• line 3, society: "Atlantis" is no society of the program');
    expect(reply.form?.action).toBeUndefined();
    expect((await talk.click('rosa', 'staff.import-again', buttonValue(reply.blocks, 'Back'))).reply.form?.action).toBe(
      'staff.look-through',
    );
    expect(await names()).toHaveLength(3);
    const [twice] = [await paste(roster('A,a@example.edu,rasa,,,,,', 'B,a@example.edu,rasa,,,,,'))];
    expect(twice.reply.text).toContain('line 3, emails: a@example.edu stands in line 2 already');
  });

  it('sends a file with all mistakes where they are too many', async () => {
    const lines = Array.from({ length: 300 }, (_, at) => `A${at},x${at},rasa,,,,,`);
    const { reply } = await paste(roster(...lines));
    expect(reply.text).toContain('300 mistakes');
    expect(reply.file?.content.trim().split('\n')).toHaveLength(300);
  });

  it('asks for headings that are new, and remembers them', async () => {
    const csv = 'Full name,E-Mail,Role,Shoe size\nBo New,bo@example.edu,rasa,44\n';
    const { reply } = await paste(csv);
    expect(reply.form?.action).toBe('staff.map-columns');
    const number = reply.form?.value ?? '';
    const missing = await talk.submit('rosa', 'staff.map-columns', number, {
      'heading-0': ['name'],
      'heading-1': ['leave-out'],
      'heading-2': ['roles'],
      'heading-3': ['leave-out'],
    });
    expect(missing.fields?.['heading-0']).toContain('emails');
    const twice = await talk.submit('rosa', 'staff.map-columns', number, {
      'heading-0': ['name'],
      'heading-1': ['name'],
    });
    expect(twice.fields?.['heading-1']).toContain('already');
    const shown = await talk.submit('rosa', 'staff.map-columns', number, {
      'heading-0': ['name'],
      'heading-1': ['emails'],
      'heading-2': ['roles'],
      'heading-3': ['leave-out'],
    });
    expect(shown.reply.text).toContain('New: 1');
    const again = await paste(csv.replace('E-Mail', 'e-mail'), 'people', 'ravi');
    expect(again.reply.text).toContain(
      'Columns as you said before: Full name → name; e-mail → emails; Role → roles; Shoe size → left out',
    );
  });

  it('takes one way of handing a table over', async () => {
    expect((await paste('')).fields).toHaveProperty('pasted');
    const file = [{ id: 'F1', name: 'x.csv', url: 'https://example.edu' }];
    const both = await talk.submit('rosa', 'staff.look-through', '', { table: ['people'], pasted: 'x', file });
    expect(both.fields).toHaveProperty('pasted');
    expect((await paste('x', 'nothing')).fields).toHaveProperty('table');
  });

  it('keeps a table to whoever handed it over', async () => {
    const { reply } = await paste(roster('Bo New,bo@example.edu,rasa,,,,,'));
    expect((await go(reply, 'ravi')).reply.text).toContain('no longer here');
    expect((await go(reply, 'pia')).done.outcome).toBe('refused');
    expect(await names()).not.toContain('Bo New');
  });

  it('lets people leave by a column alone, and come back', async () => {
    const left = 'name,emails,roles,left\nPia Pce,pia@example.edu,student,yes\n';
    const { reply } = await paste(left);
    expect(reply.text).toContain('Pia Pce (pia@example.edu): has left');
    await go(reply);
    expect((await talk.command('pia', 'next')).done.outcome).toBe('stranger');
    await go((await paste(roster(STAFF_LINE))).reply);
    const back = await paste(left.replace(',yes', ','));
    expect(back.reply.text).toContain('is back');
    await go(back.reply);
    expect((await talk.command('pia', 'next')).done.outcome).toBe('ok');
  });

  it('leaves two members of staff', async () => {
    const { reply } = await paste('name,emails,roles\nRavi Staff,ravi@example.edu,rasa\n');
    expect(reply.text).toContain('needs two members of staff');
  });
});

describe('an export', () => {
  it('is a file that imports again as it is', async () => {
    const { reply } = await talk.command('rosa', 'staff export people');
    expect(reply.file?.name).toBe('people.csv');
    expect((await paste(reply.file?.content ?? '')).reply.text).toContain('there is nothing to import');
    expect((await talk.command('rosa', 'staff export what')).reply.text).toContain('There is no table "what"');
  });
});
