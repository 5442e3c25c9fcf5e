// A rolling season on a real database: who is asked, what lapses, what goes to staff, and what happens when many press at once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { moveSeasonOn, nextInSeason } from '../../../src/features/mentorship/acts/clock.ts';
import { keepApart, pauseMentor } from '../../../src/features/mentorship/acts/mentors.ts';
import { answerOffer } from '../../../src/features/mentorship/acts/offers.ts';
import { endOwnPair } from '../../../src/features/mentorship/acts/pairs.ts';
import { withdrawRequest } from '../../../src/features/mentorship/acts/requests.ts';
import { matchByHand } from '../../../src/features/mentorship/acts/round.ts';
import { closeSeasonByStaff } from '../../../src/features/mentorship/acts/seasons.ts';
import { composeOffer, composeRequest } from '../../../src/features/mentorship/handlers/compose.ts';
import { openSeason } from '../../../src/features/mentorship/store/seasons.ts';
import { answerText } from '../../support/answer-text.ts';
import { moment, wall } from '../../support/delivery-builders.ts';
import { rosa, type SeasonTrial, startSeason } from '../../support/mentorship-season.ts';

let trial: SeasonTrial;
beforeEach(async () => {
  trial = await startSeason();
  await trial.open();
});
afterEach(() => trial.drop());

const any = () => true;
const answer = async (mentorId: number, what: 'accept' | 'pass') =>
  answerOffer(trial.ctx, await trial.offerId(mentorId), what, any);
const statusText = async (requestId: number) => answerText(await composeRequest(trial.ctx, null, { requestId }));

describe('a request', () => {
  it('is offered to the best free mentor, who accepts, and both are introduced', async () => {
    await trial.join(201, { specialties: ['urology'] });
    await trial.join(202);
    await trial.ask(1);
    expect(await trial.offers()).toEqual(['1 to 202 open']);
    expect(await trial.places()).toEqual(['201: 0 of 1', '202: 1 of 1']);
    expect(await statusText(1)).toContain('I have asked Mentor 202 (you both considered Neurology)');
    await answer(202, 'accept');
    expect([await trial.requests(), await trial.pairs(), await trial.places()]).toEqual([
      ['1 matched'],
      ['1-202 active'],
      ['201: 0 of 1', '202: 1 of 1'],
    ]);
    expect(await trial.told()).toEqual(['mentorship/request/1', 'mentorship/offer/1', 'mentorship/introduction/1']);
    expect(await statusText(1)).toContain('Mentor 202 is your peer mentor');
  });

  it('goes to the next where one says not this time, and the student reads it in plain words', async () => {
    await trial.join(201);
    await trial.join(202);
    await trial.ask(1, { wishes: [201] });
    await answer(201, 'pass');
    expect(await trial.offers()).toEqual(['1 to 201 passed', '1 to 202 open']);
    expect(await statusText(1)).toMatch(
      /Mentor 201 can't take another student this season\.[\s\S]*I have asked the next one, Mentor 202.*You'll hear by December 9, 2026/,
    );
    expect(await trial.places()).toEqual(['201: 0 of 1', '202: 1 of 1']);
  });

  it('goes to staff after two lapses, by the clock', async () => {
    for (const id of [201, 202, 203]) await trial.join(id);
    await trial.ask(1);
    const [first] = await trial.offers();
    const next = async (after: string) => wall((await nextInSeason(trial.ctx, moment(after))) ?? moment(after));
    // Each morning, for what comes by the calendar alone.
    expect(await next('2026-12-01 12:00')).toBe('2026-12-02 09:00');
    expect(await next('2026-12-04 10:00')).toBe('2026-12-04 12:00');
    await trial.at('2026-12-04 11:59');
    expect(await trial.offers()).toEqual([first]);
    await trial.at('2026-12-04 12:05');
    expect((await trial.offers()).map((text) => text.split(' ').at(-1))).toEqual(['lapsed', 'open']);
    await trial.at('2026-12-09 12:05');
    expect((await trial.offers()).map((text) => text.split(' ').at(-1))).toEqual(['lapsed', 'lapsed']);
    expect(await trial.requests()).toEqual(['1 with-staff']);
    expect(await statusText(1)).toContain("by hand now. You'll hear from them by December 14, 2026");
    expect((await trial.places()).every((text) => text.includes(': 0 of'))).toBe(true);
  });

  it('goes to staff after six working days, whoever passed meanwhile', async () => {
    for (const id of [201, 202, 203, 204, 205]) await trial.join(id);
    await trial.ask(1);
    for (const [day, time] of [
      [2, '12:00'],
      [4, '12:00'],
      [8, '10:00'],
    ] as const) {
      await trial.at(`2026-12-0${day} ${time}`);
      const open = (await trial.offers()).find((text) => text.endsWith('open'));
      await answer(Number(open?.split(' ')[2]), 'pass');
    }
    expect(await trial.requests()).toEqual(['1 offered']);
    await trial.at('2026-12-09 12:05');
    expect(await trial.requests()).toEqual(['1 with-staff']);
    expect((await trial.offers()).at(-1)).toMatch(/lapsed$/);
  });

  it('waits for a mentor to join where there is none, and then asks', async () => {
    await trial.ask(1);
    expect(await trial.requests()).toEqual(['1 waiting']);
    await trial.join(201);
    expect(await trial.offers()).toEqual(['1 to 201 open']);
  });

  it('that is taken back withdraws the offer in neutral words, and the place goes to the next student', async () => {
    await trial.join(201);
    await trial.ask(1);
    await trial.ask(2);
    expect(await trial.requests()).toEqual(['1 offered', '2 waiting']);
    expect(await withdrawRequest(trial.ctx, trial.who(1), 1)).toBe('withdrawn');
    expect(await trial.offers()).toEqual(['1 to 201 withdrawn', '2 to 201 open']);
    const said = answerText(await composeOffer(trial.ctx, trial.who(201), { offerId: 1, first: false }));
    expect(said).toContain('This question was taken back, for reasons that have nothing to do with you');
    expect(said).not.toContain('Student 1');
    expect(await composeOffer(trial.ctx, trial.who(201), { offerId: 1, first: true })).toBeNull();
  });

  it('is refused to who asks twice, is matched, or is in no PCE', async () => {
    await trial.join(201);
    await trial.ask(1);
    await expect(trial.ask(1)).rejects.toThrow('You have asked already');
    await answer(201, 'accept');
    await expect(trial.ask(1)).rejects.toThrow('You have a mentor this season already');
    await expect(trial.ask(202)).rejects.toThrow('Peer mentors are for students in their PCE');
  });
});

