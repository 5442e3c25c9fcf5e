// Who something is for, as data: an entry of the program, and a broadcast.
import { CYCLE_STATES, type CycleState } from './cycles.ts';
import { PHASE_NAMES, PHASES, type Phase, TRACK_NAMES, TRACKS, type Track } from './phases.ts';
import { ROLE_PLURALS, ROLES, type Role } from './roles.ts';
import type { RsvpAnswer } from './rsvp.ts';
import type { Standing } from './standing.ts';
import { listText } from './wording.ts';

/** What only one slice can answer: it contributes a resolver (`Feature.audience`). */
export type SliceTerm = { rsvp: number; answer: RsvpAnswer };

/** One thing that holds of somebody or not. `matchYear` left out: whichever. `rsvp` and `person` are ids. */
export type Term =
  | { phase: Phase }
  | { track: Track }
  | { class: number }
  | { cycle: CycleState; matchYear?: number }
  | { society: string }
  | { specialty: string }
  | { role: Role }
  | SliceTerm
  | { person: number };

/** All of its terms must hold. */
export type Clause = readonly Term[];

export interface Audience {
  anyOf: readonly Clause[];
  /** Nobody of whom one of these holds. */
  except?: readonly Term[];
}

/** What an audience is asked about: roles, and for students the standing on the day. */
export interface Member {
  roles: readonly Role[];
  standing: Standing | null;
  /** What entries of the program never ask for; of somebody without it such terms do not hold. */
  own?: {
    id: number;
    society: string | null;
    specialties: readonly string[];
    meets(term: SliceTerm): boolean;
  };
}

/** A clause as the program file names it. */
export interface NamedClause {
  phase?: Phase | undefined;
  track?: Track | undefined;
  cycle?: CycleState | undefined;
  role?: Role | undefined;
}

export function clauseOf({ phase, track, cycle, role }: NamedClause): Clause {
  return [
    ...(phase === undefined ? [] : [{ phase }]),
    ...(track === undefined ? [] : [{ track }]),
    ...(cycle === undefined ? [] : [{ cycle }]),
    ...(role === undefined ? [] : [{ role }]),
  ];
}

function inCycle({ cycle, matchYear }: { cycle: CycleState; matchYear?: number }, standing: Standing | null): boolean {
  const own = standing?.cycle;
  return (
    own?.state === cycle &&
    (own.choice === 'applies' || own.choice === 'undecided') &&
    (matchYear === undefined || own.matchYear === matchYear)
  );
}

function holds(term: Term, { roles, standing, own }: Member): boolean {
  if ('phase' in term) return standing?.phase === term.phase;
  if ('track' in term) return standing?.track === term.track;
  if ('class' in term) return standing?.class === term.class;
  if ('cycle' in term) return inCycle(term, standing);
  if ('role' in term) return roles.includes(term.role) && (term.role !== 'student' || standing !== null);
  if ('society' in term) return own?.society === term.society;
  if ('specialty' in term) return own?.specialties.includes(term.specialty) ?? false;
  if ('person' in term) return own?.id === term.person;
  return own?.meets(term) ?? false;
}

/** Whether a clause names one person: that holds whatever their stage, so that nobody whom staff name is dropped. */
export function namesPerson(clause: Clause): boolean {
  return clause.some((term) => 'person' in term);
}

function matchesClause(clause: Clause, member: Member): boolean {
  // Whatever somebody was given as a student (peer mentors too) begins with entry and ends with graduation.
  if (member.standing !== null && member.standing.stage !== 'enrolled' && !namesPerson(clause)) return false;
  return clause.every((term) => holds(term, member));
}

/** Whether somebody is in the audience on the day of their `standing`. */
export function matchesAudience({ anyOf, except = [] }: Audience, member: Member): boolean {
  return anyOf.some((clause) => matchesClause(clause, member)) && !except.some((term) => holds(term, member));
}

/** Whether every way into the audience leads through an application cycle: such entries are hidden from those who do not apply. */
export function isForApplicants({ anyOf }: Audience): boolean {
  return anyOf.every((clause) => clause.some((term) => 'cycle' in term));
}

/** What slices have to be asked before an audience can be matched. */
export function sliceTermsOf({ anyOf, except = [] }: Audience): SliceTerm[] {
  return [...anyOf.flat(), ...except].filter((term): term is SliceTerm => 'rsvp' in term);
}

