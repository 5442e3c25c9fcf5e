// Each message at its shortest, its longest, and with text that means mischief.
import { Temporal } from 'temporal-polyfill';
import type { Session } from '../../../ahead/session.ts';
import type { ProposedDate, ProposedSession } from '../rules/next-year.ts';
import { groupsOf } from '../rules/selection.ts';
import { rollOverDone, rollOverForm, rollOverProposed, rollOverShown } from './roll-over.ts';

const HOSTILE = 'Q&A <!channel> *bold* <https://example.edu|x> & more';
const LONG = 'A panel whose title goes on for longer than anybody expects '.repeat(8).trim();
const zone = 'America/New_York';
const at = (text: string) => Temporal.Instant.from(text);

const before: Session = {
  id: 7,
  key: 'road-to-residency-1-2027',
  entry: 'road-to-residency-1',
  title: null,
  specialty: null,
  startsAt: at('2027-01-21T22:00:00Z'),
  endsAt: at('2027-01-21T23:30:00Z'),
  day: '2027-01-21',
  place: 'TMEC 250',
  link: null,
  sequence: 0,
  capacity: null,
  taken: 0,
  rsvpClosesAt: null,
  cancelledAt: null,
  postponed: false,
  recording: null,
};

function session(id: number, title: string, note: string | null = null): ProposedSession {
  const to = {
    ...before,
    key: `road-to-residency-1-2028-${id}`,
    startsAt: at('2028-01-20T22:00:00Z'),
    endsAt: at('2028-01-20T23:30:00Z'),
  };
  return { kind: 'session', id: `session:${id}`, title, from: before, to, day: '2028-01-20', note };
}

const date: ProposedDate = {
  kind: 'date',
  id: 'date:careers-in-medicine-assessment:2031',
  title: 'Careers in Medicine assessment, 2031',
  from: { subject: 'careers-in-medicine-assessment', year: 2030, day: '2027-05-14' },
  to: { subject: 'careers-in-medicine-assessment', year: 2031, day: '2028-05-12' },
  note: null,
};
const one = [session(7, 'Class Meeting: The Road to Residency, Part I')];
const few = [...one, session(8, 'Specialty Interest Series: Urology', 'the school is closed (Winter recess)'), date];
const many = Array.from({ length: 120 }, (_, id) => session(id, LONG, id % 3 === 0 ? LONG : null));
const hostile = [session(7, HOSTILE, HOSTILE)];
const none = { lines: [], problems: [] };
const moving = {
  lines: ['Class of 2029, Pathways (34 students): begins Post-PCE on October 1, 2027; provisional'],
  problems: [],
};

export const examples = {
  rollOverProposed: {
    shortest: rollOverProposed({ from: 2026, year: 2027, proposed: [], dated: 0, notGuessed: [], moving: none }),
    usual: rollOverProposed({
      ...{ from: 2026, year: 2027, proposed: few, dated: 1, moving },
      notGuessed: ['NRMP Main Residency Match, 2028'],
    }),
    longest: rollOverProposed({
      ...{ from: 2026, year: 2027, proposed: many, dated: 12 },
      notGuessed: Array.from({ length: 20 }, () => LONG),
      moving: { lines: Array.from({ length: 20 }, () => LONG), problems: [LONG] },
    }),
    hostile: rollOverProposed({
      ...{ from: 2026, year: 2027, proposed: hostile, dated: 0, notGuessed: [HOSTILE] },
      moving: { lines: [HOSTILE], problems: [HOSTILE] },
    }),
  },
  rollOverForm: {
    shortest: rollOverForm({ from: 2026, year: 2027, groups: [], zone }),
    usual: rollOverForm({ from: 2026, year: 2027, groups: groupsOf(few), zone }),
    longest: rollOverForm({ from: 2026, year: 2027, groups: groupsOf(many), zone }),
    hostile: rollOverForm({ from: 2026, year: 2027, groups: groupsOf(hostile), zone }),
  },
  rollOverShown: {
    shortest: rollOverShown({ year: 2027, chosen: [], leftOut: 0, value: '2026 0 ', zone }),
    usual: rollOverShown({ year: 2027, chosen: few, leftOut: 2, value: '2026 3 3,4', zone }),
    longest: rollOverShown({ year: 2027, chosen: many, leftOut: 30, value: '2026 120 ', zone }),
    hostile: rollOverShown({ year: 2027, chosen: hostile, leftOut: 0, value: '2026 1 ', zone }),
  },
  rollOverDone: {
    shortest: rollOverDone({ year: 2027, chosen: one, auditId: 7 }),
    longest: rollOverDone({ year: 2027, chosen: [...many, date], auditId: 123_456_789 }),
    hostile: rollOverDone({ year: 2027, chosen: hostile, auditId: 7 }),
  },
};
