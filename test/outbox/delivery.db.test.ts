// One message's way into Slack and every way it can end.
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/feature.ts';
import { enqueueChanges, withdraw, withdrawTo } from '../../src/outbox/enqueue.ts';
import type { OutboxSettings } from '../../src/outbox/settings.ts';
import { type OutboxTrial, post, startOutboxTrial } from '../support/outbox-trial.ts';

let trial: OutboxTrial;
beforeEach(async () => {
  trial = await startOutboxTrial();
});
afterEach(() => trial.stop());

const fault = (order: object) => trial.workspace.control('/faults', order);
const idOf = async (key: string) => (await trial.rows()).find((row) => row.key === key)?.id ?? 0;

describe('a message', () => {
  it('is sent, with the id of its row and nothing else as metadata, and its conversation is kept', async () => {
    trial.outbox();
    await trial.say(post('hello', 1));
    await trial.states('sent');
    const [row] = await trial.rows();
    expect(await trial.texts(1)).toEqual(['hello']);
    const [call] = (await trial.workspace.calls()).filter(({ kind }) => kind === 'chat.postMessage');
    expect(call?.request).toMatchObject({
      channel: trial.workspace.users[0],
      metadata: { event_type: 'career_message', event_payload: { outbox_id: String(row?.id) } },
    });
    // The row is settled first.
    await expect
      .poll(() => trial.database.db.execute(sql`select * from direct_conversations`))
      .toEqual([{ slack_user_id: trial.workspace.users[0], conversation: row?.conversation }]);
    await trial.say(post('again', 1));
    await trial.states('sent', 'sent');
    const calls = (await trial.workspace.calls()).filter(({ kind }) => kind === 'chat.postMessage');
    expect(calls[1]?.request.channel).toBe(row?.conversation);
  });

  it('waits for its due time', async () => {
    trial.outbox();
    await trial.say(post('later', 1, { dueAt: trial.clock.now().add({ hours: 1 }) }), post('now', 2));
    await trial.states('queued', 'sent');
    trial.clock.set(trial.clock.now().add({ hours: 1 }));
    await trial.states('sent', 'sent');
  });

  it('that is due later keeps nothing else from being sent to the same person', async () => {
    trial.outbox();
    await trial.say(post('later', 1, { dueAt: trial.clock.now().add({ hours: 1 }) }), post('now', 1));
    await trial.states('queued', 'sent');
  });

  it('expires where it comes too late', async () => {
    await trial.say(post('old', 1, { expiresAt: trial.clock.now().subtract({ seconds: 1 }) }), post('new', 1));
    trial.outbox();
    await trial.states('expired', 'sent');
  });

  it('to somebody outside Slack, or nobody, is not sent', async () => {
    await trial.database.db.execute(sql`update people set slack_user_id = null where id = 1`);
    await trial.say(post('outside', 1), post('gone', 2));
    await trial.database.db.execute(sql`delete from people where id = 2`);
    trial.outbox();
    await trial.states('failed', 'failed');
    expect((await trial.rows()).map(({ error }) => error)).toEqual(['not_in_slack', 'not_in_slack']);
  });

  it('to somebody who left meanwhile is dropped, and nothing went wrong', async () => {
    await trial.say(post('late', 1));
    await trial.database.db.execute(
      sql`update people set slack_user_id = null, deactivated_at = ${trial.clock.now().toString()} where id = 1`,
    );
    trial.outbox();
    await trial.states('withdrawn');
    expect((await trial.rows())[0]?.error).toBeNull();
  });

  it('that a worker has claimed is withdrawn where its reader leaves before the call', async () => {
    // A worker asks the composer for the message of a row that it has claimed.
    const compose = async (): Promise<Reply> => {
      await trial.database.db.transaction((tx) => withdrawTo(tx, trial.clock.now(), [1]));
      return { text: 'claimed', blocks: [] };
    };
    trial.outbox({ compose });
    const written = { composer: 'trial.claimed', content: {} };
    await trial.say({ kind: 'post', dedupeKey: 'claimed', lane: 'reminders', to: { person: 1 }, ...written });
    await trial.states('withdrawn');
    await trial.say(post('next', 2));
    await trial.states('withdrawn', 'sent');
    expect(await trial.texts(1)).toEqual([]);
  });

  it('that was taken back in time is not sent', async () => {
    await trial.say(post('taken', 1), post('kept', 1));
    await trial.database.db.transaction((tx) => withdraw(tx, trial.clock.now(), ['taken']));
    trial.outbox();
    await trial.states('withdrawn', 'sent');
    expect(await trial.texts(1)).toEqual(['kept']);
  });
});

