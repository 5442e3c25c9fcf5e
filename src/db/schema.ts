// The whole data model, in life-cycle order: who people are, what the year holds, what was done.
// What drizzle cannot say (exclusion constraints) stands in custom migrations and is named in a comment here.
import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { APPOINTMENT_ENDS, ASSIGNMENT_KINDS } from '../domain/advising.ts';
import { ASK_KINDS, CASE_QUEUES, CASE_STATES, WAYS } from '../domain/asks.ts';
import { BROADCAST_STATES, UNTOLD_REASONS } from '../domain/broadcast.ts';
import { CONFIRMATIONS, ROUND_STATES as INTERVIEW_ROUND_STATES, INTERVIEW_STATES, SIDES } from '../domain/interview.ts';
import {
  CHECK_IN_ANSWERS,
  CHECK_INS,
  LIVE_REQUEST_STATES,
  PAIR_ENDS,
  PAIR_ORIGINS,
  PAIR_STATES,
  REQUEST_STATES,
  ROUND_MARKS,
  ROUND_STATES,
  SEASON_WAYS,
} from '../domain/mentorship.ts';
import { OFFER_STATES } from '../domain/offers.ts';
import { LANES, OUTBOX_KINDS, OUTBOX_STATES } from '../domain/outbox.ts';
import { PHASES, TRACKS } from '../domain/phases.ts';
import { PROPOSAL_STATES } from '../domain/proposal.ts';
import { HOLD_ACTS, REMINDER_KINDS, REMINDER_OUTCOMES } from '../domain/reminder.ts';
import { ROLES } from '../domain/roles.ts';
import { RSVP_ANSWERS } from '../domain/rsvp.ts';
import { SESSION_CHANGES } from '../domain/session-change.ts';

function among(column: string, values: readonly string[]): string {
  return `${column} in (${values.map((value) => `'${value}'`).join(', ')})`;
}

function oneOf(column: string, values: readonly string[]) {
  return sql.raw(among(column, values));
}

/** A time of day, `18:30`. */
function clockTime(column: string): string {
  return `${column} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'`;
}

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const personId = () =>
  integer('person_id')
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' });

/** Everybody the program knows, in Slack or not. Students have a class and a track, nobody else has. */
export const people = pgTable(
  'people',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    slackUserId: text('slack_user_id').unique(),
    /** IANA name, from the person's Slack settings. */
    timeZone: text('time_zone'),
    /** The graduation year. */
    class: integer('class'),
    track: text('track', { enum: TRACKS }),
    society: text('society'),
    createdAt: moment('created_at').notNull(),
    /** Has left the program: known for what was, and spoken to no more; tied to no Slack user. */
    deactivatedAt: moment('deactivated_at'),
  },
  () => [
    check('people_track', oneOf('track', TRACKS)),
    check('people_class_with_track', sql`(class is null) = (track is null)`),
    check('people_deactivated_untied', sql`deactivated_at is null or slack_user_id is null`),
  ],
);

/** The first address (position 0) is the one people are written to. Kept in lower case. */
export const personEmails = pgTable(
  'person_emails',
  {
    email: text('email').primaryKey(),
    personId: personId(),
    position: integer('position').notNull(),
  },
  (t) => [
    uniqueIndex('person_emails_position').on(t.personId, t.position),
    check('person_emails_lower_case', sql`email = lower(email)`),
  ],
);

export const personRoles = pgTable(
  'person_roles',
  { personId: personId(), role: text('role', { enum: ROLES }).notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.role] }), check('person_roles_role', oneOf('role', ROLES))],
);

/** Specialties by their id in the program; for students the ones they consider, for others the ones they practise. */
export const personSpecialties = pgTable(
  'person_specialties',
  { personId: personId(), specialty: text('specialty').notNull(), position: integer('position').notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.specialty] })],
);

/** Specialties that a person follows by their own choice; a roster import leaves them alone. */
export const followedSpecialties = pgTable(
  'followed_specialties',
  { personId: personId(), specialty: text('specialty').notNull(), since: moment('since').notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.specialty] })],
);

const OVERRIDE_KINDS = ['class', 'track', 'phase', 'cycle', 'leave'] as const;

/** What an override of each kind may say. A kind that there is not is refused by a constraint of its own. */
function overrideValue() {
  const year = "value ~ '^(20[0-9]{2}|2100)$'";
  const cases = [
    ['class', year],
    ['track', among('value', TRACKS)],
    ['phase', among('value', PHASES)],
    ['cycle', `${among('value', ['not-applying', 'undecided'])} or ${year}`],
    ['leave', among('value', ['leave', 'phd'])],
  ];
  return sql.raw(
    `case kind ${cases.map(([kind, allowed]) => `when '${kind}' then ${allowed}`).join(' ')} else true end`,
  );
}

/**
 * Dated exceptions, in force from `starts_on` until the day before `returns_on`.
 * No two of a kind overlap for a person: exclusion constraint `person_overrides_apart`.
 */
export const personOverrides = pgTable(
  'person_overrides',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    personId: personId(),
    kind: text('kind', { enum: OVERRIDE_KINDS }).notNull(),
    value: text('value').notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    returnsOn: date('returns_on', { mode: 'string' }),
  },
  (t) => [
    index('person_overrides_person').on(t.personId),
    check('person_overrides_kind', oneOf('kind', OVERRIDE_KINDS)),
    check('person_overrides_order', sql`returns_on > starts_on`),
    check('person_overrides_leave_returns', sql`kind <> 'leave' or returns_on is not null`),
    check('person_overrides_value', overrideValue()),
  ],
);

/**
 * An override that a student proposed, in the words of person_overrides; no reason is asked or stored. Staff confirm or refuse it.
 * Of each kind one waits for a person.
 */
export const overrideProposals = pgTable(
  'override_proposals',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    personId: personId(),
    kind: text('kind', { enum: OVERRIDE_KINDS }).notNull(),
    value: text('value').notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    returnsOn: date('returns_on', { mode: 'string' }),
    proposedAt: moment('proposed_at').notNull(),
    state: text('state', { enum: PROPOSAL_STATES }).notNull().default('waiting'),
    decidedBy: integer('decided_by').references(() => people.id, { onDelete: 'set null' }),
    decidedAt: moment('decided_at'),
  },
  (t) => [
    index('override_proposals_person').on(t.personId, t.proposedAt),
    uniqueIndex('override_proposals_waiting').on(t.personId, t.kind).where(sql`state = 'waiting'`),
    check('override_proposals_kind', oneOf('kind', OVERRIDE_KINDS)),
    check('override_proposals_value', overrideValue()),
    check('override_proposals_order', sql`returns_on > starts_on`),
    check('override_proposals_leave_returns', sql`kind <> 'leave' or returns_on is not null`),
    check('override_proposals_state', oneOf('state', PROPOSAL_STATES)),
    check('override_proposals_decided', sql`(state = 'waiting') = (decided_at is null)`),
  ],
);