describe('a mentor', () => {
  it('at capacity is never asked, nor one on pause', async () => {
    await trial.join(201);
    await trial.join(202);
    await pauseMentor(trial.ctx, trial.who(202), true);
    await trial.ask(1);
    await trial.ask(2, { wishes: [201, 202] });
    expect(await trial.offers()).toEqual(['1 to 201 open']);
    await answer(201, 'accept');
    expect(await trial.offers()).toEqual(['1 to 201 accepted']);
    expect(await trial.requests()).toEqual(['1 matched', '2 waiting']);
    await pauseMentor(trial.ctx, trial.who(202), false);
    expect(await trial.offers()).toEqual(['1 to 201 accepted', '2 to 202 open']);
  });

  it('keeps the places of those they have, whatever capacity they choose', async () => {
    await trial.join(201, { capacity: 2 });
    await trial.ask(1);
    await trial.ask(2);
    await expect(trial.join(201, { capacity: 1 })).rejects.toThrow(UserError);
    expect(await trial.places()).toEqual(['201: 2 of 2']);
  });

  it('is not asked about somebody whom either keeps apart; an open question between the two is withdrawn', async () => {
    await trial.join(201);
    await trial.join(202);
    await keepApart(trial.ctx, trial.who(201), [1]);
    await trial.ask(1, { wishes: [201] });
    expect(await trial.offers()).toEqual(['1 to 202 open']);
    await keepApart(trial.ctx, trial.who(1), [202]);
    expect(await trial.offers()).toEqual(['1 to 202 withdrawn']);
    expect(await trial.requests()).toEqual(['1 with-staff']);
  });
});

