// Whose milestones are which, and what a tick is of: days typed from the specification, asked of the real program.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { ProgramDate } from '../../../src/ahead/program-date.ts';
import type { Enrollment, Override } from '../../../src/domain/standing.ts';
import type { Tick } from '../../../src/domain/tick.ts';
import { milestoneId, readMilestoneId } from '../../../src/features/milestones/rules/milestone-id.ts';
import { isOpen, isStillOpen, ownMilestones } from '../../../src/features/milestones/rules/own-milestones.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { session, student } from '../../support/people-builders.ts';
import { hst, pathways } from '../../support/school-calendar.ts';

const program = await loadProgram();
const at = Temporal.Instant.from('2026-01-01T12:00:00Z');

function tick(id: string, notForMe = false): Tick {
  const { entry = '', occurrence = '', item = '' } = readMilestoneId(id) ?? {};
  return { entry, occurrence, item, notForMe, at };
}

interface Known {
  ticks?: readonly Tick[];
  dates?: readonly ProgramDate[];
  sessions?: Parameters<typeof ownMilestones>[2]['sessions'];
}

function own(enrollment: Enrollment, today: string, { ticks = [], dates = [], sessions = [] }: Known = {}) {
  return ownMilestones(program, student(enrollment, { ticks }), { sessions, dates }, today);
}

/** `society-meeting-1/pce open by 2026-03-31` of each step. */
function lines(...of: Parameters<typeof own>): string[] {
  return own(...of).flatMap(({ ahead, due, parts }) =>
    parts.map(({ item, state }) => {
      const id = milestoneId(ahead.entry.id, ahead.tick.occurrence, item);
      return due === null ? `${id} ${state}` : `${id} ${state} by ${due}`;
    }),
  );
}

const date = (subject: string, year: number, day: string): ProgramDate => ({ subject, year, day });

describe('a due day', () => {
  it.each<[string, Enrollment, string, string]>([
    ['the end of month 6 of the PCE', pathways(), '2025-12-01', 'society-meeting-1/pce open by 2026-03-31'],
    ['the end of month 12 of the PCE', pathways(), '2025-12-01', 'society-meeting-2/pce open by 2026-09-30'],
    ['the same for HST', hst(), '2026-03-01', 'society-meeting-1/pce open by 2026-07-31'],
    ['six months before the Post-PCE phase', pathways(), '2025-12-01', 'plan-post-pce/post-pce open by 2026-04-01'],
    ['six months before it for HST', hst(), '2026-03-01', 'plan-post-pce/post-pce open by 2026-08-01'],
    ['the end of its months', pathways(), '2025-12-01', 'careers-in-medicine-retake/2026-06 open by 2026-07-31'],
    [
      'the end of April',
      pathways(),
      '2027-02-01',
      'career-selection-meetings/2027-04/society-advisor open by 2027-04-30',
    ],
    [
      'the end of August',
      pathways(),
      '2027-02-01',
      'career-selection-meetings/2027-08/specialty-advisor open by 2027-08-31',
    ],
    ['none before staff name it', hst(), '2025-02-01', 'careers-in-medicine-assessment/year-1 open'],
    ['none of a link', { ...pathways(), class: 2027 }, '2027-04-10', 'post-match-survey/2027-03 open'],
    [
      'none of the checklist before staff name it',
      pathways(),
      '2027-02-01',
      'application-checklist/2028/mspe-input open',
    ],
  ])('is %s', (_, enrollment, today, line) => {
    expect(lines(enrollment, today)).toContain(line);
  });

  it('is the last day of the Development Week for Pathways, once that is dated', () => {
    const week = ['2025-04-21', '2025-04-25'].map((day, id) => session('professional-development-week', day, { id }));
    expect(lines(pathways(), '2025-02-01', { sessions: week })).toContain(
      'careers-in-medicine-assessment/year-1 open by 2025-04-25',
    );
    expect(lines(pathways(), '2025-02-01')).toContain('careers-in-medicine-assessment/year-1 open');
  });
});

