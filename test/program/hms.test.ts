// The rest of the program file against facts typed from the specification.
import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../src/program/load.ts';
import { roleText } from '../../src/program/program.ts';

const program = await loadProgram();
const { file } = program;

describe('the program file', () => {
  it('has the school with its zone, its year and its closed days', () => {
    expect(file.school).toMatchObject({ timeZone: 'America/New_York', academicYearStartsIn: 'august' });
    expect(file.school.closedDays.length).toBeGreaterThan(10);
  });

  it.each([
    ['Dean for Students', 'student'],
    ['Society Advisor', 'student'],
    ['PCE mentor', 'pce'],
    ['Specialty mentors', 'student'],
    ['Shadowing', 'preclerkship'],
    ['Residency Application Specialty Advisor (RASA)', 'applying graduating'],
    ['Alumni advisors', 'student'],
    ['Career planning leadership', 'student'],
  ])('has the advising role %s for %s, with what to bring or how to reach', (title, audience) => {
    const role = file.advising.find((r) => r.title === title);
    expect(role?.for.map((clause) => clause.flatMap((term) => Object.values(term))).join(' ')).toBe(audience);
    expect(role?.reach).not.toBe('');
  });

  it('has no advising role beside, and something to bring for each but the leadership', () => {
    expect(file.advising).toHaveLength(8);
    expect(file.advising.filter((role) => role.bring.length === 0).map((role) => role.id)).toEqual(['leadership']);
  });

  it.each([
    ['Director of Career Advising', ['Director of Career Planning', 'Director of the Career Planning Program']],
    ['PCE mentors', ['PCE advisors', 'hospital-based mentors']],
    ['Dean for Students', []],
    ['Dean for Medical Education', []],
    ['ERAS Coordinator', []],
    ['HST Director of Administration', []],
    ['Director of Learning Resources and Support', []],
    ['Office of Learning Resources and Support', []],
    ['Office of Scholarly Engagement', []],
    ['Alumni Liaison', []],
    ['Office of Student Affairs', []],
    ['Society Advisors', []],
  ])('has the people role %s, also called %j', (name, others) => {
    const found = file.peopleRoles.filter((role) => role.name === name);
    expect(found).toHaveLength(1);
    expect(found[0]?.alsoCalled).toEqual(expect.arrayContaining([...others]));
  });

  it('calls each role by one name only', () => {
    const names = file.peopleRoles.flatMap((role) => [role.name, ...role.alsoCalled]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has the five societies, London for HST', () => {
    expect(file.societies.map((s) => `${s.name} ${s.track}`).sort()).toEqual([
      'Cannon pathways',
      'Castle pathways',
      'Hinton pathways',
      'London hst',
      'Peabody pathways',
    ]);
  });

  it('shows contacts as role, then holder, with interim', () => {
    expect(roleText(program, 'dean-for-students', '2026-12-01')).toBe('Dean for Students, Jennifer Potter (interim)');
    expect(roleText(program, 'director-of-career-advising', '2026-12-01')).toBe(
      "Director of Career Advising, Anthony D'Amico",
    );
    expect(roleText(program, 'student-affairs', '2026-12-01')).toBe('Office of Student Affairs, Csilla Kiss');
    expect(roleText(program, 'aamc', '2026-12-01')).toBe('AAMC');
  });

  it('has at least twenty specialties, each with its match, early ones with their own', () => {
    expect(file.specialties.length).toBeGreaterThanOrEqual(20);
    const names = file.specialties.flatMap((s) => [s.name, ...s.alsoCalled]).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(program.specialty('ophthalmology')?.match).not.toBe('nrmp');
    expect(program.specialty('urology')?.match).not.toBe('nrmp');
    for (const name of [
      'Internal Medicine',
      'General Surgery',
      'Pediatrics',
      'Psychiatry',
      'Neurology',
      'Dermatology',
    ]) {
      expect(file.specialties.map((s) => s.name)).toContain(name);
    }
  });

  it('keeps the RASA list behind HarvardKey', () => {
    expect(program.resource('rasa-list')?.access).toBe('harvardkey');
    expect(program.resource('careers-in-medicine')?.access).toBe('aamc');
  });
});

describe('class calendars', () => {
  it.each([
    ['pathways', 'october', 14],
    ['hst', 'february', 18],
  ] as const)('give %s a PCE of a year from %s, after %i months of Preclerkship', (track, _, months) => {
    const calendars = [...program.calendar.classes.values()].filter((calendar) => calendar.track === track);
    expect(calendars.length).toBeGreaterThanOrEqual(5);
    for (const { graduationYear: year, entry, pce, postPce, graduation } of calendars) {
      const [first, second] =
        months === 14 ? [`${year - 3}-10-01`, `${year - 2}-10-01`] : [`${year - 2}-02-01`, `${year - 1}-02-01`];
      expect([entry, pce, postPce]).toEqual([`${year - 4}-08-01`, first, second]);
      expect(graduation.slice(0, 7)).toBe(`${year}-05`);
    }
  });

  it('are marked as not yet confirmed, for every class on both tracks', () => {
    expect(file.classes.every((c) => c.provisional)).toBe(true);
    const years = [...new Set(file.classes.map((c) => c.class))].sort();
    expect(years).toEqual(expect.arrayContaining([2026, 2027, 2028, 2029, 2030, 2031]));
    expect(file.classes).toHaveLength(years.length * 2);
  });

  it('know who holds a role on a day only', () => {
    expect(program.holders('dean-for-students', '2026-12-01').map((c) => c.name)).toEqual(['Jennifer Potter']);
    expect(program.holders('nobody', '2026-12-01')).toEqual([]);
  });
});
