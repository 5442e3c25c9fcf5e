// The catalogue of spec 1, typed by hand: whom each entry is for, and by when a milestone is to be done.
import { Temporal } from 'temporal-polyfill';
import { classDays, type Standing, type Track } from './student.ts';
import type { MilestoneThing, Thing } from './thing.ts';

type Audience = (standing: Standing, day: string) => boolean;

const preclerkship: Audience = ({ phase }) => phase === 'preclerkship';
const pce: Audience = ({ phase }) => phase === 'pce';
const applying: Audience = ({ cycle }) => cycle === 'applying';
const graduating: Audience = ({ cycle }) => cycle === 'graduating';
const month = (day: string) => Number(day.slice(5, 7));

/** Whom the sessions of an entry are for, judged on the day of the session. */
export const SESSIONS: Record<string, { meeting?: true; isFor: Audience }> = {
  'lessons-learned': { isFor: preclerkship },
  'specialty-interest-series': { isFor: preclerkship },
  'open-house-preclerkship': {
    isFor: (s, day) => preclerkship(s, day) && ([6, 7, 8].includes(month(day)) ? s.year === 2 : s.year === 1),
  },
  'professional-development-week': {
    isFor: (s, day) => preclerkship(s, day) && s.track === 'pathways' && s.year === (month(day) === 8 ? 2 : 1),
  },
  'step-1-support': { isFor: (s, day) => preclerkship(s, day) && (s.year === 1 || s.track === 'hst') },
  'open-house-pce': { isFor: pce },
  'post-pce-preparation': { meeting: true, isFor: (s, day) => pce(s, day) && s.track === 'pathways' },
  'hst-rising-third-years': {
    meeting: true,
    isFor: (s) => s.track === 'hst' && s.stage === 'enrolled' && s.year === 2,
  },
  'alternative-careers-1': { isFor: (s, day) => pce(s, day) && s.track === 'pathways' },
  'alternative-careers-2': { isFor: ({ stage }) => stage === 'enrolled' },
  'fifth-year-options-hst': { isFor: (s, day) => pce(s, day) && s.track === 'hst' },
  'step-2-ck-workshop': { isFor: pce },
  'road-to-residency-1': { meeting: true, isFor: applying },
  'competitive-application': { isFor: applying },
  'road-to-residency-2': { meeting: true, isFor: applying },
  'open-house-applying': { isFor: applying },
  'statements-letters-cv': { isFor: applying },
  'applying-with-eras': { isFor: applying },
  'interview-introduction': { isFor: applying },
  'rank-list-1': { isFor: graduating },
  'rank-list-2': { isFor: graduating },
  'match-day': { isFor: graduating },
  'transition-to-internship': { isFor: graduating },
};

/** The entries that select by cycle: who is undecided reads of them and is not reminded. */
export const MILESTONES: Record<string, Audience> = {
  'careers-in-medicine-assessment': (s, day) => preclerkship(s, day) && s.year === 1,
  'society-meeting-1': pce,
  'society-meeting-2': pce,
  'plan-post-pce': pce,
  'careers-in-medicine-retake': pce,
  'career-selection-meetings': applying,
  'choose-specialty-rasa': (s, day) => applying(s, day) && s.phase === 'post-pce',
  'application-checklist': (s) => s.cycle === 'applying' || s.cycle === 'graduating',
};

/** Whether a thing is a person's, who stands so on the thing's own day (spec 1). */
export function isFor(thing: Thing, standing: Standing, day: string): boolean {
  if (standing.stage !== 'enrolled') return false;
  if (thing.kind !== 'milestone') return SESSIONS[thing.entry]?.isFor(standing, day) ?? false;
  const { of } = thing;
  if (of.class !== undefined && of.class !== standing.class) return false;
  if (of.track !== undefined && of.track !== standing.track) return false;
  if (of.match !== undefined && of.match !== standing.match) return false;
  return MILESTONES[thing.entry]?.(standing, day) ?? false;
}

const TITLES: Record<string, readonly string[]> = {
  'careers-in-medicine-assessment': ['Careers in Medicine assessment'],
  'society-meeting-1': ['First formal Society advising meeting of the PCE'],
  'society-meeting-2': ['Second formal Society advising meeting of the PCE'],
  'plan-post-pce': ['Plan the Post-PCE phase'],
  'careers-in-medicine-retake': ['Retake the Careers in Medicine survey'],
  'career-selection-meetings': [
    'Society and Specialty Advising Meetings: Career Selection',
    'Met with the Society Advisor',
    'Met with the specialty advisor',
  ],
  'choose-specialty-rasa': ['Choose a specialty and get a RASA'],
};

function endOfMonth(start: string, months: number): string {
  return Temporal.PlainDate.from(start).add({ months }).subtract({ days: 1 }).toString();
}

/** The milestones that the catalogue dates by itself, whose day lies between two ISO days. `since`: when the program was loaded. */
export function datedMilestones(from: string, to: string, since: Temporal.Instant): MilestoneThing[] {
  const found: MilestoneThing[] = [];
  const add = (entry: string, due: string, of: MilestoneThing['of'], mark: string) => {
    if (due < from || due > to) return;
    found.push({
      kind: 'milestone',
      key: `${entry}@${mark}`,
      entry,
      item: null,
      titles: TITLES[entry] ?? [],
      due,
      of,
      since,
    });
  };
  for (let graduation = 2026; graduation <= 2032; graduation += 1) {
    for (const track of ['pathways', 'hst'] as const satisfies readonly Track[]) {
      const days = classDays(graduation, track);
      const of = { class: graduation, track };
      const mark = `${graduation}-${track}`;
      add('society-meeting-1', endOfMonth(days.pce, 6), of, mark);
      add('society-meeting-2', endOfMonth(days.pce, 12), of, mark);
      add('plan-post-pce', Temporal.PlainDate.from(days.postPce).subtract({ months: 6 }).toString(), of, mark);
      // A PCE year of either track holds one July.
      const july = `${days.pce.slice(5) === '10-01' ? Number(days.pce.slice(0, 4)) + 1 : days.pce.slice(0, 4)}-07-31`;
      add('careers-in-medicine-retake', july, of, mark);
      add('choose-specialty-rasa', endOfMonth(days.postPce, 3), of, mark);
    }
    add('career-selection-meetings', `${graduation - 1}-04-30`, { match: graduation }, `${graduation}-april`);
    add('career-selection-meetings', `${graduation - 1}-08-31`, { match: graduation }, `${graduation}-august`);
  }
  return found;
}
