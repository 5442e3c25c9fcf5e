import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { anyOf } from '../db/any-of.ts';
import { type Db, preparedOn, type Tx } from '../db/client.ts';
import { inChunks } from '../db/in-chunks.ts';
import { insertMany } from '../db/insert-many.ts';
import { people, personEmails, personOverrides, personRoles, personSpecialties } from '../db/schema.ts';
import { type PersonSettings, UNCHANGED } from '../domain/person-settings.ts';
import type { Role } from '../domain/roles.ts';
import type { Tick } from '../domain/tick.ts';
import type { SlackLink } from './match-slack.ts';
import { storedOverride, writtenOverride } from './override.ts';
import type { Person } from './person.ts';

type StoredOverride = { kind: string; value: string; from: string; to: string | null };

/** A row of person_settings as JSON, by the names of its columns. */
type StoredSettings = Pick<PersonSettings, 'hour' | 'digest' | 'leads'> & {
  kinds_off: PersonSettings['kindsOff'];
  quiet_from: string | null;
  quiet_to: string | null;
  time_zone: string | null;
  paused_until: string | null;
  quiet_until: string | null;
};

/** A row of milestone_ticks as JSON. */
type StoredTick = Omit<Tick, 'at'> & { at: string };

/** A whole person in one statement: what belongs to them comes as JSON, so that a command costs one round trip. */
const wholePerson = {
  id: people.id,
  name: people.name,
  slackUserId: people.slackUserId,
  timeZone: people.timeZone,
  active: sql<boolean>`people.deactivated_at is null`,
  class: people.class,
  track: people.track,
  society: people.society,
  emails: sql<
    string[]
  >`(select coalesce(json_agg(e.email order by e.position), '[]') from person_emails e where e.person_id = people.id)`,
  roles: sql<
    Role[]
  >`(select coalesce(json_agg(r.role order by r.role), '[]') from person_roles r where r.person_id = people.id)`,
  specialties: sql<
    string[]
  >`(select coalesce(json_agg(s.specialty order by s.position), '[]') from person_specialties s where s.person_id = people.id)`,
  follows: sql<
    string[]
  >`(select coalesce(json_agg(f.specialty order by f.specialty), '[]') from followed_specialties f where f.person_id = people.id)`,
  overrides: sql<
    StoredOverride[]
  >`(select coalesce(json_agg(json_build_object('kind', o.kind, 'value', o.value, 'from', o.starts_on, 'to', o.returns_on) order by o.starts_on, o.kind), '[]') from person_overrides o where o.person_id = people.id)`,
  settings: sql<StoredSettings | null>`(select to_json(s) from person_settings s where s.person_id = people.id)`,
  ticks: sql<
    StoredTick[]
  >`(select coalesce(json_agg(json_build_object('entry', t.entry, 'occurrence', t.occurrence, 'item', t.item, 'notForMe', t.not_for_me, 'at', t.ticked_at) order by t.ticked_at, t.entry, t.occurrence, t.item), '[]') from milestone_ticks t where t.person_id = people.id)`,
};

type PersonRow = Omit<Person, 'enrollment' | 'settings' | 'ticks'> & {
  class: number | null;
  track: (typeof people.$inferSelect)['track'];
  overrides: StoredOverride[];
  settings: StoredSettings | null;
  ticks: StoredTick[];
};

function toSettings(stored: StoredSettings | null): PersonSettings {
  if (!stored) return UNCHANGED;
  const { quiet_from: from, quiet_to: to, quiet_until: until } = stored;
  return {
    kindsOff: stored.kinds_off,
    leads: stored.leads,
    hour: stored.hour,
    quiet: from === null || to === null ? null : { from, to },
    digest: stored.digest,
    timeZone: stored.time_zone,
    pausedUntil: stored.paused_until,
    quietUntil: until === null ? null : Temporal.Instant.from(until),
  };
}

