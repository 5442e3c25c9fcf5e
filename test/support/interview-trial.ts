// A school with four students and seven interviewers of their specialty, of whom one sits on its committee, one is the students' own Society
// Advisor, and one is outside Slack; and the acts of all of them, as they come from Slack.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach } from 'vitest';
import type { FormValues } from '../../src/domain/form-values.ts';
import { interviewsOf } from '../../src/features/interviews/store/interviews.ts';
import { offersOf, signupsOf } from '../../src/features/interviews/store/people.ts';
import { openRound } from '../../src/features/interviews/store/rounds.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import { matchSlack } from '../../src/people/match-slack.ts';
import type { Person } from '../../src/people/person.ts';
import { allPeople } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { type Answered, type Answerer, createAnswerer } from '../../src/slack/answer.ts';
import { answerText } from './answer-text.ts';
import { findBrokenRules } from './interview-checker.ts';
import { member, roster, STAFF_LINE } from './people-builders.ts';
import { createTestContext, type TestContext } from './test-context.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const program = await loadProgram();
const TODAY = '2027-08-20';
export const STUDENTS = ['ana', 'ben', 'cleo', 'dan'];
export const INTERVIEWERS = ['ida', 'jon', 'kim', 'lea', 'mia'];
const address = (name: string) => `${name}@example.edu`;
const PEOPLE = roster(
  STAFF_LINE,
  ...STUDENTS.map((name) => `${name},${address(name)},student,2028,pathways,Castle,Dermatology,`),
  ...INTERVIEWERS.map((name) => `${name},${address(name)},interviewer,,,,Dermatology,`),
  `otto,${address('otto')},interviewer,,,,Dermatology,`,
  `sam,${address('sam')},society-advisor; interviewer,,,Castle,Dermatology,`,
);
export const EVENINGS = ['2027-09-14', '2027-09-15'];

export let database: TestDatabase;
export let ctx: TestContext;
export let answerer: Answerer;
/** By first name. */
export let people: Map<string, Person>;

export function useInterviewTrial(): void {
  beforeEach(async () => {
    database = await createTestDatabase();
    // otto is outside Slack.
    const members = ['rosa', ...STUDENTS, ...INTERVIEWERS, 'sam'].map((name) => member(name, address(name)));
    ctx = createTestContext(database, program, TODAY, members);
    await importRoster(ctx, PEOPLE, { as: 'rosa@example.edu', dryRun: false });
    await matchSlack(ctx);
    people = new Map(
      (await allPeople(ctx.db)).map((person) => [person.name.toLowerCase().split(' ')[0] ?? '', person]),
    );
    answerer = createAnswerer(ctx, () => 'reference');
  });
  afterEach(() => database.drop());
}

export const idOf = (name: string): number => people.get(name)?.id ?? 0;
export const textOf = ({ reply }: Answered) => answerText(reply);
export const press = (
  who: string,
  action: string,
  value: string | number = '',
  values: Record<string, string | string[] | null> = {},
) =>
  answerer.click({
    slackUserId: who,
    actionId: `interviews.${action}`,
    value: String(value),
    triggerId: null,
    view: null,
    values: new Map(Object.entries(values)),
  });
export const send = (
  who: string,
  action: string,
  value: string | number,
  values: Record<string, string | string[] | null>,
) =>
  answerer.submit({
    slackUserId: who,
    viewId: 'V1',
    actionId: `interviews.${action}`,
    value: String(value),
    values: new Map(Object.entries(values)) as FormValues,
  });

export const openIt = () => send('rosa', 'save-round', 2028, { evenings: EVENINGS, answerBy: '2027-09-05' });
export const offer = (who: string, evenings = EVENINGS, more: Record<string, string | string[]> = {}) =>
  send(who, 'save-offer', '1', { evenings, except: [], committee: 'no', committees: [], link: '', ...more });
export const signUp = (who: string, more: Record<string, string | string[]> = {}) =>
  send(who, 'save-sign-up', '1', {
    first: 'dermatology',
    second: 'dermatology',
    evenings: [],
    cannot: [],
    packet: 'https://example.edu/packet',
    consent: ['yes'],
    ...more,
  });
export const booked = async () => {
  const row = await openRound(ctx.db);
  return row ? interviewsOf(ctx.db, row.id) : [];
};
export const of = async (name: string) =>
  (await booked()).filter((one) => one.studentId === idOf(name) || one.interviewerId === idOf(name));
export const told = async (name: string) => {
  const rows = await database.db.execute<{ composer: string; news: string | null }>(
    sql`select composer, content->>'news' as news from outbox where person_id = ${idOf(name)} and kind = 'post' and state <> 'withdrawn' order by id`,
  );
  return rows.map(({ composer, news }) => news ?? composer.replace('interviews.', ''));
};

/** Everything that is booked, held against the checker. */
export async function broken(): Promise<string[]> {
  const row = await openRound(ctx.db);
  if (!row) return [];
  const everybody = await allPeople(ctx.db);
  const offers = await offersOf(ctx.db, row.id);
  const signups = await signupsOf(ctx.db, row.id);
  const advisors = everybody.filter(({ roles }) => roles.includes('society-advisor')).map(({ id }) => id);
  return findBrokenRules(
    {
      students: signups.map(({ personId, first, second, cannot }) => ({
        id: personId,
        wants: [first, second] as const,
        cannotAt: cannot.map((start) => start.epochMilliseconds),
        rasa: [],
        societyAdvisor: advisors,
        pceMentor: [],
        notWith: [],
      })),
      interviewers: offers.map(({ personId, slots, committees, answeredAt }) => ({
        id: personId,
        practises: everybody.find(({ id }) => id === personId)?.specialties ?? [],
        isSocietyAdvisor: advisors.includes(personId),
        onCommitteesFor: answeredAt ? committees : undefined,
        freeAt: slots.map((start) => start.epochMilliseconds),
      })),
      allowed: {},
    },
    (await booked()).map(({ studentId, interviewerId, startsAt, specialty }) => ({
      student: studentId,
      interviewer: interviewerId,
      at: startsAt.epochMilliseconds,
      about: specialty,
    })),
  );
}

/** A published round: four students, five interviewers; `mia` sits on a committee, `sam` is the students' own Society Advisor. */
export async function published(): Promise<void> {
  await openIt();
  for (const name of ['ida', 'jon', 'kim', 'lea', 'sam']) await offer(name);
  await offer('mia', EVENINGS, { committee: 'yes', committees: ['dermatology'] });
  for (const name of STUDENTS) await signUp(name);
  await press('rosa', 'match');
  await press('rosa', 'publish');
}

/** The first name of somebody. */
export function nameOf(id: number | undefined): string {
  return [...people].find(([, one]) => one.id === id)?.[0] ?? '';
}
