// The fields in which an audience is chosen: within a field one of what is chosen has to hold, between fields all of them.
import type { Audience, Clause, Term } from '../../../domain/audience.ts';
import { CYCLE_STATES, type CycleState } from '../../../domain/cycles.ts';
import { enteredChoices, enteredText, type FormValues } from '../../../domain/form-values.ts';
import { PHASES, TRACKS } from '../../../domain/phases.ts';
import { ROLES } from '../../../domain/roles.ts';
import { RSVP_ANSWERS } from '../../../domain/rsvp.ts';

/** The ids of the form's fields. */
export const AUDIENCE_FIELDS = {
  phases: 'phases',
  tracks: 'tracks',
  classes: 'classes',
  cycles: 'cycles',
  societies: 'societies',
  specialties: 'specialties',
  roles: 'roles',
  session: 'session',
  answers: 'answers',
  people: 'people',
  without: 'without',
  withoutPeople: 'without-people',
} as const;

/** How a term is written as the value of a menu: `phase:pce`, `cycle:applying:2028`. */
export function termValue(term: Term): string {
  if ('cycle' in term)
    return term.matchYear === undefined ? `cycle:${term.cycle}` : `cycle:${term.cycle}:${term.matchYear}`;
  if ('rsvp' in term) return `rsvp:${term.rsvp}:${term.answer}`;
  const [[key, value] = ['', '']] = Object.entries(term);
  return `${key}:${value}`;
}

function found<Value extends string>(values: readonly Value[], text: string): Value | undefined {
  return values.find((value) => value === text);
}

function cycleTerm(text: string): Term | undefined {
  const [state = '', year] = text.split(':');
  const cycle: CycleState | undefined = found(CYCLE_STATES, state);
  if (!cycle) return undefined;
  return year === undefined ? { cycle } : { cycle, matchYear: Number(year) };
}

/** The term that a value of a menu writes; undefined for one that is none. */
export function readTerm(value: string): Term | undefined {
  const colon = value.indexOf(':');
  const [key, rest] = [value.slice(0, colon), value.slice(colon + 1)];
  const isNumber = /^\d{1,9}$/.test(rest);
  const [phase, track, role] = [found(PHASES, rest), found(TRACKS, rest), found(ROLES, rest)];
  if (key === 'phase' && phase) return { phase };
  if (key === 'track' && track) return { track };
  if (key === 'role' && role) return { role };
  if (key === 'class' && isNumber) return { class: Number(rest) };
  if (key === 'person' && isNumber) return { person: Number(rest) };
  if (key === 'society' && rest !== '') return { society: rest };
  if (key === 'specialty' && rest !== '') return { specialty: rest };
  return key === 'cycle' ? cycleTerm(rest) : undefined;
}

function terms(values: FormValues, field: string): Term[] {
  return enteredChoices(values, field).flatMap((value) => readTerm(value) ?? []);
}

function people(values: FormValues, field: string): Term[] {
  return enteredChoices(values, field).flatMap((id) => readTerm(`person:${id}`) ?? []);
}

/** What is chosen of the answers to a session: `going`, or `not:going` for those who are left out. */
function answers(values: FormValues, wanted: 'only' | 'without'): Term[] {
  const session = Number(enteredText(values, AUDIENCE_FIELDS.session));
  if (!Number.isInteger(session) || session <= 0) return [];
  const chosen = enteredChoices(values, AUDIENCE_FIELDS.answers);
  return RSVP_ANSWERS.filter((answer) => chosen.includes(`${wanted}:${answer}`)).map((answer) => ({
    rsvp: session,
    answer,
  }));
}

const { phases, tracks, classes, cycles, societies, specialties, roles } = AUDIENCE_FIELDS;
const NARROWING = [phases, tracks, classes, cycles, societies, specialties, roles];

/** More ways into one audience than this are a mistake: nobody could read them. */
const MOST_CLAUSES = 300;

type Problems = Record<string, string>;

/** What was chosen, or by field what has to be chosen differently. */
export function readAudience(values: FormValues): { audience: Audience } | { problems: Problems } {
  const fields = [...NARROWING.map((field) => terms(values, field)), answers(values, 'only')].filter(
    (chosen) => chosen.length > 0,
  );
  const named = people(values, AUDIENCE_FIELDS.people).map((term): Clause => [term]);
  const hasSession = enteredText(values, AUDIENCE_FIELDS.session) !== '';
  const hasAnswers = enteredChoices(values, AUDIENCE_FIELDS.answers).length > 0;
  if (hasSession !== hasAnswers) {
    const field = hasSession ? AUDIENCE_FIELDS.answers : AUDIENCE_FIELDS.session;
    return { problems: { [field]: 'Please choose both: the session, and which answers to it.' } };
  }
  if (fields.length === 0 && named.length === 0)
    return { problems: { [phases]: 'Please choose whom it is for. For all students choose the role Student below.' } };
  const ways = fields.reduce((product, chosen) => product * chosen.length, 1);
  if (ways > MOST_CLAUSES)
    return {
      problems: { [phases]: `Those are ${ways} combinations. Please choose fewer, or send it in two messages.` },
    };
  const clauses = fields.reduce<Clause[]>(
    (all, chosen) => all.flatMap((clause) => chosen.map((term) => [...clause, term])),
    fields.length === 0 ? [] : [[]],
  );
  const except = [
    ...terms(values, AUDIENCE_FIELDS.without),
    ...answers(values, 'without'),
    ...people(values, AUDIENCE_FIELDS.withoutPeople),
  ];
  return { audience: { anyOf: [...clauses, ...named], except } };
}

function isPerson(term: Term): term is Extract<Term, { person: number }> {
  return 'person' in term;
}

/** What stands in the fields for an audience, as `readAudience` reads it; values are those of the menus. */
export interface ChosenAudience {
  /** By field. */
  chosen: ReadonlyMap<string, readonly string[]>;
  session: number | null;
  people: readonly number[];
  withoutPeople: readonly number[];
}

const FIELD_OF: Readonly<Record<string, string>> = {
  phase: phases,
  track: tracks,
  class: classes,
  cycle: cycles,
  society: societies,
  specialty: specialties,
  role: roles,
};

/** The other way round: how an audience is chosen in the fields. */
export function chosenFor({ anyOf, except = [] }: Audience): ChosenAudience {
  const named = anyOf.flatMap((clause) => (clause.length === 1 ? clause.filter(isPerson) : []));
  const chosen = new Map<string, string[]>();
  const add = (field: string, value: string) => {
    const known = chosen.get(field) ?? [];
    if (!known.includes(value)) chosen.set(field, [...known, value]);
  };
  let session: number | null = null;
  const note = (term: Term, wanted: 'only' | 'without') => {
    if (isPerson(term)) return;
    if ('rsvp' in term) {
      session = term.rsvp;
      add(AUDIENCE_FIELDS.answers, `${wanted}:${term.answer}`);
    } else if (wanted === 'without') add(AUDIENCE_FIELDS.without, termValue(term));
    else add(FIELD_OF[Object.keys(term)[0] ?? ''] ?? '', termValue(term));
  };
  for (const term of anyOf.flat()) note(term, 'only');
  for (const term of except) note(term, 'without');
  return {
    chosen,
    session,
    people: named.map(({ person }) => person),
    withoutPeople: except.filter(isPerson).map(({ person }) => person),
  };
}
