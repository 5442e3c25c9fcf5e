// The whole data model, in life-cycle order: who people are, what the year holds, what was done.
// What drizzle cannot say (exclusion constraints) stands in custom migrations and is named in a comment here.
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { PHASES, TRACKS } from '../domain/phases.ts';
import { ROLES } from '../domain/roles.ts';

function among(column: string, values: readonly string[]): string {
  return `${column} in (${values.map((value) => `'${value}'`).join(', ')})`;
}

function oneOf(column: string, values: readonly string[]) {
  return sql.raw(among(column, values));
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
  },
  () => [
    check('people_track', oneOf('track', TRACKS)),
    check('people_class_with_track', sql`(class is null) = (track is null)`),
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
  },
  (t) => [index('sessions_starts_at').on(t.startsAt), check('sessions_order', sql`ends_at > starts_at`)],
);

/**
 * One row (id 1): how often sessions were changed, by whichever process. The triggers that count stand in a custom migration.
 * Who has read the sessions once reads this number instead, until it moves.
 */
export const sessionsRevision = pgTable('sessions_revision', {
  id: integer('id').primaryKey(),
  revision: bigint('revision', { mode: 'number' }).notNull(),
});

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
  },
  (t) => [index('audit_subject').on(t.subjectId, t.at), index('audit_at').on(t.at)],
);
