// Every import is taken back as a whole: by what staff press, once, in ten minutes, and not where anything was changed since.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importerNamed, importTable } from '../../src/cli/tables.ts';
import { lockAssignments } from '../../src/features/advising/store/assignments.ts';
import { type AdvisingWorkspace, buttonsIn, createAdvisingWorkspace } from '../support/advising-workspace.ts';
import { holdLocks, lockWaiters } from '../support/held-answers.ts';

let at: AdvisingWorkspace;
beforeEach(async () => {
  at = await createAdvisingWorkspace();
});
afterEach(() => at.database.drop());

const exported = (table: string) => importerNamed(at.ctx, table).export(at.ctx);

/** Imports a table by the forms of staff. Gives what the answer says, and the number that its Undo carries. */
async function imported(table: string, csv: string, who = 'rosa'): Promise<{ text: string; undo: string }> {
  const { reply: shown } = await at.send(who, 'staff.look-through', '', { table: [table], pasted: csv });
  const { reply } = await at.send(who, 'staff.import', shown.form?.value ?? '', {});
  const [undo] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
  return { text: reply.text, undo: undo?.value ?? '' };
}
const undone = async (who: string, undo: string) => (await at.press(who, 'staff.undo', undo)).reply.text;
const waiting = (count: number) => expect.poll(() => lockWaiters(at.database), { timeout: 10_000 }).toBe(count);

/** Of each table a first import, and a second one that changes a row of it and brings another. */
const TABLES: Record<string, readonly [first: string, second: string]> = {
  alumni: [
    'name,email,class,ways,left\nAl Alum,al@example.edu,1998,email,\nBea Gone,bea@example.edu,2001,call,yes\n',
    'name,email,class,ways,left\nAl Alum,al@example.edu,1999,call; visit,yes\nBea Gone,bea@example.edu,2001,call,\nCleo New,cleo@example.edu,2010,,\n',
  ],
  rasas: [
    'rasa,specialty,capacity\ngus@example.edu,General Surgery,1\n',
    'rasa,specialty,capacity\ngus@example.edu,General Surgery,5\nkei@example.edu,Dermatology,2\n',
  ],
  assignments: [
    'kind,student,advisor\nsociety-advisor,pia@example.edu,sol@example.edu\n',
    'kind,student,advisor,starts,ends\nsociety-advisor,pia@example.edu,sol@example.edu,2026-12-01,2026-12-10\nsociety-advisor,pia@example.edu,uma@example.edu,2026-12-10,\nsociety-advisor,cy@example.edu,uma@example.edu,2026-12-01,\n',
  ],
  sessions: [
    'key,event,starts,ends,place\nroad-1,road-to-residency-1,2027-01-20 17:00,2027-01-20 18:00,Hall A\n',
    'key,event,starts,ends,place\nroad-1,road-to-residency-1,2027-01-21 17:00,2027-01-21 18:00,Hall B\nroad-2,road-to-residency-1,2027-01-22 17:00,2027-01-22 18:00,\n',
  ],
  recordings: [
    'key,recording\nroad-1,https://example.edu/one\n',
    'key,recording\nroad-1,https://example.edu/two\nroad-2,https://example.edu/three\n',
  ],
};

