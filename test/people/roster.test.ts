import { describe, expect, it } from 'vitest';
import { readRoster } from '../../src/people/roster.ts';
import { loadProgram } from '../../src/program/load.ts';
import { ROSTER_HEADING, roster, student } from '../support/people-builders.ts';

const program = await loadProgram();

/** The one person of a roster of one sound line. */
function personOf(line: string) {
  const { people, problems } = readRoster(program, roster(line), []);
  expect(problems).toEqual([]);
  const [person] = people;
  if (!person) throw new Error('the roster holds nobody');
  return person;
}

const problemsOf = (...lines: readonly string[]) => readRoster(program, roster(...lines), []).problems;

describe('a line of the roster', () => {
  it('is a whole person', () => {
    const line =
      'Ada Berg,ada@example.edu; Ada.Berg@Mail.Example.edu,student; peer-mentor,2028,pathways,Castle,Neurology; Derm,class 2029 from 2027-09-01; leave from 2026-09-01 to 2027-09-01';
    expect(personOf(line)).toEqual({
      line: 2,
      name: 'Ada Berg',
      emails: ['ada@example.edu', 'ada.berg@mail.example.edu'],
      roles: ['peer-mentor', 'student'],
      society: 'Castle',
      specialties: ['neurology', 'dermatology'],
      active: true,
      enrollment: {
        class: 2028,
        track: 'pathways',
        overrides: [
          { kind: 'leave', value: 'leave', from: '2026-09-01', to: '2027-09-01' },
          { kind: 'class', value: 2029, from: '2027-09-01', to: null },
        ],
      },
    });
  });

  it('needs no more than a name, an address and a role', () => {
    const { people, problems } = readRoster(program, 'Name,Emails,Roles\nJo Ek,jo@example.edu,rasa\n', []);
    expect(problems).toEqual([]);
    expect(people).toEqual([
      {
        line: 2,
        name: 'Jo Ek',
        emails: ['jo@example.edu'],
        roles: ['rasa'],
        enrollment: null,
        society: null,
        specialties: [],
        active: true,
      },
    ]);
  });

  it('is forgiven its case, blanks, hyphens and doubles', () => {
    const line = 'Ada Berg,ADA@example.edu,STUDENT;Peer Mentor;student,2028,Pathways,castle,DERM;dermatology;ob gyn,';
    expect(personOf(line)).toMatchObject({
      emails: ['ada@example.edu'],
      roles: ['peer-mentor', 'student'],
      society: 'Castle',
      specialties: ['dermatology', 'obstetrics-and-gynecology'],
      enrollment: { class: 2028, track: 'pathways' },
    });
  });

  it('may come from a spreadsheet', () => {
    const text = `\uFEFF${ROSTER_HEADING}\r\n"Berg, Ada",ada@example.edu,student,2028,hst,London,"Neurology; Urology",\r\n,,,,,,,\r\n`;
    const { people, problems } = readRoster(program, text, []);
    expect(problems).toEqual([]);
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ name: 'Berg, Ada', specialties: ['neurology', 'urology'] });
  });

  it('keeps the order of addresses, of which the first is written to, and of specialties', () => {
    const { emails, specialties } = personOf('Jo Ek,z@example.edu;a@example.edu,interviewer,,,,Urology;Dermatology,');
    expect(emails).toEqual(['z@example.edu', 'a@example.edu']);
    expect(specialties).toEqual(['urology', 'dermatology']);
  });

  it('may name somebody who is not in Slack: nothing of Slack is asked for', () => {
    expect(personOf('Jo Ek,jo@hospital.example.edu,interviewer; rasa,,,,Urology,')).not.toHaveProperty('slackUserId');
  });

  it('takes overrides that follow one another', () => {
    const line =
      'Ada Berg,ada@example.edu,student,2028,hst,,,cycle undecided from 2026-07-01 to 2027-01-01; cycle 2029 from 2027-01-01';
    expect(personOf(line).enrollment?.overrides).toHaveLength(2);
  });
});