/** Graduates who advise, through the Alumni Liaison. They are no people of the roster: nobody is written to, and no list names them. */
export const alumni = pgTable(
  'alumni',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    /** The address they are found by; kept in lower case. */
    email: text('email').notNull().unique(),
    /** The graduation year. */
    class: integer('class'),
    /** By their ids in the program. */
    specialties: text('specialties').array().notNull().default([]),
    /** Where they work. */
    place: text('place'),
    /** Their residency. */
    residency: text('residency'),
    ways: text('ways', { enum: WAYS }).array().notNull().default([]),
    /** Does not advise any more; kept, and suggested to nobody. */
    leftAt: moment('left_at'),
  },
  () => [
    check('alumni_email_lower_case', sql`email = lower(email)`),
    check('alumni_class', sql`class between 1900 and 2100`),
    check('alumni_ways', sql.raw(`ways <@ array[${WAYS.map((way) => `'${way}'`).join(', ')}]`)),
  ],
);

/** How a heading of staff's own tables is understood, once somebody has said so. */
export const importMappings = pgTable(
  'import_mappings',
  {
    /** The table of an importer. */
    importer: text('importer').notNull(),
    /** As it was written, without regard to case and blanks. */
    heading: text('heading').notNull(),
    /** One of the importer's columns; null: left out. */
    column: text('column'),
  },
  (t) => [
    primaryKey({ columns: [t.importer, t.heading] }),
    check('import_mappings_heading', sql`heading = lower(heading) and heading <> ''`),
  ],
);

/** A table that somebody handed over and has not imported yet: between the difference and Import. The next one takes its place. */
export const importDrafts = pgTable('import_drafts', {
  personId: personId().primaryKey(),
  /** Rises with each draft, so that an older form is recognised. */
  number: integer('number').notNull(),
  importer: text('importer').notNull(),
  csv: text('csv').notNull(),
  /** A digest of the difference that was shown; null until one was. */
  shown: text('shown'),
  at: moment('at').notNull(),
});

/** One dated meeting of an entry of the program. `key` is the staff's own stable name for it. */
export const sessions = pgTable(
  'sessions',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    key: text('key').notNull().unique(),
    entry: text('entry').notNull(),
    title: text('title'),
    specialty: text('specialty'),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    place: text('place'),
    link: text('link'),
    /** Rises with every change, so that a calendar takes the newer file for the same session (RFC 5545, SEQUENCE). */
    sequence: integer('sequence').notNull().default(0),
    /** null: room for everybody. */
    capacity: integer('capacity'),
    /** How many said Going and have a place; counted in the statement that gives or frees one. */
    taken: integer('taken').notNull().default(0),
    /** Until when people may say whether they come; null: until it begins. */
    rsvpClosesAt: moment('rsvp_closes_at'),
    /** A cancelled session stays, so that those who were told of it can be told. */
    cancelledAt: moment('cancelled_at'),
    /** Cancelled as it was dated, and a new date is to be announced. */
    postponed: boolean('postponed').notNull().default(false),
    recording: text('recording'),
  },
  (t) => [
    index('sessions_starts_at').on(t.startsAt),
    check('sessions_order', sql`ends_at > starts_at`),
    check('sessions_postponed', sql`not postponed or cancelled_at is not null`),
    check('sessions_capacity', sql`taken >= 0 and (capacity is null or taken <= capacity)`),
  ],
);

/**
 * One row (id 1): how often sessions were changed, by whichever process. The triggers that count stand in a custom migration.
 * Who has read the sessions once reads this number instead, until it moves.
 */
export const sessionsRevision = pgTable('sessions_revision', {
  id: integer('id').primaryKey(),
  revision: bigint('revision', { mode: 'number' }).notNull(),
});

/** What became different about a session that people had been told of; each is told once to those whom it concerns. */
export const sessionChanges = pgTable(
  'session_changes',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    sessionId: integer('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    what: text('what', { enum: SESSION_CHANGES }).notNull(),
    /** When it began until then. */
    startedAt: moment('started_at').notNull(),
    at: moment('at').notNull(),
    /** The day was closed: what is told of it may be told early in the morning. */
    dayClosed: boolean('day_closed').notNull().default(false),
  },
  (t) => [
    index('session_changes_session').on(t.sessionId, t.id),
    index('session_changes_at').on(t.at),
    check('session_changes_what', oneOf('what', SESSION_CHANGES)),
  ],
);

/** Whom a change concerns: those who were told the old time, put it into their calendar, or said that they come. */
export const sessionChangeReaders = pgTable(
  'session_change_readers',
  {
    changeId: integer('change_id')
      .notNull()
      .references(() => sessionChanges.id, { onDelete: 'cascade' }),
    personId: personId(),
  },
  (t) => [primaryKey({ columns: [t.changeId, t.personId] }), index('session_change_readers_person').on(t.personId)],
);

/** Who put a session into their own calendar: that reminds them, so the bot does so once less. */
export const calendarAdds = pgTable(
  'calendar_adds',
  {
    personId: personId(),
    sessionId: integer('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.sessionId] }), index('calendar_adds_session').on(t.sessionId)],
);

/**
 * Days that staff enter for what the program only names: milestones (`entry` or `entry/item`), national dates, Match days (`match/nrmp`).
 * `year` is the Match year where the subject hangs on an application, else the class.
 */
export const programDates = pgTable(
  'program_dates',
  {
    subject: text('subject').notNull(),
    year: integer('year').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subject, t.year] }),
    check('program_dates_year', sql`year between 2000 and 2100`),
    check('program_dates_subject', sql`subject ~ '^[a-z0-9-]+(/[a-z0-9-]+)?$'`),
  ],
);

/** Who said whether they come to a session. `waiting` is in order of `answered_at`, then of the id of the person. */
export const rsvps = pgTable(
  'rsvps',
  {
    sessionId: integer('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    personId: personId(),
    answer: text('answer', { enum: RSVP_ANSWERS }).notNull(),
    answeredAt: moment('answered_at').notNull(),
    /** Came from the waiting list: the person was told and may say no. */
    promotedAt: moment('promoted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.personId] }),
    index('rsvps_person').on(t.personId),
    index('rsvps_waiting').on(t.sessionId, t.answeredAt, t.personId).where(sql`answer = 'waiting'`),
    check('rsvps_answer', oneOf('answer', RSVP_ANSWERS)),
  ],
);

/**
 * What a student ticked off: one step (`item`, empty for a milestone without steps) of one occurrence of a milestone.
 * `occurrence` names which time it came round: `2027-04`, the Match year, or the phase or year of one's own course (ahead/occurrence-name.ts).
 */
export const milestoneTicks = pgTable(
  'milestone_ticks',
  {
    personId: personId(),
    entry: text('entry').notNull(),
    occurrence: text('occurrence').notNull(),
    item: text('item').notNull().default(''),
    /** Waved away by a student whom an optional milestone is not for. */
    notForMe: boolean('not_for_me').notNull().default(false),
    tickedAt: moment('ticked_at').notNull(),
    tickedBy: integer('ticked_by').references(() => people.id, { onDelete: 'set null' }),
  },
  (t) => [primaryKey({ columns: [t.personId, t.entry, t.occurrence, t.item] })],
);

/**
 * Who advises a student, from `starts_on` until the day before `ends_on`. Exclusion constraints: one Society Advisor a student
 * (`assignments_one_society_advisor`), one RASA a student and specialty (`assignments_one_rasa`), nobody twice (`assignments_once`).
 * A trigger counts the students of a RASA in `rasas.taken`.
 */
export const assignments = pgTable(
  'assignments',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ASSIGNMENT_KINDS }).notNull(),
    studentId: integer('student_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    advisorId: integer('advisor_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Of a RASA and a specialty mentor; the others advise on everything. */
    specialty: text('specialty'),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }),
  },
  (t) => [
    index('assignments_student').on(t.studentId),
    index('assignments_advisor').on(t.advisorId),
    check('assignments_kind', oneOf('kind', ASSIGNMENT_KINDS)),
    check('assignments_order', sql`ends_on >= starts_on`),
    check('assignments_specialty', sql`(kind in ('rasa', 'specialty-mentor')) = (specialty is not null)`),
    check('assignments_two_people', sql`student_id <> advisor_id`),
  ],
);

