// Rounds, leave and departures, and tables, on a real database.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../../src/db/schema.ts';
import type { Override } from '../../../src/domain/standing.ts';
import type { Feature } from '../../../src/feature.ts';
import { menteesTable, mentorsTable } from '../../../src/features/mentorship/acts/imports.ts';
import { answerOffer } from '../../../src/features/mentorship/acts/offers.ts';
import { endOwnPair } from '../../../src/features/mentorship/acts/pairs.ts';
import { followPeople } from '../../../src/features/mentorship/acts/people-changed.ts';
import { changeDraft, draft, matchByHand, publish } from '../../../src/features/mentorship/acts/round.ts';
import { closeSeasonByStaff } from '../../../src/features/mentorship/acts/seasons.ts';
import { composeIntroduction, composeRoundResult } from '../../../src/features/mentorship/handlers/compose.ts';
import { mentorship } from '../../../src/features/mentorship/index.ts';
import { outcomesOf } from '../../../src/features/mentorship/store/rounds.ts';
import { openSeason } from '../../../src/features/mentorship/store/seasons.ts';
import { undoAct } from '../../../src/features/staff/handlers/pages.ts';
import type { Person } from '../../../src/people/person.ts';
import { savePeople } from '../../../src/people/store.ts';
import { answerText } from '../../support/answer-text.ts';
import { rosa, type SeasonTrial, startSeason, TODAY } from '../../support/mentorship-season.ts';

let trial: SeasonTrial;
beforeEach(async () => {
  trial = await startSeason();
});
afterEach(() => trial.drop());

const asStaff = { person: rosa, today: TODAY, zone: 'America/New_York' };
const outcomes = async (roundId: number) =>
  (await outcomesOf(trial.database.db, roundId)).map(
    ({ requestId, mentorId, why }) => `${requestId}: ${mentorId ?? why}`,
  );
const rows = async () => trial.database.db.select().from(outbox).orderBy(outbox.id);

/** Four students want two places, and one wants somebody else. */
async function inRounds(): Promise<number> {
  await trial.open('rounds');
  await trial.join(201, { capacity: 2 });
  await trial.join(202, { specialties: ['urology'] });
  for (const id of [1, 2, 3]) await trial.ask(id, { wishes: [201], matchMe: false });
  await trial.ask(4, { specialties: ['urology'] });
  return draft(trial.ctx, rosa);
}

