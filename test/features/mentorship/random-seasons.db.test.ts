// Whatever people do in a rolling season, in whatever order, no rule is broken after any of it.
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { doNotPair, mentorOffers, mentorPairs, mentorRequests, seasonMentors } from '../../../src/db/schema.ts';
import { UserError } from '../../../src/errors.ts';
import { keepApart, pauseMentor } from '../../../src/features/mentorship/acts/mentors.ts';
import { answerOffer } from '../../../src/features/mentorship/acts/offers.ts';
import { endOwnPair } from '../../../src/features/mentorship/acts/pairs.ts';
import { withdrawRequest } from '../../../src/features/mentorship/acts/requests.ts';
import { matchByHand } from '../../../src/features/mentorship/acts/round.ts';
import { wall } from '../../support/delivery-builders.ts';
import { rosa, type SeasonTrial, startSeason } from '../../support/mentorship-season.ts';

const STUDENTS = 6;
const MENTORS = 4;

let trial: SeasonTrial | undefined;
afterEach(() => trial?.drop());

type Act =
  | { kind: 'ask'; student: number; mentor: number; onlyWish: boolean }
  | { kind: 'accept' | 'pass' | 'pause' | 'resume'; mentor: number }
  | { kind: 'withdraw' | 'end'; student: number }
  | { kind: 'apart'; student: number; mentor: number }
  | { kind: 'match'; student: number; mentor: number }
  | { kind: 'wait'; days: number };

const student = fc.integer({ min: 1, max: STUDENTS });
const mentor = fc.integer({ min: 201, max: 200 + MENTORS });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), student, mentor, onlyWish: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('accept' as const, 'pass' as const), mentor }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const), mentor }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('withdraw' as const, 'end' as const), student }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('apart' as const), student, mentor }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('match' as const), student, mentor }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 4 }) }) },
);

/** What the pages allow at that moment; what they refuse changes nothing. */
async function perform(season: SeasonTrial, one: Act): Promise<void> {
  const { ctx, database } = season;
  switch (one.kind) {
    case 'ask':
      return season.ask(one.student, { wishes: [one.mentor], matchMe: !one.onlyWish });
    case 'accept':
    case 'pass':
      await answerOffer(ctx, await season.offerId(one.mentor), one.kind, ({ mentorId }) => mentorId === one.mentor);
      return;
    case 'pause':
    case 'resume':
      return pauseMentor(ctx, season.who(one.mentor), one.kind === 'pause');
    case 'apart':
      return keepApart(ctx, season.who(one.student), [one.mentor]);
    case 'wait':
      return season.at(wall(ctx.clock.now().add({ hours: 24 * one.days })));
    default: {
      const requests = await database.db.select().from(mentorRequests);
      const request = requests.findLast(({ personId }) => personId === one.student);
      const pairs = await database.db.select().from(mentorPairs);
      const pair = pairs.find(({ menteeId, state }) => menteeId === one.student && state === 'active');
      if (one.kind === 'withdraw') await withdrawRequest(ctx, season.who(one.student), request?.id ?? 0);
      else if (one.kind === 'match')
        await matchByHand(ctx, rosa, { requestId: request?.id ?? 0, mentorId: one.mentor });
      else await endOwnPair(ctx, season.who(one.student), pair?.id ?? 0, 'mentee');
    }
  }
}

async function expectRulesKept({ database }: SeasonTrial): Promise<void> {
  const { db } = database;
  const [mentors, offers, pairs, requests, apart] = [
    await db.select().from(seasonMentors),
    await db.select().from(mentorOffers),
    await db.select().from(mentorPairs),
    await db.select().from(mentorRequests),
    await db.select().from(doNotPair),
  ];
  const open = offers.filter(({ state }) => state === 'open');
  const active = pairs.filter(({ state }) => state === 'active');
  for (const { personId, taken, capacity } of mentors) {
    const held = open.filter((one) => one.mentorId === personId).length;
    const has = active.filter((one) => one.mentorId === personId).length;
    expect([taken, taken <= capacity]).toEqual([held + has, true]);
  }
  const inOrder = (ids: number[]) => ids.sort((a, b) => a - b);
  // A request has an offer that is open exactly while it is offered, and a pair exactly where it was matched.
  const offered = requests.filter(({ state }) => state === 'offered').map(({ id }) => id);
  expect(inOrder(open.map(({ requestId }) => requestId))).toEqual(inOrder(offered));
  const matched = requests.filter(({ state }) => state === 'matched').map(({ id }) => id);
  expect(inOrder(pairs.map(({ requestId }) => requestId))).toEqual(inOrder(matched));
  const two = ({ menteeId, mentorId }: { menteeId: number; mentorId: number }) => `${menteeId}-${mentorId}`;
  expect(new Set(pairs.map(two)).size).toBe(pairs.length);
  const asked = open.map(({ requestId, mentorId }) => ({
    menteeId: requests.find(({ id }) => id === requestId)?.personId ?? 0,
    mentorId,
  }));
  const ended = pairs.filter(({ state }) => state !== 'active').map(two);
  const kept = new Set([
    ...ended,
    ...apart.map(({ personId, otherId }) => two({ menteeId: personId, mentorId: otherId })),
  ]);
  expect(asked.filter((one) => kept.has(two(one)))).toEqual([]);
}

it('no rule is broken over random seasons', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 25 }), async (acts) => {
      await trial?.drop();
      const season = await startSeason({ students: STUDENTS, mentors: MENTORS });
      trial = season;
      await season.open();
      for (const id of [201, 202, 203, 204]) await season.join(id, { capacity: (id % 2) + 1 });
      for (const one of acts) {
        await perform(season, one).catch((error: unknown) => {
          if (!(error instanceof UserError)) throw error;
        });
        await expectRulesKept(season);
      }
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
