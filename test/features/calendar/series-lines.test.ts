// How the lines of a series are read, and what keeps them from being dated.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSeries } from '../../../src/features/calendar/rules/series-lines.ts';
import { loadProgram } from '../../../src/program/load.ts';

const program = await loadProgram();
const entryOf = (id: string) => {
  const entry = program.entry(id);
  if (!entry) throw new Error(`no entry ${id}`);
  return entry;
};
const common = { at: '17:30', minutes: 75, place: 'TMEC 227', link: '' };
const panels = { ...common, entry: entryOf('specialty-interest-series'), names: 'specialty' } as const;
const parts = { ...common, entry: entryOf('competitive-application'), names: 'title' } as const;

const only = (text: string, defaults: Parameters<typeof readSeries>[2] = panels) =>
  readSeries(program, text, defaults).sessions[0]?.cells;

describe('a line of a series', () => {
  it.each([
    '2027-09-14, Urology',
    '2027-09-14 Urology',
    '2027-09-14 17:30, Urology',
    '2027-09-14T17:30 urology',
    '2027-09-14\t17:30\tUrology',
    '2027-09-14; 17:30; "Urology"',
  ])('is understood however it is separated: %s', (line) => {
    expect(only(line)).toMatchObject({
      event: 'specialty-interest-series',
      starts: '2027-09-14 17:30',
      ends: '2027-09-14 18:45',
      title: 'Specialty Interest Series: Urology',
      specialty: 'Urology',
      place: 'TMEC 227',
    });
  });

  it('has a time, a place and a link of its own', () => {
    expect(only('2027-09-14 9:05, Derm; Zoom; https://example.edu/join')).toMatchObject({
      starts: '2027-09-14 09:05',
      specialty: 'Dermatology',
      place: 'Zoom',
      link: 'https://example.edu/join',
    });
  });

  it('keeps the commas of a title', () => {
    const title = 'Part 4 of 5: Anesthesiology, Radiology and Emergency Medicine';
    expect(only(`2028-02-16 17:00, ${title}`, parts)).toMatchObject({ title, specialty: '', place: 'TMEC 227' });
  });

  it('ends on the next day where it goes on past midnight', () => {
    expect(only('2027-09-14 23:30, Urology')).toMatchObject({ ends: '2027-09-15 00:45' });
  });
});

describe('bad lines', () => {
  it('are named, every one of them, and the good ones beside them', () => {
    const text = [
      '2027-09-14, Urology',
      '',
      '2027-02-30, Urology',
      '2027-09-15, Urolgy',
      '2027-09-16 25:00, Pediatrics',
      '2027-09-17',
      '2027-09-18, Neurology; a; b; c',
    ].join('\n');
    const { sessions, problems } = readSeries(program, text, panels);
    expect(sessions.map(({ line }) => line)).toEqual([1]);
    expect(problems).toEqual([
      'line 3: expected a day like 2027-01-21 first, found "2027-02-30"',
      'line 4: "Urolgy" is not a specialty in the program; did you mean "Urology"?',
      'line 5: expected a time of day like 17:30, found "25:00"',
      'line 6: expected the specialty after the day',
      'line 7: expected day, specialty, place and link, found more ("c")',
    ]);
  });

  it('are complained of where there are none at all', () => {
    expect(readSeries(program, ' \n\n', panels).problems).toEqual(['expected a line for each session']);
  });

  it('never throw, whatever is pasted, and each line is read or named', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 })), (lines) => {
        const text = lines.map((line) => line.replaceAll(/[\r\n]/g, ' ')).join('\n');
        const { sessions, problems } = readSeries(program, text, parts);
        const named = new Set(problems.map((problem) => Number(/^line (\d+)/.exec(problem)?.[1] ?? 0)));
        const full = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [at + 1]));
        const covered = new Set([...sessions.map(({ line }) => line), ...named]);
        for (const line of full) expect(covered).toContain(line);
      }),
    );
  });
});
