// A student with a planner and a job of their own on a real database, of whom things fall due as a test says.
import { asc, eq, sql } from 'drizzle-orm';
import { outbox, people, personSettings, reminders as rows } from '../../src/db/schema.ts';
import type { Reminder } from '../../src/domain/reminder.ts';
import { reminders } from '../../src/features/reminders/index.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import { findPersonByEmail } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { createScheduler } from '../../src/scheduler/scheduler.ts';
import { moment } from './delivery-builders.ts';
import { roster, STAFF_LINE } from './people-builders.ts';
import { createThings, type Things } from './said-things.ts';
import { createTestContext, type TestContext } from './test-context.ts';
import { createTestDatabase } from './test-database.ts';

const program = await loadProgram();

export interface RemindedStudents {
  ctx: TestContext;
  things: Things;
  /** Their ids, in order: of the first, things fall due by `fallDue`. */
  ids: readonly number[];
  /** Things fall due for the first, and the planner is told. */
  fallDue(...all: Reminder[]): Promise<void>;
  /** Goes to a moment, on a wall in Boston, and does what is due there. */
  goTo(text: string): Promise<void>;
  /** What stands in the outbox, in order: the composer and the subjects. */
  enqueued(): Promise<string[]>;
  /** What became of reminders: subject, lead, outcome. */
  outcomes(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Students in the PCE, in Boston and in Slack, who were greeted long ago; on 1 December 2026. */
export async function startRemindedStudents(...names: string[]): Promise<RemindedStudents> {
  const database = await createTestDatabase();
  const things = createThings();
  const ctx: TestContext = {
    ...createTestContext(database, program, '2026-12-01'),
    features: [things.feature, reminders],
  };
  const emailOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@example.edu`;
  const lines = names.map((name) => `${name},${emailOf(name)},student,2029,pathways,Castle,,`);
  await importRoster(ctx, roster(STAFF_LINE, ...lines), { as: 'rosa@example.edu', dryRun: false });
  const ids: number[] = [];
  for (const name of names) {
    const id = (await findPersonByEmail(ctx.db, emailOf(name)))?.id ?? 0;
    ids.push(id);
    await ctx.db
      .update(people)
      .set({ slackUserId: `U${ids.length}`, timeZone: 'America/New_York' })
      .where(eq(people.id, id));
    await ctx.db.insert(personSettings).values({ personId: id, welcomedAt: '2026-09-01T12:00Z' });
  }
  const scheduler = createScheduler(ctx);
  return {
    ctx,
    things,
    ids,
    async fallDue(...all) {
      const [first = 0] = ids;
      things.due.set(first, all);
      await ctx.db.execute(sql`insert into planning_changes (person_id) values (${first})`);
    },
    async goTo(text) {
      ctx.clock.set(moment(text));
      await scheduler.runDue(moment(text));
    },
    async enqueued() {
      const all = await ctx.db.select().from(outbox).orderBy(asc(outbox.id));
      return all.map(({ composer, content }) => {
        const { reminders: said } = content as { reminders: { subject: string }[] };
        return `${composer} ${said.map(({ subject }) => subject).join(' ')}`;
      });
    },
    async outcomes() {
      const all = await ctx.db.select().from(rows).orderBy(asc(rows.subject), asc(rows.lead));
      return all.map(({ subject, lead, outcome }) => `${subject} ${lead} ${outcome}`);
    },
    async stop() {
      await scheduler.stop();
      await database.drop();
    },
  };
}