describe('a day that staff have entered', () => {
  it("stands in place of the program's, also past its months", () => {
    const dates = [date('society-meeting-1', 2028, '2026-04-20')];
    expect(lines(pathways(), '2025-12-01', { dates })).toContain('society-meeting-1/pce open by 2026-04-20');
  });

  it('of a class is meant for the track whose own day is nearest', () => {
    const dates = [date('society-meeting-1', 2028, '2025-12-10')];
    expect(lines(pathways(), '2025-11-01', { dates })).toContain('society-meeting-1/pce open by 2025-12-10');
    expect(lines(hst(), '2026-03-01', { dates })).toContain('society-meeting-1/pce open by 2026-07-31');
  });

  it('of another class or another Match year changes nothing', () => {
    const dates = [
      date('society-meeting-1', 2029, '2026-04-20'),
      date('application-checklist/mspe-input', 2027, '2027-06-01'),
    ];
    expect(lines(pathways(), '2025-12-01', { dates })).toContain('society-meeting-1/pce open by 2026-03-31');
    expect(lines(pathways(), '2027-02-01', { dates })).toContain('application-checklist/2028/mspe-input open');
  });

  it('belongs to the one of two occurrences in whose month it lies, or to which it is nearest', () => {
    const inApril = lines(pathways(), '2027-02-01', { dates: [date('career-selection-meetings', 2028, '2027-04-09')] });
    expect(inApril).toContain('career-selection-meetings/2027-04/society-advisor open by 2027-04-09');
    expect(inApril).toContain('career-selection-meetings/2027-08/society-advisor open by 2027-08-31');
    const inJuly = lines(pathways(), '2027-02-01', { dates: [date('career-selection-meetings', 2028, '2027-07-28')] });
    expect(inJuly).toContain('career-selection-meetings/2027-04/society-advisor open by 2027-04-30');
    expect(inJuly).toContain('career-selection-meetings/2027-08/society-advisor open by 2027-07-28');
  });

  it('of one step leaves the others as they are; that of the group is for the rest', () => {
    const step = date('application-checklist/eras-submitted', 2028, '2027-09-22');
    const one = lines(pathways(), '2027-02-01', { dates: [step] });
    expect(one).toContain('application-checklist/2028/eras-submitted open by 2027-09-22');
    expect(one).toContain('application-checklist/2028/mspe-input open');
    const both = lines(pathways(), '2027-02-01', { dates: [step, date('application-checklist', 2028, '2027-08-15')] });
    expect(both).toContain('application-checklist/2028/eras-submitted open by 2027-09-22');
    expect(both).toContain('application-checklist/2028/mspe-input open by 2027-08-15');
  });

  it('of a step is seen by those whose step it will be, and by others never', () => {
    const dates = [date('application-checklist/rank-list-certified', 2028, '2028-03-01')];
    const line = 'application-checklist/2028/rank-list-certified open by 2028-03-01';
    expect(lines(pathways(), '2027-04-01', { dates })).toContain(line);
    expect(lines({ ...pathways(), class: 2029 }, '2027-11-02', { dates })).not.toContain(line);
  });

  it('a little outside the part of the cycle is not lost', () => {
    const dates = [date('application-checklist/mspe-input', 2028, '2027-11-05')];
    expect(lines(pathways(), '2027-10-01', { dates })).toContain(
      'application-checklist/2028/mspe-input open by 2027-11-05',
    );
  });
});

describe('what passed', () => {
  const stillOpen = (...of: Parameters<typeof own>) =>
    own(...of)
      .filter(isStillOpen)
      .map(({ id }) => id);

  it('is still open from the day after, for as long as it is for the student', () => {
    expect(stillOpen(pathways(), '2026-03-31')).not.toContain('society-meeting-1/pce');
    expect(stillOpen(pathways(), '2026-04-01')).toContain('society-meeting-1/pce');
    expect(stillOpen(pathways(), '2026-09-30')).toContain('society-meeting-1/pce');
    expect(stillOpen(pathways(), '2026-10-01')).not.toContain('society-meeting-1/pce');
  });

  it('of an application is not asked for in the next one', () => {
    const later: Override = { kind: 'class', value: 2029, from: '2027-07-01', to: null };
    expect(stillOpen(pathways(), '2027-06-30')).toContain('career-selection-meetings/2027-04');
    expect(stillOpen(pathways(later), '2028-02-01')).not.toContain('career-selection-meetings/2027-04');
  });

  it('is not asked of those who are away, have not decided, or do not apply; a survey of nobody', () => {
    const leave: Override = { kind: 'leave', value: 'leave', from: '2027-05-02', to: '2028-05-01' };
    const undecided: Override = { kind: 'cycle', value: 'undecided', from: '2026-07-01', to: null };
    const notApplying: Override = { kind: 'cycle', value: 'not-applying', from: '2026-07-01', to: null };
    for (const override of [leave, undecided, notApplying])
      expect(stillOpen(pathways(override), '2027-05-03'), override.kind).toEqual([]);
    expect(stillOpen({ ...pathways(), class: 2027 }, '2027-05-10')).not.toContain('post-match-survey/2027-03');
  });
});

