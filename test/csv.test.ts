import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellList, readCsv } from '../src/csv.ts';

const COLUMNS = { required: ['name', 'home_town'], optional: ['note'] } as const;
const read = (text: string) => readCsv(text, COLUMNS);

describe('a CSV file', () => {
  it('is read by the names of its columns, in any order, case and spacing', () => {
    const { rows, problems } = read('Home Town,NAME\nOslo,Ada\n');
    expect(problems).toEqual([]);
    expect(rows).toEqual([{ line: 2, cells: { name: 'Ada', home_town: 'Oslo', note: undefined } }]);
  });

  it('tells an empty cell from a column that is not there', () => {
    expect(read('name,home_town,note\nAda,Oslo,\n').rows[0]?.cells.note).toBe('');
    expect(read('name,home_town\nAda,Oslo\n').rows[0]?.cells.note).toBeUndefined();
  });

  it('may come from a spreadsheet: byte order mark, CRLF, quotes, commas, empty lines, blanks', () => {
    const { rows, problems } = read(
      '\uFEFFname,home_town,note\r\n"Ada, the first" , Oslo ,"says ""hi"""\r\n\r\nBo,Rome,\r\n',
    );
    expect(problems).toEqual([]);
    expect(rows.map((row) => [row.line, row.cells.name, row.cells.home_town, row.cells.note])).toEqual([
      [2, 'Ada, the first', 'Oslo', 'says "hi"'],
      [4, 'Bo', 'Rome', ''],
    ]);
  });

  it('leaves out lines of nothing but commas, which spreadsheets leave behind', () => {
    const { rows, problems } = read('name,home_town\nAda,Oslo\n,\n , \n');
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(1);
  });

  it('names the line on which a row of several lines begins', () => {
    for (const end of ['\n', '\r\n']) {
      const lines = ['name,home_town,note', 'Ada,Oslo,"one', 'two"', 'Bo,Rome,'];
      expect(read(lines.join(end)).rows.map((row) => row.line)).toEqual([2, 4]);
    }
  });

  it.each([
    ['an empty file', '', ['the file is empty; expected the columns name,home_town,note']],
    ['a byte order mark only', '\uFEFF', ['the file is empty; expected the columns name,home_town,note']],
    ['a heading only', 'name,home_town\n', ['the file has a heading but no lines']],
    ['a missing column', 'name,note\nAda,x\n', ['line 1: the column home_town is missing']],
    [
      'an unknown column',
      'name,home_town,age\nAda,Oslo,3\n',
      ['line 1: the column age is unknown; expected name, home_town, note'],
    ],
    [
      'a column without a name',
      'name,home_town,\nAda,Oslo,3\n',
      ['line 1: the column (no name) is unknown; expected name, home_town, note'],
    ],
    ['a doubled column', 'name,home_town,Name\nAda,Oslo,Bo\n', ['line 1: the column name stands there twice']],
    ['a short line', 'name,home_town\nAda\nBo,Rome\n', ['line 2: expected 2 cells, found 1']],
    ['a long line', 'name,home_town\nAda,Oslo\nBo,Rome,x\n', ['line 3: expected 2 cells, found 3']],
  ])('is refused: %s', (_, text, problems) => {
    expect(read(text)).toEqual({ rows: [], problems });
  });

  it('is refused with every mistake of its heading and its lines at once', () => {
    expect(read('name,age\nAda\nBo,1,2\n').problems).toEqual([
      'line 1: the column home_town is missing',
      'line 1: the column age is unknown; expected name, home_town, note',
      'line 2: expected 2 cells, found 1',
      'line 3: expected 2 cells, found 3',
    ]);
  });

  it('is refused with the line where a quotation mark is never closed', () => {
    const { rows, problems } = read('name,home_town\n"Ada,Oslo\n');
    expect(rows).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/line 2/);
  });

  it('gives back any cells that were written with quotes', () => {
    const cell = fc.string({ maxLength: 12 }).map((text) => `x${text.replaceAll(/\r/g, '')}x`);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (lines) => {
        const text = ['name,home_town', ...lines.map((line) => line.map(quoted).join(','))].join('\n');
        expect(read(text).rows.map(({ cells }) => [cells.name, cells.home_town])).toEqual(lines);
      }),
    );
  });
});

describe('a cell of several values', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    [' a ; b;c ', ['a', 'b', 'c']],
    [';;a;', ['a']],
  ])('%j', (cell, values) => {
    expect(cellList(cell)).toEqual(values);
  });
});
