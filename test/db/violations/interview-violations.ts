// What breaks the tables of practice interviews.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

function round(id: number, year: number, state: string): SQL {
  return sql`insert into interview_rounds (id, match_year, state, answer_by, opened_at) overriding system value
    values (${id}, ${year}, ${state}, '2027-09-01', now())`;
}

interface Given {
  student?: number;
  interviewer?: number;
  seat?: number;
  relaxed?: boolean;
  minutes?: number;
  state?: string;
  evening?: number;
  id?: number;
}

/** Student 1 with interviewer 2 on 14 September at 21:30Z, but for what is given. */
function interview({
  student = 1,
  interviewer = 2,
  seat = 2,
  relaxed = false,
  minutes = 25,
  state = 'booked',
  evening = 15,
  id = 90,
}: Given = {}): SQL {
  const starts = `2027-09-${evening} 21:30Z`;
  return sql`insert into interviews (id, round_id, student_id, interviewer_id, seat, specialty, relaxed, starts_at, ends_at, state)
    overriding system value values (${id}, 1, ${student}, ${interviewer}, ${seat}, 'urology', ${relaxed}, ${starts},
    ${starts}::timestamptz + make_interval(mins => ${minutes}), ${state})`;
}

function feedback(id: number, grade: number): SQL {
  return sql`insert into interview_feedback values (${id}, ${grade}, 3, 3, 3, 'calm', 'pace', now())`;
}

function confirmation(id: number, side: string, answer: string, by: number | null = null): SQL {
  return sql`insert into interview_confirmations values (${id}, ${side}, ${answer}, now(), ${by})`;
}

const signup = (person: number) =>
  sql`insert into interview_signups (round_id, person_id, first, second, consented_at, signed_up_at) values (1, ${person}, 'urology', 'urology', now(), now())`;

export const INTERVIEW_ROWS: readonly SQL[] = [
  round(1, 2028, 'running'),
  sql`insert into interview_evenings values (1, '2027-09-14')`,
  sql`insert into interview_relaxations values (1, 'urology', 'general-surgery')`,
  sql`insert into round_interviewers values (1, 2, now()), (1, 1, now())`,
  sql`insert into interview_slots values (1, 2, '2027-09-14 21:30Z')`,
  sql`insert into interview_committees values (1, 2, 'dermatology')`,
  signup(1),
  signup(2),
  sql`insert into interview_unavailable values (1, 1, '2027-09-16 21:30Z')`,
  sql`insert into interview_apart values (1, 1, 2)`,
  interview({ id: 1, seat: 1, evening: 14 }),
  confirmation(1, 'student', 'confirmed', 1),
  sql`insert into interview_standbys values (1, 2, now(), true)`,
  sql`insert into interview_files values (1, 2)`,
  feedback(1, 4),
  sql`insert into feedback_shares values (1, 2, now())`,
];