describe('a pair', () => {
  it('that is ended privately frees the place, tells the other, and never comes again', async () => {
    await trial.join(201, { capacity: 2 });
    await trial.ask(1);
    await answer(201, 'accept');
    expect(await endOwnPair(trial.ctx, trial.who(1), 1, 'mentee')).toBe(true);
    expect(await endOwnPair(trial.ctx, trial.who(201), 1, 'mentor')).toBe(false);
    expect(await trial.told()).toContain('mentorship/pair-ended/1/201');
    expect(await trial.told()).not.toContain('mentorship/pair-ended/1/1');
    expect(await statusText(1)).toContain('Your match with Mentor 201 has ended.');
    await trial.ask(1);
    expect(await trial.places()).toEqual(['201: 0 of 2']);
    expect(await trial.requests()).toEqual(['1 matched', '1 waiting']);
  });

  it('of somebody else is nobody’s', async () => {
    await trial.join(201);
    await trial.ask(1);
    await answer(201, 'accept');
    await expect(endOwnPair(trial.ctx, trial.who(2), 1, 'mentee')).rejects.toThrow('no longer there for you');
  });
});

describe('when many press at the same moment', () => {
  it('an offer is answered once', async () => {
    await trial.join(201);
    await trial.ask(1);
    const id = await trial.offerId(201);
    const answers = await Promise.all([
      answerOffer(trial.ctx, id, 'accept', any),
      answerOffer(trial.ctx, id, 'accept', any),
      answerOffer(trial.ctx, id, 'pass', any),
    ]);
    expect(answers.filter(({ isOld }) => !isOld)).toHaveLength(1);
    expect((await trial.pairs()).length + (await trial.offers()).filter((text) => text.endsWith('passed')).length).toBe(
      1,
    );
    expect(await trial.told()).toEqual(expect.arrayContaining(['mentorship/request/1', 'mentorship/offer/1']));
  });

  it('a mentor accepts while the student takes the request back: one of both holds', async () => {
    await trial.join(201);
    await trial.ask(1);
    const id = await trial.offerId(201);
    const [accepted, state] = await Promise.all([
      answerOffer(trial.ctx, id, 'accept', any),
      withdrawRequest(trial.ctx, trial.who(1), 1),
    ]);
    const matched = accepted.state === 'accepted';
    expect(state).toBe(matched ? 'matched' : 'withdrawn');
    expect(await trial.pairs()).toEqual(matched ? ['1-201 active'] : []);
    expect(await trial.places()).toEqual([matched ? '201: 1 of 1' : '201: 0 of 1']);
  });

  it('eight ask for the last two places, and nobody is asked beyond them', async () => {
    await trial.join(201, { capacity: 2 });
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((id) => trial.ask(id)));
    expect(await trial.places()).toEqual(['201: 2 of 2']);
    expect((await trial.offers()).filter((text) => text.endsWith('open'))).toHaveLength(2);
  });

  it('the clock lapses an offer while the mentor accepts it too late: it has lapsed', async () => {
    await trial.join(201);
    await trial.ask(1);
    const id = await trial.offerId(201);
    trial.ctx.clock.set(trial.ctx.clock.now().add({ hours: 24 * 7 }));
    const [late] = await Promise.all([answerOffer(trial.ctx, id, 'accept', any), moveSeasonOn(trial.ctx)]);
    expect(late).toMatchObject({ state: 'lapsed', isOld: true });
    expect(await trial.pairs()).toEqual([]);
  });
});

describe('staff', () => {
  it('match by hand, and whoever was asked reads that it was taken back', async () => {
    await trial.join(201);
    await trial.join(202);
    await trial.ask(1, { wishes: [201] });
    await matchByHand(trial.ctx, rosa, { requestId: 1, mentorId: 202 });
    expect([await trial.offers(), await trial.pairs()]).toEqual([['1 to 201 withdrawn'], ['1-202 active']]);
    expect(await trial.places()).toEqual(['201: 0 of 1', '202: 1 of 1']);
    await expect(matchByHand(trial.ctx, rosa, { requestId: 1, mentorId: 201 })).rejects.toThrow('settled by now');
  });

  it('close the season: who waits reads so and goes first next time, pairs are complete', async () => {
    await trial.join(201);
    await trial.ask(1);
    await answer(201, 'accept');
    await trial.ask(2);
    const season = await openSeason(trial.database.db);
    await closeSeasonByStaff(trial.ctx, rosa, season?.id ?? 0);
    expect([await trial.requests(), await trial.pairs()]).toEqual([['1 matched', '2 unmatched'], ['1-201 completed']]);
    await trial.open();
    await trial.ask(3);
    await trial.ask(2);
    await trial.join(201);
    expect((await trial.offers()).at(-1)).toBe('2 to 201 open');
  });
});
