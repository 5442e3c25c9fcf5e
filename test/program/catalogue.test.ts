// The catalogue of the specification, typed by hand: shifting one row of the program file by a month must fail here.
import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../src/program/load.ts';
import type { Entry, Window } from '../../src/program/program.ts';

const program = await loadProgram();

/** [piece of the title, for whom, when] - `year` counts from entry, `match` from the Match year. */
const CATALOGUE: readonly (readonly [title: string, audience: string, when: readonly string[]])[] = [
  ['Lessons Learned Along the Way', 'preclerkship', ['august']],
  ['Specialty Interest Series', 'preclerkship', ['september october november december january february march april']],
  ['Student Specialty Interest Groups', 'preclerkship', []],
  [
    'Career Planning Open House',
    'preclerkship',
    ['year 1: september october november', 'year 1: march april may', 'year 2: august'],
  ],
  ['Professional Development Week', 'preclerkship pathways', ['year 1: april', 'year 2: august']],
  ['USMLE Step 1 Support Sessions', 'preclerkship', ['january', 'april']],
  ['Careers in Medicine assessment', 'preclerkship', ['year 1: april (pathways)', 'year 1: may (hst)']],
  ['First formal Society advising meeting', 'pce', ['months 1 to 6 of pce']],
  ['Second formal Society advising meeting', 'pce', ['months 7 to 12 of pce']],
  ['Plan the Post-PCE phase', 'pce', ['6 months before post-pce']],
  ['Career Planning Open House', 'pce', ['october', 'june']],
  ['Retake the Careers in Medicine survey', 'pce', ['june july']],
  ['Class Meeting: Post-PCE Preparation', 'pce pathways', ['july']],
  ['Class Meeting: London/HST Rising 3rd Years', 'student hst', ['year 2: july']],
  ['Alternative Medical Careers, part 1', 'pce pathways', ['september']],
  ['Private Practice', 'student', ['september october november']],
  ['Fifth Year Options (HST)', 'pce hst', ['september']],
  ['USMLE Step 2 CK Preparation Workshop', 'pce', ['september']],
  ['Residency panels and board review', 'pce', []],
  ['Peer-to-Peer Career Planning Mentorship', 'pce, peer-mentor', ['november december january february march']],
  ['Class Meeting: The Road to Residency, Part I', 'applying', ['match -1: january']],
  ['How to Create a Competitive Residency Application', 'applying', ['match -1: january february']],
  ['Class Meeting: The Road to Residency, Part II', 'applying', ['match -1: april']],
  ['Society and Specialty Advising Meetings: Career Selection', 'applying', ['match -1: april', 'match -1: august']],
  ['Career Planning Open House', 'applying', ['match -1: april', 'match -1: august']],
  ['Choose a specialty and get a RASA', 'post-pce applying', ['months 1 to 3 of post-pce']],
  ['Personal Statements, Letters of Recommendation and CV Workshop', 'applying', ['match -1: may']],
  ['Applying to Residency using ERAS', 'applying', ['match -1: june']],
  ['Application checklist', 'applying, graduating', ['dated by staff']],
  ['Introduction to the Residency Interview Process', 'applying', ['match -1: september']],
  ['Residency Practice Interviews', 'applying', ['match -1: september october']],
  ['Making Your Rank List, Part 1', 'graduating', ['match 0: january']],
  ['Making Your Rank List, Part 2', 'graduating', ['match 0: january']],
  ['Match Day', 'graduating', ['match 0: march']],
  ['Post-Match Survey', 'graduating', ['match 0: march april']],
  ['Transition to Internship', 'graduating', ['match 0: april']],
];

function whom({ for: clauses }: Entry): string {
  return clauses
    .map((clause) => {
      const { role, phase, cycle, track } = Object.assign({}, ...clause) as Record<string, string | undefined>;
      return [role, phase, cycle, track].filter((part) => part !== undefined).join(' ');
    })
    .join(', ');
}

function whenOf(window: Window): string {
  if ('datedBy' in window) return `dated by ${window.datedBy}`;
  if ('monthsBefore' in window) return `${window.monthsBefore} months before ${window.phase}`;
  if ('monthsOfPhase' in window) return `months ${window.monthsOfPhase.join(' to ')} of ${window.phase}`;
  const { months, year, match, only } = window;
  const of = year === undefined ? (match === undefined ? '' : `match ${match}: `) : `year ${year}: `;
  return `${of}${months.join(' ')}${only ? ` (${only.track})` : ''}`;
}

/** A title holds a piece as a whole: `Part I` is not in `Part II`. */
function found(piece: string, audience: string): Entry[] {
  const whole = (title: string) =>
    title
      .split(piece)
      .slice(1)
      .some((rest) => !/^[\p{L}\p{N}]/u.test(rest));
  return program.entries.filter((entry) => whole(entry.title) && whom(entry) === audience);
}

