import { describe, expect, it } from 'vitest';
import type { Override } from '../../../src/domain/standing.ts';
import { outlineFor, visibleEntries } from '../../../src/features/calendar/rules/course.ts';
import type { Person } from '../../../src/people/person.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { person, student } from '../../support/people-builders.ts';
import { hst, pathways } from '../../support/school-calendar.ts';

const program = await loadProgram();
const TODAY = '2026-12-01';
const outline = (who: Person) =>
  Object.fromEntries(outlineFor(program, who, TODAY).map(({ phase, entries }) => [phase, entries.map(({ id }) => id)]));
const visible = (who: Person) => visibleEntries(program, who, TODAY).map(({ id }) => id);
const notApplying: Override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null };

describe('the program phase by phase', () => {
  it('is that of the own track', () => {
    const { preclerkship, pce } = outline(student(pathways()));
    expect(preclerkship).toEqual(expect.arrayContaining(['professional-development-week', 'step-1-support']));
    expect(pce).toEqual(expect.arrayContaining(['post-pce-preparation', 'alternative-careers-1']));
    expect(pce).not.toContain('fifth-year-options-hst');
    const ofHst = outline(student(hst()));
    expect(ofHst.preclerkship).not.toContain('professional-development-week');
    expect(ofHst.pce).toContain('fifth-year-options-hst');
    expect(ofHst.pce).not.toContain('post-pce-preparation');
  });

  it('has in Post-PCE what is of applications, from the class meeting to the internship', () => {
    expect(outline(student(pathways()))['post-pce']).toEqual(
      expect.arrayContaining(['road-to-residency-1', 'practice-interviews', 'match-day', 'transition-to-internship']),
    );
  });

  it('leaves applications out for somebody who does not apply', () => {
    const all = Object.values(outline(student(pathways(notApplying)))).flat();
    expect(all).not.toContain('road-to-residency-1');
    expect(all).not.toContain('match-day');
    expect(all).toContain('alternative-careers-2');
  });

  it('is whole for staff', () => {
    const all = new Set(Object.values(outline(person({ roles: ['staff'] }))).flat());
    expect(program.entries.filter(({ id }) => !all.has(id))).toEqual([]);
  });
});

describe('the entries that somebody may look at', () => {
  it('are those of their course, also of phases passed and to come', () => {
    const ids = visible(student(pathways()));
    expect(ids).toEqual(expect.arrayContaining(['lessons-learned', 'open-house-pce', 'match-day', 'peer-mentorship']));
    expect(ids).not.toContain('hst-rising-third-years');
    expect(ids).not.toContain('fifth-year-options-hst');
  });

  it('are all for those who are no students', () => {
    expect(visible(person({ roles: ['interviewer'] }))).toHaveLength(program.entries.length);
  });

  it('leave out applications for somebody who does not apply', () => {
    expect(visible(student(pathways(notApplying)))).not.toContain('match-day');
    expect(visible(student(pathways(notApplying)))).toContain('open-house-pce');
  });

  it('have what is for a further role of a student', () => {
    const mentor = student(pathways(notApplying), { roles: ['student', 'peer-mentor'] });
    expect(visible(mentor)).toContain('peer-mentorship');
  });
});
