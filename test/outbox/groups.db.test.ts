// Messages to several people at once, in a group conversation that is opened for them.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { enqueueChanges } from '../../src/outbox/enqueue.ts';
import { type OutboxTrial, post, startOutboxTrial } from '../support/outbox-trial.ts';

let trial: OutboxTrial;
beforeEach(async () => {
  trial = await startOutboxTrial(4);
});
afterEach(() => trial.stop());

const toGroup = (key: string, ...group: number[]) => post(key, 1, { to: { group } });
const calls = async (method: string) => (await trial.workspace.calls()).filter(({ kind }) => kind === method);

it('everybody named reads it, nobody else, and it is opened once whatever the order of the names', async () => {
  trial.outbox();
  await trial.say(toGroup('hello', 2, 1, 3));
  await trial.states('sent');
  await trial.say(toGroup('again', 3, 2, 1, 1));
  await trial.states('sent', 'sent');
  for (const person of [1, 2, 3]) expect(await trial.texts(person)).toEqual(['hello', 'again']);
  expect(await trial.texts(4)).toEqual([]);
  expect(await calls('conversations.open')).toHaveLength(1);
});

it('fails where one of them is not in Slack, so that staff can introduce them by e-mail', async () => {
  await trial.database.db.execute(sql`update people set slack_user_id = null where id = 2`);
  trial.outbox();
  await trial.say(toGroup('hello', 1, 2));
  await trial.states('failed');
  expect((await trial.rows())[0]?.error).toBe('not_in_slack');
  expect(await trial.texts(1)).toEqual([]);
});

it('can be changed and taken back', async () => {
  trial.outbox();
  const ids = await trial.say(toGroup('hello', 1, 2));
  await trial.states('sent');
  const target = ids.get('hello') ?? 0;
  await trial.database.db.transaction((tx) =>
    enqueueChanges(tx, trial.clock.now(), [{ kind: 'delete', lane: 'answers', dedupeKey: 'gone', target }]),
  );
  await trial.states('sent', 'sent');
  expect(await calls('chat.delete')).toHaveLength(1);
});

it('is looked for in the group where the answer was lost, and not said twice', async () => {
  await trial.workspace.control('/faults', { method: 'chat.postMessage', kind: 'reset_after', count: 1 });
  trial.outbox();
  await trial.say(toGroup('hello', 1, 2));
  await trial.states('sent');
  expect(await trial.texts(2)).toEqual(['hello']);
  expect(await calls('conversations.history')).not.toHaveLength(0);
});