/** When a student and an advisor of theirs meet, as one of the two entered it: the latest time of an assignment. */
export const appointments = pgTable(
  'appointments',
  {
    assignmentId: integer('assignment_id')
      .primaryKey()
      .references(() => assignments.id, { onDelete: 'cascade' }),
    meetsAt: moment('meets_at').notNull(),
    /** A place or a link. */
    meetsWhere: text('meets_where'),
    /** Rises with every change, as calendars want it (RFC 5545). */
    sequence: integer('sequence').notNull().default(1),
    /** What ended it; null while it stands. */
    over: text('over', { enum: APPOINTMENT_ENDS }),
  },
  () => [
    check('appointments_over', oneOf('over', APPOINTMENT_ENDS)),
    check('appointments_sequence', sql`sequence > 0`),
  ],
);

/** For which specialty somebody is RASA, and for how many students at a time. `taken` counts assignments without an end. */
export const rasas = pgTable(
  'rasas',
  {
    personId: personId(),
    specialty: text('specialty').notNull(),
    capacity: integer('capacity').notNull(),
    taken: integer('taken').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.specialty] }),
    check('rasas_capacity', sql`taken >= 0 and taken <= capacity`),
  ],
);

/** In what a student applies, in their own order: one to three specialties, and years before them that need no RASA. */
export const specialtyChoices = pgTable(
  'specialty_choices',
  {
    personId: personId(),
    specialty: text('specialty').notNull(),
    position: integer('position').notNull(),
    needsRasa: boolean('needs_rasa').notNull(),
    chosenAt: moment('chosen_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.specialty] }),
    uniqueIndex('specialty_choices_position').on(t.personId, t.position),
    index('specialty_choices_specialty').on(t.specialty),
    check('specialty_choices_few', sql`position >= 0 and (not needs_rasa or position < 3)`),
  ],
);

/** What a student asked for, in the queue of the role that answers it. Its life is drawn in features/asks/rules/case-life.ts. */
export const cases = pgTable(
  'cases',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    askerId: integer('asker_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: ASK_KINDS }).notNull(),
    specialty: text('specialty'),
    /** A place or a program, in the asker's words. */
    place: text('place'),
    /** How they would like to meet. */
    ways: text('ways').array().notNull().default([]),
    words: text('words').notNull(),
    queue: text('queue', { enum: CASE_QUEUES }).notNull(),
    state: text('state', { enum: CASE_STATES }).notNull().default('open'),
    claimedBy: integer('claimed_by').references(() => people.id, { onDelete: 'set null' }),
    openedAt: moment('opened_at').notNull(),
    /** Since when the asker waits for something to happen; null where the next word is theirs, or it is closed. */
    waitsSince: moment('waits_since'),
    /** When whoever has to do with it was nudged last, since then. */
    nudgedAt: moment('nudged_at'),
    closedAt: moment('closed_at'),
  },
  (t) => [
    index('cases_asker').on(t.askerId, t.id),
    index('cases_queue').on(t.queue, t.id).where(sql`state <> 'closed'`),
    index('cases_claimed').on(t.claimedBy),
    index('cases_waiting').on(t.waitsSince).where(sql`waits_since is not null`),
    check('cases_kind', oneOf('kind', ASK_KINDS)),
    check('cases_queue_known', oneOf('queue', CASE_QUEUES)),
    check('cases_state', oneOf('state', CASE_STATES)),
    check('cases_claimer', sql`state = 'closed' or (state = 'open') = (claimed_by is null)`),
    check('cases_closed', sql`(state = 'closed') = (closed_at is not null)`),
    check('cases_waits', sql`waits_since is null or state <> 'closed'`),
    check('cases_words', sql`char_length(words) <= 3000 and char_length(place) <= 200`),
  ],
);

/** What was answered to a case, by who had claimed it. */
export const caseReplies = pgTable(
  'case_replies',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    caseId: integer('case_id')
      .notNull()
      .references(() => cases.id, { onDelete: 'cascade' }),
    authorId: integer('author_id').references(() => people.id, { onDelete: 'set null' }),
    at: moment('at').notNull(),
    words: text('words').notNull(),
  },
  (t) => [
    index('case_replies_case').on(t.caseId, t.id),
    check('case_replies_words', sql`char_length(words) between 1 and 3000`),
  ],
);

/** Practice interviews of one season; one round is open at a time. Its life is drawn in features/interviews/rules/round-life.ts. */
export const interviewRounds = pgTable(
  'interview_rounds',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    matchYear: integer('match_year').notNull(),
    state: text('state', { enum: INTERVIEW_ROUND_STATES }).notNull(),
    /** Until when interviewers and students are asked to answer. */
    answerBy: date('answer_by', { mode: 'string' }).notNull(),
    openedAt: moment('opened_at').notNull(),
    publishedAt: moment('published_at'),
    /** Rises with every act on the round: a publishing can be taken back until the next one. */
    revision: integer('revision').notNull().default(0),
    /** What the last matching came to: values, bounds and times, no names. */
    report: jsonb('report').$type<Record<string, unknown>>(),
    /** The last publishing was taken back: the changes of its messages in the outbox, and when they should all be made. */
    takenBack: jsonb('taken_back').$type<{ changes: number[]; until: string }>(),
  },
  () => [
    uniqueIndex('interview_rounds_one_open').on(sql`(true)`).where(sql`state <> 'closed'`),
    check('interview_rounds_state', oneOf('state', INTERVIEW_ROUND_STATES)),
    check('interview_rounds_year', sql`match_year between 2000 and 2100`),
  ],
);

const interviewRoundId = () =>
  integer('round_id')
    .notNull()
    .references(() => interviewRounds.id, { onDelete: 'cascade' });

/** The evenings on which a round has interviews. */
export const interviewEvenings = pgTable(
  'interview_evenings',
  { roundId: interviewRoundId(), day: date('day', { mode: 'string' }).notNull() },
  (t) => [primaryKey({ columns: [t.roundId, t.day] })],
);

