// What breaks the tables of advising and of what students ask.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

interface AssignmentRow {
  kind?: string;
  student?: number;
  advisor?: number;
  specialty?: string | null;
  starts?: string;
  ends?: string | null;
}

function assignment({
  kind = 'society-advisor',
  student = 1,
  advisor = 2,
  specialty = null,
  ...days
}: AssignmentRow): SQL {
  const { starts = '2026-12-01', ends = null } = days;
  return sql`insert into assignments (kind, student_id, advisor_id, specialty, starts_on, ends_on)
    values (${kind}, ${student}, ${advisor}, ${specialty}, ${starts}, ${ends})`;
}

/** Of the first assignment, or of none. */
function appointment({ isMissing = false }: { isMissing?: boolean }): SQL {
  const id = isMissing ? sql`99` : sql`(select min(id) from assignments)`;
  return sql`insert into appointments values (${id}, now(), null, 1, null)`;
}

interface CaseRow {
  id?: number;
  asker?: number;
  kind?: string;
  queue?: string;
  state?: string;
  claimer?: number | null;
  waits?: string | null;
  closed?: string | null;
  words?: string;
}

function aCase({ id = 90, asker = 1, kind = 'question', queue = 'staff', state = 'open', ...more }: CaseRow): SQL {
  const { claimer = null, waits = null, closed = null, words = 'x' } = more;
  return sql`insert into cases (id, asker_id, kind, queue, state, claimed_by, opened_at, waits_since, closed_at, words)
    overriding system value values (${id}, ${asker}, ${kind}, ${queue}, ${state}, ${claimer}, now(), ${waits}, ${closed}, ${words})`;
}

function choice(specialty: string, position: number, needsRasa = true, person = 1): SQL {
  return sql`insert into specialty_choices values (${person}, ${specialty}, ${position}, ${needsRasa}, now())`;
}

/** Ada (1) is Bo's (2) student as well as the other way round: here only the constraints are looked at. */
export const ADVISING_ROWS: readonly SQL[] = [
  sql`insert into rasas values (2, 'urology', 1, 0), (2, 'neurology', 2, 0)`,
  assignment({}),
  assignment({ kind: 'rasa', specialty: 'urology' }),
  sql`insert into people (id, name, created_at) overriding system value values (3, 'Cy', now())`,
  sql`insert into rasas values (3, 'urology', 1, 0)`,
  appointment({}),
  choice('urology', 0),
  aCase({ id: 1 }),
  sql`insert into case_replies (id, case_id, author_id, at, words) overriding system value values (1, 1, 2, now(), 'yes')`,
];

export const ADVISING_VIOLATIONS: readonly Violation[] = [
  [
    'assignments_pkey',
    sql`insert into assignments (id, kind, student_id, advisor_id, starts_on) overriding system value
      select min(id), 'pce-mentor', 1, 2, '2026-12-01' from assignments`,
  ],
  ['assignments_kind', assignment({ kind: 'friend', student: 2, advisor: 1 })],
  ['assignments_order', assignment({ kind: 'pce-mentor', ends: '2026-11-30' })],
  ['assignments_specialty', assignment({ kind: 'pce-mentor', specialty: 'urology' })],
  ['assignments_specialty', assignment({ kind: 'specialty-mentor' })],
  ['assignments_two_people', assignment({ kind: 'pce-mentor', advisor: 1 })],
  ['assignments_student_id_people_id_fk', assignment({ student: 99 })],
  ['assignments_advisor_id_people_id_fk', assignment({ kind: 'pce-mentor', advisor: 99 })],
  ['assignments_one_society_advisor', assignment({ advisor: 3, starts: '2027-06-01' })],
  ['assignments_one_society_advisor', assignment({ advisor: 3, starts: '2026-01-01', ends: '2026-12-02' })],
  ['assignments_one_rasa', assignment({ kind: 'rasa', specialty: 'urology', advisor: 3, starts: '2027-01-01' })],
  [
    'assignments_once',
    sql`with one as (insert into assignments (kind, student_id, advisor_id, starts_on) values ('pce-mentor', 1, 3, '2026-12-01')
    returning 1) insert into assignments (kind, student_id, advisor_id, starts_on) select 'pce-mentor', 1, 3, '2027-12-01' from one`,
  ],
  ['appointments_pkey', appointment({})],
  ['appointments_assignment_id_assignments_id_fk', appointment({ isMissing: true })],
  ['appointments_over', sql`update appointments set over = 'lost'`],
  ['appointments_sequence', sql`update appointments set sequence = 0`],
  ['rasas_person_id_specialty_pk', sql`insert into rasas values (2, 'urology', 9, 0)`],
  ['rasas_person_id_people_id_fk', sql`insert into rasas values (99, 'urology', 9, 0)`],
  ['rasas_capacity', sql`update rasas set capacity = 0 where person_id = 2 and specialty = 'urology'`],
  ['rasas_capacity', sql`update rasas set taken = -1 where person_id = 3`],
  // A second student of a RASA with one place: the trigger counts, the check refuses.
  ['rasas_capacity', assignment({ kind: 'rasa', specialty: 'urology', student: 3 })],
  ['specialty_choices_person_id_specialty_pk', choice('urology', 1)],
  ['specialty_choices_position', choice('neurology', 0)],
  ['specialty_choices_few', choice('neurology', 3)],
  ['specialty_choices_few', choice('neurology', -1)],
  ['specialty_choices_person_id_people_id_fk', choice('neurology', 0, true, 99)],
  ['cases_pkey', aCase({ id: 1 })],
  ['cases_asker_id_people_id_fk', aCase({ asker: 99 })],
  ['cases_claimed_by_people_id_fk', aCase({ state: 'claimed', claimer: 99 })],
  ['cases_kind', aCase({ kind: 'money' })],
  ['cases_queue_known', aCase({ queue: 'student' })],
  ['cases_state', aCase({ state: 'lost', claimer: 2 })],
  ['cases_claimer', aCase({ state: 'claimed' })],
  ['cases_claimer', aCase({ claimer: 2 })],
  ['cases_closed', aCase({ state: 'closed' })],
  ['cases_closed', aCase({ closed: '2026-12-01' })],
  ['cases_waits', aCase({ state: 'closed', closed: '2026-12-01', waits: '2026-12-01' })],
  ['cases_words', aCase({ words: 'x'.repeat(3001) })],
  [
    'case_replies_pkey',
    sql`insert into case_replies (id, case_id, at, words) overriding system value values (1, 1, now(), 'x')`,
  ],
  [
    'case_replies_case_id_cases_id_fk',
    sql`insert into case_replies (id, case_id, at, words) overriding system value values (9, 99, now(), 'x')`,
  ],
  [
    'case_replies_author_id_people_id_fk',
    sql`insert into case_replies (id, case_id, author_id, at, words) overriding system value values (9, 1, 99, now(), 'x')`,
  ],
  ['case_replies_words', sql`insert into case_replies (case_id, at, words) values (1, now(), '')`],
];
