// What a round asks: evenings of the season, last year's answers filled in, the committee anew.
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { interviewCommittees, interviewRounds, interviewSlots, roundInterviewers } from '../../../src/db/schema.ts';
import { eveningsBetween } from '../../../src/features/interviews/rules/slots.ts';
import { answerText } from '../../support/answer-text.ts';
import { ctx, database, idOf, openIt, people, press, useInterviewTrial } from '../../support/interview-trial.ts';

useInterviewTrial();

/** A year ago ida could on Tuesdays at 18:00 and 18:30, and sat on a committee. */
async function lastYear(): Promise<void> {
  const at = '2026-09-01T12:00:00Z';
  const round = { matchYear: 2027, state: 'closed', answerBy: '2026-09-05', openedAt: at } as const;
  const [row] = await ctx.db.insert(interviewRounds).values(round).returning();
  const key = { roundId: row?.id ?? 0, personId: idOf('ida') };
  await ctx.db
    .insert(roundInterviewers)
    .values({ ...key, askedAt: at, answeredAt: at, joinLink: 'https://example.edu/old' });
  for (const startsAt of ['2026-09-15T18:00:00-04:00', '2026-09-15T18:30:00-04:00'])
    await ctx.db.insert(interviewSlots).values({ ...key, startsAt });
  await ctx.db.insert(interviewCommittees).values({ ...key, specialty: 'dermatology' });
}

async function asked(name: string) {
  const [row] = await database.db.execute<{ content: unknown }>(
    sql`select content from outbox where composer = 'interviews.ask' and person_id = ${idOf(name)}`,
  );
  const feature = ctx.features.find((one) => one.name === 'interviews');
  return feature?.composers?.ask?.(ctx, people.get(name) ?? null, row?.content);
}

describe('the one message to an interviewer', () => {
  it("has last year's weekdays ticked and says so, and asks for the committee anew", async () => {
    await lastYear();
    await openIt();
    const ida = await asked('ida');
    expect(ida?.text).toContain("Last year's answers are filled in; the selection committee is asked anew.");
    const ticked = JSON.stringify(ida?.blocks).match(/"initial_options":\[.*?\]/g) ?? [];
    // 14 September 2027 is a Tuesday, the 15th is not.
    expect(ticked).toHaveLength(1);
    expect(ticked[0]).toContain('2027-09-14');
    expect(ticked[0]).not.toContain('2027-09-15');
    expect(JSON.stringify(ida?.blocks)).not.toContain('initial_option"');
    const jon = await asked('jon');
    expect(jon?.text).not.toContain("Last year's answers");
    expect(JSON.stringify(jon?.blocks)).not.toContain('initial_options');
  });

  it('opens a form with her hours of last year, and neither her committee nor her old room', async () => {
    await lastYear();
    await openIt();
    const round = (await database.db.execute<{ id: number }>(sql`select max(id) as id from interview_rounds`))[0]?.id;
    const { reply } = await press('ida', 'offer', round);
    const field = (id: string) =>
      JSON.stringify(reply.form?.blocks.find((block) => 'block_id' in block && block.block_id === id));
    const except = field('except').match(/"initial_options":\[.*\]/)?.[0] ?? '';
    expect(except.match(/2027-09-14T/g)).toHaveLength(3);
    for (const hour of ['22:00', '22:30']) expect(except).not.toContain(`T${hour}`);
    expect(field('committee')).not.toContain('initial_option');
    expect(field('committees')).not.toContain('initial_option');
    expect(field('link')).not.toContain('example.edu/old');
  });
});

describe('the evenings of a round', () => {
  it('are weekday evenings of September and October on which the school is open', async () => {
    const { reply } = await press('rosa', 'open-round', 'new');
    const form = JSON.stringify(reply.form?.blocks);
    const days = [...new Set(form.match(/20\d\d-\d\d-\d\d/g))].sort();
    const evenings = days.filter((day) => day >= '2027-09-01');
    expect(evenings[0]).toBe('2027-09-01');
    expect(evenings.at(-1)).toBe('2027-10-28');
    for (const closed of ['2027-09-06', '2027-10-11']) expect(evenings).not.toContain(closed);
    expect(answerText(reply.form?.blocks ?? [])).not.toMatch(/Friday|Saturday|Sunday/);
  });

  it('lie between two days, both included, on the weekdays of the template', () => {
    const rules = { minutes: 25, weekdays: ['monday', 'wednesday'] as ('monday' | 'wednesday')[], starts: ['18:00'] };
    const isClosed = (day: string) => day === '2027-09-08';
    expect(eveningsBetween('2027-09-06', '2027-09-13', rules, isClosed)).toEqual(['2027-09-06', '2027-09-13']);
    expect(eveningsBetween('2027-09-07', '2027-09-07', rules, isClosed)).toEqual([]);
  });
});