describe('a round', () => {
  it('asks nobody before it is published, and shows who stays without a mentor', async () => {
    const round = await inRounds();
    expect(await trial.offers()).toEqual([]);
    const drafted = await outcomes(round);
    expect(drafted.filter((text) => text.endsWith(': 201'))).toHaveLength(2);
    expect(drafted.filter((text) => text.endsWith('wishes-taken'))).toHaveLength(1);
    expect(drafted.at(-1)).toBe('4: 202');
    expect(await draft(trial.ctx, rosa)).toBe(round);
    expect(await outcomes(round)).toEqual(drafted);
    expect((await trial.told()).every((key) => key.startsWith('mentorship/request/'))).toBe(true);
  });

  it('keeps what staff lock and forbid when it runs again', async () => {
    const round = await inRounds();
    const [without = ''] = (await outcomes(round)).filter((text) => text.endsWith('wishes-taken'));
    const requestId = Number.parseInt(without, 10);
    await changeDraft(trial.ctx, rosa, round, { kind: 'lock', couple: { requestId, mentorId: 201 } });
    expect(await outcomes(round)).toContain(`${requestId}: 201`);
    await changeDraft(trial.ctx, rosa, round, { kind: 'forbid', couple: { requestId: 4, mentorId: 202 } });
    expect(await outcomes(round)).toContain('4: all-taken');
    await changeDraft(trial.ctx, rosa, round, { kind: 'free', couple: { requestId, mentorId: 201 } });
    expect((await outcomes(round)).filter((text) => text.endsWith(': 201'))).toHaveLength(2);
    await expect(
      changeDraft(trial.ctx, rosa, round, { kind: 'lock', couple: { requestId: 4, mentorId: 999 } }),
    ).rejects.toThrow('paired in this season');
  });

  it('is published as a whole: pairs are introduced, who got nobody is told and goes to staff', async () => {
    const round = await inRounds();
    const { pairs, unmatched } = await publish(trial.ctx, rosa, round);
    expect([pairs, unmatched]).toEqual([3, 1]);
    expect(await trial.places()).toEqual(['201: 2 of 2', '202: 1 of 1']);
    expect((await trial.requests()).filter((text) => text.endsWith('with-staff'))).toHaveLength(1);
    const told = (await trial.told()).slice(4).map((key) => key.split('/').slice(0, 2).join('/'));
    expect(told.sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'mentorship/introduction'),
      'mentorship/round-result',
    ]);
    await expect(publish(trial.ctx, rosa, round)).rejects.toThrow('no longer there');
  });

  it('published twice at the same moment is published once', async () => {
    const round = await inRounds();
    const both = await Promise.allSettled([publish(trial.ctx, rosa, round), publish(trial.ctx, rosa, round)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await trial.pairs()).toHaveLength(3);
  });

  it('is taken back: places, requests and what was said', async () => {
    const round = await inRounds();
    const before = [await trial.requests(), await trial.places()];
    const { auditId } = await publish(trial.ctx, rosa, round);
    const [sent] = (await rows()).filter(({ dedupeKey }) => dedupeKey.startsWith('mentorship/introduction/'));
    await trial.database.db
      .update(outbox)
      .set({ state: 'sent', conversation: 'G1', ts: '1.1' })
      .where(eq(outbox.id, sent?.id ?? 0));
    await undoAct(trial.ctx, asStaff, String(auditId));
    expect([await trial.requests(), await trial.places()]).toEqual(before);
    expect((await trial.pairs()).every((text) => text.endsWith('undone'))).toBe(true);
    const ofIntroductions = (await rows()).filter(({ dedupeKey }) => dedupeKey.startsWith('mentorship/introduction/'));
    // The one that was sent is corrected; the two that had not left never do.
    expect(ofIntroductions.filter(({ kind, state }) => kind === 'post' && state === 'sent')).toHaveLength(1);
    expect(ofIntroductions.filter(({ kind, state }) => kind === 'post' && state === 'withdrawn')).toHaveLength(2);
    expect(ofIntroductions.filter(({ kind, state }) => kind === 'update' && state === 'queued')).toHaveLength(1);
    expect(answerText(await composeIntroduction(trial.ctx, null, { pairId: 1 }))).toContain('is taken back');
    const result = (await rows()).find(({ dedupeKey }) => dedupeKey.startsWith('mentorship/round-result/'));
    expect(result?.state).toBe('withdrawn');
    expect(await composeRoundResult(trial.ctx, null, { requestId: 3 })).toBeNull();
    const again = await draft(trial.ctx, rosa);
    expect((await publish(trial.ctx, rosa, again)).pairs).toBe(3);
  });

  it('is not taken back any more after another was drafted, or a pair of it has ended', async () => {
    const round = await inRounds();
    const { auditId } = await publish(trial.ctx, rosa, round);
    await endOwnPair(trial.ctx, trial.who(4), 3, 'mentee');
    await expect(undoAct(trial.ctx, asStaff, String(auditId))).rejects.toThrow('The pair of Student 4 and Mentor');
    await draft(trial.ctx, rosa);
    await expect(undoAct(trial.ctx, asStaff, String(auditId))).rejects.toThrow(
      'Another round was drafted since by Rosa Staff',
    );
  });

  it('says who ended the pair, or closed the season, that stands in the way of taking a match back', async () => {
    await trial.open();
    await trial.join(201);
    await trial.join(202);
    const match = async (student: number, mentorId: number) => {
      await trial.ask(student);
      return matchByHand(trial.ctx, rosa, { requestId: student, mentorId });
    };
    const [one, two] = [await match(1, 201), await match(2, 202)];
    await endOwnPair(trial.ctx, rosa, 1, 'staff');
    await expect(undoAct(trial.ctx, asStaff, String(one))).rejects.toThrow(
      'The pair of Student 1 and Mentor 201 was ended since by Rosa Staff',
    );
    const season = await openSeason(trial.database.db);
    await closeSeasonByStaff(trial.ctx, rosa, season?.id ?? 0);
    await expect(undoAct(trial.ctx, asStaff, String(two))).rejects.toThrow('The season was closed since by Rosa Staff');
  });

  it('is not published over what has changed since, and says whom it concerns', async () => {
    const round = await inRounds();
    await trial.join(202, { specialties: ['urology'], paused: true });
    await expect(publish(trial.ctx, rosa, round)).rejects.toThrow('Student 4 and Mentor 202');
    expect(await trial.pairs()).toEqual([]);
  });

  it('that comes too late for the day students read hands them over to staff', async () => {
    await trial.open('rounds');
    await trial.join(201);
    await trial.ask(1);
    await trial.at('2026-12-15 17:00');
    expect(await trial.requests()).toEqual(['1 with-staff']);
  });
});