/** Who else may be the second interviewer for a specialty: those of another one, or `society-advisor`. */
export const interviewRelaxations = pgTable(
  'interview_relaxations',
  { roundId: interviewRoundId(), specialty: text('specialty').notNull(), other: text('other').notNull() },
  (t) => [
    primaryKey({ columns: [t.roundId, t.specialty, t.other] }),
    check('interview_relaxations_other', sql`other <> specialty`),
  ],
);

/** Who is asked to interview in a round. */
export const roundInterviewers = pgTable(
  'round_interviewers',
  {
    roundId: interviewRoundId(),
    personId: personId(),
    askedAt: moment('asked_at').notNull(),
    /** When they answered, of the committees too; null: they have not yet. */
    answeredAt: moment('answered_at'),
    /** Opens their online room; shown to their students alone, each until the interview is over, and gone once nothing of theirs is ahead. */
    joinLink: text('join_link'),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.personId] }), index('round_interviewers_person').on(t.personId)],
);

const ofInterviewer = (name: string, t: { roundId: AnyPgColumn; personId: AnyPgColumn }) =>
  foreignKey({
    name,
    columns: [t.roundId, t.personId],
    foreignColumns: [roundInterviewers.roundId, roundInterviewers.personId],
  }).onDelete('cascade');

/** When an interviewer can: starts on the grid of the program's template. */
export const interviewSlots = pgTable(
  'interview_slots',
  {
    roundId: integer('round_id').notNull(),
    personId: integer('person_id').notNull(),
    startsAt: moment('starts_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.personId, t.startsAt] }),
    ofInterviewer('interview_slots_interviewer', t),
  ],
);

/** On which residency selection committees an interviewer sits this cycle. */
export const interviewCommittees = pgTable(
  'interview_committees',
  {
    roundId: integer('round_id').notNull(),
    personId: integer('person_id').notNull(),
    specialty: text('specialty').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.personId, t.specialty] }),
    ofInterviewer('interview_committees_interviewer', t),
  ],
);

/** A student who wants two interviews: of one specialty, or of one each. */
export const interviewSignups = pgTable(
  'interview_signups',
  {
    roundId: interviewRoundId(),
    personId: personId(),
    first: text('first').notNull(),
    second: text('second').notNull(),
    /** The folder with CV and statement: shown to the student's interviewers until feedback is given. */
    packet: text('packet'),
    /** When they agreed that it is shown. */
    consentedAt: moment('consented_at').notNull(),
    signedUpAt: moment('signed_up_at').notNull(),
    withdrawnAt: moment('withdrawn_at'),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.personId] }), index('interview_signups_person').on(t.personId)],
);

const ofSignup = (name: string, t: { roundId: AnyPgColumn; personId: AnyPgColumn }) =>
  foreignKey({
    name,
    columns: [t.roundId, t.personId],
    foreignColumns: [interviewSignups.roundId, interviewSignups.personId],
  }).onDelete('cascade');

/** Starts at which a student cannot. */
export const interviewUnavailable = pgTable(
  'interview_unavailable',
  {
    roundId: integer('round_id').notNull(),
    personId: integer('person_id').notNull(),
    startsAt: moment('starts_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.personId, t.startsAt] }), ofSignup('interview_unavailable_signup', t)],
);

/** Pairs that staff keep apart in a round. */
export const interviewApart = pgTable(
  'interview_apart',
  {
    roundId: interviewRoundId(),
    studentId: integer('student_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    interviewerId: integer('interviewer_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.studentId, t.interviewerId] })],
);

/**
 * Interviews, planned and agreed; their life is drawn in features/interviews/rules/interview-life.ts. Of what is not cancelled: two a student, with two
 * different interviewers, and nobody in two places (exclusion constraints `interviews_interviewer_place`, `interviews_student_place`).
 */
export const interviews = pgTable(
  'interviews',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    roundId: integer('round_id').notNull(),
    studentId: integer('student_id').notNull(),
    interviewerId: integer('interviewer_id').notNull(),
    /** Which of the student's two it is. */
    seat: integer('seat').notNull(),
    specialty: text('specialty').notNull(),
    /** By an interviewer of another specialty, whom staff allowed as the second. */
    relaxed: boolean('relaxed').notNull().default(false),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    state: text('state', { enum: INTERVIEW_STATES }).notNull(),
    /** Kept as it is when the round is matched again. */
    locked: boolean('locked').notNull().default(false),
    /** Rises with every change, so that a calendar takes the newer file (RFC 5545, SEQUENCE). */
    sequence: integer('sequence').notNull().default(0),
    /** The interviewer can't come at short notice: the student hears by this moment who stands in. */
    hearBy: moment('hear_by'),
  },
  (t) => [
    foreignKey({
      name: 'interviews_signup',
      columns: [t.roundId, t.studentId],
      foreignColumns: [interviewSignups.roundId, interviewSignups.personId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'interviews_interviewer',
      columns: [t.roundId, t.interviewerId],
      foreignColumns: [roundInterviewers.roundId, roundInterviewers.personId],
    }).onDelete('cascade'),
    uniqueIndex('interviews_seat').on(t.roundId, t.studentId, t.seat).where(sql`state <> 'cancelled'`),
    uniqueIndex('interviews_two_interviewers')
      .on(t.roundId, t.studentId, t.interviewerId)
      .where(sql`state <> 'cancelled'`),
    index('interviews_student').on(t.studentId),
    index('interviews_interviewer_person').on(t.interviewerId),
    check('interviews_state', oneOf('state', INTERVIEW_STATES)),
    check('interviews_seats', sql`seat in (1, 2)`),
    check('interviews_relaxed', sql`not relaxed or seat = 2`),
    check('interviews_order', sql`ends_at > starts_at`),
  ],
);

const interviewId = () =>
  integer('interview_id')
    .notNull()
    .references(() => interviews.id, { onDelete: 'cascade' });

/** What each of the two said to an interview; staff may say it for them. */
export const interviewConfirmations = pgTable(
  'interview_confirmations',
  {
    interviewId: interviewId(),
    side: text('side', { enum: SIDES }).notNull(),
    answer: text('answer', { enum: CONFIRMATIONS }).notNull(),
    at: moment('at').notNull(),
    by: integer('by').references(() => people.id, { onDelete: 'set null' }),
  },
  (t) => [
    primaryKey({ columns: [t.interviewId, t.side] }),
    check('interview_confirmations_side', oneOf('side', SIDES)),
    check('interview_confirmations_answer', oneOf('answer', CONFIRMATIONS)),
  ],
);

/** Interviewers who were asked to stand in at short notice; the first to say yes does. */
export const interviewStandbys = pgTable(
  'interview_standbys',
  {
    interviewId: interviewId(),
    personId: personId(),
    askedAt: moment('asked_at').notNull(),
    accepted: boolean('accepted'),
  },
  (t) => [
    primaryKey({ columns: [t.interviewId, t.personId] }),
    uniqueIndex('interview_standbys_one').on(t.interviewId).where(sql`accepted`),
  ],
);

