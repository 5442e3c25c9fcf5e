// Home pages take turns at the pace of views.publish, over the wire: as many as Slack allows, the newest of each person, none while Slack asks for silence.
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { answerText } from '../support/answer-text.ts';
import { type Journey, startJourney } from '../support/journey.ts';

const log = z.object({
  items: z.array(
    z.object({ at: z.string(), kind: z.string(), request: z.record(z.string(), z.unknown()), response: z.unknown() }),
  ),
});
const state = z.object({ users: z.array(z.object({ email: z.string().nullish() })), seq: z.number() });
const item = z.object({ seq: z.number(), channel: z.string() });

const student = 'student.pce@example.edu';
/** Those that follow together, and how far the others are apart. */
const TOGETHER = 8;
const APART_MS = 60_000 / 90;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney('socket');
}, 60_000);
afterAll(() => journey.stop());

const seq = async () => state.parse(await journey.call('/state')).seq;

async function published(since: number) {
  const { items } = log.parse(await journey.call(`/log?since=${since}`));
  return items
    .filter(({ kind }) => kind === 'views.publish')
    .map(({ at, request, response }) => ({
      ms: Temporal.Instant.from(at).epochMilliseconds,
      user: String(request.user_id),
      refused: JSON.stringify(response).includes('ratelimited'),
    }));
}

test('many who look at Home at once get their pages at the pace of Slack', async () => {
  const since = await seq();
  const { users } = state.parse(await journey.call('/state'));
  const some = users.flatMap(({ email }) => email ?? []).slice(0, TOGETHER + 4);
  await Promise.all(some.map((user) => journey.call('/home', { user })));
  await expect.poll(async () => (await published(since)).length).toBe(some.length);
  const pages = await published(since);
  expect(new Set(pages.map(({ user }) => user)).size).toBe(some.length);
  expect(pages.some(({ refused }) => refused)).toBe(false);
  // A page may be written slowly and the next one fast.
  const [first, last] = [pages[0]?.ms ?? 0, pages.at(-1)?.ms ?? 0];
  expect(last - first).toBeGreaterThan(2 * APART_MS);
});

test('who acts while their page waits sees what they did, in one page', async () => {
  await journey.command(student, 'specialty dermatology');
  const asked = z
    .object({ items: z.array(item) })
    .parse(await journey.call(`/inbox?user=${student}`))
    .items.at(-1);
  const since = await seq();
  await Promise.all(Array.from({ length: 12 }, () => journey.call('/home', { user: student })));
  const press = { user: student, channel: asked?.channel, message_seq: asked?.seq };
  await journey.call('/click', { ...press, action_id: 'specialties.follow', value: 'dermatology' });
  const home = async () =>
    answerText(z.object({ home: z.unknown() }).parse(await journey.call(`/view?user=${student}`)).home);
  await expect.poll(home).toContain('Dermatology');
  await journey.call('/idle?wait=5000');
  expect((await published(since)).length).toBeLessThan(13);
});

test("while Slack asks for silence nobody's page is published; it comes afterwards", async () => {
  await journey.call('/faults', { method: 'views.publish', kind: '429', retry_after: 3, count: 1 });
  const since = await seq();
  const others = ['student.postpce@example.edu', 'director@example.edu', 'mentor@example.edu'];
  await journey.call('/home', { user: student });
  await expect.poll(async () => (await published(since)).length).toBe(1);
  await expect
    .poll(() =>
      journey.database.db.query.outboxPace.findFirst({ where: (pace, { isNotNull }) => isNotNull(pace.blockedUntil) }),
    )
    .toBeTruthy();
  await Promise.all(others.map((user) => journey.call('/home', { user })));
  await expect.poll(async () => (await published(since)).length).toBe(others.length + 2);
  const [refused, ...pages] = await published(since);
  expect(refused?.refused).toBe(true);
  for (const { ms } of pages) expect(ms - (refused?.ms ?? 0)).toBeGreaterThanOrEqual(3_000);
});
