// What breaks the tables of peer mentorship. Person 1 is a mentor, person 2 a student; the second request and offer are settled.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

function season(id: number, { way = 'rolling', ends = '2027-03-31', closed = false } = {}): SQL {
  return sql`insert into mentorship_seasons (id, way, starts_on, ends_on, opened_at, closed_at) overriding system value
    values (${id}, ${way}, '2026-11-15', ${ends}, now(), ${closed ? sql`now()` : null})`;
}

function mentor(seasonId: number, person: number, capacity = 2, taken = 0): SQL {
  return sql`insert into season_mentors (season_id, person_id, capacity, taken, joined_at)
    values (${seasonId}, ${person}, ${capacity}, ${taken}, now())`;
}

interface Asked {
  season?: number;
  person?: number;
  state?: string;
  settled?: boolean;
  handedOver?: boolean;
  outbox?: number | null;
}

function request(id: number, given: Asked = {}): SQL {
  const { season: of = 1, person = 2, state = 'waiting', settled = false, handedOver = false, outbox = null } = given;
  const now = (is: boolean) => (is ? sql`now()` : null);
  return sql`insert into mentor_requests (id, season_id, person_id, match_me, left_out, state, asked_at, staff_at, handed_over_at, settled_at, outbox_id)
    overriding system value values (${id}, ${of}, ${person}, true, false, ${state}, now(), now(), ${now(handedOver)}, ${now(settled)}, ${outbox})`;
}

function wish(requestId: number, rank: number, mentorId: number): SQL {
  return sql`insert into mentor_wishes values (${requestId}, ${rank}, ${mentorId})`;
}

interface Offered {
  request?: number;
  mentor?: number;
  state?: string;
  settled?: boolean;
  nudge?: string;
  outbox?: number | null;
}

function offer(id: number, given: Offered = {}): SQL {
  const {
    request: of = 1,
    mentor: to = 1,
    state = 'open',
    settled = false,
    nudge = '2026-12-02',
    outbox = null,
  } = given;
  return sql`insert into mentor_offers (id, request_id, mentor_id, state, asks_at, nudge_at, lapses_at, settled_at, outbox_id)
    overriding system value values (${id}, ${of}, ${to}, ${state}, '2026-12-01', ${nudge}, '2026-12-04', ${settled ? sql`now()` : null}, ${outbox})`;
}

function round(id: number, { season: of = 1, state = 'draft', published = false } = {}): SQL {
  return sql`insert into mentor_rounds (id, season_id, state, seed, drafted_at, published_at) overriding system value
    values (${id}, ${of}, ${state}, 1, now(), ${published ? sql`now()` : null})`;
}

function outcome(roundId: number, requestId: number, mentorId: number | null, why: string | null = null): SQL {
  return sql`insert into mentor_round_outcomes values (${roundId}, ${requestId}, ${mentorId}, ${why})`;
}

function mark(roundId: number, requestId: number, mentorId: number, what: string): SQL {
  return sql`insert into mentor_round_marks values (${roundId}, ${requestId}, ${mentorId}, ${what})`;
}

interface Paired {
  season?: number;
  request?: number;
  mentor?: number;
  mentee?: number;
  state?: string;
  origin?: string;
  round?: number | null;
  endedBy?: string | null;
}

function pair(id: number, given: Paired = {}): SQL {
  const { season: of = 1, request: by = 1, mentor: to = 1, mentee = 2, state = 'active', origin = 'offer' } = given;
  const { round: in_ = null, endedBy = null } = given;
  return sql`insert into mentor_pairs (id, season_id, request_id, mentor_id, mentee_id, state, origin, round_id, started_at, ended_at, ended_by)
    overriding system value values (${id}, ${of}, ${by}, ${to}, ${mentee}, ${state}, ${origin}, ${in_}, now(),
      ${state === 'active' ? null : sql`now()`}, ${endedBy})`;
}

function checkIn(pairId: number, what: string, person: number, answer: string): SQL {
  return sql`insert into mentor_check_ins values (${pairId}, ${what}, ${person}, ${answer}, now())`;
}

function mail(key: string, { person = 1, sent = false, by = null as number | null } = {}): SQL {
  return sql`insert into mentor_mails (dedupe_key, person_id, composer, content, since, sent_at, sent_by)
    values (${key}, ${person}, 'mentorship.meeting', '{}', now(), ${sent ? sql`now()` : null}, ${by})`;
}

