// The app in the README works as it stands there, whichever way it is reached.
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { ADA, BEN, type ForeignApp, startForeignApp } from '../../test/support/foreign-app.ts';

const list = z.object({ seq: z.number(), items: z.array(z.looseObject({ ts: z.string(), text: z.string() })) });
const acted = z.looseObject({ ok: z.literal(true), seq: z.number() });

/** What stands in #general for this person once one of the messages fits. */
async function until(foreign: ForeignApp, path: string, fits: (message: string) => boolean): Promise<{ ts: string }> {
  for (let since = 0; ; ) {
    const { seq, items } = list.parse(await foreign.call(`${path}&since=${since}&wait=5000`));
    const found = items.find((each) => fits(JSON.stringify(each)));
    if (found) return found;
    since = seq;
  }
}

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  test('command, button, select, date, confirm, modal, ephemeral and Home', async () => {
    const foreign = await startForeignApp(mode);
    onTestFinished(foreign.stop);
    const act = async (path: string, body: object) => acted.parse(await foreign.call(path, body));
    const inGeneral = (fits: (message: string) => boolean, user = BEN) =>
      until(foreign, `/messages?user=${user}&channel=general`, fits);
    const reaches = (fits: (message: string) => boolean) => until(foreign, `/inbox?user=${ADA}`, fits);

    await act('/command', { user: ADA, command: '/lunch', text: 'the park', channel: 'general' });
    const { ts } = await inGeneral((each) => each.includes('nobody yet'));
    const click = (user: string, more: object) => act('/click', { user, channel: 'general', ts, ...more });
    await click(BEN, { action_id: 'join' });
    await inGeneral((each) => each.includes('Coming: <@U0SBX00002>'), ADA);
    await click(ADA, { action_id: 'day', value: '2026-12-04' });
    await inGeneral((each) => each.includes('on 2026-12-04'));
    await click(ADA, { action_id: 'dish', selected: 'soup' });
    await reaches((each) => each.includes('*Soup* it is.') && each.includes('"ephemeral":true'));

    await click(ADA, { action_id: 'plan' });
    const open = z.object({ seq: z.number(), modal: z.object({}).nullable() });
    let view = open.parse(await foreign.call(`/view?user=${ADA}`));
    while (!view.modal) view = open.parse(await foreign.call(`/view?user=${ADA}&since=${view.seq}&wait=5000`));
    const values = { place: 'the roof', seats: '9', on: '2026-12-05' };
    expect(await foreign.call('/submit', { user: ADA, values })).toMatchObject({
      errors: { seats: 'There are eight seats.' },
    });
    await act('/submit', { user: ADA, values: { seats: '6', menu: [{ name: 'menu.txt', content: 'Soup' }] } });
    await reaches((each) => each.includes('Lunch at the roof (menu.txt)'));

    await act('/home', { user: ADA });
    const home = z.object({ home: z.looseObject({}).nullable() });
    await expect
      .poll(async () => JSON.stringify(home.parse(await foreign.call(`/view?user=${ADA}`))))
      .toContain('Welcome, <@U0SBX00001>');
  });
});
