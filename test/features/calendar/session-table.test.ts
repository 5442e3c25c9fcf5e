import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readSessionChange, readSessionTable } from '../../../src/features/calendar/session-table.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { session } from '../../support/people-builders.ts';

const program = await loadProgram();
const HEADING = 'key,event,title,specialty,starts,ends,place,link';
const read = (...lines: readonly string[]) => readSessionTable(program, [HEADING, ...lines].join('\n'));

/** A line with the given times. */
const at = (starts: string, ends: string) => `road-2027,road-to-residency-1,,,${starts},${ends},,`;

describe('a line of the session table', () => {
  it('is a session, its times those of the school', () => {
    const { sessions, problems } = read(
      'derm-2027,specialty-interest-series,Dermatology,Derm,2027-01-21 17:30,2027-01-21 18:30,"TMEC 227, left",https://example.edu/derm',
    );
    expect(problems).toEqual([]);
    const [session] = sessions;
    expect({ ...session, startsAt: String(session?.startsAt), endsAt: String(session?.endsAt) }).toEqual({
      line: 2,
      key: 'derm-2027',
      entry: 'specialty-interest-series',
      title: 'Dermatology',
      specialty: 'dermatology',
      startsAt: '2027-01-21T22:30:00Z',
      endsAt: '2027-01-21T23:30:00Z',
      place: 'TMEC 227, left',
      link: 'https://example.edu/derm',
    });
  });

  it('leaves unsaid what is empty', () => {
    expect(read(at('2027-01-21 17:00', '2027-01-21 18:00')).sessions).toMatchObject([
      { title: null, specialty: null, place: null, link: null },
    ]);
  });

  it('may do without the columns, of which nothing is said then', () => {
    const { sessions, problems } = readSessionTable(
      program,
      'Key,Event,Starts,Ends\nroad-2027,road-to-residency-1,2027-07-15T17:00,2027-07-15T18:00\n',
    );
    expect(problems).toEqual([]);
    expect(sessions[0]).toMatchObject({ title: undefined, specialty: undefined, place: undefined, link: undefined });
    expect(String(sessions[0]?.startsAt)).toBe('2027-07-15T21:00:00Z');
  });

  it('may run over midnight, and over the hour that comes twice in autumn', () => {
    expect(read(at('2027-01-21 23:00', '2027-01-22 01:00')).problems).toEqual([]);
    const { sessions } = read(at('2026-11-01 00:30', '2026-11-01 03:00'));
    const { startsAt, endsAt } = sessions[0] ?? {};
    expect(startsAt && endsAt?.since(startsAt).total('minutes')).toBe(210);
  });
});

describe('places, closing time and recording', () => {
  const heading = 'key,event,starts,ends,capacity,rsvp closes,recording';
  const line = (cells: string) => `road-2027,road-to-residency-1,2027-01-21 17:00,2027-01-21 18:00,${cells}`;
  const readWith = (cells: string) => readSessionTable(program, `${heading}\n${line(cells)}\n`);

  it('are read, the closing time as that of the school', () => {
    const { sessions, problems } = readWith('30,2027-01-20 12:00,https://example.edu/recording');
    expect(problems).toEqual([]);
    expect(sessions).toMatchObject([{ capacity: 30, recording: 'https://example.edu/recording' }]);
    expect(String(sessions[0]?.rsvpClosesAt)).toBe('2027-01-20T17:00:00Z');
  });

  it('are cleared by empty cells, and left by a table without their columns', () => {
    expect(readWith(',,').sessions).toMatchObject([{ capacity: null, rsvpClosesAt: null, recording: null }]);
    expect(read(at('2027-01-21 17:00', '2027-01-21 18:00')).sessions).toMatchObject([{ capacity: undefined }]);
  });

  it.each([
    ['no number', 'many,,', 'line 2, capacity: expected a number of places like 30, found "many"'],
    ['no places at all', '0,,', 'line 2, capacity: expected a number of places like 30, found "0"'],
    ['a closing time after the start', ',2027-01-21 17:01,', 'line 2, rsvp_closes: expected a time before the start'],
    [
      'a recording that is no link',
      ',,zoom',
      'line 2, recording: expected a link that begins with https://, found "zoom"',
    ],
  ])('are refused: %s', (_, cells, problem) => {
    expect(readWith(cells).problems).toEqual([problem]);
  });
});

