import { describe, expect, it } from 'vitest';
import {
  type Audience,
  audienceText,
  isForApplicants,
  matchesAudience,
  sliceTermsOf,
  storedAudience,
} from '../../src/domain/audience.ts';
import { ROLES, type Role } from '../../src/domain/roles.ts';
import { type Enrollment, type Override, standingOn } from '../../src/domain/standing.ts';
import { hst, pathways, school } from '../support/school-calendar.ts';

function student(enrollment: Enrollment, day: string, roles: readonly Role[] = ['student']) {
  return { roles, standing: standingOn(school, enrollment, day) };
}

const onLeave: Override = { kind: 'leave', value: 'leave', from: '2026-09-01', to: '2027-09-01' };
const notApplying: Override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null };
const undecided: Override = { kind: 'cycle', value: 'undecided', from: '2026-07-01', to: null };
const staff = { roles: ['staff'] as const, standing: null };

describe('an audience', () => {
  const pce: Audience = { anyOf: [[{ phase: 'pce' }]] };
  const pcePathways: Audience = { anyOf: [[{ phase: 'pce' }, { track: 'pathways' }]] };
  const applying: Audience = { anyOf: [[{ cycle: 'applying' }]] };
  const graduating: Audience = { anyOf: [[{ cycle: 'graduating' }]] };
  const students: Audience = { anyOf: [[{ role: 'student' }]] };
  const season: Audience = { anyOf: [[{ phase: 'pce' }], [{ role: 'peer-mentor' }]] };
  const mentors: Audience = { anyOf: [[{ role: 'peer-mentor' }]] };
  const ofHst: Audience = { anyOf: [[{ track: 'hst' }]] };
  it.each([
    ['of a phase has who is in it', pce, student(pathways(), '2026-01-15'), true],
    ['of a phase has nobody else', pce, student(pathways(), '2026-10-01'), false],
    ['of a phase has nobody on leave', pce, student(pathways(onLeave), '2026-09-15'), false],
    ['of a phase has no staff', pce, staff, false],
    ['of phase and track wants both', pcePathways, student(pathways(), '2026-03-01'), true],
    ['of phase and track wants the track too', pcePathways, student(hst(), '2026-03-01'), false],
    ['of applicants goes by cycle, not by phase', applying, student(hst(), '2026-12-01'), true],
    ['of applicants begins on 1 November', applying, student(pathways(), '2026-10-31'), false],
    ['of applicants has the undecided', applying, student(pathways(undecided), '2026-12-01'), true],
    ['of applicants has none who do not apply', applying, student(pathways(notApplying), '2026-12-01'), false],
    ['of applicants has nobody on leave', applying, student(pathways(onLeave), '2026-12-01'), false],
    ['of graduating students', graduating, student(pathways(), '2027-11-01'), true],
    ['of graduating students ends with graduation', graduating, student(pathways(), '2028-05-26'), false],
    ['of students', students, student(pathways(), '2025-01-15'), true],
    ['of students has those on leave', students, student(pathways(onLeave), '2026-12-01'), true],
    ['of students has none before entry', students, student(pathways(), '2024-07-31'), false],
    ['of students has no graduates', students, student(pathways(), '2028-05-26'), false],
    ['of students has no staff', students, staff, false],
    ['of two kinds wants one of them', season, student(pathways(), '2027-12-01', ['student', 'peer-mentor']), true],
    ['of two kinds has those of neither', season, student(pathways(), '2027-12-01'), false],
    ['of peer mentors has no graduates', mentors, student(pathways(), '2028-05-26', ['student', 'peer-mentor']), false],
    ['of peer mentors has none before entry', mentors, student(pathways(), '2024-07-31', ['peer-mentor']), false],
    [
      'of peer mentors has those who are no students',
      mentors,
      { roles: ['peer-mentor'] as const, standing: null },
      true,
    ],
    ['of a track has its students', ofHst, student(hst(), '2026-12-01'), true],
    ['of a track has no graduates', ofHst, student(hst(), '2028-05-26'), false],
    ['of a track has nobody before entry', ofHst, student(hst(), '2024-07-31'), false],
    ['of a track has no staff', ofHst, staff, false],
    ['of nobody has nobody', { anyOf: [] }, staff, false],
  ])('%s', (_, audience, member, expected) => {
    expect(matchesAudience(audience, member)).toBe(expected);
  });

  it('is for applicants where every way into it is by cycle', () => {
    expect(isForApplicants(applying)).toBe(true);
    expect(isForApplicants({ anyOf: [[{ cycle: 'applying' }], [{ cycle: 'graduating' }]] })).toBe(true);
    expect(isForApplicants({ anyOf: [[{ phase: 'post-pce' }, { cycle: 'applying' }]] })).toBe(true);
    expect(isForApplicants({ anyOf: [[{ cycle: 'applying' }], [{ role: 'student' }]] })).toBe(false);
    expect(isForApplicants(pce)).toBe(false);
  });
});