describe('a message that is written late', () => {
  const composed = (key: string) => ({
    kind: 'post' as const,
    dedupeKey: key,
    lane: 'reminders' as const,
    to: { person: 1 },
    composer: 'test.write',
    content: { id: 7 },
  });

  it('is what its composer says at the moment of sending, and nothing where that has nothing to say', async () => {
    const asked: unknown[] = [];
    const answers = [{ text: 'written', blocks: [] }, null];
    trial.outbox({
      compose: async (...question) => {
        asked.push(question);
        return answers[asked.length - 1] ?? null;
      },
    });
    await trial.say(composed('a'), composed('b'));
    await trial.states('sent', 'withdrawn');
    const question = ['test.write', 1, { id: 7 }, { kind: 'post', dueAt: expect.anything() }];
    expect(asked).toEqual([question, question]);
    expect(await trial.texts(1)).toEqual(['written']);
  });

  it('is given up after three attempts where its composer breaks, each in the log', async () => {
    trial.outbox({
      compose: async () => {
        throw new Error('broken');
      },
    });
    await trial.say(composed('a'));
    for (const tries of [1, 2]) {
      await expect.poll(async () => (await trial.rows())[0]?.attempt).toBe(tries);
      trial.clock.set(trial.clock.now().add({ hours: 1 }));
    }
    await trial.states('failed');
    expect(trial.lines.filter(({ composer }) => composer === 'test.write')).toHaveLength(3);
  });
});

describe('what Slack refuses', () => {
  it.each([
    ['user_disabled', 'failed', 'warn'],
    ['invalid_blocks', 'failed', 'error'],
  ])('%s ends the message as %s', async (error, state, level) => {
    await fault({ method: 'chat.postMessage', kind: 'error', error, count: 1 });
    trial.outbox();
    await trial.say(post('a', 1));
    await trial.states(state);
    expect(await trial.rows()).toMatchObject([{ error }]);
    const names = { 40: 'warn', 50: 'error' } as const;
    const line = trial.lines.find((each) => each.error === error);
    expect(names[line?.level as 40 | 50]).toBe(level);
    expect(await trial.texts(1)).toEqual([]);
  });

  it('for now is tried again later', async () => {
    await fault({ method: 'chat.postMessage', kind: 'error', error: 'service_unavailable', count: 1 });
    trial.outbox();
    const before = trial.clock.now();
    await trial.say(post('a', 1), post('b', 1));
    await expect.poll(async () => (await trial.rows())[0]?.error).toBe('service_unavailable');
    const [row] = await trial.rows();
    expect(Number(row?.readyAt.since(before).total('milliseconds'))).toBeGreaterThanOrEqual(30_000);
    await trial.states('queued', 'queued');
    trial.clock.set(trial.clock.now().add({ seconds: 31 }));
    await trial.states('sent', 'sent');
    expect(await trial.texts(1)).toEqual(['a', 'b']);
  });

  it('of the whole app holds everything until somebody resumes it', async () => {
    await fault({ method: 'chat.postMessage', kind: 'error', error: 'token_revoked' });
    trial.outbox();
    await trial.say(post('a', 1));
    const held = () => trial.database.db.execute(sql`select reason, held_at is not null as held from outbox_switch`);
    await expect.poll(held).toEqual([{ reason: 'token_revoked', held: true }]);
    await trial.workspace.control('/faults', { method: '*', kind: null });
    await trial.say(post('b', 2));
    await expect.poll(() => trial.lines.map(({ msg }) => msg)).toContain('sending is held');
    await trial.states('queued', 'queued');
    expect(trial.lines.filter(({ level }) => level === 50)).toHaveLength(1);
    await trial.database.db.execute(sql`update outbox_switch set held_at = null, reason = null`);
    await trial.states('sent', 'sent');
  });
});