export const MENTORSHIP_ROWS: readonly SQL[] = [
  sql`insert into do_not_pair values (1, 2, now())`,
  season(1),
  mentor(1, 1),
  request(1),
  request(2, { person: 1, state: 'withdrawn', settled: true }),
  wish(1, 1, 1),
  offer(1),
  round(1),
  outcome(1, 1, 1),
  mark(1, 1, 1, 'locked'),
  pair(1),
  checkIn(1, 'two-weeks', 1, 'met'),
  mail('said'),
];

const PAIR_VIOLATIONS: readonly Violation[] = [
  ['mentor_pairs_pkey', pair(1, { state: 'undone' })],
  ['mentor_pairs_one_active', pair(90)],
  ['mentor_pairs_state', pair(90, { state: 'paused' })],
  ['mentor_pairs_origin', pair(90, { state: 'undone', origin: 'chance' })],
  ['mentor_pairs_ended_by', pair(90, { state: 'ended', endedBy: 'weather' })],
  ['mentor_pairs_ended', pair(90, { state: 'ended' })],
  ['mentor_pairs_ended', sql`update mentor_pairs set ended_at = now()`],
  ['mentor_pairs_origin_round', pair(90, { state: 'undone', round: 1 })],
  ['mentor_pairs_two', pair(90, { mentee: 1 })],
  ['mentor_pairs_meeting_was', sql`update mentor_pairs set meets_at = now(), meeting_was = now()`],
  ['mentor_pairs_season_id_mentorship_seasons_id_fk', pair(90, { season: 99 })],
  ['mentor_pairs_request_id_mentor_requests_id_fk', pair(90, { state: 'undone', request: 99 })],
  ['mentor_pairs_mentor_id_people_id_fk', pair(90, { state: 'undone', mentor: 99 })],
  ['mentor_pairs_mentee_id_people_id_fk', pair(90, { mentee: 99 })],
  ['mentor_pairs_round_id_mentor_rounds_id_fk', pair(90, { state: 'undone', origin: 'round', round: 99 })],
  ['mentor_check_ins_pair_id_check_in_person_id_pk', checkIn(1, 'two-weeks', 1, 'planned')],
  ['mentor_check_ins_check_in', checkIn(1, 'never', 1, 'met')],
  ['mentor_check_ins_answer', checkIn(1, 'end', 1, 'perhaps')],
  ['mentor_check_ins_pair_id_mentor_pairs_id_fk', checkIn(99, 'end', 1, 'met')],
  ['mentor_check_ins_person_id_people_id_fk', checkIn(1, 'end', 99, 'met')],
  [
    'mentor_mails_pkey',
    sql`insert into mentor_mails (id, dedupe_key, person_id, composer, content, since)
    overriding system value select id, 'other', person_id, composer, content, since from mentor_mails`,
  ],
  ['mentor_mails_once', mail('said')],
  ['mentor_mails_sent', mail('ticked', { by: 1 })],
  ['mentor_mails_person_id_people_id_fk', mail('nobody', { person: 99 })],
  ['mentor_mails_sent_by_people_id_fk', mail('ticked', { sent: true, by: 99 })],
];

const ROUND_VIOLATIONS: readonly Violation[] = [
  ['mentor_rounds_pkey', round(1, { state: 'dropped' })],
  ['mentor_rounds_one_draft', round(90)],
  ['mentor_rounds_state', round(90, { state: 'tried' })],
  ['mentor_rounds_published', round(90, { state: 'published' })],
  ['mentor_rounds_published', round(90, { state: 'dropped', published: true })],
  ['mentor_rounds_season_id_mentorship_seasons_id_fk', round(90, { season: 99 })],
  ['mentor_round_outcomes_round_id_request_id_pk', outcome(1, 1, null, 'all-taken')],
  ['mentor_round_outcomes_either', outcome(1, 2, null)],
  ['mentor_round_outcomes_either', outcome(1, 2, 1, 'all-taken')],
  ['mentor_round_outcomes_round_id_mentor_rounds_id_fk', outcome(99, 1, 1)],
  ['mentor_round_outcomes_request_id_mentor_requests_id_fk', outcome(1, 99, 1)],
  ['mentor_round_outcomes_mentor_id_people_id_fk', outcome(1, 2, 99)],
  ['mentor_round_marks_round_id_request_id_mentor_id_pk', mark(1, 1, 1, 'forbidden')],
  ['mentor_round_marks_one_lock', mark(1, 1, 2, 'locked')],
  ['mentor_round_marks_mark', mark(1, 1, 2, 'liked')],
  ['mentor_round_marks_round_id_mentor_rounds_id_fk', mark(99, 1, 1, 'forbidden')],
  ['mentor_round_marks_request_id_mentor_requests_id_fk', mark(1, 99, 1, 'forbidden')],
  ['mentor_round_marks_mentor_id_people_id_fk', mark(1, 1, 99, 'forbidden')],
];

