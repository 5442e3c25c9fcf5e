// A round of 180 students and 60 mentors, imported, drafted, edited, published and taken back: every message is accounted for.
import { inArray } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { outbox } from '../../../src/db/schema.ts';
import { menteesTable, mentorsTable } from '../../../src/features/mentorship/acts/imports.ts';
import { changeDraft, draft, publish } from '../../../src/features/mentorship/acts/round.ts';
import { outcomesOf } from '../../../src/features/mentorship/store/rounds.ts';
import { undoAct } from '../../../src/features/staff/handlers/pages.ts';
import { rosa, type SeasonTrial, startSeason, TODAY } from '../../support/mentorship-season.ts';

const STUDENTS = 180;
const MENTORS = 60;
const SPECIALTIES = ['neurology', 'urology', 'dermatology', 'pediatrics', 'psychiatry', 'pathology'];
const TOPICS = ['choosing', 'research', 'family', 'couples'];

let trial: SeasonTrial;
beforeEach(async () => {
  trial = await startSeason({ students: STUDENTS, mentors: MENTORS });
}, 120_000);
afterEach(() => trial.drop());

const pick = (list: readonly string[], at: number) => list[at % list.length] ?? '';
const mentorEmail = (at: number) => `person${201 + (at % MENTORS)}@example.edu`;

async function fill(): Promise<void> {
  await trial.open('rounds');
  const mentors = Array.from({ length: MENTORS }, (_, at) =>
    [mentorEmail(at), `${pick(SPECIALTIES, at)}; ${pick(SPECIALTIES, at + 1)}`, (at % 4) + 1, pick(TOPICS, at)].join(
      ',',
    ),
  );
  const students = Array.from({ length: STUDENTS }, (_, at) => {
    const wishes = [at, at * 7, at * 13].map(mentorEmail).join('; ');
    const own = `${pick(SPECIALTIES, at * 5)}; ${pick(SPECIALTIES, at * 5 + 2)}`;
    return [`person${at + 1}@example.edu`, own, pick(TOPICS, at), wishes, at % 3 === 0 ? 'no' : 'yes'].join(',');
  });
  const csv = (heading: string, lines: readonly string[]) => `${[heading, ...lines].join('\n')}\n`;
  const { ctx } = trial;
  await ctx.transaction((tx) => mentorsTable.run(ctx, tx, csv('email,specialties,capacity,topics', mentors), rosa));
  await ctx.transaction((tx) =>
    menteesTable.run(ctx, tx, csv('email,specialties,topics,wishes,match_me', students), rosa),
  );
}

async function rowsOf(kind: string) {
  const rows = await trial.database.db.select().from(outbox).orderBy(outbox.id);
  return rows.filter(({ dedupeKey }) => dedupeKey.startsWith(`mentorship/${kind}/`));
}

it('a round of 180 by 60 is drafted, edited, published and undone', { timeout: 240_000 }, async () => {
  await fill();
  const { ctx, database } = trial;
  const roundId = await draft(ctx, rosa);
  const first = await outcomesOf(database.db, roundId);
  expect(first).toHaveLength(STUDENTS);

  // Edited: one without a mentor gets one, one pair is ruled out, one is kept.
  const without = first.find(({ mentorId }) => mentorId === null);
  const [kept, other] = first.filter(({ mentorId }) => mentorId !== null);
  const mentorOf = (one: typeof kept) => one?.mentorId ?? 0;
  const couple = (one: typeof kept, mentorId: number) => ({ requestId: one?.requestId ?? 0, mentorId });
  await changeDraft(ctx, rosa, roundId, { kind: 'lock', couple: couple(without, mentorOf(other)) });
  await changeDraft(ctx, rosa, roundId, { kind: 'forbid', couple: couple(kept, mentorOf(kept)) });
  const edited = await outcomesOf(database.db, roundId);
  expect(edited).toContainEqual({ ...couple(without, mentorOf(other)), why: null });
  expect(edited).not.toContainEqual({ ...couple(kept, mentorOf(kept)), why: null });
  expect(await rowsOf('introduction')).toEqual([]);

  const before = [await trial.requests(), await trial.places()];
  const { auditId, pairs, unmatched } = await publish(ctx, rosa, roundId);
  expect(pairs + unmatched).toBe(STUDENTS);
  const introductions = await rowsOf('introduction');
  const results = await rowsOf('round-result');
  expect([introductions.length, results.length]).toEqual([pairs, unmatched]);

  // Half of them were sent before staff took the round back.
  const sent = [...introductions, ...results].filter((_, at) => at % 2 === 0).map(({ id }) => id);
  await database.db
    .update(outbox)
    .set({ state: 'sent', conversation: 'C1', ts: '1.1' })
    .where(inArray(outbox.id, sent));
  await undoAct(ctx, { person: rosa, today: TODAY, zone: 'America/New_York' }, String(auditId));
  expect([await trial.requests(), await trial.places()]).toEqual(before);
  expect((await trial.pairs()).every((text) => text.endsWith('undone'))).toBe(true);

  const after = [...(await rowsOf('introduction')), ...(await rowsOf('round-result'))];
  for (const { id, dedupeKey } of [...introductions, ...results]) {
    const wasSent = sent.includes(id);
    const own = after.find((row) => row.id === id);
    const changes = after.filter(({ targetId }) => targetId === id);
    expect(own?.state, dedupeKey).toBe(wasSent ? 'sent' : 'withdrawn');
    // What was sent is corrected (an introduction) or deleted (a result) by exactly one change; what was not, is not sent.
    const kind = dedupeKey.startsWith('mentorship/introduction/') ? 'update' : 'delete';
    expect(changes.map((change) => change.kind)).toEqual(wasSent ? [kind] : []);
  }
  // Each student's own message follows: at most one change of it waits to be sent.
  const waiting = (await rowsOf('request')).filter(({ kind, state }) => kind === 'update' && state === 'queued');
  expect(new Set(waiting.map(({ targetId }) => targetId)).size).toBe(waiting.length);
});
