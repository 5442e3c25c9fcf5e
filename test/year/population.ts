// Invented people for a year: students of four classes and more, in many zones, with settings and overrides of their own.

import type { Override, Settings, Track, Who } from './model/student.ts';
import type { Chance } from './random.ts';

/** An override with the ISO day on whose noon staff import it. */
type With<Each> = Each extends Override ? Each & { entered: string } : never;
export type Entered = With<Override>;

export interface Enrolled extends Who {
  overrides: readonly Entered[];
}

export interface Inhabitant {
  student: Enrolled;
  /** What they choose in the settings, on which ISO day. */
  settings: readonly { day: string; change: Settings }[];
  /** The ISO day on which they leave Slack. */
  leaves: string | null;
  /** Uneventful: presses nothing. */
  quiet: boolean;
}

const FIRST =
  'Ada Ben Cleo Dara Emil Fumi Gwen Hugo Ines Jude Kaya Lior Mina Nils Orla Pavel Quin Rhea Sami Tova Umar Vera Wim Xenia Yara Zeno'.split(
    ' ',
  );
const LAST =
  'Abbott Brandt Castro Duarte Ebner Farah Grieg Hallam Ibsen Joshi Keller Lindt Mbeki Nolan Okafor Prinz Quist Rossi Silva Tanaka Ueda Varga Weiss Xu Young Zola'.split(
    ' ',
  );
const PATHWAYS_SOCIETIES = ['Cannon', 'Castle', 'Hinton', 'Peabody'];
const SPECIALTIES = ['Dermatology', 'Pediatrics', 'Neurology', 'Psychiatry', 'Internal Medicine', 'General Surgery'];
/** Most are at the school; some are away for a rotation, and Phoenix has no daylight-saving time. */
const ZONES = ['America/Los_Angeles', 'Europe/London', 'Asia/Kolkata', 'America/Phoenix'];
const CLASSES = [2027, 2028, 2029, 2030];

/** What was in the roster before the year began. */
export const AT_START = '2026-07-01';

function overridesOf(chance: Chance, graduation: number, track: Track): Entered[] {
  const dice = chance.next();
  if (graduation === 2028 && track === 'pathways') {
    if (dice < 0.04) return [{ kind: 'cycle', value: 'undecided', from: AT_START, entered: AT_START }];
    if (dice < 0.08) return [{ kind: 'cycle', value: 'not-applying', from: AT_START, entered: AT_START }];
    if (dice < 0.1) return [{ kind: 'cycle', value: 'not-applying', from: '2027-02-20', entered: '2027-02-10' }];
    if (dice < 0.12) return [{ kind: 'leave', from: '2026-12-05', to: '2027-02-22', entered: '2026-11-18' }];
    if (dice < 0.14) {
      return [
        { kind: 'leave', from: '2026-11-20', to: '2027-09-01', entered: '2026-11-18' },
        { kind: 'class', value: 2029, from: '2027-09-01', entered: '2026-11-18' },
      ];
    }
  }
  if (graduation === 2027 && dice < 0.03) {
    return [
      { kind: 'class', value: 2028, from: '2026-11-20', entered: '2026-11-18' },
      { kind: 'cycle', value: 2028, from: '2026-11-20', entered: '2026-11-18' },
    ];
  }
  if (graduation === 2029 && track === 'pathways' && dice < 0.03) {
    return [{ kind: 'phase', value: 'preclerkship', from: '2026-10-01', to: '2027-01-04', entered: AT_START }];
  }
  if (graduation === 2029 && track === 'hst' && dice < 0.1) {
    return [
      { kind: 'phd', from: '2026-08-15', to: '2029-08-01', entered: AT_START },
      { kind: 'class', value: 2032, from: '2029-08-01', entered: AT_START },
    ];
  }
  return [];
}