/** Who took the calendar file of an interview: they get another that takes it out again when it is cancelled. */
export const interviewFiles = pgTable('interview_files', { interviewId: interviewId(), personId: personId() }, (t) => [
  primaryKey({ columns: [t.interviewId, t.personId] }),
]);

/** What an interviewer tells the student after the interview. Nobody else reads it, but for whom the student shares it with. */
export const interviewFeedback = pgTable(
  'interview_feedback',
  {
    interviewId: interviewId().primaryKey(),
    communication: integer('communication').notNull(),
    content: integer('content').notNull(),
    professionalism: integer('professionalism').notNull(),
    setUp: integer('set_up').notNull(),
    strengths: text('strengths').notNull(),
    workOn: text('work_on').notNull(),
    givenAt: moment('given_at').notNull(),
  },
  () => [
    check(
      'interview_feedback_scale',
      sql`communication between 1 and 5 and content between 1 and 5 and professionalism between 1 and 5 and set_up between 1 and 5`,
    ),
  ],
);

/** With whom the student shared it. */
export const feedbackShares = pgTable(
  'feedback_shares',
  {
    interviewId: integer('interview_id')
      .notNull()
      .references(() => interviewFeedback.interviewId, { onDelete: 'cascade' }),
    personId: personId(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.interviewId, t.personId] }), index('feedback_shares_person').on(t.personId)],
);

/** How somebody wants to be reminded; without a row the program's own ways hold. Times are `18:30`, in the person's zone. */
export const personSettings = pgTable(
  'person_settings',
  {
    personId: personId().primaryKey(),
    /** Kinds that were switched off. */
    kindsOff: text('kinds_off').array().notNull().default([]),
    /** Own lead times by kind, as ISO durations: `{ "milestone": ["P14D"] }`. */
    leads: jsonb('leads').$type<Record<string, string[]>>().notNull().default({}),
    hour: text('hour'),
    quietFrom: text('quiet_from'),
    quietTo: text('quiet_to'),
    digest: boolean('digest').notNull().default(true),
    /** IANA name; null: as Slack says. */
    timeZone: text('time_zone'),
    /** Nothing but what is mandatory or booked before this day. */
    pausedUntil: date('paused_until', { mode: 'string' }),
    /** The same, until a moment: an exam, nights, call. */
    quietUntil: moment('quiet_until'),
    /** When the first contact was made. */
    welcomedAt: moment('welcomed_at'),
  },
  () => [
    check('person_settings_hour', sql.raw(clockTime('hour'))),
    check('person_settings_quiet_from', sql.raw(clockTime('quiet_from'))),
    check('person_settings_quiet_to', sql.raw(clockTime('quiet_to'))),
    check('person_settings_quiet', sql`(quiet_from is null) = (quiet_to is null)`),
  ],
);

/** What somebody asked to be reminded of at a moment of their own: Snooze, Remind me, Remind me later. */
export const ownReminders = pgTable(
  'own_reminders',
  {
    personId: personId(),
    /** What it is about, as in `reminders.subject`. */
    subject: text('subject').notNull(),
    dueAt: moment('due_at').notNull(),
    /** How long before its session, as an ISO duration: it moves with it. null: at a moment of its own. */
    lead: text('lead'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.subject] })],
);

/** What was said, or was not and will not be, of what fell due: one row for each key, so that nothing is said twice. */
export const reminders = pgTable(
  'reminders',
  {
    personId: personId(),
    kind: text('kind', { enum: REMINDER_KINDS }).notNull(),
    subject: text('subject').notNull(),
    /** How long before: an ISO duration, or what else tells this one from others of the subject. */
    lead: text('lead').notNull(),
    /** When it fell due by the policy of its kind. */
    dueAt: moment('due_at').notNull(),
    /** Until when it was of use. It follows what it is about, so that something moved is reminded of again, and other hours of the person change nothing. */
    usefulUntil: moment('useful_until').notNull(),
    outcome: text('outcome', { enum: REMINDER_OUTCOMES }).notNull(),
    /** The message it went into. */
    outboxId: bigint('outbox_id', { mode: 'number' }).references((): AnyPgColumn => outbox.id, {
      onDelete: 'set null',
    }),
    decidedAt: moment('decided_at').notNull(),
    /** Counts among the unprompted messages of its week. */
    counted: boolean('counted').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.kind, t.subject, t.lead, t.usefulUntil] }),
    index('reminders_subject').on(t.subject),
    index('reminders_week').on(t.personId, t.decidedAt),
    index('reminders_outbox').on(t.outboxId),
    index('reminders_stale').on(t.decidedAt).where(sql`outcome = 'stale'`),
    check('reminders_kind', oneOf('kind', REMINDER_KINDS)),
    check('reminders_outcome', oneOf('outcome', REMINDER_OUTCOMES)),
  ],
);

/**
 * One row (id 1): up to which moment everything that fell due was decided. What comes about later with a moment before that
 * (somebody says Going an hour before) was never missed, and is not said after the event; what lies after it was missed while no process was there.
 */
export const remindersThrough = pgTable(
  'reminders_through',
  { id: integer('id').primaryKey(), through: moment('through').notNull() },
  () => [check('reminders_through_one', sql`id = 1`)],
);

/** What staff hold back or skip of what is going out: of everybody, or of one person. */
export const holds = pgTable(
  'holds',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    act: text('act', { enum: HOLD_ACTS }).notNull(),
    kind: text('kind', { enum: REMINDER_KINDS }).notNull(),
    subject: text('subject').notNull(),
    lead: text('lead').notNull(),
    personId: integer('person_id').references(() => people.id, { onDelete: 'cascade' }),
    at: moment('at').notNull(),
    by: integer('by').references(() => people.id, { onDelete: 'set null' }),
  },
  (t) => [
    unique('holds_once').on(t.kind, t.subject, t.lead, t.personId).nullsNotDistinct(),
    check('holds_act', oneOf('act', HOLD_ACTS)),
    check('holds_kind', oneOf('kind', REMINDER_KINDS)),
  ],
);

/**
 * Whose reminders have to be worked out anew, in order of `id`; without a person: everybody's. Written by triggers (custom migration)
 * on everything that reminders hang on, read by each process for itself.
 */
export const planningChanges = pgTable('planning_changes', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  personId: integer('person_id'),
  at: moment('at').notNull().defaultNow(),
});

