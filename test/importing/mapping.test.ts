import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv, readHeadings, withHeadings, writeCsv } from '../../src/csv.ts';
import { guessedColumn, mappedTable, readMapping, unknownHeadings } from '../../src/importing/mapping.ts';

const importer = { columns: { required: ['name', 'emails', 'roles'], optional: ['class', 'specialties'] } };
const none = new Map<string, string | null>();

describe('what headings mean', () => {
  it('is their own name, what is remembered, or nobody has said', () => {
    const headings = readMapping(importer, 'Name,E-Mail,shoe  size,\nx,y,z,\n', new Map([['shoe_size', null]]));
    expect(headings).toEqual([
      { written: 'Name', column: 'name', isRemembered: false },
      { written: 'E-Mail', column: undefined, isRemembered: false },
      { written: 'shoe  size', column: null, isRemembered: true },
      { written: '', column: null, isRemembered: false },
    ]);
    expect(unknownHeadings(headings)).toEqual(['E-Mail']);
  });

  it('is asked for again where the column is no more', () => {
    expect(readMapping(importer, 'Mail\nx\n', new Map([['mail', 'address']]))[0]?.column).toBeUndefined();
  });

  it.each([
    ['E-Mail', 'emails'],
    ['Role', 'roles'],
    ['Email address', 'emails'],
    ['Specialty', 'specialties'],
    ['Shoe size', undefined],
  ])('may be guessed: %s', (written, column) => {
    expect(guessedColumn(importer, readMapping(importer, `${written}\nx\n`, none), written)).toBe(column);
  });

  it('is put in their place, with each row on its line', () => {
    const csv = '\n"Full\nname","E-Mail",Shoe size\nAda,ada@example.edu,38\n\nBo,bo@example.edu,44\n';
    const remembered = new Map([
      ['full_name', 'name'],
      ['e-mail', 'emails'],
      ['shoe_size', null],
    ]);
    const mapped = mappedTable(csv, readMapping(importer, csv, remembered));
    const { rows, problems } = readCsv(mapped, { required: ['name', 'emails'], optional: [] });
    expect(problems).toEqual([]);
    expect(rows.map(({ line, cells }) => [line, cells.name])).toEqual([
      [4, 'Ada'],
      [6, 'Bo'],
    ]);
  });
});

describe('a table', () => {
  it.each([
    ['tabs, as it is pasted from a spreadsheet', 'name\temails\nBerg, Ada\tada@example.edu; a@example.edu\n'],
    ['semicolons', 'name;emails\n"Berg, Ada";"ada@example.edu; a@example.edu"\n'],
    ['commas', 'name,emails\n"Berg, Ada",ada@example.edu; a@example.edu\n'],
  ])('may have %s between its cells', (_, csv) => {
    expect(readCsv(csv, { required: ['name', 'emails'], optional: [] }).rows[0]?.cells).toEqual({
      name: 'Berg, Ada',
      emails: 'ada@example.edu; a@example.edu',
    });
  });

  it('of another encoding is refused', () => {
    const utf16 = Buffer.from('name,emails\nAda,x\n', 'utf16le').toString('utf8');
    expect(readCsv(utf16, { required: ['name', 'emails'], optional: [] }).problems).toEqual([
      'this is no text in UTF-8; please save the table as "CSV UTF-8"',
    ]);
  });

  it('is read as it was written, whatever its cells hold', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 }).map((text) =>
      text
        .replaceAll('\u0000', '')
        .replaceAll(/\r\n?/g, '\n')
        .trim()
        .replaceAll(/^[\s\ufeff]+|[\s\ufeff]+$/g, ''),
    );
    const row = fc.record({ name: cell.filter((text) => text !== ''), note: cell });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const csv = writeCsv(['name', 'note'], rows);
        const read = readCsv(csv, { required: ['name', 'note'], optional: [] });
        expect(read.problems).toEqual([]);
        expect(read.rows.map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  it('keeps its rows under other headings', () => {
    const heading = fc.array(
      fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[\r\n"]/g, '')),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(heading, (headings) => {
        const csv = withHeadings('a,b\n1,2\n', headings);
        expect(csv.endsWith('\n1,2\n')).toBe(true);
      }),
    );
    expect(readHeadings('a;b;"c;d"\n1;2;3\n')).toEqual(['a', 'b', 'c;d']);
  });
});