export const MENTORSHIP_VIOLATIONS: readonly Violation[] = [
  ['do_not_pair_person_id_other_id_pk', sql`insert into do_not_pair values (1, 2, now())`],
  ['do_not_pair_two', sql`insert into do_not_pair values (1, 1, now())`],
  ['do_not_pair_person_id_people_id_fk', sql`insert into do_not_pair values (99, 1, now())`],
  ['do_not_pair_other_id_people_id_fk', sql`insert into do_not_pair values (1, 99, now())`],
  ['mentorship_seasons_pkey', season(1, { closed: true })],
  ['mentorship_seasons_one_open', season(90)],
  ['mentorship_seasons_way', season(90, { way: 'lottery', closed: true })],
  ['mentorship_seasons_hears_by', season(90, { way: 'rounds', closed: true })],
  ['mentorship_seasons_order', season(90, { ends: '2026-11-15', closed: true })],
  ['season_mentors_season_id_person_id_pk', mentor(1, 1)],
  ['season_mentors_capacity', mentor(1, 2, 6)],
  ['season_mentors_capacity', mentor(1, 2, 0)],
  ['season_mentors_taken', mentor(1, 2, 2, 3)],
  ['season_mentors_taken', mentor(1, 2, 2, -1)],
  ['season_mentors_season_id_mentorship_seasons_id_fk', mentor(99, 2)],
  ['season_mentors_person_id_people_id_fk', mentor(1, 99)],
  ['mentor_requests_pkey', request(1, { person: 1 })],
  ['mentor_requests_one_live', request(90)],
  ['mentor_requests_state', request(90, { state: 'wished', settled: true })],
  ['mentor_requests_handed_over', request(90, { person: 1, state: 'with-staff' })],
  ['mentor_requests_settled', request(90, { person: 1, settled: true })],
  ['mentor_requests_settled', request(90, { person: 1, state: 'matched' })],
  ['mentor_requests_season_id_mentorship_seasons_id_fk', request(90, { season: 99 })],
  ['mentor_requests_person_id_people_id_fk', request(90, { person: 99 })],
  ['mentor_requests_outbox_id_outbox_id_fk', request(90, { person: 1, outbox: 99 })],
  ['mentor_wishes_request_id_rank_pk', wish(1, 1, 2)],
  ['mentor_wishes_once', wish(1, 2, 1)],
  ['mentor_wishes_rank', wish(1, 6, 2)],
  ['mentor_wishes_rank', wish(1, 0, 2)],
  ['mentor_wishes_request_id_mentor_requests_id_fk', wish(99, 1, 1)],
  ['mentor_wishes_mentor_id_people_id_fk', wish(1, 2, 99)],
  ['mentor_offers_pkey', offer(1, { request: 2 })],
  ['mentor_offers_one_open', offer(90, { mentor: 2 })],
  ['mentor_offers_once', offer(90, { state: 'lapsed', settled: true })],
  ['mentor_offers_state', offer(90, { request: 2, state: 'ignored', settled: true })],
  ['mentor_offers_order', offer(90, { request: 2, nudge: '2026-12-05' })],
  ['mentor_offers_order', offer(90, { request: 2, nudge: '2026-11-30' })],
  ['mentor_offers_settled', offer(90, { request: 2, settled: true })],
  ['mentor_offers_settled', offer(90, { request: 2, state: 'passed' })],
  ['mentor_offers_request_id_mentor_requests_id_fk', offer(90, { request: 99 })],
  ['mentor_offers_mentor_id_people_id_fk', offer(90, { request: 2, mentor: 99 })],
  ['mentor_offers_outbox_id_outbox_id_fk', offer(90, { request: 2, outbox: 99 })],
  ...ROUND_VIOLATIONS,
  ...PAIR_VIOLATIONS,
];