describe('when people change', () => {
  const leave: Override = { kind: 'leave', value: 'leave', from: '2026-11-01', to: '2027-09-01' };
  const away = (one: Person): Person =>
    one.enrollment ? { ...one, enrollment: { ...one.enrollment, overrides: [leave] } } : one;

  async function change(before: Person, after: Person): Promise<void> {
    await trial.database.db.transaction(async (tx) => {
      await savePeople(tx, [after], '2026-12-01T00:00:00Z');
      await followPeople(trial.ctx, tx, [{ before, after }]);
    });
  }

  beforeEach(async () => {
    await trial.open();
    await trial.join(201, { capacity: 2 });
  });

  it('a mentor on leave is not asked any more, and the next is', async () => {
    await trial.join(202);
    await trial.ask(1, { wishes: [201] });
    const mentor = trial.who(201);
    await change(mentor, away(mentor));
    expect(await trial.offers()).toEqual(['1 to 201 withdrawn', '1 to 202 open']);
  });

  it('by the calendar alone, a leave that was entered before stops offers and requests on its first day', async () => {
    await trial.join(202);
    await trial.ask(1, { wishes: [201] });
    await trial.ask(2, { wishes: [202] });
    const from = '2026-12-02';
    for (const id of [201, 2]) await trial.amend(id, { ...leave, from });
    await trial.at('2026-12-01 17:00');
    expect(await trial.requests()).toEqual(['1 offered', '2 offered']);
    await trial.at('2026-12-02 09:00');
    expect(await trial.offers()).toEqual(['1 to 201 withdrawn', '2 to 202 withdrawn', '1 to 202 open']);
    expect(await trial.requests()).toEqual(['1 offered', '2 withdrawn']);
  });

  it('by the calendar alone, who is in the PCE no longer chooses whether the pair stays, once', async () => {
    await trial.ask(1);
    await answerOffer(trial.ctx, await trial.offerId(201), 'accept', () => true);
    await trial.amend(1, { kind: 'phase', value: 'post-pce', from: '2026-12-08', to: null });
    for (const day of ['2026-12-07', '2026-12-08', '2026-12-09']) {
      await trial.at(`${day} 09:00`);
      const kept = (await trial.told()).filter((key) => key.startsWith('mentorship/pair-kept/'));
      expect(kept).toEqual(day < '2026-12-08' ? [] : ['mentorship/pair-kept/1/1/moved-on']);
    }
    expect(await trial.pairs()).toEqual(['1-201 active']);
  });

  it('a pair stays while one is on leave, and the other may choose', async () => {
    await trial.ask(1);
    await answerOffer(trial.ctx, await trial.offerId(201), 'accept', () => true);
    const mentor = trial.who(201);
    await change(mentor, away(mentor));
    expect(await trial.pairs()).toEqual(['1-201 active']);
    expect((await trial.told()).filter((key) => key.startsWith('mentorship/pair-kept/1/1/'))).toHaveLength(1);
  });

  it('a mentor who leaves frees everything: pairs end in neutral words, and nobody waits for a ghost', async () => {
    await trial.ask(1);
    await answerOffer(trial.ctx, await trial.offerId(201), 'accept', () => true);
    await trial.ask(2);
    const mentor = trial.who(201);
    await change(mentor, { ...mentor, active: false, slackUserId: null });
    expect([await trial.offers(), await trial.pairs()]).toEqual([
      ['1 to 201 accepted', '2 to 201 withdrawn'],
      ['1-201 ended'],
    ]);
    expect(await trial.told()).toContain('mentorship/pair-ended/1/1');
    expect(await trial.told()).not.toContain('mentorship/pair-ended/1/201');
    expect(await trial.places()).toEqual([]);
    expect(await trial.requests()).toEqual(['1 matched', '2 with-staff']);
  });

  it('a student who goes on leave takes the request along; one in another phase keeps the pair', async () => {
    await trial.ask(1);
    const [one, two] = [trial.who(1), trial.who(2)];
    await change(one, away(one));
    expect([await trial.requests(), await trial.offers()]).toEqual([['1 withdrawn'], ['1 to 201 withdrawn']]);
    await trial.ask(2);
    await answerOffer(trial.ctx, await trial.offerId(201), 'accept', () => true);
    const phase: Override = { kind: 'phase', value: 'post-pce', from: '2026-11-01', to: null };
    await change(two, two.enrollment ? { ...two, enrollment: { ...two.enrollment, overrides: [phase] } } : two);
    expect(await trial.pairs()).toEqual(['2-201 active']);
    expect((await trial.told()).filter((key) => key.startsWith('mentorship/pair-kept/1/2/'))).toHaveLength(1);
  });
});

