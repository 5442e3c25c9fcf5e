import { afterEach, describe, expect, test, vi } from 'vitest';
import { createControlClient } from '../page/api/control-client.ts';
import { createLiveFeed } from '../page/state/live-feed.ts';
import { shownMessages } from '../page/state/message-book.ts';
import { type PageState, startState } from '../page/state/page-state.ts';
import { createStore } from '../page/state/store.ts';

interface Item {
  seq: number;
  channel: string;
  ts: string;
  text: string;
}

/** A workspace as the control API shows it, with one person, held in memory behind a fetch. */
function workspaceApi() {
  const api = {
    seq: 0,
    life: 'first',
    up: true,
    connected: true,
    items: [] as Item[],
    asked: [] as string[],
    /** Answers of /state are read when they are asked for, and arrive when these are over. */
    stateHeld: [] as Promise<void>[],
    waiting: () => waiting.size,
  };
  const waiting = new Set<() => void>();
  const after = (list: { seq: number }[], since: number) => list.filter((item) => item.seq > since);

  async function answer(url: URL, signal: AbortSignal | null | undefined): Promise<unknown> {
    const since = Number(url.searchParams.get('since'));
    switch (url.pathname) {
      case '/state':
        return {
          now: '2026-12-01T09:00:00-05:00',
          seq: api.seq,
          life: api.life,
          users: [{ id: 'U1', name: 'Ana Stone', email: 'ana.stone@example.edu', tz: 'America/New_York' }],
          channels: ['C1', 'D1'].map((id) => ({ id, name: id, kind: id === 'C1' ? 'channel' : 'im', members: ['U1'] })),
          bot: { id: 'B1', connected: api.connected, mode: 'socket' },
        };
      case '/view':
        while (url.searchParams.has('wait') && api.seq <= since && !signal?.aborted) {
          await new Promise<void>((resolve) => {
            waiting.add(resolve);
            signal?.addEventListener('abort', () => resolve());
          });
        }
        return { seq: api.seq, life: api.life, now: '2026-12-01T09:00:00-05:00', modal: null, home: null };
      case '/log':
        return { seq: api.seq, items: [] };
      case '/inbox':
        return {
          seq: api.seq,
          items: after(api.items, since).filter((item) => 'channel' in item && item.channel === 'D1'),
        };
      default:
        return {
          seq: api.seq,
          items: after(api.items, since).filter(
            (item) => 'channel' in item && item.channel === url.searchParams.get('channel'),
          ),
        };
    }
  }

  const send: typeof fetch = async (input, init) => {
    const url = new URL(String(input), 'http://sandbox');
    api.asked.push(url.searchParams.has('wait') ? 'wait' : url.pathname);
    if (!api.up) throw new TypeError('fetch failed');
    const read = await answer(url, init?.signal);
    if (url.pathname === '/state') await api.stateHeld.shift();
    return Response.json(read);
  };
  function happens(channel: string, text: string): void {
    api.seq += 1;
    api.items.push({ seq: api.seq, channel, ts: `179613360${api.seq}.000001`, text });
    for (const go of waiting) go();
    waiting.clear();
  }
  return { api, send, happens };
}

const stopping: AbortController[] = [];
afterEach(() => {
  for (const controller of stopping) controller.abort();
});

async function openPage() {
  const workspace = workspaceApi();
  const store = createStore<PageState>({ ...startState, person: 'U1' });
  const restarts = vi.fn();
  const resets = vi.fn();
  const surroundings = { onRestart: restarts, onReset: resets, isSeen: () => true };
  const feed = createLiveFeed(createControlClient('', workspace.send), store, surroundings);
  const controller = new AbortController();
  stopping.push(controller);
  const texts = (channel: string) => shownMessages(store.get().book, channel).map(({ text }) => text);
  return { ...workspace, store, feed, texts, restarts, resets, run: () => void feed.run(controller.signal) };
}