function one(piece: string, audience: string): Entry {
  const [entry, ...others] = found(piece, audience);
  if (!entry || others.length > 0)
    throw new Error(`${piece} for ${audience}: found ${others.length + (entry ? 1 : 0)}`);
  return entry;
}

describe('the catalogue', () => {
  it.each(CATALOGUE)('%s for %s: %j', (piece, audience, when) => {
    expect(one(piece, audience).when.map(whenOf)).toEqual(when);
  });

  it('holds nothing beside', () => {
    const listed = CATALOGUE.flatMap(([piece, audience]) => found(piece, audience));
    expect(program.entries.filter((entry) => !listed.includes(entry)).map((entry) => entry.title)).toEqual([]);
    expect(new Set(listed).size).toBe(CATALOGUE.length);
  });

  it.each([
    [
      'class-meeting',
      ['Class Meeting: Post-PCE', 'Rising 3rd Years', 'Road to Residency, Part I', 'Road to Residency, Part II'],
    ],
    [
      'milestone',
      [
        'Careers in Medicine assessment',
        'First formal Society',
        'Second formal Society',
        'Plan the Post-PCE',
        'Retake the Careers',
        'Career Selection',
        'Choose a specialty',
        'Application checklist',
        'Post-Match Survey',
      ],
    ],
    ['series', ['Specialty Interest Series', 'Competitive Residency Application']],
    ['season', ['Peer-to-Peer', 'Practice Interviews']],
    ['listing', ['Interest Groups', 'Residency panels']],
  ])('has as %s exactly %j', (kind, pieces) => {
    const titles = program.entries.filter((entry) => entry.kind === kind).map((entry) => entry.title);
    expect(titles).toHaveLength(pieces.length);
    for (const piece of pieces) expect(titles.some((title) => title.includes(piece))).toBe(true);
  });

  it.each([
    ['Lessons Learned Along the Way', 'preclerkship', ['Director of Career Advising']],
    ['USMLE Step 1 Support Sessions', 'preclerkship', ['Office of Learning Resources and Support']],
    ['First formal Society advising meeting', 'pce', ['Society Advisors']],
    ['Plan the Post-PCE phase', 'pce', ['PCE mentors', 'Society Advisors']],
    ['Career Planning Open House', 'pce', ['Director of Career Advising']],
    ['Class Meeting: Post-PCE Preparation', 'pce pathways', ['Dean for Students', 'Dean for Medical Education']],
    ['Class Meeting: London/HST Rising 3rd Years', 'student hst', ['HST Director of Administration']],
    ['Fifth Year Options (HST)', 'pce hst', ['HST Director of Administration']],
    ['USMLE Step 2 CK Preparation Workshop', 'pce', ['Director of Learning Resources and Support', 'Student panel']],
    ['Class Meeting: The Road to Residency, Part I', 'applying', ['Dean for Students', 'Director of Career Advising']],
    ['Class Meeting: The Road to Residency, Part II', 'applying', ['Dean for Students', 'Director of Career Advising']],
    ['Personal Statements', 'applying', ['Society Advisors']],
    ['Applying to Residency using ERAS', 'applying', ['Dean for Students', 'ERAS Coordinator']],
    ['Introduction to the Residency Interview Process', 'applying', ['Dean for Students']],
    ['Making Your Rank List, Part 2', 'graduating', ['ERAS Coordinator']],
  ])('%s for %s is held by %j', (piece, audience, hosts) => {
    const names = one(piece, audience).hosts.map((id) => program.peopleRole(id)?.name);
    expect(names).toEqual(expect.arrayContaining([...hosts]));
  });

  it('has what is ticked off: two meetings, and the seven steps of an application', () => {
    expect(one('Career Selection', 'applying').items).toHaveLength(2);
    const steps = one('Application checklist', 'applying, graduating').items.map((item) => item.title.toLowerCase());
    for (const step of ['statement', 'letters', 'mspe', 'step 2 ck', 'eras', 'registered for the match', 'rank list']) {
      expect(steps.filter((title) => title.includes(step))).toHaveLength(1);
    }
  });

  it('ties the assessment of Pathways to the end of the Development Week, and lets only the last entry be waved away', () => {
    const [pathways] = one('Careers in Medicine assessment', 'preclerkship').when;
    expect(pathways).toMatchObject({ dueAtEndOf: one('Professional Development Week', 'preclerkship pathways').id });
    expect(program.entries.filter((entry) => entry.optional)).toEqual([one('Transition to Internship', 'graduating')]);
  });

  it('calls part 1 of the alternative careers by its other title too', () => {
    const { title, alsoCalled } = one('Alternative Medical Careers, part 1', 'pce pathways');
    expect([title, ...alsoCalled].join('; ')).toContain('Fifth Year Options (Pathways)');
  });
});
