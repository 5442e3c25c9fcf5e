// What breaks the tables of dates, answers, ticks, settings and reminders.
import { type SQL, sql } from 'drizzle-orm';
import type { Violation } from './violation.ts';

function reminder(person: number, kind: string, outcome: string, outboxId: number | null = null): SQL {
  return sql`insert into reminders (person_id, kind, subject, lead, due_at, useful_until, outcome, outbox_id, decided_at, counted)
    values (${person}, ${kind}, 'session:1', 'P1D', now(), '2027-01-21 17:00Z', ${outcome}, ${outboxId}, now(), true)`;
}

function hold(act: string, kind: string, person: number | null, by: number | null = null, id = 90): SQL {
  return sql`insert into holds (id, act, kind, subject, lead, person_id, at, by) overriding system value
    values (${id}, ${act}, ${kind}, 'session:1', 'P1D', ${person}, now(), ${by})`;
}

function rsvp(session: number, person: number, answer: string): SQL {
  return sql`insert into rsvps values (${session}, ${person}, ${answer}, now())`;
}

function tick(person: number, by: number | null = null): SQL {
  return sql`insert into milestone_ticks values (${person}, 'eras', '2028', '', false, now(), ${by})`;
}

export const REMINDER_ROWS: readonly SQL[] = [
  sql`insert into program_dates values ('eras/submitted', 2028, '2027-09-28')`,
  rsvp(1, 1, 'going'),
  tick(1),
  sql`insert into person_settings (person_id) values (1)`,
  sql`insert into own_reminders values (1, 'session:1', now())`,
  reminder(1, 'session', 'message'),
  sql`insert into reminders_through values (1, now())`,
  hold('hold', 'session', null, 1, 1),
];

export const REMINDER_VIOLATIONS: readonly Violation[] = [
  ['sessions_capacity', sql`update sessions set capacity = 0, taken = 1`],
  ['sessions_capacity', sql`update sessions set taken = -1`],
  ['program_dates_subject_year_pk', sql`insert into program_dates values ('eras/submitted', 2028, '2027-09-29')`],
  ['program_dates_year', sql`insert into program_dates values ('eras', 1999, '2027-09-29')`],
  ['program_dates_subject', sql`insert into program_dates values ('ERAS', 2028, '2027-09-29')`],
  ['rsvps_session_id_person_id_pk', rsvp(1, 1, 'not-going')],
  ['rsvps_answer', rsvp(1, 2, 'maybe')],
  ['rsvps_session_id_sessions_id_fk', rsvp(99, 1, 'going')],
  ['rsvps_person_id_people_id_fk', rsvp(1, 99, 'going')],
  ['milestone_ticks_person_id_entry_occurrence_item_pk', tick(1)],
  ['milestone_ticks_person_id_people_id_fk', tick(99)],
  ['milestone_ticks_ticked_by_people_id_fk', tick(2, 99)],
  ['person_settings_pkey', sql`insert into person_settings (person_id) values (1)`],
  ['person_settings_person_id_people_id_fk', sql`insert into person_settings (person_id) values (99)`],
  ['person_settings_hour', sql`update person_settings set hour = '9:00'`],
  ['person_settings_quiet_from', sql`update person_settings set quiet_from = '24:00', quiet_to = '08:00'`],
  ['person_settings_quiet_to', sql`update person_settings set quiet_from = '21:00', quiet_to = '8'`],
  ['person_settings_quiet', sql`update person_settings set quiet_from = '21:00'`],
  ['own_reminders_person_id_subject_pk', sql`insert into own_reminders values (1, 'session:1', now())`],
  ['own_reminders_person_id_people_id_fk', sql`insert into own_reminders values (99, 'session:1', now())`],
  ['reminders_person_id_kind_subject_lead_useful_until_pk', reminder(1, 'session', 'digest')],
  ['reminders_kind', reminder(2, 'rumour', 'message')],
  ['reminders_outcome', reminder(2, 'session', 'lost')],
  ['reminders_person_id_people_id_fk', reminder(99, 'session', 'message')],
  ['reminders_outbox_id_outbox_id_fk', reminder(2, 'session', 'message', 99)],
  ['reminders_through_pkey', sql`insert into reminders_through values (1, now())`],
  ['reminders_through_one', sql`update reminders_through set id = 2`],
  ['holds_pkey', hold('skip', 'milestone', 1, null, 1)],
  ['holds_once', hold('skip', 'session', null)],
  ['holds_act', hold('stop', 'session', 1)],
  ['holds_kind', hold('hold', 'rumour', 1)],
  ['holds_person_id_people_id_fk', hold('hold', 'session', 99)],
  ['holds_by_people_id_fk', hold('hold', 'session', 1, 99)],
];