describe('an import', () => {
  it.each(Object.keys(TABLES))('of %s is taken back: the table is what it was, once', async (table) => {
    if (table === 'recordings') await at.load('sessions', TABLES.sessions?.[1] ?? '');
    const [first = '', second = ''] = TABLES[table] ?? [];
    await imported(table, first);
    const before = await exported(table);
    const { text, undo } = await imported(table, second);
    expect(text).toMatch(/^Imported: .*New: [12] · Changed: [12]/);
    const after = await exported(table);
    expect(after).not.toBe(before);
    expect(await undone('sam', undo)).toMatch(/[Tt]aken back/);
    expect(await exported(table)).toBe(before);
    expect(await undone('rosa', undo)).toBe('That was taken back already by Sam Staff.');
    // It can be imported again, to the same end.
    await imported(table, second);
    expect(await exported(table)).toBe(after);
  });

  it('that brings everything leaves nothing behind', async () => {
    const { undo } = await imported('alumni', TABLES.alumni?.[0] ?? '');
    expect(await undone('rosa', undo)).toBe('The import is taken back: 2 rows that came by it are gone.');
    expect(await at.database.db.execute(sql`select 1 from alumni`)).toEqual([]);
  });

  it('has its Undo in the audit too, for ten minutes', async () => {
    await imported('rasas', TABLES.rasas?.[0] ?? '');
    const inAudit = async () =>
      buttonsIn(await at.type('sam', 'staff audit Rosa')).filter(({ label }) => label === 'Undo');
    const [button] = await inAudit();
    at.ctx.clock.set(at.ctx.clock.now().add({ minutes: 11 }));
    expect(await inAudit()).toEqual([]);
    expect(await undone('sam', button?.value ?? '')).toContain('The time in which that could be taken back is over');
    expect(await exported('rasas')).toContain('gus@example.edu');
  });

  it('by a command-line tool can be taken back as well', async () => {
    const importer = importerNamed(at.ctx, 'alumni');
    const terms = { as: 'rosa@example.edu', dryRun: false, mappings: new Map() };
    await importTable(at.ctx, importer, TABLES.alumni?.[0] ?? '', terms);
    const [button] = buttonsIn(await at.type('sam', 'staff audit Rosa')).filter(({ label }) => label === 'Undo');
    expect(await undone('sam', button?.value ?? '')).toContain('2 rows that came by it are gone');
  });

  it('that changes nothing has nothing to take back', async () => {
    await imported('rasas', TABLES.rasas?.[0] ?? '');
    expect((await at.load('rasas', TABLES.rasas?.[0] ?? '')).auditId).toBeNull();
  });

  it('is not for everybody to take back', async () => {
    const { undo } = await imported('rasas', TABLES.rasas?.[0] ?? '');
    for (const who of ['pia', 'gus', 'liv'])
      expect((await at.press(who, 'staff.undo', undo)).done.outcome).toBe('refused');
    expect(await exported('rasas')).toContain('gus@example.edu');
  });
});

describe('an import is not taken back once a row of it is different, and says through whom', () => {
  it('by another import', async () => {
    const { undo } = await imported('alumni', TABLES.alumni?.[0] ?? '');
    const later = await imported('alumni', 'name,email,place\nAl Alum,al@example.edu,Boston\n', 'sam');
    const before = await exported('alumni');
    expect(await undone('rosa', undo)).toBe(
      'Changed since the import: Al Alum (by Sam Staff). So I left everything as it is; you can change it by hand.',
    );
    expect(await exported('alumni')).toBe(before);
    // The later one first, then this one.
    expect(await undone('rosa', later.undo)).toContain('1 row is as before');
    expect(await undone('rosa', undo)).toContain('2 rows that came by it are gone');
  });

  it('by what staff did by hand, or took back', async () => {
    const { undo } = await imported('assignments', TABLES.assignments?.[0] ?? '');
    const [end] = buttonsIn(await at.type('sam', 'staff assignments Pia Pce')).filter(({ label }) => label === 'End');
    const { reply } = await at.press('sam', 'advising.end-assignment', end?.value ?? '');
    expect(await undone('rosa', undo)).toContain(
      'Changed since the import: Society Advisor of Pia Pce (by Sam Staff). So I left',
    );
    const [back] = buttonsIn(reply).filter(({ label }) => label === 'Undo');
    await undone('rosa', back?.value ?? '');
    expect(await undone('rosa', undo)).toContain('1 row that came by it is gone');
  });

  it('where somebody else has the place by now', async () => {
    await imported('assignments', TABLES.assignments?.[0] ?? '');
    const ends =
      'kind,student,advisor,starts,ends\nsociety-advisor,pia@example.edu,sol@example.edu,2026-12-01,2026-12-01\n';
    const { undo } = await imported('assignments', ends);
    await imported('assignments', 'kind,student,advisor\nsociety-advisor,pia@example.edu,uma@example.edu\n', 'sam');
    const before = await exported('assignments');
    expect(await undone('rosa', undo)).toContain(
      'Changed since the import: Society Advisor of Pia Pce (by Sam Staff).',
    );
    expect(await exported('assignments')).toBe(before);
  });

  it('where a RASA has more students by now than they took before', async () => {
    await at.sent('ada', 'advising.save-choice', '', { specialties: ['general-surgery'], years: [] });
    const { undo } = await imported('rasas', TABLES.rasas?.[0] ?? '');
    const [ada, gus] = [await at.known('ada'), await at.known('gus')];
    await at.pressed('sam', 'advising.confirm-rasa', `${ada.id}/general-surgery/${gus.id}`);
    expect(await undone('rosa', undo)).toContain('Changed since the import: Gus Rasa, General Surgery (by Sam Staff).');
  });

  it('where a session was moved, or somebody knows of a new one', async () => {
    const { undo } = await imported('sessions', TABLES.sessions?.[1] ?? '');
    const second = await imported('sessions', TABLES.sessions?.[0] ?? '', 'sam');
    expect(await undone('rosa', undo)).toBe('Sam Staff has changed road-1 since, so I left things as they are.');
    await undone('rosa', second.undo);
    const [row] = await at.database.db.execute<{ id: number }>(sql`select id from sessions where key = 'road-2'`);
    await at.press('ada', 'rsvp.going', String(row?.id));
    expect(await undone('rosa', undo)).toContain('1 person knows of road-2 by now');
    expect(await exported('sessions')).toContain('road-2');
  });
});

