// When one entry comes for one person: days and months typed from the specification, asked of the real program.
import { describe, expect, it } from 'vitest';
import type { Session } from '../../../src/ahead/session.ts';
import { ownTimes, relatedEntries } from '../../../src/features/calendar/rules/own-times.ts';
import type { Person } from '../../../src/people/person.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { session, student } from '../../support/people-builders.ts';
import { hst, pathways } from '../../support/school-calendar.ts';
import { noonOf } from '../../support/test-context.ts';

const program = await loadProgram();

interface Asked {
  sessions?: readonly Session[];
  pressed?: number | null;
}

function times(who: Person, id: string, today: string, { sessions = [], pressed = null }: Asked = {}): string[] {
  const entry = program.entry(id);
  if (!entry) throw new Error(`the program has no ${id}`);
  return ownTimes(program, who, entry, sessions, { now: noonOf(today), today, pressed }).map(({ tense, when }) => {
    const text = when.kind === 'window' ? when.months : when.day;
    return `${tense} ${text}`;
  });
}

const who = student(pathways());
const dec = '2026-12-01';

describe('an event comes', () => {
  it.each<[string, Person, string, string, string[]]>([
    ['in the coming year: its month', who, 'statements-letters-cv', dec, ['coming May']],
    ['in the coming year: both its months', who, 'open-house-applying', dec, ['coming April', 'coming August']],
    ['in later years: with the year', who, 'match-day', dec, ['later March 2028']],
    ['by a day of later years', who, 'society-meeting-1', '2024-09-01', ['later 2026-03-31']],
    ['no more: when it was last', who, 'professional-development-week', dec, ['past August 2025']],
    ['no more: the day it was due', who, 'plan-post-pce', dec, ['past 2026-04-01']],
    ['no more for a graduate', who, 'match-day', '2028-06-10', ['past March 2028']],
    ['over two years: with both', student(pathways()), 'peer-mentorship', dec, ['past November 2025-March 2026']],
    ['by the windows of the own track only', student(hst()), 'careers-in-medicine-assessment', dec, ['past May 2025']],
    ['whenever staff date it', who, 'application-checklist', dec, ['coming ']],
    ['never for the other track', student(hst()), 'professional-development-week', dec, []],
  ])('%s', (_, person, entry, today, expected) => {
    expect(times(person, entry, today)).toEqual(expected);
  });

  it('on the day it had, where a session was dated', () => {
    const sessions = [session('road-to-residency-1', '2027-01-21')];
    expect(times(who, 'road-to-residency-1', dec, { sessions })).toEqual(['coming 2027-01-21']);
    expect(times(who, 'road-to-residency-1', '2027-02-01', { sessions })).toEqual(['past 2027-01-21']);
  });

  it('first at the session that was pressed, also when that is over', () => {
    const days = ['2026-11-10', '2027-01-26', '2027-02-02'];
    const sessions = days.map((day, at) => session('competitive-application', day, { id: at + 1 }));
    expect(times(who, 'competitive-application', dec, { sessions, pressed: 3 })).toEqual([
      'coming 2027-02-02',
      'coming 2027-01-26',
    ]);
    expect(times(who, 'competitive-application', '2027-01-27', { sessions, pressed: 2 })).toEqual([
      'past 2027-01-26',
      'coming 2027-02-02',
    ]);
    expect(times(who, 'competitive-application', dec, { sessions, pressed: 99 })).toHaveLength(2);
  });
});

describe('the sessions that say when an event comes', () => {
  it('are its own, and those of what it hangs on', () => {
    const related = ['match-day', 'post-match-survey', 'careers-in-medicine-assessment'].map((id) =>
      program.entries.filter((entry) => entry.id === id).flatMap(relatedEntries),
    );
    expect(related).toEqual([
      ['match-day'],
      ['post-match-survey', 'match-day'],
      ['careers-in-medicine-assessment', 'professional-development-week'],
    ]);
  });
});