describe('tables', () => {
  const run = (table: NonNullable<Feature['importers']>[number], csv: string) =>
    trial.ctx.transaction((tx) => table.run(trial.ctx, tx, csv, rosa));

  it('of mentors and requests come in, go out, and come in again unchanged', async () => {
    await trial.open();
    const mentors =
      'email,specialties,capacity,topics\nperson201@example.edu,Neurology; urology,3,research\nperson202@example.edu,Derm,1,\n';
    expect(await run(mentorsTable, mentors)).toMatchObject({ added: 2, changed: 0, unchanged: 0 });
    const mentees =
      'email,specialties,wishes,match_me,note\nperson1@example.edu,Neurology,person202@example.edu; person201@example.edu,no,"Hello, you"\nperson2@example.edu,,,yes,\n';
    expect(await run(menteesTable, mentees)).toMatchObject({ added: 2 });
    for (const table of [mentorsTable, menteesTable]) {
      const exported = await table.export(trial.ctx);
      const count = exported.trim().split('\n').length - 1;
      expect(await run(table, exported)).toMatchObject({ added: 0, changed: 0, unchanged: count });
    }
    expect(await trial.offers()).toEqual(['1 to 202 open', '2 to 201 open']);
  });

  it('with mistakes change nothing, and name every bad line', async () => {
    await trial.open();
    await trial.join(201);
    const mentors =
      'email,specialties,capacity\nperson202@example.edu,Basket weaving,9\nperson1@example.edu,Neurology,1\n';
    await expect(run(mentorsTable, mentors)).rejects.toThrow(
      /line 2, specialties[\s\S]*line 2, capacity[\s\S]*line 3, email/,
    );
    const mentees =
      'email,specialties,wishes\nnobody@example.edu,Neurology,\nperson1@example.edu,Neurology,person206@example.edu\n';
    await expect(run(menteesTable, mentees)).rejects.toThrow(/line 2, email[\s\S]*line 3, wishes/);
    expect([await trial.places(), await trial.requests()]).toEqual([['201: 0 of 1'], []]);
  });

  it('are given to the importer of the house', () => {
    expect(mentorship.importers?.map(({ table }) => table)).toEqual(['mentors', 'mentees']);
  });
});