describe('at the same moment', () => {
  it('two who take an import back do it once', async () => {
    const { undo } = await imported('assignments', TABLES.assignments?.[1] ?? '');
    const said = await Promise.all(['rosa', 'sam', 'rosa'].map((who) => undone(who, undo)));
    expect(said.filter((text) => text.includes('3 rows that came by it are gone'))).toHaveLength(1);
    expect(said.filter((text) => text.startsWith('That was taken back already by '))).toHaveLength(2);
  });

  it('an import during an Undo comes after it, and builds on what it left', async () => {
    const { undo } = await imported('assignments', TABLES.assignments?.[0] ?? '');
    const held = await holdLocks(at.database, lockAssignments);
    const back = undone('rosa', undo);
    await waiting(1);
    const again = at.load('assignments', TABLES.assignments?.[0] ?? '');
    await waiting(2);
    await held.letGo();
    expect(await back).toContain('1 row that came by it is gone');
    expect(await again).toMatchObject({ added: 1 });
    expect(await exported('assignments')).toContain('sol@example.edu');
  });

  it('an Undo during an import finds what that changed, and leaves it', async () => {
    const { undo } = await imported('assignments', TABLES.assignments?.[0] ?? '');
    const held = await holdLocks(at.database, lockAssignments);
    const ending = at.load('assignments', TABLES.assignments?.[1] ?? '');
    await waiting(1);
    const back = undone('sam', undo);
    await waiting(2);
    await held.letGo();
    expect(await ending).toMatchObject({ added: 2, changed: 1 });
    expect(await back).toContain('Changed since the import: Society Advisor of Pia Pce (by Rosa Staff)');
  });

  it('nobody is assigned by an import who leaves at that moment', async () => {
    const held = await holdLocks(at.database, (tx) => tx.execute(sql`lock table audit in share row exclusive mode`));
    const leaving = at.leave('uma');
    await waiting(1);
    const assigned = at
      .load('assignments', 'kind,student,advisor\nsociety-advisor,cy@example.edu,uma@example.edu\n')
      .catch((error: unknown) => error);
    await waiting(2);
    await held.letGo();
    await leaving;
    expect(String(await assigned)).toContain('mistakes');
    expect(await exported('assignments')).not.toContain('uma@example.edu');
  });
});
