// The sessions of the academic year 2026-27 as staff date them, and what staff change on the way.
import { Temporal } from 'temporal-polyfill';
import { datedMilestones, SESSIONS } from './model/catalogue.ts';
import type { MilestoneThing, SessionThing, Version } from './model/thing.ts';

export const SCHOOL_ZONE = 'America/New_York';

/** A row of the table staff import: local times of the school. */
interface Row {
  key: string;
  entry: string;
  title: string;
  starts: string;
  minutes: number;
  capacity: number | null;
  specialty: string;
}

const PANELS = (
  '2026-09-15 Internal Medicine|2026-09-23 Pediatrics|2026-09-29 General Surgery|2026-10-06 Psychiatry|2026-10-15 Neurology|' +
  '2026-10-20 Obstetrics and Gynecology|2026-10-27 Family Medicine|2026-11-02 Medical Genetics|2026-11-05 Pathology|2026-11-17 Neurological Surgery|' +
  '2026-12-03 Emergency Medicine|2026-12-08 Anesthesiology|2027-01-07 Ophthalmology|2027-01-14 Diagnostic Radiology|2027-01-27 Orthopaedic Surgery|' +
  '2027-02-04 Urology|2027-02-10 Otolaryngology|2027-02-24 Dermatology|2027-03-02 Physical Medicine and Rehabilitation|2027-03-09 Radiation Oncology|' +
  '2027-03-15 Vascular Surgery|2027-03-23 Plastic Surgery|2027-04-06 Child Neurology|2027-04-13 Interventional Radiology'
).split('|');

/** `entry, words of the title, local start, minutes, capacity`. Some times lie where zones and clocks make it hard, on purpose. */
const OTHERS: readonly (readonly [string, string, string, number, number?])[] = [
  ['open-house-preclerkship', 'Open house, summer', '2026-08-18 16:30', 90],
  ['lessons-learned', 'Lessons Learned evening', '2026-08-20 17:00', 90],
  ['professional-development-week', 'Development week, Monday', '2026-08-24 09:00', 420],
  ['professional-development-week', 'Development week, Tuesday', '2026-08-25 09:00', 420],
  ['professional-development-week', 'Development week, Wednesday', '2026-08-26 09:00', 420],
  ['professional-development-week', 'Development week, Thursday', '2026-08-27 09:00', 420],
  ['professional-development-week', 'Development week, Friday', '2026-08-28 09:00', 420],
  ['open-house-applying', 'Open house, August', '2026-08-25 16:30', 90, 5],
  ['interview-introduction', 'Interview introduction', '2026-09-10 17:00', 90],
  ['alternative-careers-1', 'Other careers, first evening', '2026-09-16 18:00', 90],
  ['fifth-year-options-hst', 'A fifth year, for HST', '2026-09-17 18:00', 60],
  ['step-2-ck-workshop', 'Step 2 workshop', '2026-09-22 18:00', 90, 6],
  ['open-house-pce', 'Open house, October', '2026-10-08 18:00', 90],
  ['open-house-preclerkship', 'Open house, fall', '2026-10-14 16:30', 90],
  ['alternative-careers-2', 'Other careers, second evening', '2026-10-22 17:30', 90],
  ['alternative-careers-2', 'Other careers, the morning after', '2026-11-01 10:00', 60],
  ['step-1-support', 'Step 1 support, January', '2027-01-12 17:30', 90],
  ['rank-list-1', 'Rank list, first evening', '2027-01-13 17:30', 90],
  ['rank-list-2', 'Rank list, second evening', '2027-01-20 17:30', 60],
  ['road-to-residency-1', 'Road to Residency, winter', '2027-01-21 17:00', 90],
  ['competitive-application', 'Application advice, evening 1', '2027-01-26 17:00', 90],
  ['competitive-application', 'Application advice, evening 2', '2027-02-02 17:00', 90],
  ['competitive-application', 'Application advice, evening 3', '2027-02-02 19:00', 60],
  ['competitive-application', 'Application advice, evening 4', '2027-02-11 17:00', 90],
  ['competitive-application', 'Application advice, evening 5', '2027-02-17 17:00', 90, 5],
  ['specialty-interest-series', 'Winter panel', '2027-02-02 17:30', 90],
  ['match-day', 'Match Day gathering', '2027-03-19 12:00', 60],
  ['step-1-support', 'Step 1 support, April', '2027-04-05 17:30', 90],
  ['open-house-preclerkship', 'Open house, spring', '2027-04-07 16:30', 90],
  ['road-to-residency-2', 'Road to Residency, spring', '2027-04-08 17:00', 90],
  ['transition-to-internship', 'Transition to Internship', '2027-04-14 17:00', 90],
  ['open-house-applying', 'Open house, April', '2027-04-15 16:30', 90, 5],
  ['professional-development-week', 'Skills week, Monday', '2027-04-26 09:00', 420],
  ['professional-development-week', 'Skills week, Friday', '2027-04-30 09:00', 420],
  ['statements-letters-cv', 'Statements and letters', '2027-05-12 17:00', 90],
  ['open-house-pce', 'Open house, June', '2027-06-08 18:00', 90],
  ['applying-with-eras', 'ERAS evening', '2027-06-09 17:00', 90],
  ['post-pce-preparation', 'Post-PCE preparation', '2027-07-14 18:00', 90],
  ['hst-rising-third-years', 'Rising third years', '2027-07-15 09:30', 90],
];