describe('a tick', () => {
  const DAYS = ['2024-12-01', '2025-05-02', '2026-01-15', '2026-08-15', '2027-02-01', '2027-09-15', '2028-03-01'];
  const enrollment = fc
    .record({ class: fc.constantFrom(2027, 2028, 2029), track: fc.constantFrom('pathways' as const, 'hst' as const) })
    .map((given): Enrollment => ({ ...given, overrides: [] }));

  it('makes exactly its own step of its own occurrence done, and every other stays as it was', () => {
    fc.assert(
      fc.property(enrollment, fc.constantFrom(...DAYS), fc.nat(1000), (who, today, pick) => {
        const before = lines(who, today);
        fc.pre(before.length > 0);
        const chosen = before[pick % before.length] ?? '';
        const [id = ''] = chosen.split(' ');
        const after = lines(who, today, { ticks: [tick(id)] });
        expect(after).toContain(chosen.replace(' open', ' done'));
        const others = (all: readonly string[]) => all.filter((line) => line.split(' ')[0] !== id);
        expect(others(after)).toEqual(others(before));
      }),
    );
  });

  it('leaves each milestone, which stands there once, open, done or waved away', () => {
    fc.assert(
      fc.property(
        enrollment,
        fc.constantFrom(...DAYS),
        fc.array(fc.tuple(fc.nat(1000), fc.boolean())),
        (who, today, picks) => {
          const ids = lines(who, today).map((line) => line.split(' ')[0] ?? '');
          const ticks = ids.length === 0 ? [] : picks.map(([pick, waved]) => tick(ids[pick % ids.length] ?? '', waved));
          const after = lines(who, today, { ticks });
          const kept = after.map((line) => line.split(' ')[0]);
          expect(new Set(kept).size).toBe(kept.length);
          for (const id of ids) {
            const state = after.find((line) => line.startsWith(`${id} `))?.split(' ')[1];
            const own = ticks.find((one) => milestoneId(one.entry, one.occurrence, one.item) === id);
            if (!own) expect(state).toBe('open');
            else if (state !== undefined) expect(state).toBe(own.notForMe ? 'not-for-me' : 'done');
          }
        },
      ),
    );
  });

  it('is kept where the student changes class, track or phase', () => {
    const ticks = [tick('society-meeting-1/pce'), tick('plan-post-pce/post-pce')];
    const changes: Override[] = [
      { kind: 'class', value: 2029, from: '2026-05-01', to: null },
      { kind: 'track', value: 'hst', from: '2026-02-15', to: null },
      { kind: 'phase', value: 'pce', from: '2026-05-01', to: '2027-03-01' },
    ];
    for (const change of changes) {
      for (const today of ['2026-05-15', '2026-11-15', '2027-02-15']) {
        const open = own(pathways(change), today, { ticks }).filter(isOpen);
        expect(
          open.map(({ ahead }) => ahead.entry.id).filter((id) => ['society-meeting-1', 'plan-post-pce'].includes(id)),
          `${change.kind} ${today}`,
        ).toEqual([]);
      }
    }
  });

  it('is kept where staff move the day', () => {
    const dates = [date('society-meeting-1', 2028, '2026-04-20')];
    expect(lines(pathways(), '2026-01-01', { dates, ticks: [tick('society-meeting-1/pce')] })).toContain(
      'society-meeting-1/pce done by 2026-04-20',
    );
  });

  it('of April is none of August, and of one Match year none of the next', () => {
    const ticks = ['society-advisor', 'specialty-advisor'].map((step) =>
      tick(`career-selection-meetings/2027-04/${step}`),
    );
    const open = own(pathways(), '2027-02-01', { ticks })
      .filter(isOpen)
      .map(({ id }) => id);
    expect(open).not.toContain('career-selection-meetings/2027-04');
    expect(open).toContain('career-selection-meetings/2027-08');
    const fifthYear: Override = { kind: 'class', value: 2029, from: '2027-07-01', to: null };
    expect(
      own(pathways(fifthYear), '2028-02-01', { ticks })
        .filter(isOpen)
        .map(({ id }) => id),
    ).toContain('career-selection-meetings/2028-04');
  });
});
