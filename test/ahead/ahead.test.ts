// What lies ahead of whom: months and days typed from the specification, asked of the real program.
import { describe, expect, it } from 'vitest';
import { programAhead } from '../../src/ahead/ahead.ts';
import type { ProgramDate } from '../../src/ahead/program-date.ts';
import type { Session } from '../../src/ahead/session.ts';
import type { Override } from '../../src/domain/standing.ts';
import type { Person } from '../../src/people/person.ts';
import { loadProgram } from '../../src/program/load.ts';
import { person, session, student } from '../support/people-builders.ts';
import { hst, pathways } from '../support/school-calendar.ts';
import { noonOf } from '../support/test-context.ts';

const program = await loadProgram();
const staff = person({ roles: ['staff'] });

/** `2027-01-21 The Road` for a session, `by 2027-03-31 Title` for a due day, `January Title` for a window. */
function ahead(who: Person, from: string, to: string, sessions: readonly Session[] = [], today = from): string[] {
  return programAhead(program, who, sessions, { from, to }, today).map(({ title, when }) => {
    if (when.kind === 'window') return `${when.months} ${title}`;
    return when.kind === 'due' ? `by ${when.day} ${title}` : `${when.day} ${title}`;
  });
}

function says(lines: readonly string[], piece: string): boolean {
  return lines.some((line) => line.includes(piece));
}

const leave: Override = { kind: 'leave', value: 'leave', from: '2026-09-01', to: '2027-09-01' };
const notApplying: Override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null };
const undecided: Override = { kind: 'cycle', value: 'undecided', from: '2026-07-01', to: null };

describe('windows that no session is dated in', () => {
  it.each<[string, Person, string, string, boolean]>([
    ['Road to Residency, Part I', student(pathways()), '2027-01-01', '2027-01-31', true],
    ['Road to Residency, Part I', student(pathways()), '2026-01-01', '2026-01-31', false],
    ['Road to Residency, Part I', student(pathways()), '2028-01-01', '2028-01-31', false],
    ['Making Your Rank List, Part 1', student(pathways()), '2028-01-01', '2028-01-31', true],
    ['Making Your Rank List, Part 1', student(pathways()), '2027-01-01', '2027-01-31', false],
    ['Match Day', student(hst()), '2028-03-01', '2028-03-31', true],
    ['Professional Development Week', student(pathways()), '2025-04-01', '2025-04-30', true],
    ['Professional Development Week', student(pathways()), '2025-08-01', '2025-08-31', true],
    ['Professional Development Week', student(hst()), '2025-04-01', '2025-04-30', false],
    ['Professional Development Week', student(pathways()), '2024-08-01', '2024-08-31', false],
    ['Rising 3rd', student(hst()), '2026-07-01', '2026-07-31', true],
    ['Rising 3rd', student(hst()), '2025-07-01', '2025-07-31', false],
    ['Rising 3rd', student(pathways()), '2026-07-01', '2026-07-31', false],
    ['Fifth Year Options (HST)', student(hst()), '2026-09-01', '2026-09-30', true],
    ['Post-PCE Preparation', student(pathways()), '2026-07-01', '2026-07-31', true],
    ['Step 1 Support', student(hst()), '2026-01-01', '2026-01-31', true],
    ['Step 1 Support', student(pathways()), '2026-01-01', '2026-01-31', false],
    ['Private Practice', student(pathways(leave)), '2026-10-01', '2026-10-31', true],
    ['Road to Residency', student(pathways(leave)), '2027-01-01', '2027-01-31', false],
    ['Road to Residency', student(pathways(notApplying)), '2027-01-01', '2027-01-31', false],
    ['Road to Residency', student(pathways(undecided)), '2027-01-01', '2027-01-31', true],
    ['Private Practice', student(pathways()), '2028-10-01', '2028-10-31', false],
    ['Road to Residency, Part I', staff, '2027-01-01', '2027-01-31', true],
    ['Rising 3rd', staff, '2027-07-01', '2027-07-31', true],
  ])('%s %#', (title, who, from, to, expected) => {
    expect(says(ahead(who, from, to), title)).toBe(expected);
  });

  it('are left out once a session is dated in them, also one a little outside', () => {
    const who = student(pathways());
    const road = (day: string) => [session('road-to-residency-1', day, { title: 'The Road' })];
    expect(ahead(who, '2027-01-01', '2027-01-31', road('2027-01-21')).filter((l) => /Road/.test(l))).toEqual([
      '2027-01-21 The Road',
    ]);
    expect(says(ahead(who, '2027-01-01', '2027-01-31', road('2027-02-04')), 'Part I')).toBe(false);
    expect(says(ahead(who, '2027-01-01', '2027-01-31', road('2026-01-21')), 'Part I')).toBe(true);
  });

  it('stay for the other months of an entry that comes twice', () => {
    const sessions = [session('step-1-support', '2026-01-12')];
    const lines = ahead(student(hst()), '2026-01-01', '2026-01-31', sessions);
    expect(lines.filter((line) => line.includes('Step 1'))).toEqual(['2026-01-12 USMLE Step 1 Support Sessions']);
    expect(says(ahead(staff, '2026-04-01', '2026-04-30', sessions), 'April USMLE Step 1')).toBe(true);
  });
});

