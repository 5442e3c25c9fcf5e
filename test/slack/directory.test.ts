import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createReadingClient, createSlackDirectory, type SlackDirectory } from '../../src/slack/directory.ts';

const cleanups: (() => unknown)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A directory in a workspace that answers users.info so. */
async function directoryWith(answer: object): Promise<SlackDirectory> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return createSlackDirectory(
    createReadingClient('xoxb-test', `http://127.0.0.1:${port}/api/`),
    `http://127.0.0.1:${port}/api/`,
  );
}

describe('a member of the workspace', () => {
  it.each([
    ['Europe/Oslo', 'Europe/Oslo'],
    ['America/New_York', 'America/New_York'],
    ['Mars/Olympus_Mons', null],
    ['', null],
    [undefined, null],
  ])('has a zone that dates can be written in, or none: %s', async (tz, timeZone) => {
    const directory = await directoryWith({ ok: true, user: { id: 'U1', tz, profile: { email: 'A@Example.edu' } } });
    expect(await directory.member('U1')).toEqual({ slackUserId: 'U1', email: 'a@example.edu', timeZone, active: true });
  });

  it('whom Slack does not show us is nobody to write to', async () => {
    const directory = await directoryWith({ ok: false, error: 'user_not_found' });
    expect(await directory.member('U1')).toEqual({ slackUserId: 'U1', email: null, timeZone: null, active: false });
  });

  it('cannot be had where Slack refuses', async () => {
    const directory = await directoryWith({ ok: false, error: 'missing_scope' });
    await expect(directory.member('U1')).rejects.toThrow('missing_scope');
  });
});
