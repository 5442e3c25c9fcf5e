// More mentors than a menu of Slack holds: every one of them can be wished for, and given by staff.
import { afterEach, expect, it } from 'vitest';
import { seasonMentors } from '../../../src/db/schema.ts';
import { openAskForm, pickWish } from '../../../src/features/mentorship/handlers/asking.ts';
import { openMatchForm, pickMentor, saveMatch } from '../../../src/features/mentorship/handlers/staff-round.ts';
import { openSeason } from '../../../src/features/mentorship/store/seasons.ts';
import { rosa, type SeasonTrial, startSeason, TODAY } from '../../support/mentorship-season.ts';

const MENTORS = 130;
let trial: SeasonTrial;
afterEach(() => trial.drop());

it('a student and staff find each of 130 mentors by typing', { timeout: 120_000 }, async () => {
  trial = await startSeason({ mentors: MENTORS });
  await trial.open('rounds');
  const season = await openSeason(trial.database.db);
  await trial.database.db.insert(seasonMentors).values(
    Array.from({ length: MENTORS }, (_, at) => ({
      seasonId: season?.id ?? 0,
      personId: 201 + at,
      specialties: [at === MENTORS - 1 ? 'dermatology' : 'neurology'],
      capacity: 1,
      joinedAt: '2026-12-01T00:00:00Z',
    })),
  );
  const asker = (person = rosa) => ({ person, today: TODAY, zone: 'America/New_York' });
  const student = asker(trial.who(1));
  const kinds = (form: unknown) => JSON.stringify(form).match(/"(?:multi_)?(?:external|static)_select"/g);

  expect(kinds((await openAskForm(trial.ctx, student)).form)).toContain('"multi_external_select"');
  expect((await pickWish(trial.ctx, student, 'derm')).map(({ label }) => label)).toEqual(['Mentor 330']);
  expect((await pickWish(trial.ctx, student, 'mentor 329')).map(({ label }) => label)).toEqual(['Mentor 329']);

  await trial.ask(1);
  const form = await openMatchForm(trial.ctx, asker(), '1');
  expect(kinds(form.form)).toEqual(['"external_select"']);
  expect(JSON.stringify(form.form)).toContain('Those who fit best: Mentor');
  const [last] = await pickMentor(trial.ctx, asker(), 'dermatology');
  expect(last).toMatchObject({ label: 'Mentor 330', about: '1 free place, Dermatology' });
  await saveMatch(trial.ctx, asker(), '1', new Map([['mentor', last?.value ?? '']]));
  expect(await trial.pairs()).toEqual(['1-330 active']);
});