/** Whom somebody does not want to be paired with, in any season or round. Known to nobody but `person_id`. */
export const doNotPair = pgTable(
  'do_not_pair',
  {
    personId: personId(),
    otherId: integer('other_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    since: moment('since').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.otherId] }),
    index('do_not_pair_other').on(t.otherId),
    check('do_not_pair_two', sql`person_id <> other_id`),
  ],
);

const words = (name: string) => text(name).array().notNull().default([]);

/** Peer mentorship over a winter. One is open at a time. */
export const mentorshipSeasons = pgTable(
  'mentorship_seasons',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    way: text('way', { enum: SEASON_WAYS }).notNull(),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    /** The last day. */
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    /** In rounds: the latest day on which students hear. */
    hearsBy: date('hears_by', { mode: 'string' }),
    openedAt: moment('opened_at').notNull(),
    closedAt: moment('closed_at'),
  },
  () => [
    uniqueIndex('mentorship_seasons_one_open').on(sql`(closed_at is null)`).where(sql`closed_at is null`),
    check('mentorship_seasons_way', oneOf('way', SEASON_WAYS)),
    check('mentorship_seasons_order', sql`ends_on > starts_on`),
    check('mentorship_seasons_hears_by', sql`way <> 'rounds' or hears_by is not null`),
  ],
);

const seasonId = () =>
  integer('season_id')
    .notNull()
    .references(() => mentorshipSeasons.id, { onDelete: 'cascade' });

/** The mentors of a season. `taken` counts their students and the offers they have not answered, in the statement that adds or frees one. */
export const seasonMentors = pgTable(
  'season_mentors',
  {
    seasonId: seasonId(),
    personId: personId(),
    /** Ids of specialties that they considered. */
    specialties: words('specialties'),
    /** Ids of topics in the program. */
    topics: words('topics'),
    capacity: integer('capacity').notNull(),
    taken: integer('taken').notNull().default(0),
    /** Nobody new for now, by their own choice. */
    paused: boolean('paused').notNull().default(false),
    joinedAt: moment('joined_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.seasonId, t.personId] }),
    index('season_mentors_person').on(t.personId),
    check('season_mentors_capacity', sql`capacity between 1 and 5`),
    check('season_mentors_taken', sql`taken >= 0 and taken <= capacity`),
  ],
);

/** What a student asks for. Its life-cycle is drawn in features/mentorship/rules/life-cycles.ts. */
export const mentorRequests = pgTable(
  'mentor_requests',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    seasonId: seasonId(),
    personId: personId(),
    specialties: words('specialties'),
    topics: words('topics'),
    /** In the student's own words, for the mentor. */
    note: text('note'),
    /** Anybody who fits, where none of the wishes can. */
    matchMe: boolean('match_me').notNull(),
    /** Got nobody last time: goes first. */
    leftOut: boolean('left_out').notNull(),
    state: text('state', { enum: REQUEST_STATES }).notNull(),
    askedAt: moment('asked_at').notNull(),
    /** When staff get it, whoever has been asked by then. */
    staffAt: moment('staff_at').notNull(),
    /** Since when staff have it. */
    handedOverAt: moment('handed_over_at'),
    settledAt: moment('settled_at'),
    /** The message that tells the student how it stands. */
    outboxId: bigint('outbox_id', { mode: 'number' }).references((): AnyPgColumn => outbox.id, {
      onDelete: 'set null',
    }),
  },
  (t) => [
    uniqueIndex('mentor_requests_one_live')
      .on(t.seasonId, t.personId)
      .where(sql.raw(among('state', LIVE_REQUEST_STATES))),
    index('mentor_requests_person').on(t.personId, t.id),
    check('mentor_requests_state', oneOf('state', REQUEST_STATES)),
    check('mentor_requests_handed_over', sql`state <> 'with-staff' or handed_over_at is not null`),
    check('mentor_requests_settled', sql.raw(`(${among('state', LIVE_REQUEST_STATES)}) = (settled_at is null)`)),
  ],
);

/** Mentors whom a student would like best, 1 the dearest. */
export const mentorWishes = pgTable(
  'mentor_wishes',
  {
    requestId: integer('request_id')
      .notNull()
      .references(() => mentorRequests.id, { onDelete: 'cascade' }),
    rank: integer('rank').notNull(),
    mentorId: integer('mentor_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.requestId, t.rank] }),
    unique('mentor_wishes_once').on(t.requestId, t.mentorId),
    index('mentor_wishes_mentor').on(t.mentorId),
    check('mentor_wishes_rank', sql`rank between 1 and 5`),
  ],
);

/** A mentor is asked whether they take a student. Its life-cycle is drawn in domain/offers.ts. */
export const mentorOffers = pgTable(
  'mentor_offers',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    requestId: integer('request_id')
      .notNull()
      .references(() => mentorRequests.id, { onDelete: 'cascade' }),
    mentorId: integer('mentor_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    state: text('state', { enum: OFFER_STATES }).notNull().default('open'),
    /** In the mentor's working hours. */
    asksAt: moment('asks_at').notNull(),
    nudgeAt: moment('nudge_at').notNull(),
    lapsesAt: moment('lapses_at').notNull(),
    settledAt: moment('settled_at'),
    /** The message that asks. */
    outboxId: bigint('outbox_id', { mode: 'number' }).references((): AnyPgColumn => outbox.id, {
      onDelete: 'set null',
    }),
  },
  (t) => [
    uniqueIndex('mentor_offers_one_open').on(t.requestId).where(sql`state = 'open'`),
    unique('mentor_offers_once').on(t.requestId, t.mentorId),
    index('mentor_offers_mentor').on(t.mentorId, t.id),
    index('mentor_offers_lapses').on(t.lapsesAt).where(sql`state = 'open'`),
    check('mentor_offers_state', oneOf('state', OFFER_STATES)),
    check('mentor_offers_order', sql`asks_at <= nudge_at and nudge_at <= lapses_at`),
    check('mentor_offers_settled', sql`(state = 'open') = (settled_at is null)`),
  ],
);

/** All requests matched at once: a draft that staff look at and change, published as a whole, and taken back. */
export const mentorRounds = pgTable(
  'mentor_rounds',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    seasonId: seasonId(),
    state: text('state', { enum: ROUND_STATES }).notNull().default('draft'),
    /** Draws the lots; the same seed gives the same draft. */
    seed: integer('seed').notNull(),
    draftedAt: moment('drafted_at').notNull(),
    publishedAt: moment('published_at'),
  },
  (t) => [
    uniqueIndex('mentor_rounds_one_draft').on(t.seasonId).where(sql`state = 'draft'`),
    check('mentor_rounds_state', oneOf('state', ROUND_STATES)),
    check('mentor_rounds_published', sql`(state in ('published', 'undone')) = (published_at is not null)`),
  ],
);

const roundId = () =>
  integer('round_id')
    .notNull()
    .references(() => mentorRounds.id, { onDelete: 'cascade' });

const requestId = () =>
  integer('request_id')
    .notNull()
    .references(() => mentorRequests.id, { onDelete: 'cascade' });

/** What a round came to for one request; without a mentor: why. */
export const mentorRoundOutcomes = pgTable(
  'mentor_round_outcomes',
  {
    roundId: roundId(),
    requestId: requestId(),
    mentorId: integer('mentor_id').references(() => people.id, { onDelete: 'cascade' }),
    why: text('why'),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.requestId] }),
    check('mentor_round_outcomes_either', sql`(mentor_id is null) = (why is not null)`),
  ],
);