describe('the live feed', () => {
  test('brings what was said before and, over its one waiting request, what is said from then on', async () => {
    const { happens, run, texts } = await openPage();
    happens('D1', 'before');
    happens('C1', 'in the channel');
    run();
    await expect.poll(() => texts('D1')).toEqual(['before']);
    expect(texts('C1')).toEqual(['in the channel']);
    happens('D1', 'after');
    await expect.poll(() => texts('D1')).toEqual(['before', 'after']);
  });

  test('keeps one request waiting, and asks nothing while nothing happens', async () => {
    const { api, run, happens, texts } = await openPage();
    happens('D1', 'one');
    run();
    await expect.poll(() => texts('D1')).toEqual(['one']);
    await expect.poll(() => api.asked.filter((path) => path === 'wait')).toHaveLength(1);
    const before = api.asked.length;
    await expect.poll(() => api.waiting()).toBe(1);
    expect(api.asked).toHaveLength(before);
    expect(api.asked).not.toContain('/log');
  });

  test('says so when the workspace began anew, and only then', async () => {
    const { api, feed, happens, restarts } = await openPage();
    happens('D1', 'old');
    happens('D1', 'older');
    await feed.refreshWorkspace();
    await feed.refreshWorkspace();
    expect(restarts).not.toHaveBeenCalled();
    Object.assign(api, { seq: 1, items: [] });
    await feed.refreshWorkspace();
    expect(restarts).toHaveBeenCalledOnce();
  });

  test('takes an answer that was overtaken for late, not for a workspace that began anew', async () => {
    const { api, feed, happens, restarts, run, store, texts } = await openPage();
    happens('D1', 'old');
    run();
    await expect.poll(() => texts('D1')).toEqual(['old']);
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    api.stateHeld.push(arrived);
    api.connected = false;
    const late = feed.refreshWorkspace();
    api.connected = true;
    happens('D1', 'new');
    await expect.poll(() => texts('D1')).toEqual(['old', 'new']);
    await feed.refreshWorkspace();
    arrive();
    await late;
    expect(restarts).not.toHaveBeenCalled();
    expect(store.get().workspace?.bot.connected).toBe(true);
  });

  test('is told of a reset, though the numbers rise', async () => {
    const { api, feed, happens, resets, restarts } = await openPage();
    happens('D1', 'old');
    await feed.refreshWorkspace();
    Object.assign(api, { seq: 5, life: 'second', items: [] });
    await feed.refreshWorkspace();
    expect(resets).toHaveBeenCalledOnce();
    await feed.refreshWorkspace();
    expect(resets).toHaveBeenCalledOnce();
    expect(restarts).not.toHaveBeenCalled();
  });

  test('notifies of what is said elsewhere, and not of what was there before or stands open', async () => {
    const { store, run, happens, texts } = await openPage();
    happens('D1', 'before');
    run();
    await expect.poll(() => texts('D1')).toEqual(['before']);
    store.set({ place: 'C1' });
    happens('D1', 'news');
    await expect.poll(() => store.get().toasts.map(({ text }) => text)).toEqual(['news']);
    store.set({ place: 'D1' });
    happens('D1', 'seen');
    await expect.poll(() => texts('D1')).toContain('seen');
    expect(store.get().toasts).toHaveLength(1);
  });

  test('another person sees nothing of the one before', async () => {
    const { store, feed, happens, texts } = await openPage();
    happens('D1', 'private');
    await feed.refreshWorkspace();
    const refreshing = feed.refresh();
    store.set({ person: 'U2' });
    await refreshing;
    expect(texts('D1')).toEqual([]);
  });

  test('says that the sandbox does not answer, and takes it back', async () => {
    const { api, store, feed } = await openPage();
    api.up = false;
    await feed.refreshWorkspace();
    expect(store.get().trouble).toContain('does not answer');
    api.up = true;
    await feed.refreshWorkspace();
    expect(store.get().trouble).toBeUndefined();
  });
});
