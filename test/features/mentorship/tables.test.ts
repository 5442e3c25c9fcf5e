import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCsv } from '../../../src/csv.ts';
import { MENTEE_COLUMNS, readMentees, writeMentees } from '../../../src/features/mentorship/tables.ts';
import { loadProgram } from '../../../src/program/load.ts';

const program = await loadProgram();
const asked = { email: 'pia@example.edu', specialties: ['neurology'], topics: [], wishes: [], matchMe: true };
const again = (note: string | null) =>
  readMentees(program, writeMentees([{ ...asked, note }])).rows.map((row) => row.note);

it.each([
  '- I like the lab, and the ward',
  '=HYPERLINK("https://example.edu")',
  "'=already guarded",
  "'tis fine",
  '+1 for Thursdays',
  'two\nlines',
])('a note %j is written and read again unchanged', (note) => {
  expect(again(note)).toEqual([note]);
});

it('whatever a note says, it is read again unchanged, and is no formula in a spreadsheet', () => {
  const notes = fc.string({
    minLength: 1,
    unit: fc.constantFrom("'", '=', '+', '-', '@', 'a', ',', '"', ';', '\n', ' '),
  });
  fc.assert(
    fc.property(notes, (text) => {
      const note = text.trim() === '' ? null : text.trim();
      expect(again(note)).toEqual([note]);
      const [row] = readCsv(writeMentees([{ ...asked, note }]), MENTEE_COLUMNS).rows;
      expect(row?.cells.note).not.toMatch(/^[=+@-]/);
    }),
  );
});