function settingsOf(chance: Chance): Inhabitant['settings'] {
  const dice = chance.next();
  const day = chance.pick(['2026-08-05', '2026-08-06', '2026-08-11']);
  if (dice < 0.02) return [{ day, change: { quiet: { from: '22:00', to: '07:00' } } }];
  if (dice < 0.04) return [{ day, change: { quiet: { from: '18:00', to: '08:00' } } }];
  if (dice < 0.06) return [{ day, change: { hour: '12:00' } }];
  if (dice < 0.08) return [{ day, change: { hour: '07:30', quiet: { from: '20:00', to: '06:30' } } }];
  if (dice < 0.1) return [{ day, change: { digest: false } }];
  if (dice < 0.12) return [{ day, change: { off: ['milestone'] } }];
  if (dice < 0.13) return [{ day, change: { off: ['session'] } }];
  if (dice < 0.15) return [{ day: '2026-09-30', change: { pauseUntil: '2026-10-21' } }];
  if (dice < 0.17) return [{ day: '2027-01-11', change: { pauseUntil: '2027-02-03' } }];
  return [];
}

function studentOf(chance: Chance, place: number, size: number): Enrolled {
  // The last in a hundred have not entered yet: the class that comes in August after the year.
  const graduation = place >= size * 0.98 ? 2031 : (CLASSES[place % CLASSES.length] ?? 2030);
  const track: Track = chance.odds(0.2) ? 'hst' : 'pathways';
  const zone = chance.odds(0.85) ? 'America/New_York' : chance.pick(ZONES);
  const isUrologist = graduation === 2027 && chance.odds(0.03);
  return {
    name: `${chance.pick(FIRST)} ${chance.pick(LAST)} ${String(place + 1)}`,
    email: `student${String(place + 1).padStart(3, '0')}@example.edu`,
    class: graduation,
    track,
    society: track === 'hst' ? 'London' : chance.pick(PATHWAYS_SOCIETIES),
    specialties: isUrologist ? ['Urology'] : chance.odds(0.5) ? [chance.pick(SPECIALTIES)] : [],
    zone,
    inSlack: !chance.odds(0.02),
    overrides: overridesOf(chance, graduation, track),
  };
}

/** As many students as asked, the same for the same row of chances. */
export function inhabitants(chance: Chance, size: number): Inhabitant[] {
  return Array.from({ length: size }, (_, place) => {
    const student = studentOf(chance, place, size);
    const settings = settingsOf(chance);
    const leaves = chance.odds(0.012) ? chance.pick(['2026-10-20', '2027-01-19', '2027-04-20']) : null;
    return { student, settings, leaves, quiet: chance.odds(0.3) };
  });
}

export const STAFF = [
  { name: 'Theodora Whitcombe', email: 'director@example.edu', roles: 'staff' },
  { name: 'Ravi Sundaresan', email: 'assistant@example.edu', roles: 'staff' },
  { name: 'Philippa Osei', email: 'advisor@example.edu', roles: 'society-advisor' },
] as const;

function overrideText(each: Entered): string {
  if (!('value' in each)) return `${each.kind} from ${each.from} to ${each.to}`;
  return each.kind === 'phase'
    ? `phase ${each.value} from ${each.from} to ${each.to}`
    : `${each.kind} ${each.value} from ${each.from}`;
}

/** The roster as staff import it on an ISO day: what they have entered until then. */
export function rosterCsv(people: readonly Inhabitant[], day: string, withStaff: boolean): string {
  const rows = people.map(({ student }) => {
    const overrides = student.overrides
      .filter(({ entered }) => entered <= day)
      .map(overrideText)
      .join('; ');
    const { name, email, class: graduation, track, society, specialties } = student;
    return [name, email, 'student', graduation, track, society, specialties.join('; '), overrides].join(',');
  });
  const staff = withStaff
    ? STAFF.map(({ name, email, roles }) => [name, email, roles, '', '', '', '', ''].join(','))
    : [];
  return ['name,emails,roles,class,track,society,specialties,overrides', ...staff, ...rows, ''].join('\n');
}

export function members(people: readonly Inhabitant[]) {
  const students = people
    .filter(({ student }) => student.inSlack)
    .map(({ student: { name, email, zone } }) => ({ name, email, tz: zone }));
  return [...STAFF.map(({ name, email }) => ({ name, email, tz: 'America/New_York' })), ...students];
}
