// An override as it is chosen in a form: what, from when, until when. Pure.
import type { Day } from '../../../domain/day.ts';
import { enteredText, type FormValues } from '../../../domain/form-values.ts';
import { PHASE_NAMES, PHASES, TRACK_NAMES, TRACKS } from '../../../domain/phases.ts';
import type { Enrollment, Override } from '../../../domain/standing.ts';
import { overlapping, parseOverride } from '../../../people/override.ts';
import { overrideProblems } from '../../../people/override-problems.ts';
import type { Program } from '../../../program/program.ts';

export const FIELDS = { what: 'what', from: 'from', until: 'until' } as const;

export interface OverrideChoice {
  label: string;
  /** As `parseOverride` reads it, without its days. */
  value: string;
}

/** What can be chosen: leaves first, then class, cycle, phase and track. */
export function overrideChoices(
  program: Program,
  { class: graduationYear }: Pick<Enrollment, 'class'>,
): OverrideChoice[] {
  const known = [...new Set(program.file.classes.map((one) => one.class))].sort((a, b) => a - b);
  const years = known.filter((year) => year !== graduationYear);
  return [
    { label: 'Leave (away, with a day of return)', value: 'leave' },
    { label: 'PhD years', value: 'phd' },
    ...years.map((year) => ({ label: `Graduating in ${year}`, value: `class ${year}` })),
    ...known.map((year) => ({ label: `Applying for the Match of ${year}`, value: `cycle ${year}` })),
    { label: 'Not applying', value: 'cycle not-applying' },
    { label: 'Undecided whether to apply', value: 'cycle undecided' },
    ...PHASES.map((phase) => ({ label: `Phase: ${PHASE_NAMES[phase]}`, value: `phase ${phase}` })),
    ...TRACKS.map((track) => ({ label: `Track: ${TRACK_NAMES[track]}`, value: `track ${track}` })),
  ];
}

/** Fields of a form in which something has to be entered differently. */
export type Problems = Record<string, string>;

/** A student's enrollment with one more override. */
export function withOverride(enrollment: Enrollment, override: Override): Enrollment {
  const overrides = [...enrollment.overrides, override].sort((a, b) => (a.from + a.kind < b.from + b.kind ? -1 : 1));
  return { ...enrollment, overrides };
}

/** Why a student can't have an override, in words; null where they can. */
export function overrideRefusal(program: Program, enrollment: Enrollment, override: Override): string | null {
  const after = withOverride(enrollment, override);
  const clash = overlapping(after.overrides);
  if (clash) return `There is another override of ${override.kind} in these days; end that one first.`;
  const [problem] = overrideProblems(program, after);
  return problem === undefined ? null : `That doesn't fit: ${problem}.`;
}

/** Reads an override from the fields of the form. */
export function readOverride(
  program: Program,
  enrollment: Enrollment,
  values: FormValues,
): { override: Override } | { problems: Problems } {
  const [what, from, until] = [FIELDS.what, FIELDS.from, FIELDS.until].map((field) => enteredText(values, field));
  if (!from) return { problems: { [FIELDS.from]: 'Please choose the first day.' } };
  const isAway = what === 'leave' || what === 'phd';
  if (isAway && !until) return { problems: { [FIELDS.until]: 'Please choose the day of return.' } };
  if (until && until <= from) return { problems: { [FIELDS.until]: 'Please choose a day after the first one.' } };
  const override = parseOverride(`${what} from ${from}${until ? ` to ${until}` : ''}`);
  if ('problem' in override) return { problems: { [FIELDS.what]: 'Please choose one of these.' } };
  const refusal = overrideRefusal(program, enrollment, override);
  return refusal === null ? { override } : { problems: { [FIELDS.what]: refusal } };
}

/** The override of a kind that begins on a day; of a kind there is one at most on each day. */
export function overrideAt(enrollment: Enrollment, kind: string, from: Day): Override | undefined {
  return enrollment.overrides.find((one) => one.kind === kind && one.from === from);
}

/** A student's enrollment with an override that ends before `day`; one that would not have begun by then goes altogether. */
export function withEnd(enrollment: Enrollment, ended: Override, day: Day): Enrollment {
  const overrides = enrollment.overrides.flatMap((one): Override[] => {
    if (one !== ended) return [one];
    return day <= one.from ? [] : [{ ...one, to: day }];
  });
  return { ...enrollment, overrides };
}