function toPerson({ class: graduationYear, track, overrides, settings, ticks, ...row }: PersonRow): Person {
  const enrollment =
    graduationYear === null || track === null
      ? null
      : { class: graduationYear, track, overrides: overrides.map(storedOverride) };
  return {
    ...row,
    enrollment,
    settings: toSettings(settings),
    ticks: ticks.map((tick) => ({ ...tick, at: Temporal.Instant.from(tick.at) })),
  };
}

const bySlackUser = preparedOn((db) =>
  db
    .select(wholePerson)
    .from(people)
    .where(eq(people.slackUserId, sql.placeholder('slackUserId')))
    .prepare('person_by_slack_user'),
);

export async function findPersonBySlackUser(db: Db, slackUserId: string): Promise<Person | undefined> {
  const [row] = await bySlackUser(db).execute({ slackUserId });
  return row && toPerson(row);
}

/** `email` in any case. Somebody who left is found too. */
export async function findPersonByEmail(db: Db | Tx, email: string): Promise<Person | undefined> {
  const [row] = await db
    .select(wholePerson)
    .from(people)
    .innerJoin(personEmails, eq(personEmails.personId, people.id))
    .where(eq(personEmails.email, email.toLowerCase()));
  return row && toPerson(row);
}

export async function findPersonById(db: Db | Tx, id: number): Promise<Person | undefined> {
  const [row] = await db.select(wholePerson).from(people).where(eq(people.id, id));
  return row && toPerson(row);
}

/** Everybody, those who left too, by id. */
export async function allPeople(db: Db | Tx): Promise<Person[]> {
  const rows = await db.select(wholePerson).from(people).orderBy(asc(people.id));
  return rows.map(toPerson);
}

/** Those of these ids that there are, by id. */
export async function peopleByIds(db: Db | Tx, ids: readonly number[]): Promise<Person[]> {
  if (ids.length === 0) return [];
  const rows = await db.select(wholePerson).from(people).where(anyOf(people.id, ids)).orderBy(asc(people.id));
  return rows.map(toPerson);
}

/** People in the program who are a Slack user, or who have this address, by id. */
export async function peopleOfMember(db: Db | Tx, slackUserId: string, email: string): Promise<Person[]> {
  const hasAddress = sql`exists (select from person_emails e where e.person_id = people.id and e.email = ${email})`;
  const rows = await db
    .select(wholePerson)
    .from(people)
    .where(and(isNull(people.deactivatedAt), or(eq(people.slackUserId, slackUserId), hasAddress)))
    .orderBy(asc(people.id));
  return rows.map(toPerson);
}

/** Members of staff who are in the program, by id. */
export async function activeStaff(db: Db | Tx): Promise<Person[]> {
  const isStaff = sql`exists (select from person_roles r where r.person_id = people.id and r.role = 'staff')`;
  const rows = await db
    .select(wholePerson)
    .from(people)
    .where(and(isNull(people.deactivatedAt), isStaff))
    .orderBy(asc(people.id));
  return rows.map(toPerson);
}

/** Ids of those of them who are in Slack. */
export async function staffInSlack(db: Db | Tx): Promise<number[]> {
  return (await activeStaff(db)).flatMap(({ id, slackUserId }) => (slackUserId === null ? [] : id));
}

/** Whether a Slack user is nobody of the roster yet. */
export async function isSlackUserFree(tx: Tx, slackUserId: string): Promise<boolean> {
  return (await tx.select({ id: people.id }).from(people).where(eq(people.slackUserId, slackUserId))).length === 0;
}

/** Any number that no other lock of ours has. */
const ROSTER_LOCK = 7_310_602;

/** Holds other imports and matches back until this transaction ends: two that saw the same people would both add who is new. */
export async function lockRoster(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ROSTER_LOCK})`);
}

/** Ids for people who are about to be saved for the first time. */
export async function reservePersonIds(tx: Tx, count: number): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence('people', 'id')) as id from generate_series(1, ${count})`,
  );
  return rows.map(({ id }) => Number(id));
}

type SavedPerson = Omit<Person, 'follows' | 'settings' | 'ticks'>;

/**
 * Writes new people and overwrites known ones (by id) with all that belongs to them; who has left is tied to no Slack user any more.
 * `now` is an ISO instant. What belongs to one of `known` and is as it was is left alone.
 */