describe('windows of several months', () => {
  it('are written with their year where they come round a second time', () => {
    const mentor = student({ ...pathways(), class: 2029 }, { roles: ['student', 'peer-mentor'] });
    const season = ahead(mentor, '2026-12-01', '2027-12-01').filter((line) => line.includes('Peer-to-Peer'));
    expect(season).toEqual([
      'November-March Peer-to-Peer Career Planning Mentorship',
      'November 2027-March 2028 Peer-to-Peer Career Planning Mentorship',
    ]);
  });

  it('reach as far as they are the own', () => {
    const range = { from: '2025-09-01', to: '2025-11-30' };
    const panels = (who: Person) =>
      programAhead(program, who, [], range, range.from)
        .filter(({ title }) => title === 'Specialty Interest Series')
        .map(({ day, through }) => [day, through]);
    expect(panels(student(pathways()))).toEqual([['2025-09-01', '2025-09-30']]);
    expect(panels(student(hst()))).toEqual([['2025-09-01', '2025-11-30']]);
  });

  it('await a date, but for milestones that are done within them', () => {
    const awaits = (who: Person, from: string, to: string, id: string) =>
      programAhead(program, who, [], { from, to }, from).flatMap(({ entry, when }) =>
        entry.id === id && when.kind === 'window' ? [when.awaitsDate] : [],
      );
    expect(awaits(student(pathways()), '2026-06-01', '2026-06-30', 'careers-in-medicine-retake')).toEqual([false]);
    expect(awaits(student(pathways()), '2026-06-01', '2026-06-30', 'open-house-pce')).toEqual([true]);
    expect(awaits(student(pathways()), '2025-04-01', '2025-04-30', 'careers-in-medicine-assessment')).toEqual([true]);
    expect(awaits(student(hst()), '2025-05-01', '2025-05-31', 'careers-in-medicine-assessment')).toEqual([true]);
  });

  it('open after Match week: after Match Day in order, and not before the Monday that follows it', () => {
    const who = student({ ...pathways(), class: 2027 });
    const order = (sessions: readonly Session[]) =>
      programAhead(program, who, sessions, { from: '2027-03-01', to: '2027-04-30' }, '2027-03-01')
        .filter(({ entry }) => /match/.test(entry.id))
        .map(({ entry, day }) => `${entry.id} ${day}`);
    expect(order([])).toEqual(['match-day 2027-03-01', 'post-match-survey 2027-03-31']);
    expect(order([session('match-day', '2027-03-19')])).toEqual([
      'match-day 2027-03-19',
      'post-match-survey 2027-03-22',
    ]);
    expect(says(ahead(who, '2027-03-01', '2027-03-21', [session('match-day', '2027-03-19')]), 'Survey')).toBe(false);
  });
});

