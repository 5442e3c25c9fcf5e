// Messages to many on a real database: two of the staff and five students in Slack. All invented.
import { asc, eq, sql } from 'drizzle-orm';
import { broadcasts, outbox } from '../../src/db/schema.ts';
import type { FormValues } from '../../src/domain/form-values.ts';
import type { Asker } from '../../src/feature.ts';
import { composeMessage } from '../../src/features/broadcasts/handlers/compose.ts';
import { saveAudience, saveWriting } from '../../src/features/broadcasts/handlers/draft.ts';
import { send } from '../../src/features/broadcasts/handlers/send.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import type { Person } from '../../src/people/person.ts';
import { findPersonByEmail, findPersonById } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { createProgram } from '../../src/program/program.ts';
import { answerText } from './answer-text.ts';
import { richText } from './broadcast-journey.ts';
import { roster, STAFF_LINE } from './people-builders.ts';
import { createTestContext } from './test-context.ts';
import { createTestDatabase } from './test-database.ts';

const { file } = await loadProgram();
const program = createProgram({ ...file, broadcasts: { approvalOver: 3, nudgeDaysBefore: 2 } });
const STUDENTS = [
  'Ada Berg,ada@example.edu,student,2029,pathways,Castle,,',
  'Bo Cruz,bo@example.edu,student,2029,pathways,Castle,,',
  'Cy Dunn,cy@example.edu,student,2029,pathways,Hinton,,',
  'Di Epps,di@example.edu,student,2029,pathways,Hinton,,leave from 2026-09-01 to 2027-09-01',
  'Ed Fox,ed@example.edu,student,2029,pathways,Hinton,,',
];

export type BroadcastTrial = Awaited<ReturnType<typeof startBroadcasts>>;

export const asker = (person: Person): Asker => ({ person, today: '2026-12-01', zone: 'America/New_York' });
export const values = (given: Record<string, unknown>): FormValues => new Map(Object.entries(given)) as FormValues;

/** Ed is not in Slack, and Di is on leave. It is noon of Tuesday 1 December 2026. */
export async function startBroadcasts() {
  const database = await createTestDatabase();
  const ctx = createTestContext(database, program, '2026-12-01');
  const known = async (email: string): Promise<Person> => {
    const found = await findPersonByEmail(ctx.db, email);
    if (!found) throw new Error(`${email} is nobody`);
    return found;
  };
  const lines = [STAFF_LINE, 'Ravi Staff,ravi@example.edu,staff,,,,,', ...STUDENTS];
  await importRoster(ctx, roster(...lines), { as: 'rosa@example.edu', dryRun: false });
  await ctx.db.execute(
    sql`update people set slack_user_id = 'U' || id, time_zone = 'America/New_York' where name <> 'Ed Fox'`,
  );
  await ctx.db.execute(sql`insert into person_settings (person_id, welcomed_at) select id, now() from people`);
  const [rosa, ravi] = [await known('rosa@example.edu'), await known('ravi@example.edu')];

  const row = async (id = 1) => (await ctx.db.select().from(broadcasts).where(eq(broadcasts.id, id)))[0];
  const value = async (id = 1) => `${id}:${(await row(id))?.version}`;
  const messages = async () =>
    (await ctx.db.select().from(outbox).where(eq(outbox.lane, 'broadcasts')).orderBy(asc(outbox.id))).filter(
      ({ kind }) => kind === 'post',
    );
  return {
    ctx,
    rosa,
    ravi,
    known,
    row,
    value,
    messages,
    drop: () => database.drop(),
    /** Writes a draft to the class; its number is 1 for the first. */
    async draft(
      text: string,
      given: Record<string, unknown> = {},
      audience: Record<string, unknown> = {},
    ): Promise<void> {
      await saveWriting(ctx, asker(rosa), 'new', values({ message: richText(text), ...given }));
      const [last] = await ctx.db.select({ id: sql<number>`max(id)` }).from(broadcasts);
      await saveAudience(ctx, asker(rosa), await value(last?.id), values({ classes: ['class:2029'], ...audience }));
    },
    sendIt: async (by: Person = rosa, id = 1) => answerText(await send(ctx, asker(by), await value(id))),
    /** The outbox has sent so many of the messages, the first ones; of which there is nothing to say is withdrawn. */
    async deliver(count: number): Promise<void> {
      const waiting = (await messages()).filter(({ state }) => state === 'queued');
      for (const { id, personId, content } of waiting.slice(0, count)) {
        const reader = (await findPersonById(ctx.db, personId ?? 0)) ?? null;
        const sent = await composeMessage(ctx, reader, content);
        await ctx.db
          .update(outbox)
          .set(sent ? { state: 'sent', ts: `1.${id}`, conversation: `D${personId}` } : { state: 'withdrawn' })
          .where(eq(outbox.id, id));
      }
    },
  };
}
