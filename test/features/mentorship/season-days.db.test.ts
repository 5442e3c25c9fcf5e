// What a season does not say: before its first day, and in anybody's silence. On a real database.
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '../../../src/db/schema.ts';
import { toInstant } from '../../../src/domain/stored-instant.ts';
import { nextInSeason } from '../../../src/features/mentorship/acts/clock.ts';
import { answerOffer } from '../../../src/features/mentorship/acts/offers.ts';
import { endOwnPair, setPairMeeting } from '../../../src/features/mentorship/acts/pairs.ts';
import { withdrawRequest } from '../../../src/features/mentorship/acts/requests.ts';
import { draft, publish } from '../../../src/features/mentorship/acts/round.ts';
import { setSeason } from '../../../src/features/mentorship/acts/seasons.ts';
import { composeOffer, composeRequest } from '../../../src/features/mentorship/handlers/compose.ts';
import { showStaffPage } from '../../../src/features/mentorship/handlers/staff-season.ts';
import { changeSettings } from '../../../src/features/reminders/store.ts';
import { answerText } from '../../support/answer-text.ts';
import { moment, wall } from '../../support/delivery-builders.ts';
import { loadTable } from '../../support/load-table.ts';
import { rosa, type SeasonTrial, startSeason } from '../../support/mentorship-season.ts';

let trial: SeasonTrial;
beforeEach(async () => {
  trial = await startSeason();
});
afterEach(() => trial.drop());

const statusText = async (requestId: number) => answerText(await composeRequest(trial.ctx, null, { requestId }));
const accept = async (mentorId: number) =>
  answerOffer(trial.ctx, await trial.offerId(mentorId), 'accept', ({ mentorId: asked }) => asked === mentorId);

describe('before the first day of a season', () => {
  const terms = { startsOn: '2026-12-07', endsOn: '2027-03-31' } as const;
  const rolling = { way: 'rolling', hearsBy: null, ...terms } as const;

  it('requests are collected, and the first mentors are asked on it', async () => {
    await setSeason(trial.ctx, rosa, rolling);
    await trial.join(201);
    await trial.ask(1);
    expect(await statusText(1)).toContain(
      "The season begins on December 7, 2026; mentors are asked from then on, and you'll hear by December 14, 2026",
    );
    await trial.at('2026-12-04 17:00');
    expect([await trial.offers(), await trial.requests()]).toEqual([[], ['1 waiting']]);
    const next = await nextInSeason(trial.ctx, moment('2026-12-06 10:00'));
    expect(next && wall(next)).toBe('2026-12-07 09:00');
    await trial.at('2026-12-07 09:00');
    expect(await trial.offers()).toEqual(['1 to 201 open']);
  });

  it('staff read that nobody is asked yet, and a season that is moved later asks nobody more until then', async () => {
    await trial.open();
    await trial.ask(1);
    await setSeason(trial.ctx, rosa, rolling);
    await trial.join(201);
    expect(await trial.offers()).toEqual([]);
    expect(await statusText(1)).toContain("you'll hear by December 14, 2026");
    expect(answerText(await showStaffPage(trial.ctx))).toContain('nobody is asked before the first day');
  });

  it('a round is drafted, and not published', async () => {
    await setSeason(trial.ctx, rosa, { way: 'rounds', hearsBy: '2026-12-15', ...terms });
    await trial.join(201);
    await trial.ask(1);
    const round = await draft(trial.ctx, rosa);
    await expect(publish(trial.ctx, rosa, round)).rejects.toThrow('The season begins on December 7, 2026');
    await trial.at('2026-12-07 09:00');
    expect((await publish(trial.ctx, rosa, round)).pairs).toBe(1);
  });
});

describe('in somebody’s silence', () => {
  const quiet = (id: number, until: string) =>
    trial.database.db.transaction((tx) => changeSettings(tx, id, { quietUntil: moment(until) }));
  const dueAt = async (key: string) => {
    const [row] = await trial.database.db.select().from(outbox).where(eq(outbox.dedupeKey, key));
    return row && wall(toInstant(row.dueAt));
  };
  beforeEach(() => trial.open());

  it('a mentor who is quiet for as long as others have to answer is not asked; one who is back before is asked then', async () => {
    await trial.join(201);
    await trial.join(202);
    await quiet(201, '2026-12-11 08:00');
    await quiet(202, '2026-12-03 08:00');
    await trial.ask(1, { wishes: [201] });
    expect(await trial.offers()).toEqual(['1 to 202 open']);
    expect(await dueAt('mentorship/offer/1')).toBe('2026-12-03 09:00');
  });

  it('introductions and endings wait for its end, and a time to meet does not', async () => {
    await trial.join(201);
    await trial.ask(1);
    await quiet(201, '2026-12-09 08:00');
    await accept(201);
    expect(await dueAt('mentorship/introduction/1')).toBe('2026-12-09 08:00');
    await setPairMeeting(trial.ctx, trial.who(1), 1, { at: moment('2026-12-05 17:00'), where: null });
    expect(await dueAt('mentorship/meeting/1/1')).toBe('2026-12-01 12:00');
    await endOwnPair(trial.ctx, trial.who(1), 1, 'mentee');
    expect(await dueAt('mentorship/pair-ended/1/201')).toBe('2026-12-09 08:00');
  });

  it('a request that staff entered is told in the student’s hours, and one’s own at once', async () => {
    trial.ctx.clock.set(moment('2026-12-01 22:30'));
    const csv = (id: number) => `email,specialties\n${trial.who(id).emails[0]},Neurology`;
    await loadTable(trial.ctx, 'mentees', csv(1), 'rosa@example.edu');
    await trial.ask(2);
    expect(await dueAt('mentorship/request/1')).toBe('2026-12-02 08:00');
    expect(await dueAt('mentorship/request/2')).toBe('2026-12-01 22:30');
  });
});

describe('by the calendar alone', () => {
  it('who is in the PCE no longer takes the open request along: the mentor who was asked reads it in neutral words', async () => {
    await trial.open();
    await trial.join(201);
    await trial.ask(1);
    await trial.amend(1, { kind: 'phase', value: 'post-pce', from: '2026-12-02', to: null });
    await trial.at('2026-12-01 17:00');
    expect(await trial.requests()).toEqual(['1 offered']);
    await trial.at('2026-12-02 09:00');
    expect([await trial.requests(), await trial.offers(), await trial.places()]).toEqual([
      ['1 withdrawn'],
      ['1 to 201 withdrawn'],
      ['201: 0 of 1'],
    ]);
    const said = answerText(await composeOffer(trial.ctx, trial.who(201), { offerId: 1, first: false }));
    expect(said).toContain('This question was taken back, for reasons that have nothing to do with you');
    expect(said).not.toContain('Student 1');
  });
});

it('who was left out keeps their turn when they take the request back to ask for something else', async () => {
  await trial.open('rounds');
  await trial.ask(1);
  await publish(trial.ctx, rosa, await draft(trial.ctx, rosa));
  await withdrawRequest(trial.ctx, trial.who(1), 1);
  await trial.ask(2);
  await trial.ask(1);
  await trial.join(201);
  const again = await draft(trial.ctx, rosa);
  await publish(trial.ctx, rosa, again);
  expect(await trial.pairs()).toEqual(['1-201 active']);
});