describe('a graduate', () => {
  it('is in no season, whatever role is left', () => {
    const mentor = student({ ...pathways(), class: 2027 }, { roles: ['student', 'peer-mentor'] });
    expect(ahead(mentor, '2027-05-26', '2028-05-25')).toEqual([]);
    expect(says(ahead(mentor, '2027-03-01', '2027-03-31'), 'Peer-to-Peer')).toBe(true);
  });
});

describe('sessions', () => {
  it('are for those who are in the audience on their day', () => {
    const rank = [session('rank-list-1', '2028-01-13')];
    expect(says(ahead(student(pathways()), '2027-10-01', '2028-03-01', rank), '2028-01-13')).toBe(true);
    expect(says(ahead(student({ ...pathways(), class: 2029 }), '2027-10-01', '2028-03-01', rank), '2028-01-13')).toBe(
      false,
    );
    const open = [session('open-house-pce', '2025-10-06')];
    expect(says(ahead(student(pathways()), '2025-09-15', '2025-12-01', open), '2025-10-06')).toBe(true);
    expect(says(ahead(student(hst()), '2025-09-15', '2025-12-01', open), '2025-10-06')).toBe(false);
  });

  it('lie in the range, its first and last day included, in order of time', () => {
    const days = ['2027-01-20', '2027-01-21', '2027-01-22', '2027-01-23'];
    const sessions = days.map((day) => session('road-to-residency-1', day, { title: `Road on ${day}` })).reverse();
    const found = ahead(student(pathways()), '2027-01-21', '2027-01-22', sessions).filter((line) =>
      line.includes('Road on'),
    );
    expect(found).toEqual(['2027-01-21 Road on 2027-01-21', '2027-01-22 Road on 2027-01-22']);
  });

  it('say what is special to them: title, place, specialty, series, and for whom to those who are no students', () => {
    const panel = session('specialty-interest-series', '2025-01-21', {
      title: 'Derm',
      specialty: 'dermatology',
      place: 'TMEC',
    });
    const range = { from: '2025-01-21', to: '2025-01-21' };
    const [seen] = programAhead(program, staff, [panel], range, '2025-01-21').filter((item) => item.title === 'Derm');
    expect(seen).toMatchObject({ where: 'TMEC', specialty: 'dermatology', audience: 'Preclerkship students' });
    expect(seen?.series).toMatchObject({ one: 'panel', many: 'panels' });
    const [own] = programAhead(program, student(pathways()), [panel], range, '2025-01-21').filter(
      (i) => i.title === 'Derm',
    );
    expect(own?.audience).toBeNull();
  });
});

describe('days by which something is due', () => {
  it.each<[string, Person, string, string]>([
    ['by 2026-03-31 First formal Society', student(pathways()), '2025-10-01', '2026-09-30'],
    ['by 2026-09-30 Second formal Society', student(pathways()), '2025-10-01', '2026-09-30'],
    ['by 2026-04-01 Plan the Post-PCE', student(pathways()), '2025-10-01', '2026-09-30'],
    ['by 2026-07-31 First formal Society', student(hst()), '2026-02-01', '2027-01-31'],
    ['by 2026-08-01 Plan the Post-PCE', student(hst()), '2026-02-01', '2027-01-31'],
    ['by 2026-12-31 Choose a specialty', student(pathways()), '2026-11-01', '2027-03-01'],
  ])('%s', (line, who, from, to) => {
    expect(ahead(who, from, to).filter((found) => found.startsWith(line))).toHaveLength(1);
  });

  it('are still ahead on the day itself, and gone the day after', () => {
    expect(says(ahead(student(pathways()), '2026-03-31', '2026-09-30'), 'by 2026-03-31')).toBe(true);
    expect(says(ahead(student(pathways()), '2026-04-01', '2026-09-30'), 'First formal')).toBe(false);
  });

  it('are not asked of somebody who is on leave on them', () => {
    expect(
      says(ahead(student(pathways({ ...leave, from: '2025-12-01' })), '2025-12-01', '2026-08-31'), 'by 2026'),
    ).toBe(false);
  });

  it('are listed for every class to those who are no students, and for whom they are', () => {
    const items = programAhead(program, staff, [], { from: '2027-01-01', to: '2027-09-30' }, '2027-01-01');
    const dues = items.flatMap(({ title, when, audience }) =>
      when.kind === 'due' ? `${when.day} ${title}: ${audience}` : [],
    );
    expect(dues).toEqual(
      expect.arrayContaining([
        '2027-01-31 Second formal Society advising meeting of the PCE: PCE students, HST, class of 2028',
        '2027-03-31 First formal Society advising meeting of the PCE: PCE students, Pathways, class of 2029',
        '2027-04-01 Plan the Post-PCE phase: PCE students, Pathways, class of 2029',
        '2027-04-30 Choose a specialty and get a RASA: Post-PCE students applying, HST, class of 2028',
      ]),
    );
    expect(dues.filter((line) => line.includes('Plan the Post-PCE'))).toHaveLength(2);
  });

  it('hang on the last day of the Development Week once that is dated', () => {
    const week = ['2025-04-21', '2025-04-22', '2025-04-25'].map((day) => session('professional-development-week', day));
    const who = student(pathways());
    const assessment = (sessions: readonly Session[], from = '2025-04-01') =>
      ahead(who, from, '2025-04-30', sessions).filter((line) => line.includes('Careers in Medicine assessment'));
    expect(assessment([])).toEqual(['April Careers in Medicine assessment']);
    expect(assessment(week)).toEqual(['by 2025-04-25 Careers in Medicine assessment']);
    expect(assessment(week, '2025-04-26')).toEqual([]);
  });
});