function rows(): Row[] {
  const panels = PANELS.map((line): Omit<Row, 'key'> => {
    const specialty = line.slice(11);
    return {
      entry: 'specialty-interest-series',
      title: `Panel on ${specialty}`,
      starts: `${line.slice(0, 10)} 17:30`,
      minutes: 75,
      capacity: null,
      specialty,
    };
  });
  const others = OTHERS.map(([entry, title, starts, minutes, capacity]): Omit<Row, 'key'> => {
    return { entry, title, starts, minutes, capacity: capacity ?? null, specialty: '' };
  });
  return [...panels, ...others]
    .sort((a, b) => (a.starts < b.starts ? -1 : 1))
    .map((row, place) => {
      const key = `S${String(place + 1).padStart(3, '0')}`;
      return { ...row, key, title: `${row.title} ${key}` };
    });
}

export function schoolMoment(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(SCHOOL_ZONE).toInstant();
}

function plus(local: string, minutes: number): string {
  return Temporal.PlainDateTime.from(local.replace(' ', 'T'))
    .add({ minutes })
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');
}

/** What staff do to a session, when (local times of the school). `words` find it. */
export type Change =
  | { kind: 'move'; words: string; at: string; starts: string; ends: string }
  | { kind: 'cancel'; words: string; at: string };

/** Moves and cancellations. Those of the Neurology and the Anesthesiology panel come within 48 hours of the session. */
export const CHANGES: readonly Change[] = [
  {
    kind: 'move',
    words: 'Panel on General Surgery',
    at: '2026-09-21 11:00',
    starts: '2026-09-30 17:30',
    ends: '2026-09-30 18:45',
  },
  {
    kind: 'move',
    words: 'Panel on Neurology',
    at: '2026-10-14 11:00',
    starts: '2026-10-16 17:00',
    ends: '2026-10-16 18:00',
  },
  { kind: 'cancel', words: 'Panel on Pathology', at: '2026-10-30 11:00' },
  { kind: 'cancel', words: 'Panel on Anesthesiology', at: '2026-12-07 11:00' },
  {
    kind: 'move',
    words: 'Road to Residency, winter',
    at: '2027-01-15 11:00',
    starts: '2027-01-28 17:00',
    ends: '2027-01-28 18:30',
  },
  { kind: 'cancel', words: 'Application advice, evening 4', at: '2027-02-05 11:00' },
  { kind: 'move', words: 'ERAS evening', at: '2027-06-01 11:00', starts: '2027-06-10 17:00', ends: '2027-06-10 18:30' },
];

/** The snow day: what becomes of each session on it. The order is that of the sessions in time. */
export const SNOW = {
  day: '2027-02-02',
  at: '2027-02-02 05:40',
  online: 'Application advice, evening 2',
  postponed: { words: 'Winter panel', starts: '2027-02-16 17:30', ends: '2027-02-16 19:00' },
  cancelled: 'Application advice, evening 3',
} as const;

