// The tables of assignments and RASAs: every bad line named, all or nothing, and what is exported imports again unchanged.
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ListedError } from '../../../src/errors.ts';
import { assignmentsImporter } from '../../../src/features/advising/handlers/import-assignments.ts';
import { rasasImporter } from '../../../src/features/advising/handlers/import-rasas.ts';
import { conflict, type NewAssignment } from '../../../src/features/advising/rules/assignment.ts';
import { type AdvisingWorkspace, createAdvisingWorkspace } from '../../support/advising-workspace.ts';

let at: AdvisingWorkspace;
beforeEach(async () => {
  at = await createAdvisingWorkspace();
});
afterEach(() => at.database.drop());

const RASAS = 'rasa,specialty,capacity\ngus@example.edu,surgery,1\nkei@example.edu,Derm,4\n';
const rows = async () => (await at.database.db.execute(sql`select 1 from assignments`)).length;

async function problems(table: string, csv: string): Promise<readonly string[]> {
  const error: unknown = await at.load(table, csv).catch((cause: unknown) => cause);
  return error instanceof ListedError ? error.problems : [String(error)];
}

describe('RASAs', () => {
  it('are imported with what became different in words, and again unchanged', async () => {
    expect(await at.load('rasas', RASAS)).toMatchObject({
      added: 2,
      lines: ['Gus Rasa, General Surgery: 1 students', 'Kei Outside, Dermatology: 4 students'],
    });
    const exported = await rasasImporter.export(at.ctx);
    expect(await at.load('rasas', exported)).toEqual({ added: 0, changed: 0, unchanged: 2, lines: [], auditId: null });
    expect(await at.load('rasas', RASAS.replace(',4', ',5'))).toMatchObject({ changed: 1, unchanged: 1 });
  });

  it('name every bad line, and change nothing', async () => {
    await at.load('rasas', RASAS);
    await at.load(
      'assignments',
      'kind,student,advisor,specialty\nrasa,ada@example.edu,gus@example.edu,General Surgery\n',
    );
    const bad = `rasa,specialty,capacity
nobody@example.edu,Urology,1
sol@example.edu,Urologie,x
gus@example.edu,General Surgery,0
gus@example.edu,surgery,3
`;
    expect(await problems('rasas', bad)).toEqual([
      'line 2, rasa: nobody of the roster has the address "nobody@example.edu"',
      'line 3, rasa: Sol Society has no role rasa',
      'line 3, specialty: "Urologie" is not a specialty in the program; did you mean "Urology"?',
      'line 3, capacity: expected a number of students like 4, found "x"',
      'line 5, specialty: line 4 has the same RASA and specialty already',
    ]);
    expect(await problems('rasas', 'rasa,specialty,capacity\ngus@example.edu,surgery,0\n')).toEqual([
      'line 2, capacity: Gus Rasa has 1 students already, so 0 are too few',
    ]);
  });
});

