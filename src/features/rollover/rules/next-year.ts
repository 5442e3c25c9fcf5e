/**
 * What next year would be by this year's. Pure. A session comes in the same week and on the same weekday: 52 weeks later, or 53 where 52 would leave the
 * months of its entry (each year begins a day or two earlier in the week, and a week has to be made up for now and then).
 */
import { almanacOf, occurrencesOfSession } from '../../../ahead/almanac.ts';
import type { ProgramDate } from '../../../ahead/program-date.ts';
import type { Session } from '../../../ahead/session.ts';
import { isForApplicants } from '../../../domain/audience.ts';
import { academicYearOf, addDays, type Day, dayOf, daysBetween } from '../../../domain/day.ts';
import { daysLater } from '../../../domain/hour.ts';
import type { Program } from '../../../program/program.ts';

export type NewSession = Pick<
  Session,
  'key' | 'entry' | 'title' | 'specialty' | 'startsAt' | 'endsAt' | 'place' | 'capacity' | 'rsvpClosesAt'
>;

/** One session of next year. */
export interface ProposedSession {
  kind: 'session';
  /** The id of last year's, by which it is ticked. */
  id: string;
  title: string;
  from: Session;
  to: NewSession;
  day: Day;
  /** Why staff should look at it before they tick it; null: nothing is odd about it. */
  note: string | null;
}

/** One day that staff enter. */
export interface ProposedDate {
  kind: 'date';
  id: string;
  title: string;
  from: ProgramDate;
  to: ProgramDate;
  note: string | null;
}

export type Proposed = ProposedSession | ProposedDate;

export interface Known {
  sessions: readonly Session[];
  dates: readonly ProgramDate[];
}

export interface Proposal {
  /** The first calendar year of the academic year that is proposed. */
  year: number;
  proposed: readonly Proposed[];
  /** Sessions whose like is dated in that year already. */
  dated: number;
  /** What hangs on national dates: named, never guessed. */
  notGuessed: readonly string[];
}

const WEEKS = [52, 53] as const;

/** A like session of next year may have been dated by hand, some weeks off. */
const NEAR_DAYS = 45;

/** `2026-27` and `2026` become those of a year later. */
export function withNextYear(text: string): string {
  return text.replaceAll(/\b(20\d\d)(?:([-–/])(\d\d))?(?!\d)/g, (_, year: string, dash = '', end = '') => {
    const later = String(Number(year) + 1);
    return end === '' ? `${later}${dash}` : `${later}${dash}${String((Number(end) + 1) % 100).padStart(2, '0')}`;
  });
}

function keyFor(key: string, year: number): string {
  const later = withNextYear(key);
  return later === key ? `${key}-${year}` : later;
}

function isInMonths(program: Program, entry: string, day: Day): boolean {
  const held = occurrencesOfSession(almanacOf(program), entry, day);
  return held.length === 0 || held.some(({ from, to }) => from <= day && day <= to);
}

/** The day a year later, in the same week and on the same weekday. */
export function nextDay(program: Program, entry: string, day: Day): Day {
  const [first, second] = [addDays(day, 7 * WEEKS[0]), addDays(day, 7 * WEEKS[1])];
  const strays = isInMonths(program, entry, day) && !isInMonths(program, entry, first);
  return strays && isInMonths(program, entry, second) ? second : first;
}

function isLike(program: Program, a: Pick<Session, 'entry' | 'title' | 'specialty'>, b: NewSession): boolean {
  const titleOf = ({ entry, title }: Pick<Session, 'entry' | 'title'>) => title ?? program.entry(entry)?.title ?? entry;
  return a.entry === b.entry && a.specialty === b.specialty && titleOf(a) === titleOf(b);
}

function noteOn(program: Program, entry: string, day: Day): string | null {
  const closed = program.file.school.closedDays.find(({ from, to = from }) => from <= day && day <= to);
  if (closed) return `the school is closed (${closed.name})`;
  return isInMonths(program, entry, day) ? null : 'outside the months of its entry';
}

function proposeSession(program: Program, session: Session, year: number): ProposedSession {
  const zone = program.file.school.timeZone;
  const day = nextDay(program, session.entry, session.day);
  const days = daysBetween(session.day, day);
  const to: NewSession = {
    key: keyFor(session.key, year),
    entry: session.entry,
    title: session.title === null ? null : withNextYear(session.title),
    specialty: session.specialty,
    startsAt: daysLater(session.startsAt, days, zone),
    endsAt: daysLater(session.endsAt, days, zone),
    place: session.place,
    capacity: session.capacity,
    rsvpClosesAt: session.rsvpClosesAt && daysLater(session.rsvpClosesAt, days, zone),
  };
  const title = to.title ?? program.entry(to.entry)?.title ?? to.entry;
  const note = noteOn(program, session.entry, day);
  return { kind: 'session', id: `session:${session.id}`, title, from: session, to, day, note };
}

/** Days that hang on an application follow national dates, and Match days are national: nobody guesses those. */
function isNational(program: Program, { subject }: ProgramDate): boolean {
  const [id = ''] = subject.split('/');
  const entry = program.entry(id);
  return !entry || isForApplicants({ anyOf: entry.for });
}

function dateTitle(program: Program, { subject, year }: ProgramDate): string {
  const [id = '', step] = subject.split('/');
  const entry = program.entry(id);
  const match = program.file.matches.find((one) => one.id === step);
  const item = entry?.items.find((one) => one.id === step);
  const title = entry ? [entry.title, ...(item ? [item.title] : [])].join(': ') : (match?.name ?? subject);
  return `${title}, ${year}`;
}

/** What the academic year after `from` (its first calendar year) would be. */
export function proposeYear(program: Program, { sessions, dates }: Known, from: number): Proposal {
  const start = program.calendar.startMonth;
  const year = from + 1;
  const zone = program.file.school.timeZone;
  const inYear = (day: Day, its: number) => academicYearOf(day, start) === its;
  const there = sessions.filter(({ cancelledAt, day }) => cancelledAt === null && inYear(day, year));
  const all = sessions
    .filter(({ cancelledAt, day, entry }) => cancelledAt === null && inYear(day, from) && program.entry(entry))
    .map((session) => proposeSession(program, session, year));
  const keys = new Set(sessions.map(({ key }) => key));
  const isDated = ({ to, day }: ProposedSession) =>
    keys.has(to.key) ||
    there.some((one) => isLike(program, one, to) && Math.abs(daysBetween(dayOf(one.startsAt, zone), day)) <= NEAR_DAYS);
  const open = dates.filter(
    (date) =>
      inYear(date.day, from) &&
      !dates.some(({ subject, year: its }) => subject === date.subject && its === date.year + 1),
  );
  const ofClasses = open.filter((date) => !isNational(program, date));
  return {
    year,
    proposed: [
      ...all.filter((one) => !isDated(one)),
      ...ofClasses.map((date): ProposedDate => {
        const day = nextDay(program, date.subject.split('/')[0] ?? '', date.day);
        const to = { subject: date.subject, year: date.year + 1, day };
        return {
          kind: 'date',
          id: `date:${date.subject}:${to.year}`,
          title: dateTitle(program, to),
          from: date,
          to,
          note: null,
        };
      }),
    ],
    dated: all.filter(isDated).length,
    notGuessed: open
      .filter((date) => isNational(program, date))
      .map((date) => dateTitle(program, { ...date, year: date.year + 1 })),
  };
}
