// A program with students, advisors, a liaison and staff, and what they type, press and send; all invented.
import { sql } from 'drizzle-orm';
import type { FormValue } from '../../src/domain/form-values.ts';
import { features } from '../../src/features/index.ts';
import { importRoster } from '../../src/people/import-roster.ts';
import { matchSlack } from '../../src/people/match-slack.ts';
import type { Person } from '../../src/people/person.ts';
import { findPersonByEmail } from '../../src/people/store.ts';
import { loadProgram } from '../../src/program/load.ts';
import { createAnswerer } from '../../src/slack/answer.ts';
import type { Block } from '../../src/slack/blocks.ts';
import { answerText } from './answer-text.ts';
import { leaveProgram } from './leave-program.ts';
import { loadTable } from './load-table.ts';
import { member, roster } from './people-builders.ts';
import { createTestContext } from './test-context.ts';
import { createTestDatabase } from './test-database.ts';

const program = await loadProgram();

const ROSTER = roster(
  'Rosa Staff,rosa@example.edu,staff,,,,,',
  'Sam Staff,sam@example.edu,staff,,,,,',
  // Outside Slack: two members of staff stay when one leaves.
  'Tia Staff,tia@example.edu,staff,,,,,',
  'Liv Liaison,liv@example.edu,alumni-liaison,,,,,',
  'Lou Liaison,lou@example.edu,alumni-liaison,,,,,',
  'Pia Pce,pia@example.edu,student,2029,pathways,Castle,,',
  'Ada Applying,ada@example.edu,student,2028,pathways,Castle,,',
  'Cy Applying,cy@example.edu,student,2028,pathways,Hinton,,',
  'Sol Society,sol@example.edu,society-advisor,,,Castle,,',
  'Uma Society,uma@example.edu,society-advisor,,,Hinton,,',
  'Gus Rasa,gus@example.edu,rasa,,,,General Surgery,',
  // Outside Slack.
  'Kei Outside,kei@example.edu,rasa,,,,Dermatology,',
  'Alum Outside,alum@example.edu,specialty-mentor,,,,Urology,',
);
const IN_SLACK = ['rosa', 'sam', 'liv', 'lou', 'pia', 'ada', 'cy', 'sol', 'uma', 'gus'];

export type AdvisingWorkspace = Awaited<ReturnType<typeof createAdvisingWorkspace>>;

/** On a Tuesday of December; `day` is another one. */
export async function createAdvisingWorkspace(day = '2026-12-01') {
  const database = await createTestDatabase();
  const members = IN_SLACK.map((name) => member(name, `${name}@example.edu`));
  const ctx = createTestContext(database, program, day, members);
  await importRoster(ctx, ROSTER, { as: 'rosa@example.edu', dryRun: false });
  await matchSlack(ctx);
  const answerer = createAnswerer(ctx, () => 'reference');

  async function known(name: string): Promise<Person> {
    const person = await findPersonByEmail(database.db, `${name}@example.edu`);
    if (!person) throw new Error(`${name} is not in the roster`);
    return person;
  }

  const type = async (who: string, text: string) => {
    const [word = '', ...rest] = text.split(' ');
    return (await answerer.command({ slackUserId: who, word, rest: rest.join(' '), triggerId: null })).reply;
  };
  const press = (who: string, actionId: string, value: string) =>
    answerer.click({ slackUserId: who, actionId, value, triggerId: null, view: null });
  const send = (who: string, actionId: string, value: string, values: Record<string, FormValue>) =>
    answerer.submit({ slackUserId: who, viewId: 'V1', actionId, value, values: new Map(Object.entries(values)) });

  const load = (table: string, csv: string) => loadTable(ctx, table, csv, 'rosa@example.edu');

  return {
    ctx,
    database,
    known,
    type,
    press,
    send,
    load,
    async says(who: string, text: string) {
      return answerText(await type(who, text));
    },
    async pressed(who: string, actionId: string, value: string) {
      return answerText((await press(who, actionId, value)).reply);
    },
    async sent(who: string, actionId: string, value: string, values: Record<string, FormValue>) {
      const { reply, fields } = await send(who, actionId, value, values);
      return fields ? Object.values(fields).join(' ') : answerText(reply);
    },
    /** What the outbox holds that has not been sent or withdrawn: for whom, and by which composer. */
    async queued() {
      const rows = await database.db.execute<{ recipient: string; composer: string }>(
        sql`select recipient, composer from outbox where state = 'queued' and kind = 'post' order by id`,
      );
      return rows.map(({ recipient, composer }) => `${composer} ${recipient}`);
    },
    /** The messages that the outbox would send now, as their readers see them. */
    async said() {
      const rows = await database.db.execute<{ composer: string; content: unknown; personId: number | null }>(
        sql`select composer, content, person_id as "personId" from outbox where kind = 'post' order by id`,
      );
      const texts: string[] = [];
      for (const { composer, content, personId } of rows) {
        const [slice = '', name = ''] = composer.split('.');
        const write = features.find((feature) => feature.name === slice)?.composers?.[name];
        const reader = personId === null ? null : await byId(personId);
        const reply = await write?.(ctx, reader, content);
        if (reply) texts.push(answerText(reply));
      }
      return texts;
    },
    /** Somebody leaves the program, as the act of staff does it. */
    leave: (name: string) => leaveProgram(ctx, `${name}@example.edu`),
  };

  async function byId(id: number): Promise<Person | null> {
    const rows = await database.db.execute<{ email: string }>(
      sql`select email from person_emails where person_id = ${id} and position = 0`,
    );
    const [row] = rows;
    return row ? ((await findPersonByEmail(database.db, row.email)) ?? null) : null;
  }
}

/** Every button of a message, by what stands on it: its action and its value. */
export function buttonsIn(message: { blocks: readonly Block[] }): { label: string; action: string; value: string }[] {
  const found: { label: string; action: string; value: string }[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    else if (typeof value === 'object' && value !== null) {
      const { type, action_id: action, value: carried, text } = value as Record<string, unknown>;
      if (type === 'button')
        found.push({ label: String((text as { text: string }).text), action: String(action), value: String(carried) });
      for (const part of Object.values(value)) look(part);
    }
  };
  look(message.blocks);
  return found;
}