describe('what becomes different about a known session', () => {
  const before = session('road-to-residency-1', '2027-01-21', {
    capacity: 20,
    rsvpClosesAt: Temporal.Instant.from('2027-01-20T17:00:00Z'),
  });
  const change = (cells: Parameters<typeof readSessionChange>[2]) => readSessionChange(program, before, cells);

  it('keeps what is not named, and its length with a new start alone', () => {
    const { plan, problems } = change({ starts: '2027-01-28 09:30' });
    expect(problems).toEqual([]);
    expect([String(plan?.startsAt), String(plan?.endsAt), plan?.capacity, String(plan?.rsvpClosesAt)]).toEqual([
      '2027-01-28T14:30:00Z',
      '2027-01-28T15:30:00Z',
      20,
      // As long before the start as it was.
      '2027-01-27T17:00:00Z',
    ]);
  });

  it('has no closing time any more where the start has come before it', () => {
    const onTheDay = { ...before, rsvpClosesAt: Temporal.Instant.from('2027-01-21T17:00:00Z') };
    expect(readSessionChange(program, onTheDay, { starts: '2027-01-21 09:30' }).plan?.rsvpClosesAt).toBeNull();
    expect(String(change({ starts: '2027-01-21 09:30' }).plan?.rsvpClosesAt)).toBe('2027-01-20T17:00:00Z');
  });

  it('may be longer or shorter, but not end before it starts', () => {
    expect(String(change({ ends: '2027-01-21 19:15' }).plan?.endsAt)).toBe('2027-01-22T00:15:00Z');
    expect(change({ ends: '2027-01-21 17:00' }).problems).toEqual(['ends: expected the end after the start']);
  });

  it('has every mistake named', () => {
    const { problems } = change({ event: 'road', starts: 'soon', link: 'x', capacity: '-1' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['starts', 'event', 'link', 'capacity']);
  });
});

describe('a mistake in the session table', () => {
  const road = 'road-2027,road-to-residency-1';
  it.each([
    [
      'a key of words',
      'Road 2027,road-to-residency-1,,,2027-01-21 17:00,2027-01-21 18:00,,',
      'line 2, key: expected a short name like road-to-residency-1-2027, found "Road 2027"',
    ],
    [
      'an event that is nearly one',
      'road-2027,road-to-residency,,,2027-01-21 17:00,2027-01-21 18:00,,',
      'line 2, event: "road-to-residency" is no event of the program',
    ],
    [
      'an event with a typing mistake',
      'derm,specialty-intrest-series,,,2027-01-21 17:00,2027-01-21 18:00,,',
      'line 2, event: "specialty-intrest-series" is no event of the program; did you mean "specialty-interest-series"?',
    ],
    [
      'an event of another school',
      'x,white-coat-ceremony,,,2027-01-21 17:00,2027-01-21 18:00,,',
      'line 2, event: "white-coat-ceremony" is no event of the program',
    ],
    [
      'a milestone',
      'x,plan-post-pce,,,2027-01-21 17:00,2027-01-21 18:00,,',
      'line 2, event: plan-post-pce is a milestone: it has no sessions',
    ],
    [
      'a listing',
      'x,residency-panels,,,2027-01-21 17:00,2027-01-21 18:00,,',
      'line 2, event: residency-panels is a listing: it has no sessions',
    ],
    [
      'no start',
      at('', '2027-01-21 18:00'),
      'line 2, starts: expected a day and a time like 2027-01-21 17:00, found ""',
    ],
    [
      'a day without a time',
      at('2027-01-21', '2027-01-21 18:00'),
      'line 2, starts: expected a day and a time like 2027-01-21 17:00, found "2027-01-21"',
    ],
    [
      'a time of 24 hours',
      at('2027-01-21 17:00', '2027-01-21 24:00'),
      'line 2, ends: expected a day and a time like 2027-01-21 17:00, found "2027-01-21 24:00"',
    ],
    [
      'a time in the afternoon of a clock of twelve',
      at('2027-01-21 5:00 PM', '2027-01-21 18:00'),
      'line 2, starts: expected a day and a time like 2027-01-21 17:00, found "2027-01-21 5:00 PM"',
    ],
    [
      'a day that does not exist',
      at('2027-02-30 17:00', '2027-03-01 18:00'),
      'line 2, starts: expected a day and a time like 2027-01-21 17:00, found "2027-02-30 17:00"',
    ],
    [
      'an hour that the clocks leave out',
      at('2027-03-14 02:30', '2027-03-14 04:00'),
      'line 2, starts: 2027-03-14 02:30 does not exist at the school: the clocks go forward then',
    ],
    [
      'an end at its start',
      at('2027-01-21 17:00', '2027-01-21 17:00'),
      'line 2, ends: expected the end after the start',
    ],
    [
      'an end before its start',
      at('2027-01-21 17:00', '2027-01-21 16:00'),
      'line 2, ends: expected the end after the start',
    ],
    [
      'an unknown specialty',
      `${road},,Neurolgy,2027-01-21 17:00,2027-01-21 18:00,,`,
      'line 2, specialty: "Neurolgy" is not a specialty in the program; did you mean "Neurology"?',
    ],
    [
      'a link that is none',
      `${road},,,2027-01-21 17:00,2027-01-21 18:00,,example.edu`,
      'line 2, link: expected a link that begins with https://, found "example.edu"',
    ],
    [
      'a link that runs something',
      `${road},,,2027-01-21 17:00,2027-01-21 18:00,,javascript:alert(1)`,
      'line 2, link: expected a link that begins with https://, found "javascript:alert(1)"',
    ],
  ])('is named with line, column and what was expected: %s', (_, line, expected) => {
    const [problem, ...others] = read(line).problems;
    expect(others).toEqual([]);
    expect(problem).toContain(expected);
  });

  it('is a key that stands twice', () => {
    const { problems } = read(at('2027-01-21 17:00', '2027-01-21 18:00'), at('2027-01-22 17:00', '2027-01-22 18:00'));
    expect(problems).toEqual(['line 3, key: road-2027 stands in line 2 already']);
  });

  it('is named with all others at once', () => {
    const { problems } = read(
      'A B,nothing,,Magic,tomorrow,later,,ftp://x',
      at('2027-01-21 17:00', '2027-01-21 18:00'),
      ',road-to-residency-1,,,2027-01-21 17:00,,,',
    );
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'line 2, starts',
      'line 2, ends',
      'line 2, key',
      'line 2, event',
      'line 2, specialty',
      'line 2, link',
      'line 4, ends',
      'line 4, key',
    ]);
  });

  it('is a table without its columns', () => {
    expect(readSessionTable(program, 'key,event\nx,y\n').problems).toEqual([
      'line 1: the column starts is missing',
      'line 1: the column ends is missing',
    ]);
  });
});
