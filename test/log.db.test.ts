import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPersonByEmail } from '../src/people/store.ts';
import { collectLog } from './support/log-lines.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

/** What a statement fails with. */
async function failureOf(work: Promise<unknown>): Promise<Error> {
  const error = await work.catch((cause: unknown) => cause);
  if (error instanceof Error) return error;
  throw new Error('the statement did not fail');
}

describe('an error of the database in the log', () => {
  it('is the message and the code of Postgres, without the values of the query', async () => {
    await database.db.execute(sql`alter table person_emails rename column email to address`);
    const error = await failureOf(findPersonByEmail(database.db, 'ada@example.edu'));
    expect(String(error)).toContain('ada@example.edu');
    const { log, lines } = collectLog();
    log.error({ err: error }, 'interaction');
    log.error(error, 'alone');
    log.error({ err: new Error('the import broke', { cause: error }) }, 'wrapped');
    expect(JSON.stringify(lines)).not.toContain('ada@example.edu');
    const told = { type: 'DatabaseError', message: expect.stringContaining('email does not exist'), code: '42703' };
    expect(lines[0]?.err).toEqual(told);
    expect(lines[2]?.err).toMatchObject({ message: 'the import broke', cause: told });
  });

  it('names no value that a constraint refused', async () => {
    const add = () =>
      database.db.execute(sql`insert into people (name, slack_user_id, created_at) values ('A', ${'U777'}, now())`);
    await add();
    const { cause } = await failureOf(add());
    const { log, lines } = collectLog();
    log.error({ err: cause }, 'refused');
    expect(lines[0]?.err).toMatchObject({ code: '23505' });
    expect(JSON.stringify(lines)).not.toContain('U777');
  });

  it('is told with its place where it is a bug instead', () => {
    const { log, lines } = collectLog();
    log.error({ err: new TypeError('a bug') }, 'interaction');
    expect(lines[0]?.err).toMatchObject({
      type: 'TypeError',
      message: 'a bug',
      stack: expect.stringContaining(' at '),
    });
  });
});
