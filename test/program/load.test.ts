import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ListedError } from '../../src/errors.ts';
import { loadProgram, parseProgram } from '../../src/program/load.ts';
import { changed, lineOf, SMALL_PROGRAM } from '../support/program-text.ts';

/** What the loader says is wrong with a text. */
function mistakesIn(text: string): readonly string[] {
  try {
    parseProgram(text, 'small.yaml');
  } catch (error) {
    if (error instanceof ListedError) return error.problems;
    throw error;
  }
  return [];
}

/** What the loader says of the small program with one piece changed. */
function mistakesWith(piece: string, by: string): readonly string[] {
  return mistakesIn(changed(SMALL_PROGRAM, [piece, by]));
}

describe('the program loader', () => {
  it('reads a sound file, with what it leaves out filled in', () => {
    const program = parseProgram(SMALL_PROGRAM, 'small.yaml');
    expect(program.entry('road')).toMatchObject({ title: 'The Road', hosts: [], topics: [], optional: false });
    expect(program.calendar.startMonth).toBe(8);
    expect(program.calendar.classes.get('2028/hst')?.pce).toBe('2026-02-01');
    expect(program.entry('nothing')).toBeUndefined();
  });

  it('refuses an audience that names nothing, and a window that waits for an entry it does not know', () => {
    expect(mistakesWith('for: [{ cycle: applying }]', 'for: [{}]').join()).toContain(
      'entries.1.for.0: expected at least one of phase, track, cycle and role',
    );
    const waits = mistakesWith('months: [january], match: -1', 'months: [january], match: -1, after: white-coat');
    expect(waits.join()).toContain('entries.1.when.0.after: white-coat is not among entries');
  });

  it('names file, line, path and what was expected of every mistake, whatever its kind, at once', () => {
    const text = changed(
      SMALL_PROGRAM,
      ['timeZone: America/New_York', 'timeZone: Boston'],
      ['{ id: urology, name: Urology, match: nrmp }', '{ id: urology, name: Urology, match: aua }'],
      ['{ name: Elm, track: hst }', '{ name: Elm, track: hst, colour: green }'],
      ['pce: 2025-10-01, postPce: 2026-10-01', 'pce: 2026-10-01, postPce: 2025-10-01'],
      ['url: https://example.edu/page', 'url: http://example.edu/page'],
      ['months: [august, september], year: 1', 'months: [august, october], year: 1'],
      ['  - id: assessment', '  - id: road'],
    );
    const at = (piece: string) => `small.yaml:${lineOf(text, piece)}: `;
    const expected = [
      [at('timeZone: Boston'), 'school.timeZone: ', 'America/New_York'],
      [at('id: urology'), 'specialties.1.match: ', 'aua is not among matches'],
      [at('name: Elm'), 'societies.1: ', 'colour'],
      [at('track: pathways, entry'), 'classes.0: ', 'entry, pce, postPce and graduation in this order'],
      [at('id: page, title'), 'resources.0.url: ', 'https://'],
      [at('months: [august'), 'entries.0.when.0: ', 'months that follow one another'],
      [at('- id: road\n    title: Assessment'), 'entries.2: ', 'road stands here a second time'],
    ];
    const found = mistakesIn(text);
    for (const parts of expected) {
      expect(found.filter((mistake) => parts.every((part) => mistake.includes(part)))).toHaveLength(1);
    }
    expect(found).toHaveLength(expected.length);
  });

  it.each([
    ['an unknown key', 'kind: class-meeting', 'kind: class-meeting\n    mandatory: true', 'entries.1: ', 'mandatory'],
    ['a missing key', '    title: The Road\n', '', 'entries.1.title: ', 'string'],
    ['an empty text', 'title: The Road', 'title: " "', 'entries.1.title: ', ''],
    ['a wrong kind', 'kind: class-meeting', 'kind: lecture', 'entries.1.kind: ', 'class-meeting'],
    ['a wrong month', '[january]', '[januar]', 'entries.1.when.0.months.0: ', 'january'],
    ['a wrong id', '- id: road', '- id: The Road', 'entries.1.id: ', 'road-to-residency-1'],
    ['a day that does not exist', 'entry: 2024-08-01', 'entry: 2024-08-32', 'classes.0.entry: ', '2027-01-31'],
    ['a class as text', 'class: 2028', 'class: "2028"', 'classes.0.class: ', 'number'],
    [
      'a second class of one year and track',
      'track: hst, entry',
      'track: pathways, entry',
      'classes.1: ',
      'second time',
    ],
    [
      'a track without its class',
      'track: hst, entry',
      'track: pathways, entry',
      'classes.0: ',
      'hst of the class of 2028',
    ],
    ['a society twice', '{ name: Elm', '{ name: Oak', 'societies.1: ', 'Oak stands here a second time'],
    [
      'closed days the wrong way round',
      'to: 2026-11-27',
      'to: 2026-11-25',
      'school.closedDays.0: ',
      '`to` on or after `from`',
    ],
    [
      'an unknown host',
      'hosts: [dean]',
      'hosts: [dean, provost]',
      'entries.0.hosts: ',
      'provost is not among peopleRoles',
    ],
    [
      'an unknown role to call in Match week',
      'call: [dean]',
      'call: [provost]',
      'matchWeek.call: ',
      'among peopleRoles',
    ],
    ['an unknown office for Match week', 'office: dean', 'office: nobody', 'matchWeek.office: ', 'among peopleRoles'],
    [
      'a day of an unknown match',
      'match: -1',
      'match: -1, matchDay: aua',
      'entries.1.when.0.matchDay: ',
      'aua is not among matches',
    ],
    ['a match day of no Match year', 'match: -1', 'matchDay: nrmp', 'entries.1.when.0: ', 'it needs `match`'],
    [
      'hours that are no weekday',
      'roles: [dean] }',
      'roles: [dean], hours: { someday: 9 AM } }',
      'contacts.0.hours',
      '',
    ],
    [
      'an unknown resource',
      '    resources: [page]',
      '    resources: [book]',
      'entries.0.resources: ',
      'book is not among resources',
    ],
    [
      'an unknown contact of an advisor',
      'contacts: [dean], resources',
      'contacts: [provost], resources',
      'advising.0.contacts: ',
      'provost',
    ],
    [
      'an unknown resource of an advisor',
      'contacts: [dean], resources: [page]',
      'contacts: [dean], resources: [book]',
      'advising.0.resources: ',
      'book',
    ],
    [
      'an unknown role of a contact',
      'title: Dean, roles: [dean]',
      'title: Dean, roles: [provost]',
      'contacts.0.roles: ',
      'provost',
    ],
    [
      'an unknown advisor to turn to',
      'others: leadership',
      'others: dean',
      'turnTo.others: ',
      'dean is not among advising',
    ],
    [
      'an unknown event to be due with',
      'dueAtEndOf: welcome',
      'dueAtEndOf: week',
      'entries.2.when.0.dueAtEndOf: ',
      'week is not among entries',
    ],
    [
      'an entry with no window',
      'when: [{ months: [january], match: -1 }]',
      'when: []',
      'entries.1.when: ',
      'only a listing has none',
    ],
    [
      'a series whose sessions have no name',
      'kind: class-meeting',
      'kind: series',
      'entries.1.unit: ',
      'one session of the series',
    ],
    [
      'a window by the Match year for all',
      'months: [august, september], year: 1',
      'months: [august], match: -1',
      'entries.0.when.0: ',
      'audience by cycle',
    ],
    [
      'a window by entry and by the Match year',
      'january], match: -1',
      'january], match: -1, year: 3',
      'entries.1.when.0: ',
      'not both',
    ],
    [
      'months of a phase the wrong way round',
      '{ months: [january], match: -1 }',
      '{ phase: pce, monthsOfPhase: [6, 1] }',
      'entries.1.when.0: ',
      'before the last',
    ],
    [
      'a window of two shapes',
      '{ months: [january], match: -1 }',
      '{ months: [january], monthsOfPhase: [1, 6] }',
      'entries.1.when.0: ',
      'monthsOfPhase',
    ],
  ])('refuses %s', (_, piece, by, path, expected) => {
    const mistakes = mistakesWith(piece, by);
    expect(
      mistakes.filter((m) => /^small\.yaml:\d+: /.test(m) && m.includes(`: ${path}`) && m.includes(expected)),
    ).toHaveLength(1);
  });

  it('takes months that run over the turn of the year', () => {
    expect(mistakesWith('[january], match', '[november, december, january], match')).toEqual([]);
  });

  it('finds an id that stands twice also where one of the two has another mistake', () => {
    const text = changed(SMALL_PROGRAM, ['- id: assessment', '- id: road'], ['purpose: Know yourself', 'purpos: Know']);
    const mistakes = mistakesIn(text);
    expect(mistakes.join('\n')).toContain('purpos');
    expect(mistakes.join('\n')).toContain('road stands here a second time');
  });

  it('finds mistakes beside one that spoils a whole part', () => {
    const text = changed(
      SMALL_PROGRAM,
      ['societies:\n', 'societies: none\nextra:\n'],
      ['others: leadership', 'others: dean'],
    );
    const mistakes = mistakesIn(text).join('\n');
    for (const part of ['societies: ', 'extra', 'turnTo.others']) expect(mistakes).toContain(part);
  });
});

