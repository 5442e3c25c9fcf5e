// Who a student is on a day, read from spec 1 and typed anew: nothing here comes from the bot's own code.

export type Track = 'pathways' | 'hst';
export type Phase = 'preclerkship' | 'pce' | 'post-pce';
export type Kind = 'class-meeting' | 'session' | 'milestone';

/** A dated exception of the roster. Days are ISO; `to` is the day of return. */
export type Override =
  | { kind: 'leave' | 'phd'; from: string; to: string }
  | { kind: 'class'; value: number; from: string }
  | { kind: 'cycle'; value: number | 'undecided' | 'not-applying'; from: string }
  | { kind: 'phase'; value: Phase; from: string; to: string };

/** What somebody asked for in the settings; each field replaces the one before. Times are `HH:mm` in the person's zone. */
export interface Settings {
  hour?: string;
  quiet?: { from: string; to: string };
  digest?: boolean;
  off?: readonly Kind[];
  /** The first day on which the bot writes again. */
  pauseUntil?: string;
}

export interface Who {
  email: string;
  name: string;
  class: number;
  track: Track;
  society: string;
  specialties: readonly string[];
  /** IANA name. */
  zone: string;
  inSlack: boolean;
}

export interface Student extends Who {
  overrides: readonly Override[];
}

export type Cycle = 'applying' | 'graduating' | 'undecided' | 'not-applying' | 'none';

export interface Standing {
  stage: 'before' | 'enrolled' | 'graduated';
  away: boolean;
  phase: Phase | null;
  track: Track;
  class: number;
  /** The academic year counted from entry; 1 is the first. */
  year: number;
  cycle: Cycle;
  /** The Match year; null without a cycle. */
  match: number | null;
}

/** Pathways: PCE 1 October of the second year, a year long. HST: 1 February of the third calendar year. Both enter 1 August, graduate 25 May. */
export function classDays(graduation: number, track: Track) {
  const entry = graduation - 4;
  return {
    entry: `${entry}-08-01`,
    pce: track === 'pathways' ? `${entry + 1}-10-01` : `${entry + 2}-02-01`,
    postPce: track === 'pathways' ? `${entry + 2}-10-01` : `${entry + 3}-02-01`,
    graduation: `${graduation}-05-25`,
  };
}

function latest<Found extends Override>(
  overrides: readonly Override[],
  kinds: readonly string[],
  day: string,
): Found | undefined {
  const found = overrides.filter(
    (each): each is Found => kinds.includes(each.kind) && each.from <= day && (!('to' in each) || day < each.to),
  );
  return found.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1);
}

function cycleOn(match: number, day: string): Cycle {
  if (day < `${match - 2}-11-01`) return 'none';
  if (day < `${match - 1}-11-01`) return 'applying';
  return day <= `${match}-05-25` ? 'graduating' : 'none';
}

const PHASES: readonly Phase[] = ['preclerkship', 'pce', 'post-pce'];

function phaseOf({ pce, postPce }: { pce: string; postPce: string }, day: string): Phase {
  return day < pce ? 'preclerkship' : day < postPce ? 'pce' : 'post-pce';
}

function laterPhase(one: Phase, other: Phase): Phase {
  return PHASES.indexOf(one) < PHASES.indexOf(other) ? other : one;
}

/** Where a student stands on an ISO day (spec 1: phase, cycle, overrides, leave). */
export function standingOn(student: Student, day: string): Standing {
  const moved = latest<Extract<Override, { kind: 'class' }>>(student.overrides, ['class'], day);
  const own = moved?.value ?? student.class;
  const days = classDays(own, student.track);
  const stage = day < days.entry ? 'before' : day > days.graduation ? 'graduated' : 'enrolled';
  const away = latest(student.overrides, ['leave', 'phd'], day) !== undefined;
  const phased = latest<Extract<Override, { kind: 'phase' }>>(student.overrides, ['phase'], day);
  // Who moves to a later class keeps the phase already reached.
  const reached = moved ? phaseOf(classDays(student.class, student.track), moved.from) : 'preclerkship';
  const byClass = laterPhase(phaseOf(days, day), reached);
  const chosen = latest<Extract<Override, { kind: 'cycle' }>>(student.overrides, ['cycle'], day)?.value;
  const match = typeof chosen === 'number' ? chosen : own;
  const natural = cycleOn(match, day);
  const cycle: Cycle = typeof chosen === 'string' ? chosen : away && chosen === undefined ? 'none' : natural;
  const year = Number(day.slice(0, 4)) - (own - 4) + (day.slice(5) >= '08-01' ? 1 : 0);
  return {
    stage,
    away,
    phase: stage === 'enrolled' && !away ? (phased?.value ?? byClass) : null,
    track: student.track,
    class: own,
    year,
    cycle: stage === 'enrolled' ? cycle : 'none',
    match: cycle === 'none' ? null : match,
  };
}
