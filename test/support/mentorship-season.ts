// A season of peer mentorship on a real database: students 1 to 12 in their PCE, mentors 201 to 206, staff 900. All invented.
import { eq } from 'drizzle-orm';
import { mentorOffers, mentorPairs, mentorRequests, outbox, people, seasonMentors } from '../../src/db/schema.ts';
import type { SeasonWay } from '../../src/domain/mentorship.ts';
import type { Override } from '../../src/domain/standing.ts';
import { moveSeasonOn } from '../../src/features/mentorship/acts/clock.ts';
import { joinSeason } from '../../src/features/mentorship/acts/mentors.ts';
import { askForMentor, type Wanted } from '../../src/features/mentorship/acts/requests.ts';
import { setSeason } from '../../src/features/mentorship/acts/seasons.ts';
import type { MentorTerms } from '../../src/features/mentorship/store/mentors.ts';
import type { Person } from '../../src/people/person.ts';
import { savePeople } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { moment } from './delivery-builders.ts';
import { person, student } from './people-builders.ts';
import { pathways } from './school-calendar.ts';
import { createTestContext, type TestContext } from './test-context.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

export const TODAY = '2026-12-01';
const program = await loadProgram();

export const rosa = person({ id: 900, name: 'Rosa Staff', emails: ['rosa@example.edu'], roles: ['staff'] });

function menteeOf(id: number): Person {
  return student({ ...pathways(), class: 2029 }, { id, name: `Student ${id}`, slackUserId: `US${id}` });
}

function mentorOf(id: number): Person {
  return student(
    { ...pathways(), class: 2027 },
    { id, name: `Mentor ${id}`, slackUserId: `UM${id}`, roles: ['student', 'peer-mentor'] },
  );
}

export interface SeasonTrial {
  database: TestDatabase;
  ctx: TestContext;
  /** By id. */
  who(id: number): Person;
  open(way?: SeasonWay): Promise<void>;
  join(id: number, terms?: Partial<MentorTerms>): Promise<void>;
  ask(id: number, wanted?: Partial<Wanted>): Promise<void>;
  /** An override is entered long before it is in force; nobody is told. */
  amend(id: number, override: Override): Promise<void>;
  /** It is this time on a wall in Boston, and the clock's job has run. */
  at(text: string): Promise<void>;
  /** `1 offered`, in order of the requests. */
  requests(): Promise<string[]>;
  /** `1 to 201 open`, in order. */
  offers(): Promise<string[]>;
  /** `1-201 active`, in order. */
  pairs(): Promise<string[]>;
  /** `201: 1 of 2`, by mentor. */
  places(): Promise<string[]>;
  /** Keys of what is enqueued or was sent, without changes of messages, in order; withdrawn ones are left out. */
  told(): Promise<string[]>;
  offerId(mentorId: number): Promise<number>;
  drop(): Promise<void>;
}

const TERMS: MentorTerms = { specialties: ['neurology'], topics: [], capacity: 1, paused: false };
const WANTED: Wanted = { specialties: ['neurology'], topics: [], wishes: [], matchMe: true, note: null };

interface Size {
  /** People who are not in Slack, by id. */
  outside?: readonly number[];
  students?: number;
  mentors?: number;
}

/** Students have ids from 1 on, mentors from 201 on. */
export async function startSeason({ outside = [], students = 12, mentors = 6 }: Size = {}): Promise<SeasonTrial> {
  const database = await createTestDatabase();
  const { db } = database;
  const ctx = createTestContext(database, program, TODAY);
  const everybody = [
    rosa,
    ...Array.from({ length: students }, (_, at) => menteeOf(at + 1)),
    ...Array.from({ length: mentors }, (_, at) => mentorOf(201 + at)),
  ].map((one) => (outside.includes(one.id) ? { ...one, slackUserId: null } : one));
  await db.transaction((tx) => savePeople(tx, everybody, '2026-12-01T00:00:00Z'));
  for (const { id, slackUserId } of everybody) await db.update(people).set({ slackUserId }).where(eq(people.id, id));
  const who = (id: number) => everybody.find((one) => one.id === id) ?? rosa;
  const menteeIn = async () =>
    new Map((await db.select().from(mentorRequests)).map(({ id, personId }) => [id, personId]));
  return {
    database,
    ctx,
    who,
    async open(way = 'rolling') {
      const hearsBy = way === 'rounds' ? '2026-12-15' : null;
      await setSeason(ctx, rosa, { way, startsOn: TODAY, endsOn: '2027-03-31', hearsBy });
    },
    join: (id, terms = {}) => joinSeason(ctx, who(id), { ...TERMS, ...terms }),
    ask: (id, wanted = {}) => askForMentor(ctx, who(id), { ...WANTED, ...wanted }),
    async amend(id, override) {
      const { enrollment, ...one } = who(id);
      const changed = { ...one, enrollment: enrollment && { ...enrollment, overrides: [override] } };
      await db.transaction((tx) => savePeople(tx, [changed], '2026-12-01T00:00:00Z'));
    },
    async at(text) {
      ctx.clock.set(moment(text));
      await moveSeasonOn(ctx);
    },
    async requests() {
      const rows = await db.select().from(mentorRequests).orderBy(mentorRequests.id);
      return rows.map(({ personId, state }) => `${personId} ${state}`);
    },
    async offers() {
      const mentee = await menteeIn();
      const rows = await db.select().from(mentorOffers).orderBy(mentorOffers.id);
      return rows.map(({ requestId, mentorId, state }) => `${mentee.get(requestId)} to ${mentorId} ${state}`);
    },
    async pairs() {
      const rows = await db.select().from(mentorPairs).orderBy(mentorPairs.id);
      return rows.map(({ menteeId, mentorId, state }) => `${menteeId}-${mentorId} ${state}`);
    },
    async places() {
      const rows = await db.select().from(seasonMentors).orderBy(seasonMentors.personId);
      return rows.map(({ personId, taken, capacity }) => `${personId}: ${taken} of ${capacity}`);
    },
    async told() {
      const rows = await db.select().from(outbox).orderBy(outbox.id);
      return rows
        .filter(({ kind, state }) => kind === 'post' && state !== 'withdrawn')
        .map(({ dedupeKey }) => dedupeKey);
    },
    async offerId(mentorId) {
      const rows = await db.select().from(mentorOffers).where(eq(mentorOffers.mentorId, mentorId));
      return rows.at(-1)?.id ?? 0;
    },
    drop: () => database.drop(),
  };
}