export async function savePeople(
  tx: Tx,
  persons: readonly SavedPerson[],
  now: string,
  known: ReadonlyMap<number, SavedPerson> = new Map(),
): Promise<void> {
  const rows = persons.map(({ id, name, slackUserId, timeZone, enrollment, society, active }) => ({
    id,
    name,
    slackUserId,
    timeZone,
    class: enrollment?.class ?? null,
    track: enrollment?.track ?? null,
    society,
    createdAt: now,
    deactivatedAt: active ? null : now,
  }));
  await insertMany(tx, people, rows, {
    overriding: sql`overriding system value`,
    // Since when somebody has left stays; nobody who has left is somebody in Slack.
    after: sql`on conflict (id) do update set name = excluded.name, class = excluded.class, track = excluded.track,
      society = excluded.society,
      deactivated_at = case when excluded.deactivated_at is not null then coalesce(people.deactivated_at, excluded.deactivated_at) end,
      slack_user_id = case when excluded.deactivated_at is null then people.slack_user_id end`,
  });
  const differing = (part: (person: SavedPerson) => unknown) =>
    persons.filter((person) => {
      const before = known.get(person.id);
      return !before || !isDeepStrictEqual(part(before), part(person));
    });
  const emails = differing((p) => p.emails);
  const roles = differing((p) => p.roles);
  const specialties = differing((p) => p.specialties);
  const overrides = differing((p) => p.enrollment?.overrides ?? []);
  const parts = [
    [personEmails, emails],
    [personRoles, roles],
    [personSpecialties, specialties],
    [personOverrides, overrides],
  ] as const;
  for (const [table, of] of parts) {
    const ids = of.map(({ id }) => id);
    if (ids.length > 0) await tx.delete(table).where(anyOf(table.personId, ids));
  }
  await insertMany(
    tx,
    personEmails,
    emails.flatMap((p) => p.emails.map((email, position) => ({ email, personId: p.id, position }))),
  );
  await insertMany(
    tx,
    personRoles,
    roles.flatMap((p) => p.roles.map((role) => ({ personId: p.id, role }))),
  );
  await insertMany(
    tx,
    personSpecialties,
    specialties.flatMap((p) => p.specialties.map((specialty, position) => ({ personId: p.id, specialty, position }))),
  );
  await insertMany(
    tx,
    personOverrides,
    overrides.flatMap((p) =>
      (p.enrollment?.overrides ?? []).map((override) => ({ personId: p.id, ...writtenOverride(override) })),
    ),
  );
}

/** Ties a person to a Slack user, unless they left meanwhile. One Slack user is one person: the constraint refuses a second. */
export async function linkSlackUser(
  db: Db | Tx,
  personId: number,
  slackUserId: string,
  timeZone: string | null,
): Promise<void> {
  await db
    .update(people)
    .set({ slackUserId, timeZone })
    .where(and(eq(people.id, personId), isNull(people.deactivatedAt)));
}

/** Ties many people to their Slack users, or unties them. Ties that would clash on the way (two people swapping addresses) are undone first. */
export async function saveSlackLinks(tx: Tx, links: readonly SlackLink[]): Promise<void> {
  await inChunks(links, (chunk) =>
    tx
      .update(people)
      .set({ slackUserId: null })
      .where(
        or(
          inArray(
            people.id,
            chunk.map((link) => link.personId),
          ),
          inArray(
            people.slackUserId,
            chunk.flatMap((link) => link.slackUserId ?? []),
          ),
        ),
      ),
  );
  await inChunks(links, (chunk) => {
    const rows = sql.join(
      chunk.map((link) => sql`(${link.personId}::int, ${link.slackUserId}::text, ${link.timeZone}::text)`),
      sql`, `,
    );
    return tx.execute(sql`
      update people set slack_user_id = link.slack_user_id, time_zone = link.time_zone
      from (values ${rows}) as link (id, slack_user_id, time_zone) where people.id = link.id`);
  });
}
