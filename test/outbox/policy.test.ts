import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  backOffMs,
  classOf,
  consequenceOf,
  type ErrorClass,
  knownClass,
  type Outcome,
} from '../../src/outbox/policy.ts';
import { ROOT } from '../support/source-files.ts';

const now = Temporal.Instant.from('2026-12-01T14:00:00Z');

/** Every error that Slack's reference names for the methods of the outbox, typed from there. */
const NAMED = readFileSync(join(ROOT, 'test/tables/slack-errors.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [string, string, ErrorClass]);

describe('errors of Slack', () => {
  it.each(NAMED)('of %s: %s is of class %s', (_, error, expected) => {
    expect(knownClass(error)).toBe(expected);
  });

  it.each<[string, ErrorClass]>([
    ['a_word_of_tomorrow', 'bug'],
    ['<!DOCTYPE html><html></html>', 'ambiguous'],
    ['', 'ambiguous'],
  ])('%j, which nobody named, is of class %s', (error, expected) => {
    expect(knownClass(error)).toBeUndefined();
    expect(classOf(error)).toBe(expected);
  });
});

describe('what follows', () => {
  const refused = (error: string): Outcome => ({ kind: 'refused', error });
  const done: Outcome = { kind: 'done', conversation: 'D1', ts: '1.2', fileId: null };
  const queued = { to: 'queued', error: null, hold: null, blockMs: null, readyAt: now };

  it.each<[string, Parameters<typeof consequenceOf>[0], number, Outcome, object]>([
    ['done', 'post', 1, done, { to: 'sent', conversation: 'D1', ts: '1.2' }],
    ['a 429', 'post', 1, { kind: 'limited', retryAfterMs: 7_000 }, { ...queued, blockMs: 7_000 }],
    [
      'limited without a time',
      'post',
      1,
      refused('rate_limited'),
      { ...queued, error: 'rate_limited', blockMs: 30_000 },
    ],
    ['a recipient', 'post', 1, refused('user_disabled'), { to: 'failed', error: 'user_disabled', alert: false }],
    ['a bug', 'update', 1, refused('msg_too_long'), { to: 'failed', error: 'msg_too_long', alert: true }],
    ['the app', 'post', 1, refused('token_revoked'), { ...queued, error: 'token_revoked', hold: 'token_revoked' }],
    [
      'later, for the third time',
      'post',
      3,
      refused('service_unavailable'),
      { ...queued, error: 'service_unavailable', readyAt: now.add({ seconds: 120 }) },
    ],
    ['internal_error', 'post', 1, refused('internal_error'), { to: 'verify', error: 'internal_error' }],
    ['no answer', 'file', 1, { kind: 'ambiguous', error: 'no_answer' }, { to: 'verify', error: 'no_answer' }],
    ['a deletion of what is gone', 'delete', 2, refused('message_not_found'), { to: 'sent' }],
    ['an update of what is gone', 'update', 1, refused('message_not_found'), { to: 'failed', alert: false }],
  ])('%s', (_, kind, attempt, outcome, expected) => {
    expect(consequenceOf(kind, attempt, outcome, now)).toMatchObject(expected);
  });

  it('waits twice as long each time, an hour at most', () => {
    expect([1, 2, 3, 8, 50].map(backOffMs)).toEqual([30_000, 60_000, 120_000, 3_600_000, 3_600_000]);
  });
});