describe('assignments', () => {
  it('begin today where nothing is said, keep what has no column, and end by an end', async () => {
    const line = 'society-advisor,pia@example.edu,sol@example.edu';
    expect(await at.load('assignments', `kind,student,advisor\n${line}\n`)).toMatchObject({
      added: 1,
      lines: ['Society Advisor of Pia Pce: Sol Society, from December 1, 2026'],
    });
    expect(await at.load('assignments', `kind,student,advisor\n${line}\n`)).toMatchObject({ unchanged: 1 });
    const change = `kind,student,advisor,starts,ends\n${line},2026-12-01,2027-01-01\nSociety Advisor,pia@example.edu,uma@example.edu,2027-01-01,\n`;
    expect(await at.load('assignments', change)).toMatchObject({ added: 1, changed: 1 });
    expect(await at.load('assignments', change)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
  });

  it('name every bad line, and change nothing', async () => {
    await at.load('rasas', RASAS);
    const bad = `kind,student,advisor,specialty,starts,ends
boss,pia@example.edu,sol@example.edu,,,
society-advisor,sol@example.edu,gus@example.edu,Urology,2026-02-30,
rasa,ada@example.edu,gus@example.edu,,,
`;
    expect(await problems('assignments', bad)).toEqual([
      'line 2, kind: expected one of society-advisor, pce-mentor, rasa, specialty-mentor, found "boss"',
      'line 3, student: Sol Society has no role student',
      'line 3, advisor: Gus Rasa has no role society-advisor',
      'line 3, specialty: a society-advisor is for no specialty: leave it empty',
      'line 3, starts: expected a day like 2026-12-01, found "2026-02-30"',
      'line 4, specialty: a rasa is for one specialty',
    ]);
    const clash = `kind,student,advisor,specialty
society-advisor,pia@example.edu,sol@example.edu,
society-advisor,pia@example.edu,uma@example.edu,
rasa,ada@example.edu,gus@example.edu,Surgery
rasa,cy@example.edu,gus@example.edu,Surgery
rasa,cy@example.edu,kei@example.edu,Urology
`;
    expect(await problems('assignments', clash)).toEqual([
      'line 3, advisor: Pia Pce has Sol Society from December 1, 2026; end that one in its own line first',
      'line 4, advisor: Gus Rasa would have 2 students, and takes 1',
      'line 5, advisor: Gus Rasa would have 2 students, and takes 1',
      'line 6, advisor: Kei Outside is no RASA for that specialty',
    ]);
    expect(await rows()).toBe(0);
  });

  it('of a whole roster that are exported import again unchanged, also what has ended and who has left', async () => {
    await at.load(
      'rasas',
      'rasa,specialty,capacity\ngus@example.edu,General Surgery,9\nkei@example.edu,Dermatology,9\n',
    );
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
    const line = fc.record({
      student: fc.constantFrom('pia', 'ada', 'cy'),
      as: fc.constantFrom(
        ['society-advisor', 'sol', null] as const,
        ['society-advisor', 'uma', null] as const,
        ['rasa', 'gus', 'General Surgery'] as const,
        ['rasa', 'kei', 'Dermatology'] as const,
        ['specialty-mentor', 'alum', 'Urology'] as const,
      ),
      starts: day,
      lasts: fc.option(fc.integer({ min: 0, max: 200 })),
    });
    const tables = fc.array(line, { minLength: 1, maxLength: 8 });
    const property = fc.asyncProperty(tables, async (wanted) => {
      await at.database.db.execute(sql`delete from assignments`);
      const kept: (NewAssignment & { text: string })[] = [];
      for (const {
        student,
        as: [kind, advisor, specialty],
        starts,
        lasts,
      } of wanted) {
        const ends =
          lasts === null ? null : new Date(Date.parse(starts) + lasts * 86_400_000).toISOString().slice(0, 10);
        const text = [
          kind,
          `${student}@example.edu`,
          `${advisor}@example.edu`,
          specialty ?? '',
          starts,
          ends ?? '',
        ].join(',');
        const one = {
          kind,
          studentId: student.length,
          advisorId: 100 + advisor.length,
          specialty,
          startsOn: starts,
          endsOn: ends,
          text,
        };
        const named = {
          ...one,
          studentId: 'pia ada cy'.indexOf(student),
          advisorId: 'sol uma gus kei alum'.indexOf(advisor),
        };
        // Two that are alike but for their end are one assignment to an import.
        const same = kept.some(
          (other) => other.text.split(',').slice(0, 5).join() === text.split(',').slice(0, 5).join(),
        );
        if (!same && !kept.some((other) => conflict(other, named))) kept.push({ ...named, text });
      }
      await at.load(
        'assignments',
        ['kind,student,advisor,specialty,starts,ends', ...kept.map(({ text }) => text)].join('\n'),
      );
      const exported = await assignmentsImporter.export(at.ctx);
      expect(await at.load('assignments', exported)).toEqual({
        added: 0,
        changed: 0,
        unchanged: kept.length,
        lines: [],
        auditId: null,
      });
      expect(await assignmentsImporter.export(at.ctx)).toBe(exported);
    });
    await fc.assert(property, { numRuns: 5 });
    await at.leave('pia');
    const exported = await assignmentsImporter.export(at.ctx);
    if (exported.includes('\n', exported.indexOf('\n') + 1))
      expect(await at.load('assignments', exported)).toMatchObject({ added: 0, changed: 0 });
  });

  it('and a confirmation at the same moment come one after the other: the last place is given once', async () => {
    await at.load('rasas', RASAS);
    await at.sent('ada', 'advising.save-choice', '', { specialties: ['general-surgery'], years: [] });
    const [ada, gus] = [(await at.known('ada')).id, (await at.known('gus')).id];
    const [, confirmed] = await Promise.allSettled([
      at.load('assignments', 'kind,student,advisor,specialty\nrasa,cy@example.edu,gus@example.edu,General Surgery\n'),
      at.pressed('rosa', 'advising.confirm-rasa', `${ada}/general-surgery/${gus}`),
    ]);
    expect(confirmed.status).toBe('fulfilled');
    expect(await rows()).toBe(1);
    expect(await at.database.db.execute(sql`select taken from rasas where person_id = ${gus}`)).toEqual([{ taken: 1 }]);
  });
});
