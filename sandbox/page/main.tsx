/** Starts the page in the browser. */
import { render } from 'preact';
import { createControlClient } from './api/control-client.ts';
import { App } from './app.tsx';
import { createLiveFeed } from './state/live-feed.ts';
import { createPageActs, followAddress } from './state/page-acts.ts';
import { startState } from './state/page-state.ts';
import { createStore } from './state/store.ts';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root to draw into.');

const client = createControlClient('/_control');
const store = createStore(startState);
const feed = createLiveFeed(client, store, {
  onRestart: () => {
    // Read marks of the workspace that is gone would hide what the new one says.
    sessionStorage.clear();
    location.reload();
  },
  onReset: beginAnew,
  isSeen: () => !document.hidden,
});
const acts = createPageActs(client, store, feed);

/** After a reset the page goes on as the same person, in a workspace where nothing has been said. */
function beginAnew(): void {
  sessionStorage.clear();
  followAddress(store, acts, location.search);
}

// The address is followed once, as soon as the people are known: the sandbox may still be starting.
const stop = store.subscribe(() => {
  if (!store.get().workspace) return;
  stop();
  followAddress(store, acts, location.search);
});
window.addEventListener('popstate', () => followAddress(store, acts, location.search));
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) acts.markRead();
});
render(<App store={store} acts={acts} />, root);

void feed.run(new AbortController().signal);
