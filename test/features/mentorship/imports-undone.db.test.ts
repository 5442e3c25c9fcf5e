// Imports of mentors and of requests, taken back in a running season.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerOffer } from '../../../src/features/mentorship/acts/offers.ts';
import { composeOffer } from '../../../src/features/mentorship/handlers/compose.ts';
import { undoAct } from '../../../src/features/staff/handlers/pages.ts';
import { loadTable } from '../../support/load-table.ts';
import { rosa, type SeasonTrial, startSeason, TODAY } from '../../support/mentorship-season.ts';

let trial: SeasonTrial;
beforeEach(async () => {
  trial = await startSeason();
  await trial.open();
});
afterEach(() => trial.drop());

const emailOf = (id: number) => trial.who(id).emails[0] ?? '';
const mentors = (...lines: readonly [id: number, capacity: number][]) =>
  ['email,specialties,capacity', ...lines.map(([id, capacity]) => `${emailOf(id)},Neurology,${capacity}`)].join('\n');
const mentees = (...lines: readonly [id: number, note: string][]) =>
  ['email,specialties,note', ...lines.map(([id, note]) => `${emailOf(id)},Neurology,${note}`)].join('\n');

async function load(table: 'mentors' | 'mentees', csv: string): Promise<number> {
  return (await loadTable(trial.ctx, table, csv, 'rosa@example.edu')).auditId ?? 0;
}
const asker = { person: rosa, today: TODAY, zone: 'America/New_York' };
const undo = async (auditId: number) => (await undoAct(trial.ctx, asker, String(auditId))).text;
const refused = (auditId: number) => undo(auditId).catch((error: unknown) => String(error));

describe('an import of mentors', () => {
  it('is taken back: they are gone, staff get what nobody else can be asked about, and what had not left yet never does', async () => {
    await trial.ask(1);
    const auditId = await load('mentors', mentors([201, 2]));
    expect(await trial.offers()).toEqual(['1 to 201 open']);
    const offerId = await trial.offerId(201);
    expect(await undo(auditId)).toBe('The import is taken back: 1 row that came by it is gone.');
    expect([await trial.offers(), await trial.places(), await trial.requests()]).toEqual([
      ['1 to 201 withdrawn'],
      [],
      ['1 with-staff'],
    ]);
    expect(await composeOffer(trial.ctx, trial.who(201), { offerId, first: true })).toBeNull();
  });

  it('gives back the capacity that it changed, and asks nobody for more than that', async () => {
    await trial.join(201);
    await trial.ask(1);
    await trial.ask(2);
    const auditId = await load('mentors', mentors([201, 3], [202, 1]));
    expect([await trial.offers(), await trial.places()]).toEqual([
      ['1 to 201 open', expect.stringMatching(/^2 to 20[12] open$/)],
      expect.arrayContaining([expect.stringMatching(/^201: [12] of 3$/)]),
    ]);
    expect(await undo(auditId)).toBe('The import is taken back: 1 row is as before; 1 row that came by it is gone.');
    expect([(await trial.offers())[0], await trial.places()]).toEqual(['1 to 201 open', ['201: 1 of 1']]);
  });

  it('is not taken back once one of them has a student by it', async () => {
    await trial.ask(1);
    const auditId = await load('mentors', mentors([201, 2], [202, 1]));
    const [offer = ''] = await trial.offers();
    const mentorId = Number(offer.split(' ')[2]);
    await answerOffer(trial.ctx, await trial.offerId(mentorId), 'accept', () => true);
    const before = [await trial.offers(), await trial.places(), await trial.pairs()];
    expect(await refused(auditId)).toContain(
      `Changed since the import: Mentor ${mentorId}, who has 1 student by now. So I left everything`,
    );
    expect([await trial.offers(), await trial.places(), await trial.pairs()]).toEqual(before);
  });

  it('is taken back once where two do it at once', async () => {
    await trial.ask(1);
    const auditId = await load('mentors', mentors([201, 2]));
    const said = await Promise.all([refused(auditId), refused(auditId)]);
    expect(said.filter((text) => text.startsWith('The import is taken back'))).toHaveLength(1);
    expect(await trial.places()).toEqual([]);
  });
});

describe('an import of requests', () => {
  it('is taken back: what was replaced looks for a mentor again, and who never asked reads nothing', async () => {
    await trial.ask(1);
    const auditId = await load('mentees', mentees([1, 'other'], [2, 'new']));
    expect(await trial.requests()).toEqual(['1 withdrawn', '1 waiting', '2 waiting']);
    expect(await undo(auditId)).toBe('The import is taken back: 1 row is as before; 1 row that came by it is gone.');
    expect(await trial.requests()).toEqual(['1 waiting', '1 withdrawn', '2 withdrawn']);
    expect(await trial.told()).toEqual(['mentorship/request/1']);
  });

  it('frees the mentors who were asked because of it', async () => {
    await trial.join(201);
    const auditId = await load('mentees', mentees([1, 'new']));
    expect([await trial.offers(), await trial.places()]).toEqual([['1 to 201 open'], ['201: 1 of 1']]);
    await undo(auditId);
    expect([await trial.offers(), await trial.places()]).toEqual([['1 to 201 withdrawn'], ['201: 0 of 1']]);
  });

  it('is not taken back once somebody was matched by it', async () => {
    await trial.join(201);
    const auditId = await load('mentees', mentees([1, 'new'], [2, 'new']));
    await answerOffer(trial.ctx, await trial.offerId(201), 'accept', () => true);
    const before = [await trial.requests(), await trial.pairs()];
    expect(await refused(auditId)).toContain('Changed since the import: Student 1, who has a mentor by now.');
    expect([await trial.requests(), await trial.pairs()]).toEqual(before);
  });
});