/** The days that staff enter: `subject year day`, when. */
export const DATES: readonly { subject: string; year: number; day: string; at: string }[] = [
  { subject: 'application-checklist/letters-requested', year: 2027, day: '2026-08-27', at: 'start' },
  { subject: 'application-checklist/eras-submitted', year: 2027, day: '2026-09-24', at: 'start' },
  { subject: 'application-checklist/match-registration', year: 2027, day: '2027-01-29', at: 'start' },
  { subject: 'application-checklist/rank-list-certified', year: 2027, day: '2027-03-03', at: '2027-01-25 10:30' },
  { subject: 'application-checklist/mspe-input', year: 2028, day: '2027-07-01', at: '2027-02-08 10:30' },
  { subject: 'application-checklist/cv-and-statement', year: 2028, day: '2027-07-22', at: '2027-02-08 10:30' },
  { subject: 'careers-in-medicine-assessment', year: 2030, day: '2027-05-20', at: '2027-02-08 10:30' },
  { subject: 'match/aua', year: 2027, day: '2027-02-01', at: 'start' },
  { subject: 'match/nrmp', year: 2027, day: '2027-03-19', at: 'start' },
];

const ITEM_TITLES: Record<string, string> = {
  'letters-requested': 'Letters of recommendation requested',
  'eras-submitted': 'ERAS submitted',
  'match-registration': 'Registered for the Match',
  'rank-list-certified': 'Rank list certified',
  'mspe-input': 'MSPE input',
  'cv-and-statement': 'CV and personal statement',
};

function versionsOf(row: Row, start: Temporal.Instant): Version[] {
  const isSubject = (words: string) => row.title.startsWith(`${words} `);
  const plain: Version = {
    since: start,
    starts: schoolMoment(row.starts),
    ends: schoolMoment(plus(row.starts, row.minutes)),
    cancelled: false,
  };
  const changed = CHANGES.filter(({ words }) => isSubject(words)).map((change): Version => {
    const since = schoolMoment(change.at);
    if (change.kind === 'cancel') return { ...plain, since, cancelled: true };
    return { since, starts: schoolMoment(change.starts), ends: schoolMoment(change.ends), cancelled: false };
  });
  const since = schoolMoment(SNOW.at);
  const { postponed } = SNOW;
  if (isSubject(SNOW.cancelled)) changed.push({ ...plain, since, cancelled: true });
  if (isSubject(postponed.words)) {
    changed.push({
      since,
      starts: schoolMoment(postponed.starts),
      ends: schoolMoment(postponed.ends),
      cancelled: false,
    });
  }
  return [plain, ...changed];
}

/** All sessions with everything that becomes of them. */
export function sessionThings(start: Temporal.Instant): SessionThing[] {
  return rows().map((row) => {
    const { key, entry, title, capacity } = row;
    const kind = SESSIONS[entry]?.meeting ? 'class-meeting' : 'session';
    return { kind, key, entry, title, capacity, versions: versionsOf(row, start) };
  });
}

/** What staff's tools call the session `S001`. */
export function rowKey(key: string): string {
  return key.toLowerCase();
}

/** The table as staff import it at the start. */
export function sessionsCsv(): string {
  const lines = rows().map(({ key, entry, title, starts, minutes, capacity, specialty }) =>
    [
      rowKey(key),
      entry,
      `"${title}"`,
      specialty,
      starts,
      plus(starts, minutes),
      'TMEC 227',
      `https://example.edu/${key}`,
      capacity ?? '',
    ].join(','),
  );
  return ['key,event,title,specialty,starts,ends,place,link,capacity', ...lines, ''].join('\n');
}

/** The milestones of the year: those the catalogue dates, those that hang on a session, and those that staff date. */
export function milestoneThings(start: Temporal.Instant): MilestoneThing[] {
  const assessment = {
    kind: 'milestone',
    entry: 'careers-in-medicine-assessment',
    item: null,
    titles: ['Careers in Medicine assessment'],
  } as const;
  const byStaff = DATES.filter(({ subject }) => !subject.startsWith('match/')).map(
    ({ subject, year, day, at }): MilestoneThing => {
      const [entry = '', item] = subject.split('/');
      const since = at === 'start' ? start : schoolMoment(at);
      const key = `${subject}@${year}`;
      if (!item) return { ...assessment, key, due: day, of: { class: year, track: 'hst' }, since };
      return {
        kind: 'milestone',
        key,
        entry,
        item,
        titles: [ITEM_TITLES[item] ?? ''],
        due: day,
        of: { match: year },
        since,
      };
    },
  );
  const pathways: MilestoneThing = {
    ...assessment,
    key: 'careers-in-medicine-assessment@2030-pathways',
    due: '2027-04-30',
    of: { class: 2030, track: 'pathways' },
    since: start,
  };
  return [...datedMilestones('2026-08-02', '2027-08-20', start), pathways, ...byStaff];
}