describe('applications', () => {
  it('are marked for somebody who has not decided, and only what is of applications is', () => {
    const items = programAhead(
      program,
      student(pathways(undecided)),
      [],
      { from: '2026-12-01', to: '2027-11-30' },
      '2026-12-01',
    );
    const marked = items.filter((item) => item.ifApplying).map(({ title }) => title);
    expect(marked.some((title) => title.includes('Road to Residency, Part I'))).toBe(true);
    expect(marked.some((title) => title.includes('Private Practice'))).toBe(false);
  });

  it('are no subject while somebody is away today, however far ahead one looks', () => {
    const lines = ahead(student(pathways(leave)), '2026-12-01', '2027-11-30');
    expect(says(lines, 'Private Practice')).toBe(true);
    for (const title of ['Practice Interviews', 'Application checklist', 'Road to Residency'])
      expect(says(lines, title)).toBe(false);
    expect(says(ahead(student(pathways(leave)), '2027-09-01', '2027-11-30'), 'Practice Interviews')).toBe(true);
  });

  it('have a checklist whose dates staff name, without a month', () => {
    expect(ahead(student(pathways()), '2026-12-01', '2026-12-31')).toContain(' Application checklist (6 steps left)');
    expect(says(ahead(student({ ...pathways(), class: 2030 }), '2026-12-01', '2026-12-31'), 'checklist')).toBe(false);
  });
});