/** What staff decided about a round: these two, or not these two. */
export const mentorRoundMarks = pgTable(
  'mentor_round_marks',
  {
    roundId: roundId(),
    requestId: requestId(),
    mentorId: integer('mentor_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    mark: text('mark', { enum: ROUND_MARKS }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.roundId, t.requestId, t.mentorId] }),
    uniqueIndex('mentor_round_marks_one_lock').on(t.roundId, t.requestId).where(sql`mark = 'locked'`),
    check('mentor_round_marks_mark', oneOf('mark', ROUND_MARKS)),
  ],
);

/** A student and a mentor. The life-cycle is drawn in features/mentorship/rules/life-cycles.ts. */
export const mentorPairs = pgTable(
  'mentor_pairs',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    seasonId: seasonId(),
    requestId: requestId(),
    mentorId: integer('mentor_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    menteeId: integer('mentee_id')
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    state: text('state', { enum: PAIR_STATES }).notNull().default('active'),
    origin: text('origin', { enum: PAIR_ORIGINS }).notNull(),
    roundId: integer('round_id').references(() => mentorRounds.id, { onDelete: 'set null' }),
    startedAt: moment('started_at').notNull(),
    /** When they were introduced: by the bot, or by staff where one of them is outside Slack. */
    introducedAt: moment('introduced_at'),
    endedAt: moment('ended_at'),
    endedBy: text('ended_by', { enum: PAIR_ENDS }),
    /** When they meet next, as either of them entered it. */
    meetsAt: moment('meets_at'),
    meetsWhere: text('meets_where'),
    /** When they were to meet, where one of them took the time out and none is entered since. */
    meetingWas: moment('meeting_was'),
    /** Rises with every change of the meeting (RFC 5545, SEQUENCE). */
    meetingSequence: integer('meeting_sequence').notNull().default(0),
  },
  (t) => [
    uniqueIndex('mentor_pairs_one_active').on(t.seasonId, t.menteeId).where(sql`state = 'active'`),
    index('mentor_pairs_mentor').on(t.mentorId, t.id),
    index('mentor_pairs_mentee').on(t.menteeId, t.id),
    index('mentor_pairs_round').on(t.roundId),
    check('mentor_pairs_state', oneOf('state', PAIR_STATES)),
    check('mentor_pairs_origin', oneOf('origin', PAIR_ORIGINS)),
    check('mentor_pairs_ended_by', oneOf('ended_by', PAIR_ENDS)),
    check(
      'mentor_pairs_ended',
      sql`(state = 'active') = (ended_at is null) and (state = 'ended') = (ended_by is not null)`,
    ),
    check('mentor_pairs_origin_round', sql`round_id is null or origin = 'round'`),
    check('mentor_pairs_two', sql`mentor_id <> mentee_id`),
    check('mentor_pairs_meeting_was', sql`meeting_was is null or meets_at is null`),
  ],
);

/** What a season would say to somebody outside Slack: staff send it as an e-mail, and tick it. */
export const mentorMails = pgTable(
  'mentor_mails',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** One mail for each cause, as in the outbox. */
    dedupeKey: text('dedupe_key').notNull().unique('mentor_mails_once'),
    personId: personId(),
    /** Who would write the message, were it one; `content` is what they need: ids only. */
    composer: text('composer').notNull(),
    content: json('content').notNull(),
    since: moment('since').notNull(),
    sentAt: moment('sent_at'),
    sentBy: integer('sent_by').references(() => people.id, { onDelete: 'set null' }),
  },
  (t) => [
    index('mentor_mails_person').on(t.personId),
    index('mentor_mails_to_send').on(t.id).where(sql`sent_at is null`),
    check('mentor_mails_sent', sql`sent_by is null or sent_at is not null`),
  ],
);

/** What one of a pair answered when asked how it goes; never shown to the other. */
export const mentorCheckIns = pgTable(
  'mentor_check_ins',
  {
    pairId: integer('pair_id')
      .notNull()
      .references(() => mentorPairs.id, { onDelete: 'cascade' }),
    checkIn: text('check_in', { enum: CHECK_INS }).notNull(),
    personId: personId(),
    answer: text('answer', { enum: CHECK_IN_ANSWERS }).notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.pairId, t.checkIn, t.personId] }),
    index('mentor_check_ins_person').on(t.personId),
    check('mentor_check_ins_check_in', oneOf('check_in', CHECK_INS)),
    check('mentor_check_ins_answer', oneOf('answer', CHECK_IN_ANSWERS)),
  ],
);

/** One run of a job: which moment it was for. Of several processes one inserts the row and runs. */
export const scheduledRuns = pgTable(
  'scheduled_runs',
  {
    job: text('job').notNull(),
    scheduledFor: moment('scheduled_for').notNull(),
    startedAt: moment('started_at').notNull(),
    finishedAt: moment('finished_at'),
    /** What went wrong, in words; null where nothing did. */
    error: text('error'),
  },
  (t) => [primaryKey({ columns: [t.job, t.scheduledFor] })],
);

/** A process that sends. It lives as long as its session lock (see outbox/worker.ts). */
export const outboxWorkers = pgTable('outbox_workers', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  startedAt: moment('started_at').notNull().defaultNow(),
});

/** Everything the bot says unasked. Its life-cycle is drawn in outbox/policy.ts. Times are the workspace's. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** One message for each cause, however often the cause is worked through. */
    dedupeKey: text('dedupe_key').notNull().unique(),
    kind: text('kind', { enum: OUTBOX_KINDS }).notNull(),
    lane: text('lane', { enum: LANES }).notNull(),
    /** Whom it is for; null where it goes to a conversation. */
    personId: integer('person_id').references(() => people.id, { onDelete: 'set null' }),
    /** Where order is kept: `person:12`, `conversation:C123`. */
    recipient: text('recipient').notNull(),
    /** The row that an update or a deletion is about. */
    targetId: bigint('target_id', { mode: 'number' }).references((): AnyPgColumn => outbox.id, { onDelete: 'cascade' }),
    /** Who writes the message at the moment of sending, as `feature.name`; null: `content` is the message. */
    composer: text('composer'),
    /** The message, or what the composer needs: ids only. */
    content: json('content').notNull(),
    dueAt: moment('due_at').notNull(),
    /** Not sent at or after this moment. */
    expiresAt: moment('expires_at'),
    state: text('state', { enum: OUTBOX_STATES }).notNull().default('queued'),
    /** Not before this moment: `due_at`, later after a refusal that passes. */
    readyAt: moment('ready_at').notNull(),
    workerId: integer('worker_id'),
    attempt: integer('attempt').notNull().default(0),
    attemptedAt: moment('attempted_at'),
    /** Where and as what it stands in Slack. */
    conversation: text('conversation'),
    ts: text('ts'),
    fileId: text('file_id'),
    /** Slack's name for what went wrong. */
    error: text('error'),
    enqueuedAt: moment('enqueued_at').notNull(),
    settledAt: moment('settled_at'),
  },
  (t) => [
    index('outbox_queued').on(t.lane, t.readyAt, t.id).where(sql`state = 'queued'`),
    uniqueIndex('outbox_one_sending').on(t.recipient).where(sql`state = 'sending'`),
    index('outbox_unsettled').on(t.recipient, t.lane, t.id).where(sql`state in ('queued', 'claimed', 'sending')`),
    index('outbox_owned').on(t.workerId).where(sql`state in ('claimed', 'sending')`),
    // When somebody was last written to: a conversation takes one message a second.
    index('outbox_spoken').on(t.recipient, t.attemptedAt).where(sql`attempted_at is not null`),
    // Most rows have no target: an index of those that have costs the others nothing.
    index('outbox_target').on(t.targetId).where(sql`target_id is not null`),
    index('outbox_person').on(t.personId, t.id).where(sql`person_id is not null`),
    check('outbox_kind', oneOf('kind', OUTBOX_KINDS)),
    check('outbox_lane', oneOf('lane', LANES)),
    check('outbox_state', oneOf('state', OUTBOX_STATES)),
    check('outbox_owner', sql`(state in ('claimed', 'sending')) = (worker_id is not null)`),
    check('outbox_target_named', sql`(kind in ('update', 'delete')) = (target_id is not null)`),
    // Of what staff say was sent, only the error that made it uncertain is known.
    check(
      'outbox_sent_where',
      sql`state <> 'sent' or kind = 'delete' or ts is not null or file_id is not null or error is not null`,
    ),
  ],
);