describe('a column that the roster does not have', () => {
  const leave = { kind: 'leave', value: 'leave', from: '2026-09-01', to: '2027-09-01' } as const;
  const later = { kind: 'class', value: 2029, from: '2027-09-01', to: null } as const;
  const ada = student(
    { class: 2028, track: 'hst', overrides: [leave, later] },
    { id: 1, emails: ['ada@example.edu'], society: 'London', specialties: ['neurology'] },
  );
  const again = (csv: string) => readRoster(program, csv, [ada]);

  it('leaves what is known as it is', () => {
    const { people, problems } = again('name,emails,roles\nAda Lund,ADA@example.edu,student; peer-mentor\n');
    expect(problems).toEqual([]);
    expect(people).toMatchObject([
      { name: 'Ada Lund', enrollment: ada.enrollment, society: 'London', specialties: ['neurology'] },
    ]);
  });

  it('is no empty cell, which clears', () => {
    const { people } = again('name,emails,roles,society,specialties,overrides\nAda,ada@example.edu,student,,,\n');
    expect(people).toMatchObject([
      { enrollment: { class: 2028, track: 'hst', overrides: [] }, society: null, specialties: [] },
    ]);
  });

  it('is held together with the columns that are there', () => {
    const { people } = again('name,emails,roles,class\nAda,ada@example.edu,student,2029\n');
    expect(people[0]?.enrollment).toEqual({ class: 2029, track: 'hst', overrides: [leave, later] });
    const forgotten = again(
      'name,emails,roles,overrides\nAda,ada@example.edu,student,leave from 2026-09-01 to 2029-09-01\n',
    );
    expect(forgotten.problems).toEqual([
      'line 2, overrides: on the return on 2029-09-01 the class has graduated; add an override of class from that day',
    ]);
  });

  it('keeps a class that the program has dropped', () => {
    const old = student({ class: 2001, track: 'hst', overrides: [] }, { emails: ['old@example.edu'] });
    const { people, problems } = readRoster(program, 'name,emails,roles\nOld,old@example.edu,student\n', [old]);
    expect([people[0]?.enrollment, problems]).toEqual([old.enrollment, []]);
  });

  it('ends the enrollment of somebody who is no student any more', () => {
    const { people, problems } = again('name,emails,roles\nAda,ada@example.edu,interviewer\n');
    expect([people[0]?.enrollment, problems]).toEqual([null, []]);
  });

  it('is empty for somebody new, and a student needs a class and a track', () => {
    const { problems } = again('name,emails,roles\nBo,bo@example.edu,student\n');
    expect(problems).toEqual([
      'line 2, track: expected pathways or hst, found ""',
      'line 2, class: expected a graduation year of the program (2025 to 2033), found ""',
    ]);
  });
});

