/**
 * Keeps the page up to date. A window holds exactly one request open, which answers when anything at all has happened; then
 * the page asks at once for what is new. A browser opens at most six connections to one host for all its windows together, so
 * that a poll for each list would leave none for clicks as soon as three people act side by side.
 */
import { Temporal } from 'temporal-polyfill';
import { attempt } from '../api/attempt.ts';
import type { ControlClient } from '../api/control-client.ts';
import type { Workspace } from '../api/control-schema.ts';
import { createLogFeed } from './log-feed.ts';
import { addMessages } from './message-book.ts';
import { type ClockReading, type PageState, workspaceNow } from './page-state.ts';
import { createPersonFeed, fetchViews, notified } from './person-feed.ts';
import type { Store } from './store.ts';

const WAIT_MS = 20_000;
const RETRY_MS = 1_500;
/** How soon after somebody was chosen their feed begins to be followed. */
const CHOOSING_MS = 250;
/** What changes no record (the clock, whether the app is connected) is seen this often. */
const TICK_MS = 4_000;
/** A request takes some milliseconds; the clock is set anew only where somebody could see the difference. */
const DRIFT_SEEN_MS = 400;

export interface LiveFeed {
  /** Runs until the signal aborts; resolves then. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  /** Fetches what is new for the person now; calls that overlap share one further round. */
  readonly refresh: () => Promise<void>;
  /** Fetches people, channels, commands and the clock. */
  readonly refreshWorkspace: () => Promise<void>;
}

// Drawing 700 people anew every few seconds would be felt, so an unchanged workspace keeps its identity.
function sameWorkspace(a: Workspace | undefined, b: Workspace): boolean {
  return a !== undefined && JSON.stringify({ ...a, now: '', seq: 0 }) === JSON.stringify({ ...b, now: '', seq: 0 });
}

function driftMs(shown: ClockReading, clock: ClockReading): number {
  return Math.abs(workspaceNow(shown, clock.at).since(clock.now).total('milliseconds'));
}

/** Runs `work`; calls made meanwhile lead to one more run after it, which they all wait for. */
function coalesce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    next = undefined;
    running = work().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    next ??= running.then(start);
    return next;
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });

export interface Surroundings {
  /** The numbers of the workspace went back: another one is there, and nothing the page knows is true any more. */
  readonly onRestart: () => void;
  /** The workspace was put back to its start; its state is in the store already. */
  readonly onReset: () => void;
  /** Whether somebody could see the page. */
  readonly isSeen: () => boolean;
}

/** A feed that writes into the store; nothing is fetched before `run`. */
export function createLiveFeed(
  client: ControlClient,
  store: Store<PageState>,
  { onRestart, onReset, isSeen }: Surroundings,
): LiveFeed {
  const personFeed = createPersonFeed(client, store);
  const logFeed = createLogFeed(client, store);
  /** How far changes were followed, and how far the workspace was when its state was read: neither may skip for the other. */
  let newest = 0;
  let stateSeq = 0;

  async function refreshWorkspace(): Promise<void> {
    // What is learned while the answer is on its way may be newer than the answer.
    const before = Math.max(newest, stateSeq);
    const answer = await attempt(() => client.state());
    if (!answer.ok) {
      store.set({ trouble: answer.problem });
      return;
    }
    const workspace = answer.value;
    const clock = { now: Temporal.Instant.from(workspace.now), at: performance.now() };
    if (workspace.seq < before) {
      onRestart();
      return;
    }
    if (workspace.seq < stateSeq) return;
    stateSeq = workspace.seq;
    const { workspace: known, clock: shown, trouble } = store.get();
    if (known && known.life !== workspace.life) {
      store.set({ workspace, clock, log: [], trouble: undefined });
      onReset();
      return;
    }
    const same = sameWorkspace(known, workspace);
    if (same && trouble === undefined && shown && driftMs(shown, clock) < DRIFT_SEEN_MS) return;
    store.set({ workspace: same ? known : workspace, clock, trouble: undefined });
  }

  const refresh = coalesce(async () => {
    const [{ items: news, first }] = await Promise.all([
      personFeed.fetchNews(),
      fetchViews(client, store),
      logFeed.fetchNews(newest),
    ]);
    if (news.length === 0) return;
    const known = store.get().workspace;
    // A conversation that was opened just now is not in the list of channels yet.
    if (news.some((item) => !known?.channels.some((channel) => channel.id === item.channel))) await refreshWorkspace();
    store.set((state) => ({ book: addMessages(state.book, news), ...(first ? {} : notified(state, news, isSeen())) }));
  });

  async function followChanges(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { person } = store.get();
      const since = newest;
      if (person === undefined) {
        await pause(CHOOSING_MS, signal);
        continue;
      }
      const answer = await attempt(() => client.change(person, { since, waitMs: WAIT_MS, signal }));
      if (signal.aborted) return;
      if (!answer.ok) {
        store.set({ trouble: answer.problem });
        await pause(RETRY_MS, signal);
        await refreshWorkspace();
        continue;
      }
      if (answer.value.seq <= since) continue;
      newest = answer.value.seq;
      if (store.get().workspace?.life !== answer.value.life) await refreshWorkspace();
      const clock = { now: Temporal.Instant.from(answer.value.now), at: performance.now() };
      const { clock: shown } = store.get();
      // A jump of the clock is seen in every window as it happens.
      if (!shown || driftMs(shown, clock) >= DRIFT_SEEN_MS) store.set({ clock });
      await refresh();
    }
  }

  async function tick(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(TICK_MS, signal);
      if (signal.aborted || !isSeen()) continue;
      await refreshWorkspace();
      await refresh();
    }
  }

  return {
    refresh,
    refreshWorkspace,
    run: async (signal) => {
      await refreshWorkspace();
      newest = stateSeq;
      await refresh();
      await Promise.all([followChanges(signal), tick(signal)]);
    },
  };
}