export const INTERVIEW_VIOLATIONS: readonly Violation[] = [
  ['interview_rounds_pkey', round(1, 2028, 'closed')],
  ['interview_rounds_one_open', round(90, 2029, 'collecting')],
  ['interview_rounds_state', round(90, 2029, 'over')],
  ['interview_rounds_year', round(90, 1999, 'closed')],
  ['interview_evenings_round_id_day_pk', sql`insert into interview_evenings values (1, '2027-09-14')`],
  ['interview_evenings_round_id_interview_rounds_id_fk', sql`insert into interview_evenings values (9, '2027-09-14')`],
  [
    'interview_relaxations_round_id_specialty_other_pk',
    sql`insert into interview_relaxations values (1, 'urology', 'general-surgery')`,
  ],
  [
    'interview_relaxations_round_id_interview_rounds_id_fk',
    sql`insert into interview_relaxations values (9, 'a', 'b')`,
  ],
  ['interview_relaxations_other', sql`insert into interview_relaxations values (1, 'urology', 'urology')`],
  ['round_interviewers_round_id_person_id_pk', sql`insert into round_interviewers values (1, 2, now())`],
  ['round_interviewers_round_id_interview_rounds_id_fk', sql`insert into round_interviewers values (9, 2, now())`],
  ['round_interviewers_person_id_people_id_fk', sql`insert into round_interviewers values (1, 99, now())`],
  [
    'interview_slots_round_id_person_id_starts_at_pk',
    sql`insert into interview_slots values (1, 2, '2027-09-14 21:30Z')`,
  ],
  ['interview_slots_interviewer', sql`insert into interview_slots values (1, 99, now())`],
  [
    'interview_committees_round_id_person_id_specialty_pk',
    sql`insert into interview_committees values (1, 2, 'dermatology')`,
  ],
  ['interview_committees_interviewer', sql`insert into interview_committees values (1, 99, 'urology')`],
  ['interview_signups_round_id_person_id_pk', signup(1)],
  ['interview_signups_person_id_people_id_fk', signup(99)],
  [
    'interview_signups_round_id_interview_rounds_id_fk',
    sql`insert into interview_signups (round_id, person_id, first, second, consented_at, signed_up_at) values (9, 1, 'a', 'a', now(), now())`,
  ],
  [
    'interview_unavailable_round_id_person_id_starts_at_pk',
    sql`insert into interview_unavailable values (1, 1, '2027-09-16 21:30Z')`,
  ],
  ['interview_unavailable_signup', sql`insert into interview_unavailable values (1, 99, now())`],
  ['interview_apart_round_id_student_id_interviewer_id_pk', sql`insert into interview_apart values (1, 1, 2)`],
  ['interview_apart_round_id_interview_rounds_id_fk', sql`insert into interview_apart values (9, 1, 2)`],
  ['interview_apart_student_id_people_id_fk', sql`insert into interview_apart values (1, 99, 2)`],
  ['interview_apart_interviewer_id_people_id_fk', sql`insert into interview_apart values (1, 1, 99)`],
  ['interviews_pkey', interview({ id: 1, interviewer: 1 })],
  ['interviews_signup', interview({ student: 99 })],
  ['interviews_interviewer', interview({ interviewer: 99 })],
  ['interviews_seat', interview({ seat: 1, interviewer: 1 })],
  ['interviews_two_interviewers', interview()],
  ['interviews_interviewer_place', interview({ student: 2, evening: 14 })],
  ['interviews_student_place', interview({ interviewer: 1, evening: 14 })],
  ['interviews_state', interview({ interviewer: 1, state: 'maybe' })],
  ['interviews_seats', interview({ interviewer: 1, seat: 3 })],
  ['interviews_relaxed', interview({ student: 2, interviewer: 1, seat: 1, relaxed: true })],
  ['interviews_order', interview({ interviewer: 1, minutes: 0 })],
  ['interview_confirmations_interview_id_side_pk', confirmation(1, 'student', 'cannot')],
  ['interview_confirmations_interview_id_interviews_id_fk', confirmation(99, 'student', 'cannot')],
  ['interview_confirmations_by_people_id_fk', confirmation(1, 'interviewer', 'cannot', 99)],
  ['interview_confirmations_side', confirmation(1, 'dean', 'cannot')],
  ['interview_confirmations_answer', confirmation(1, 'interviewer', 'perhaps')],
  ['interview_standbys_interview_id_person_id_pk', sql`insert into interview_standbys values (1, 2, now())`],
  ['interview_standbys_interview_id_interviews_id_fk', sql`insert into interview_standbys values (99, 2, now())`],
  ['interview_standbys_person_id_people_id_fk', sql`insert into interview_standbys values (1, 99, now())`],
  ['interview_standbys_one', sql`insert into interview_standbys values (1, 1, now(), true)`],
  ['interview_files_interview_id_person_id_pk', sql`insert into interview_files values (1, 2)`],
  ['interview_files_interview_id_interviews_id_fk', sql`insert into interview_files values (99, 2)`],
  ['interview_files_person_id_people_id_fk', sql`insert into interview_files values (1, 99)`],
  ['interview_feedback_pkey', feedback(1, 3)],
  ['interview_feedback_interview_id_interviews_id_fk', feedback(99, 3)],
  ['interview_feedback_scale', sql`update interview_feedback set content = 6`],
  ['feedback_shares_interview_id_person_id_pk', sql`insert into feedback_shares values (1, 2, now())`],
  [
    'feedback_shares_interview_id_interview_feedback_interview_id_fk',
    sql`insert into feedback_shares values (99, 2, now())`,
  ],
  ['feedback_shares_person_id_people_id_fk', sql`insert into feedback_shares values (1, 99, now())`],
];