describe('a mistake in the roster', () => {
  it.each([
    ['no name', ',ada@example.edu,staff,,,,,', 'line 2, name: expected a name'],
    ['no address', 'Ada,,staff,,,,,', 'line 2, emails: expected at least one e-mail address'],
    [
      'an address that is none',
      'Ada,ada at example,staff,,,,,',
      'line 2, emails: "ada at example" is no e-mail address',
    ],
    [
      'an address twice in one line',
      'Ada,ada@example.edu; ADA@example.edu,staff,,,,,',
      'line 2, emails: the same address stands there twice',
    ],
    ['no role', 'Ada,ada@example.edu,,,,,,', /^line 2, roles: expected at least one of student, peer-mentor, .*staff$/],
    [
      'an unknown role',
      'Ada,ada@example.edu,staf,,,,,',
      'line 2, roles: "staf" is no role of the program; did you mean "staff"?',
    ],
    ['a strange role', 'Ada,ada@example.edu,king,,,,,', 'line 2, roles: "king" is no role of the program'],
    [
      'an unknown specialty',
      'Ada,ada@example.edu,rasa,,,,Neurolgy,',
      'line 2, specialties: "Neurolgy" is not a specialty in the program; did you mean "Neurology"?',
    ],
    [
      'an unknown society',
      'Ada,ada@example.edu,student,2028,hst,Londn,,',
      'line 2, society: "Londn" is no society of the program; did you mean "London"?',
    ],
    [
      'a student without a track',
      'Ada,ada@example.edu,student,2028,,,,',
      'line 2, track: expected pathways or hst, found ""',
    ],
    [
      'a student without a class',
      'Ada,ada@example.edu,student,,hst,,,',
      'line 2, class: expected a graduation year of the program (2025 to 2033), found ""',
    ],
    [
      'a class that the program does not know',
      'Ada,ada@example.edu,student,2050,hst,,,',
      'line 2, class: expected a graduation year of the program (2025 to 2033), found "2050"',
    ],
    [
      'a class of words',
      'Ada,ada@example.edu,student,first,hst,,,',
      'line 2, class: expected a graduation year of the program (2025 to 2033), found "first"',
    ],
    [
      'a class for staff',
      'Ada,ada@example.edu,staff,2028,,,,',
      'line 2, class: only students have one; add the role student or empty the cell',
    ],
    [
      'a track for staff',
      'Ada,ada@example.edu,staff,,hst,,,',
      'line 2, track: only students have one; add the role student or empty the cell',
    ],
    [
      'overrides for staff',
      'Ada,ada@example.edu,staff,,,,,class 2028 from 2026-07-01',
      'line 2, overrides: only students have one; add the role student or empty the cell',
    ],
    [
      'an override that cannot be read',
      'Ada,ada@example.edu,student,2028,hst,,,on holiday',
      /^line 2, overrides: expected something like .*found "on holiday"$/,
    ],
    [
      'an override to a class that the program does not know',
      'Ada,ada@example.edu,student,2028,hst,,,class 2060 from 2026-07-01',
      'line 2, overrides: the program has no class of 2060',
    ],
    [
      'overrides of one kind on one day',
      'Ada,ada@example.edu,student,2028,hst,,,leave from 2026-09-01 to 2027-09-01; phd from 2027-08-31 to 2028-01-01',
      'line 2, overrides: two overrides of leave are in force on 2027-08-31',
    ],
  ])('is named with its line, its column and what was expected: %s', (_, line, expected) => {
    const problems = problemsOf(line);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('is named with all others, of all lines and columns', () => {
    const problems = problemsOf(
      'Ada,ada@example.edu,student,2028,hst,London,,',
      ',nobody,king,2028,,Atlantis,Magic,',
      'Bo,ada@example.edu,staff,,,,,',
      'Cy,cy@example.edu,student,1999,md,,,leave from 2026-01-01; class 2060 from 2026-02-30',
    );
    const places = problems.map((problem) => problem.split(':')[0]);
    expect(places).toEqual([
      'line 3, name',
      'line 3, roles',
      'line 3, emails',
      'line 3, class',
      'line 3, society',
      'line 3, specialties',
      'line 5, track',
      'line 5, class',
      'line 5, overrides',
      'line 5, overrides',
      'line 4, emails',
    ]);
  });

  it('is an address on two lines, whatever its case and its place', () => {
    const problems = problemsOf(
      'Ada,ada@example.edu; shared@example.edu,staff,,,,,',
      'Bo,bo@example.edu; Shared@Example.edu,staff,,,,,',
    );
    expect(problems).toEqual(['line 3, emails: shared@example.edu stands in line 2 already']);
  });

  it('keeps its line also below a cell of several lines', () => {
    const text = `${ROSTER_HEADING}\n"Ada\nBerg",ada@example.edu,staff,,,,,\nBo,bo,staff,,,,,\n`;
    expect(readRoster(program, text, []).problems).toEqual(['line 4, emails: "bo" is no e-mail address']);
  });

  it('is a roster without people, or without the columns that are needed', () => {
    expect(readRoster(program, '', []).problems[0]).toContain('the file is empty');
    expect(readRoster(program, 'name,emails\nAda,ada@example.edu\n', []).problems).toEqual([
      'line 1: the column roles is missing',
    ]);
  });
});