describe('an end without a clear answer', () => {
  it.each([
    ['the connection broke after Slack had it', { kind: 'reset_after' }],
    ['the connection broke before Slack had it', { kind: 'reset_before' }],
    ['status 500, and Slack had it', { kind: '500', processed: true }],
    ['status 500, and Slack had it not', { kind: '500' }],
    ['a page of HTML, and Slack had it', { kind: 'html', processed: true }],
    ['internal_error, and Slack had it', { kind: 'error', error: 'internal_error', processed: true }],
    ['no answer in time', { kind: 'slow', ms: 5_000 }, { callMs: 1_000 }],
  ])('%s: the message is there once', async (_, order, settings: Partial<OutboxSettings> = {}) => {
    await fault({ method: 'chat.postMessage', count: 1, ...order });
    trial.outbox({ settings });
    await trial.say(post('a', 1));
    await trial.states('sent');
    expect(await trial.texts(1)).toEqual(['a']);
    const [row] = await trial.rows();
    const [message] = await trial.workspace.inbox(trial.workspace.users[0] ?? '');
    expect(row).toMatchObject({ ts: message?.ts, conversation: message?.channel });
    expect(trial.lines.map(({ msg }) => msg)).toContain('a message was looked for in Slack');
  });

  it('is asked about until Slack answers', async () => {
    await fault({ method: 'chat.postMessage', kind: 'reset_after', count: 1 });
    await fault({ method: 'conversations.open', kind: '500', count: 1 });
    await fault({ method: 'conversations.history', kind: '429', retry_after: 1, count: 1 });
    trial.outbox();
    await trial.say(post('a', 1));
    await trial.states('sent');
    expect(await trial.texts(1)).toEqual(['a']);
  });

  it('that cannot be cleared up is left to staff as uncertain, and the next message goes on', async () => {
    await fault({ method: 'chat.postMessage', kind: 'reset_after', count: 1 });
    await fault({ method: 'conversations.history', kind: 'error', error: 'missing_scope', count: 1 });
    trial.outbox();
    await trial.say(post('a', 1), post('b', 1));
    await trial.states('uncertain', 'sent');
    expect(await trial.rows()).toMatchObject([{ error: 'missing_scope' }, { error: null }]);
    expect(await trial.texts(1)).toEqual(['a', 'b']);
  });

  it('would be sent twice by one who did not look', async () => {
    await fault({ method: 'chat.postMessage', kind: 'reset_after', count: 1 });
    trial.outbox({ findSent: async () => null });
    await trial.say(post('a', 1));
    await trial.states('sent');
    expect(await trial.texts(1)).toEqual(['a', 'a']);
  });
});

describe('changes of a message', () => {
  const change = (...changes: Parameters<typeof enqueueChanges>[2]) =>
    trial.database.db.transaction((tx) => enqueueChanges(tx, trial.clock.now(), changes));
  const update = (key: string, target: number) => ({
    kind: 'update' as const,
    dedupeKey: key,
    lane: 'answers' as const,
    target,
    message: { text: key, blocks: [] },
  });

  it('wait until it is sent, and the newest wins', async () => {
    await trial.say(post('a', 1));
    const target = await idOf('a');
    await change(update('first', target));
    await change(update('second', target));
    trial.outbox();
    await trial.states('sent', 'withdrawn', 'sent');
    expect(await trial.texts(1)).toEqual(['second']);
  });

  it('are repeated where Slack did not answer', async () => {
    await fault({ method: 'chat.update', kind: 'reset_after', count: 1 });
    await fault({ method: 'chat.delete', kind: 'reset_after', count: 1 });
    trial.outbox();
    await trial.say(post('a', 1), post('b', 1));
    await trial.states('sent', 'sent');
    await change(update('changed', await idOf('a')), {
      kind: 'delete',
      dedupeKey: 'gone',
      lane: 'answers',
      target: await idOf('b'),
    });
    await trial.states('sent', 'sent', 'sent', 'sent');
    const seen = await trial.workspace.inbox(trial.workspace.users[0] ?? '');
    expect(seen.filter(({ deleted }) => !deleted).map(({ text }) => text)).toEqual(['changed']);
  });

  it('of one that was never sent come to nothing', async () => {
    await fault({ method: 'chat.postMessage', kind: 'error', error: 'user_disabled', count: 1 });
    await trial.say(post('a', 1), post('b', 1));
    await change(update('changed', await idOf('a')));
    trial.outbox();
    await trial.states('failed', 'sent', 'withdrawn');
  });

  it('of an uncertain one wait, and keep nobody waiting', async () => {
    await trial.say(post('a', 1));
    const target = await idOf('a');
    await change(update('changed', target));
    await trial.database.db.execute(sql`update outbox set state = 'uncertain' where id = ${target}`);
    await trial.say(post('b', 1, { lane: 'answers' }));
    trial.outbox();
    await trial.states('uncertain', 'queued', 'sent');
  });
});

describe('a file', () => {
  const file = (key: string) => ({
    ...post(key, 1),
    kind: 'file' as const,
    message: { text: 'Your file', blocks: [], file: { name: `${key}.ics`, title: key, content: 'BEGIN' } },
  });
  const names = async () =>
    (await trial.workspace.inbox(trial.workspace.users[0] ?? '')).flatMap(({ files }) => files.map(({ name }) => name));

  it('is uploaded and shown', async () => {
    trial.outbox();
    await trial.say(file('a'));
    await trial.states('sent');
    expect(await names()).toEqual(['a.ics']);
    expect((await trial.rows())[0]?.fileId).toMatch(/^F/);
  });

  it.each(['conversations.open', 'files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'])(
    'is shown once though %s got no answer',
    async (method) => {
      for (const kind of ['reset_after', 'reset_before']) {
        await fault({ method, kind, count: 1 });
        trial.outbox();
        await trial.say(file(kind));
      }
      await trial.states('sent', 'sent');
      expect((await names()).sort()).toEqual(['reset_after.ics', 'reset_before.ics']);
    },
  );
});