/** How fast each method may be called, shared by all processes. */
export const outboxPace = pgTable('outbox_pace', {
  method: text('method').primaryKey(),
  /** Calls a second at present. */
  rate: doublePrecision('rate').notNull(),
  /** The next call may begin at this moment. */
  nextAt: moment('next_at').notNull(),
  /** Slack asked for silence until then (Retry-After). */
  blockedUntil: moment('blocked_until'),
});

/** One row (id 1): whether sending is held, by whom and why. */
export const outboxSwitch = pgTable(
  'outbox_switch',
  {
    id: integer('id').primaryKey(),
    heldAt: moment('held_at'),
    heldBy: integer('held_by').references(() => people.id, { onDelete: 'set null' }),
    reason: text('reason'),
  },
  () => [check('outbox_switch_one', sql`id = 1`)],
);

/** The conversation with a Slack user, as Slack named it when the first message went there. */
export const directConversations = pgTable('direct_conversations', {
  slackUserId: text('slack_user_id').primaryKey(),
  conversation: text('conversation').notNull().unique(),
});

/** What staff say to many at once, from its draft on. */
export const broadcasts = pgTable(
  'broadcasts',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    state: text('state', { enum: BROADCAST_STATES }).notNull().default('drafted'),
    /** Rises with every change: whoever saves over somebody else's change is told. */
    version: integer('version').notNull().default(1),
    /** Who changed the draft last, and hence sends it. */
    authorId: integer('author_id').references(() => people.id, { onDelete: 'set null' }),
    createdAt: moment('created_at').notNull(),
    /** The block of formatted text as Slack's editor gave it. */
    message: jsonb('message').notNull(),
    /** Rises with every correction of what was sent. */
    wording: integer('wording').notNull().default(1),
    audience: jsonb('audience').notNull(),
    /** Carries the buttons to answer to this session. */
    sessionId: integer('session_id').references(() => sessions.id, { onDelete: 'set null' }),
    /** Mandatory: by which day, at the school, everybody acknowledges it. */
    acknowledgeBy: date('acknowledge_by', { mode: 'string' }),
    /** null: as soon as it is sent off. */
    sendAt: moment('send_at'),
    approvedBy: integer('approved_by').references(() => people.id, { onDelete: 'set null' }),
    approvedAt: moment('approved_at'),
    /** A second staff member released it for those in Match week. */
    releasedBy: integer('released_by').references(() => people.id, { onDelete: 'set null' }),
    releasedAt: moment('released_at'),
    /** When its recipients were frozen. */
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    /** The one message to its author that tells how it goes. */
    progressId: bigint('progress_id', { mode: 'number' }).references((): AnyPgColumn => outbox.id, {
      onDelete: 'set null',
    }),
    /** When the reminder of those outstanding left, and the notes to advisors. */
    nudgedAt: moment('nudged_at'),
    advisorsToldAt: moment('advisors_told_at'),
  },
  (t) => [
    index('broadcasts_state').on(t.state, t.sendAt),
    check('broadcasts_state', oneOf('state', BROADCAST_STATES)),
    check('broadcasts_approved', sql`approved_by is null or approved_at is not null`),
    check('broadcasts_approved_by_another', sql`approved_by <> author_id`),
    check('broadcasts_released', sql`released_by is null or released_at is not null`),
    check('broadcasts_released_by_another', sql`released_by <> author_id`),
    check('broadcasts_scheduled', sql`state <> 'scheduled' or send_at is not null`),
    check(
      'broadcasts_started',
      sql`(state in ('sending', 'paused', 'stopped', 'sent', 'corrected', 'recalled')) = (started_at is not null)`,
    ),
    check('broadcasts_finished', sql`state not in ('sent', 'corrected') or finished_at is not null`),
  ],
);

/** Everybody who was in the audience when sending started, with what became of it: a message, or why there is none. */
export const broadcastRecipients = pgTable(
  'broadcast_recipients',
  {
    broadcastId: integer('broadcast_id')
      .notNull()
      .references(() => broadcasts.id, { onDelete: 'cascade' }),
    personId: personId(),
    untold: text('untold', { enum: UNTOLD_REASONS }),
    outboxId: bigint('outbox_id', { mode: 'number' })
      .unique()
      .references((): AnyPgColumn => outbox.id, { onDelete: 'set null' }),
    /** Which wording they were told last. */
    wording: integer('wording'),
    acknowledgedAt: moment('acknowledged_at'),
  },
  (t) => [
    primaryKey({ columns: [t.broadcastId, t.personId] }),
    index('broadcast_recipients_person').on(t.personId),
    check('broadcast_recipients_untold', oneOf('untold', UNTOLD_REASONS)),
  ],
);

/** Who did what to whom and when, written in the transaction of the act. `details` names fields and counts, never contents. */
export const audit = pgTable(
  'audit',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment('at').notNull(),
    actorId: integer('actor_id').references(() => people.id, { onDelete: 'set null' }),
    act: text('act').notNull(),
    subjectId: integer('subject_id').references(() => people.id, { onDelete: 'set null' }),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
    /** What takes the act back: ids and what was there before, as the act's slice reads it; null where it can't be. */
    inverse: jsonb('inverse'),
    /** Until when it can be taken back; null: for as long as its slice allows. */
    undoUntil: moment('undo_until'),
    undoneAt: moment('undone_at'),
    undoneBy: integer('undone_by').references(() => people.id, { onDelete: 'set null' }),
  },
  (t) => [
    index('audit_subject').on(t.subjectId, t.at),
    index('audit_actor').on(t.actorId, t.at),
    index('audit_at').on(t.at),
    check('audit_undone', sql`undone_at is null or inverse is not null`),
  ],
);