describe('an audience in words', () => {
  it.each([
    [{ anyOf: [[{ phase: 'preclerkship' }]] }, 'Preclerkship students'],
    [{ anyOf: [[{ phase: 'pce' }, { track: 'pathways' }]] }, 'PCE students, Pathways'],
    [{ anyOf: [[{ cycle: 'applying' }], [{ cycle: 'graduating' }]] }, 'students applying and graduating students'],
    [{ anyOf: [[{ phase: 'post-pce' }, { cycle: 'applying' }]] }, 'Post-PCE students applying'],
    [{ anyOf: [[{ role: 'student' }]] }, 'all students'],
    [{ anyOf: [[{ role: 'student' }, { track: 'hst' }]] }, 'HST students'],
    [{ anyOf: [[{ phase: 'pce' }], [{ role: 'peer-mentor' }]] }, 'PCE students and peer mentors'],
  ] satisfies [Audience, string][])('%j', (audience, expected) => {
    expect(audienceText(audience)).toBe(expected);
  });

  it('names every role in the plural', () => {
    const others = ROLES.filter((role) => role !== 'student').map((role) => audienceText({ anyOf: [[{ role }]] }));
    expect(others).toEqual([
      'peer mentors',
      'interviewers',
      'Society Advisors',
      'PCE mentors',
      'RASAs',
      'specialty mentors',
      'Alumni Liaisons',
      'staff',
    ]);
  });
});

describe('an audience of a broadcast in words', () => {
  const names = { specialty: () => 'Dermatology', session: () => 'Open House', person: () => 'Ada Berg' };
  it.each([
    [
      { anyOf: [[{ cycle: 'applying', matchYear: 2028 }, { track: 'pathways' }]] },
      'students applying (Match 2028), Pathways',
    ],
    [{ anyOf: [[{ class: 2028 }, { society: 'Castle' }]] }, 'the class of 2028, the Castle Society'],
    [{ anyOf: [[{ role: 'rasa' }, { specialty: 'dermatology' }]] }, 'RASAs, Dermatology'],
    [{ anyOf: [[{ rsvp: 4, answer: 'going' }]] }, 'who said Going to Open House'],
    [
      { anyOf: [[{ role: 'student' }]], except: [{ person: 3 }, { class: 2027 }] },
      'all students, without Ada Berg and the class of 2027',
    ],
  ] satisfies [Audience, string][])('%j', (audience, expected) => {
    expect(audienceText(audience, names)).toBe(expected);
  });

  it('is read as it was stored, and refused where it is none', () => {
    const audience: Audience = { anyOf: [[{ phase: 'pce' }, { rsvp: 3, answer: 'going' }]], except: [{ person: 2 }] };
    expect(storedAudience(JSON.parse(JSON.stringify(audience)))).toEqual(audience);
    expect(sliceTermsOf(audience)).toEqual([{ rsvp: 3, answer: 'going' }]);
    for (const broken of [
      null,
      {},
      { anyOf: [{ phase: 'pce' }] },
      { anyOf: [[{ phase: 'none' }]] },
      { anyOf: [], except: [3] },
    ])
      expect(() => storedAudience(broken)).toThrow('cannot be read');
  });
});
