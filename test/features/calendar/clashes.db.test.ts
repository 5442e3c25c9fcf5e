// What else the same people have at the hour for which a session is dated: counted, and neither named nor described.
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  interviewRounds,
  interviewSignups,
  interviews,
  mentorPairs,
  mentorRequests,
  mentorshipSeasons,
  roundInterviewers,
} from '../../../src/db/schema.ts';
import { importRoster } from '../../../src/people/import-roster.ts';
import { matchSlack } from '../../../src/people/match-slack.ts';
import { allPeople } from '../../../src/people/store.ts';
import { loadProgram } from '../../../src/program/load.ts';
import { createAnswerer } from '../../../src/slack/answer.ts';
import { answerText } from '../../support/answer-text.ts';
import { member, roster, STAFF_LINE } from '../../support/people-builders.ts';
import { type Talk, talkTo } from '../../support/said.ts';
import { createTestContext, type TestContext } from '../../support/test-context.ts';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts';

const program = await loadProgram();
const NOW = '2026-12-01T12:00:00Z';
let database: TestDatabase;
let ctx: TestContext;
let talk: Talk;

beforeEach(async () => {
  database = await createTestDatabase();
  const members = ['ada', 'bo', 'rosa', 'ravi'].map((name) => member(name, `${name}@example.edu`));
  ctx = createTestContext(database, program, '2026-12-01', members);
  const people = roster(
    STAFF_LINE,
    'Ravi Staff,ravi@example.edu,staff,,,,,',
    'Ada Applies,ada@example.edu,student,2028,pathways,Castle,,',
    'Bo Applies,bo@example.edu,student,2028,pathways,Castle,,',
  );
  await importRoster(ctx, people, { as: 'rosa@example.edu', dryRun: false });
  await matchSlack(ctx);
  talk = talkTo(createAnswerer(ctx, () => 'reference'));
});
afterEach(() => database.drop());

const idOf = async (name: string) => (await allPeople(ctx.db)).find((one) => one.name.startsWith(name))?.id ?? 0;

/** A practice interview of a student that begins at a moment. */
async function interviewOf(studentId: number, startsAt: string): Promise<void> {
  const interviewerId = await idOf('Ravi');
  const [round] = await ctx.db
    .insert(interviewRounds)
    .values({ matchYear: 2028, state: 'published', answerBy: '2026-12-01', openedAt: NOW })
    .returning();
  const roundId = round?.id ?? 0;
  await ctx.db.insert(roundInterviewers).values({ roundId, personId: interviewerId, askedAt: NOW });
  const signUp = { first: 'neurology', second: 'neurology', consentedAt: NOW, signedUpAt: NOW };
  await ctx.db.insert(interviewSignups).values({ roundId, personId: studentId, ...signUp });
  const endsAt = Temporal.Instant.from(startsAt).add({ minutes: 25 }).toString();
  const booked = { seat: 1, specialty: 'neurology', startsAt, endsAt, state: 'booked' } as const;
  await ctx.db.insert(interviews).values({ roundId, studentId, interviewerId, ...booked });
}

/** A meeting of a student with a mentor at a moment. */
async function meetingOf(menteeId: number, meetsAt: string): Promise<void> {
  const [season] = await ctx.db
    .insert(mentorshipSeasons)
    .values({ way: 'rolling', startsOn: '2026-11-01', endsOn: '2027-03-31', openedAt: NOW })
    .returning();
  const seasonId = season?.id ?? 0;
  const [request] = await ctx.db
    .insert(mentorRequests)
    .values({
      ...{ seasonId, personId: menteeId, matchMe: true, leftOut: false, state: 'matched' },
      ...{ askedAt: NOW, staffAt: NOW, settledAt: NOW },
    })
    .returning();
  await ctx.db.insert(mentorPairs).values({
    seasonId,
    requestId: request?.id ?? 0,
    mentorId: await idOf('Ravi'),
    menteeId,
    origin: 'staff',
    startedAt: NOW,
    meetsAt,
  });
}

/** What staff read before they date the class meeting of both students, from 17:00 to 18:30. */
async function shownFor(day = '2027-01-21'): Promise<string> {
  const values = { event: ['road-to-residency-1'], day, hour: '17:00', minutes: ['90'], place: 'TMEC 250' };
  const { text, blocks, form } = (await talk.submit('rosa', 'calendar.date-session', '', values)).reply;
  return `${text}\n${answerText({ text: '', blocks: form?.blocks ?? blocks })}`;
}

describe('a session that is dated', () => {
  it('counts who has an interview or a mentor meeting then, and says neither who nor what', async () => {
    const [ada, bo] = [await idOf('Ada'), await idOf('Bo')];
    expect(await shownFor()).not.toContain('booked then');
    await interviewOf(ada, '2027-01-21T23:00:00Z');
    expect(await shownFor()).toContain('1 of these students has something booked then.');
    await meetingOf(bo, '2027-01-21T22:15:00Z');
    const shown = await shownFor();
    expect(shown).toContain('2 of these students have something booked then.');
    expect(shown).not.toMatch(/Ada|Bo Applies|Ravi|with /);
    expect(await shownFor('2027-01-22')).not.toContain('booked then');
  });
});