const CYCLE_NAMES: Record<CycleState, string> = { applying: 'students applying', graduating: 'graduating students' };
const ANSWER_NAMES: Record<RsvpAnswer, string> = {
  going: 'said Going',
  'not-going': 'said Not going',
  waiting: 'are on the waiting list',
};

/** How ids are written: of specialties, sessions and people. */
export interface Names {
  specialty(id: string): string;
  session(id: number): string;
  person(id: number): string;
}

const BY_ID: Names = { specialty: (id) => id, session: String, person: String };

function cycleName({ cycle, matchYear }: { cycle: CycleState; matchYear?: number }): string {
  return matchYear === undefined ? CYCLE_NAMES[cycle] : `${CYCLE_NAMES[cycle]} (Match ${matchYear})`;
}

/** One term on its own: `PCE students`, `the class of 2028`, `who said Going to Open House`. */
export function termText(term: Term, names: Names = BY_ID): string {
  if ('phase' in term) return `${PHASE_NAMES[term.phase]} students`;
  if ('track' in term) return `${TRACK_NAMES[term.track]} students`;
  if ('class' in term) return `the class of ${term.class}`;
  if ('cycle' in term) return cycleName(term);
  if ('role' in term) return term.role === 'student' ? 'all students' : ROLE_PLURALS[term.role];
  if ('society' in term) return `the ${term.society} Society`;
  if ('specialty' in term) return names.specialty(term.specialty);
  if ('person' in term) return names.person(term.person);
  return `who ${ANSWER_NAMES[term.answer]} to ${names.session(term.rsvp)}`;
}

/** What narrows a clause down, after whom it is about. */
function narrowing(term: Term, names: Names): string {
  if ('track' in term) return TRACK_NAMES[term.track];
  if ('class' in term) return `class of ${term.class}`;
  return termText(term, names);
}

type TermOf<Key extends string> = Extract<Term, Record<Key, unknown>>;

function find<Key extends string>(clause: Clause, key: Key): TermOf<Key> | undefined {
  return clause.find((term): term is TermOf<Key> => key in term);
}

/** Whom a clause is about, and which of its terms say so. */
function headOf(clause: Clause, names: Names): { text: string; said: readonly (Term | undefined)[] } {
  const [phase, cycle, role, track] = [
    find(clause, 'phase'),
    find(clause, 'cycle'),
    find(clause, 'role'),
    find(clause, 'track'),
  ];
  if (phase && cycle) return { text: `${PHASE_NAMES[phase.phase]} ${cycleName(cycle)}`, said: [phase, cycle] };
  const first = cycle ?? phase ?? (role?.role === 'student' && track ? track : role) ?? track ?? clause[0];
  return { text: first ? termText(first, names) : '', said: [first] };
}

function clauseText(clause: Clause, names: Names): string {
  const { text, said } = headOf(clause, names);
  // Whom a phase, a cycle or a track names are students anyway.
  const rest = clause.filter((term) => !said.includes(term) && !('role' in term && term.role === 'student'));
  return [text, ...rest.map((term) => narrowing(term, names))].join(', ');
}

/** `PCE students, Pathways`, `students applying and graduating students, without the class of 2028`. */
export function audienceText({ anyOf, except = [] }: Audience, names: Names = BY_ID): string {
  const who = listText(anyOf.map((clause) => clauseText(clause, names)));
  return except.length === 0 ? who : `${who}, without ${listText(except.map((term) => termText(term, names)))}`;
}

const isOneOf = (values: readonly unknown[], value: unknown) => values.includes(value);

function isTerm(value: unknown): value is Term {
  if (typeof value !== 'object' || value === null) return false;
  const term: Record<string, unknown> = { ...value };
  return (
    isOneOf(PHASES, term.phase) ||
    isOneOf(TRACKS, term.track) ||
    isOneOf(CYCLE_STATES, term.cycle) ||
    isOneOf(ROLES, term.role) ||
    typeof (term.class ?? term.rsvp ?? term.person) === 'number' ||
    typeof (term.society ?? term.specialty) === 'string'
  );
}

/** An audience as it was stored. Throws where it is none. */
export function storedAudience(value: unknown): Audience {
  const { anyOf, except = [] } = Object(value) as { anyOf?: unknown; except?: unknown };
  const clauses = Array.isArray(anyOf) ? anyOf : [];
  const isSound =
    Array.isArray(anyOf) &&
    clauses.every((clause) => Array.isArray(clause) && clause.every(isTerm)) &&
    Array.isArray(except) &&
    except.every(isTerm);
  if (!isSound) throw new Error('an audience was stored that cannot be read');
  return { anyOf: clauses, except };
}