describe('a program file that is no program', () => {
  it.each([
    ['a syntax error', 'school:\n  name: [unclosed\n', /^small\.yaml:\d+: /],
    [
      'a key twice',
      changed(SMALL_PROGRAM, ['  name: Example School\n', '  name: Example School\n  name: Other\n']),
      /^small\.yaml:\d+: .*unique/,
    ],
    [
      'an alias to nothing',
      changed(SMALL_PROGRAM, ['name: Example School', 'name: *school']),
      /^small\.yaml:2: .*school/,
    ],
    ['an empty file', '', /^small\.yaml/],
    ['a file of comments', '# nothing yet\n', /^small\.yaml/],
    ['a list', '- one\n- two\n', /^small\.yaml:1: the file: /],
    ['plain words', 'hello\n', /^small\.yaml:1: the file: /],
  ])('is refused with its place: %s', (_, text, expected) => {
    const mistakes = mistakesIn(text);
    expect(mistakes.length).toBeGreaterThan(0);
    expect(mistakes[0]).toMatch(expected);
  });

  it('is refused by name where it is missing', async () => {
    await expect(loadProgram('/nowhere/other-school.yaml')).rejects.toThrow(ListedError);
    await expect(loadProgram('/nowhere/other-school.yaml')).rejects.toThrow(
      /other-school\.yaml cannot be read.*\n.*ENOENT/,
    );
  });

  it('is refused by the name of the file that was read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'program-'));
    try {
      await writeFile(join(folder, 'other-school.yaml'), changed(SMALL_PROGRAM, ['track: hst }', 'track: xyz }']));
      await expect(loadProgram(join(folder, 'other-school.yaml'))).rejects.toThrow(
        /other-school\.yaml:\d+: societies\.1\.track/,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('refuses hours in which nothing may be said, leads that are none, and hours of welcome in the wrong order', () => {
    const said = (piece: string, by: string) => mistakesWith(piece, by).join();
    expect(said("pce: '18:30'", "pce: '21:30'")).toContain('reminders.hours.pce: 21:30 lies in the quiet hours');
    expect(said("at: '17:00' }", "at: '07:59' }")).toContain('reminders.digest.at: 07:59 lies in the quiet hours');
    expect(said("closeDayFrom: '05:30'", "closeDayFrom: '08:30'")).toContain('reminders.closeDayFrom: expected');
    expect(said("welcome: { from: '09:00'", "welcome: { from: '18:00'")).toContain('reminders.welcome: expected');
    expect(said('messages: [P14D, P2D]', 'messages: [P2W]')).toContain(
      'reminders.kinds.milestone.messages.0: expected',
    );
    expect(said('budgetPerWeek: 2', 'budgetPerWeek: 0')).toContain('reminders.budgetPerWeek');
  });
});