describe('what staff have entered beside sessions', () => {
  const entered = (
    who: Person,
    from: string,
    to: string,
    dates: readonly ProgramDate[],
    sessions: readonly Session[] = [],
  ) =>
    programAhead(program, who, sessions, { from, to }, from, dates).map(({ title, when, audience }) => {
      const time = when.kind === 'window' ? `${when.from} to ${when.to}` : when.day;
      return [time, title, ...(audience === null ? [] : [audience])].join(', ');
    });
  const matchDay: ProgramDate = { subject: 'match/nrmp', year: 2028, day: '2028-03-17' };

  it('is Match Day, on the day of the match for those of its year, as long as no session is dated', () => {
    const range = ['2028-03-01', '2028-03-31'] as const;
    const line = '2028-03-17 to 2028-03-17, Match Day';
    expect(entered(student(pathways()), ...range, [matchDay])).toContain(line);
    expect(entered(student(pathways()), ...range, [{ ...matchDay, year: 2027 }])).not.toContain(line);
    expect(entered(student(pathways()), ...range, [{ ...matchDay, subject: 'match/aua' }])).not.toContain(line);
    const dated = entered(student(pathways()), ...range, [matchDay], [session('match-day', '2028-03-17')]);
    expect(dated).toContain('2028-03-17, Match Day');
    expect(dated).not.toContain(line);
  });

  it('opens the Post-Match Survey on the Monday after Match Day', () => {
    const survey = (to: string) => entered(student(pathways()), '2028-03-01', to, [matchDay]).join('\n');
    expect(survey('2028-03-19')).not.toContain('Post-Match Survey');
    expect(survey('2028-03-20')).toContain('Post-Match Survey');
  });

  it('is told with class or Match year to those who are no students', () => {
    const dates: ProgramDate[] = [
      { subject: 'society-meeting-1', year: 2028, day: '2026-03-20' },
      { subject: 'career-selection-meetings', year: 2028, day: '2027-04-09' },
      { subject: 'application-checklist/eras-submitted', year: 2028, day: '2027-09-22' },
    ];
    const lines = entered(staff, '2026-03-01', '2027-09-30', dates);
    expect(lines).toContain(
      '2026-03-20, First formal Society advising meeting of the PCE, PCE students, Pathways, class of 2028',
    );
    expect(lines).toContain(
      '2027-04-09, Society and Specialty Advising Meetings: Career Selection, students applying, Match of 2028',
    );
    expect(lines).toContain('2027-09-22, Application checklist: ERAS submitted, students applying, Match of 2028');
    expect(lines.filter((one) => one.includes('Career Selection') && one.startsWith('2027-04'))).toHaveLength(1);
  });

  it('is marked as done where it was ticked off, and left out where it was waved away', () => {
    const at = noonOf('2026-01-05');
    const ticks = [
      { entry: 'society-meeting-1', occurrence: 'pce', item: '', notForMe: false, at },
      { entry: 'transition-to-internship', occurrence: '2028-04', item: '', notForMe: true, at },
    ];
    const who = student(pathways(), { ticks });
    expect(entered(who, '2026-03-01', '2026-03-31', []).join()).toContain(
      'First formal Society advising meeting of the PCE (done)',
    );
    const april = session('transition-to-internship', '2028-04-12');
    for (const sessions of [[], [april]]) {
      expect(entered(who, '2028-04-01', '2028-04-30', [], sessions).join()).not.toContain('Transition');
      expect(entered(student(pathways()), '2028-04-01', '2028-04-30', [], sessions).join()).toContain('Transition');
    }
  });
});

describe('what was worked out before', () => {
  const sessions: readonly Session[] = [];
  const day = (on: string): ProgramDate[] => [{ subject: 'match/nrmp', year: 2028, day: on }];
  const asked = (who: Person, dates: readonly ProgramDate[] = [], today = '2026-12-01') =>
    programAhead(program, who, sessions, { from: '2026-12-01', to: '2027-12-31' }, today, dates);
  const anew = (who: Person, dates: readonly ProgramDate[] = []) =>
    programAhead(program, who, [...sessions], { from: '2026-12-01', to: '2027-12-31' }, '2026-12-01', dates);
  const everybody = [
    student(pathways()),
    student(hst()),
    student(pathways(leave)),
    student(pathways(notApplying)),
    student(pathways(), { roles: ['student', 'peer-mentor'] }),
    staff,
  ];

  it('is the same for everybody as if it had not been', () => {
    for (const who of [...everybody, ...everybody]) expect(asked(who)).toEqual(anew(who));
  });

  it('counts no longer where other dates are known', () => {
    for (const dates of [day('2027-12-17'), day('2027-12-18')])
      for (const who of everybody) expect(asked(who, dates)).toEqual(anew(who, dates));
  });

  it('takes over no tick of a classmate', () => {
    const due = asked(student(hst())).find(({ entry, tick }) => tick?.steps.length === 0 && entry.kind === 'milestone');
    if (!due?.tick) throw new Error('nothing is ticked off in one go');
    const ticks = [
      { entry: due.entry.id, occurrence: due.tick.occurrence, item: '', notForMe: true, at: noonOf('2026-12-01') },
    ];
    const ids = (who: Person) => asked(who).map(({ entry }) => entry.id);
    expect(ids(student(hst(), { ticks }))).not.toContain(due.entry.id);
    expect(ids(student(hst()))).toContain(due.entry.id);
  });
});
