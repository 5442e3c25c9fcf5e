/** Everything a person can do on the page; each act answers with what went wrong, or undefined. */
import type { Temporal } from 'temporal-polyfill';
import { type Attempt, attempt } from '../api/attempt.ts';
import type { Act, ActPlace, ControlClient, ElementName, InputValue } from '../api/control-client.ts';
import type { Channel, OptionsAnswer } from '../api/control-schema.ts';
import type { LiveFeed } from './live-feed.ts';
import { readAddress } from './page-address.ts';
import { channelsOf, findMember, isBotConversation, type PageState } from './page-state.ts';
import { createPlaceActs } from './place-acts.ts';
import { createSandboxActs, problemOf, type SubmitResult } from './sandbox-acts.ts';
import type { Store } from './store.ts';

export interface PageActs {
  readonly choosePerson: (id: string, place?: string) => void;
  readonly openChannel: (id: string) => void;
  readonly showTab: (tab: PageState['tab']) => void;
  readonly showDrawer: (drawer: PageState['drawer']) => void;
  readonly markRead: () => void;
  /** Opens a thread beside the conversation; undefined closes it. */
  readonly openThread: (thread: PageState['thread']) => void;
  readonly dropToast: (key: string) => void;
  /** Sends what was typed: a slash command where it begins with one, else a message to the open channel, or to one of its threads. */
  readonly send: (text: string, thread?: string) => Promise<void>;
  /** Writes to up to eight people, in a conversation that is opened where there is none yet. */
  readonly writeTo: (people: readonly string[], text: string) => Promise<string | undefined>;
  /** Runs a global shortcut, or one on a message; what goes wrong is told in the open channel. */
  readonly runShortcut: (callbackId: string, on?: { channel: string; ts: string }) => Promise<void>;
  readonly click: (place: ActPlace, act: Act) => Promise<string | undefined>;
  /** What the app offers for a query typed into an external select menu. */
  readonly suggest: (place: ActPlace, element: ElementName, query: string) => Promise<Attempt<OptionsAnswer>>;
  /** Submits the top modal; errors come back by block_id or action_id. */
  readonly submit: (values: Readonly<Record<string, InputValue>>) => Promise<SubmitResult>;
  /** Closes the top modal; `all` closes those below it too, as Slack's cross does. */
  readonly closeView: (all: boolean) => Promise<void>;
  /** Moves the clock to a moment, or to the next at which the app has something to do. */
  readonly jumpTo: (to: Temporal.Instant | 'next') => Promise<string | undefined>;
  /** Puts the whole workspace back to its start. */
  readonly reset: () => Promise<string | undefined>;
}

function botConversation({ workspace }: PageState, person: string): Channel | undefined {
  return workspace && channelsOf(workspace, person).find((channel) => isBotConversation(workspace, channel));
}

/** Builds the acts of a page over its client, store and feed. */
export function createPageActs(client: ControlClient, store: Store<PageState>, feed: LiveFeed): PageActs {
  const places = createPlaceActs(store, feed);

  // Slack tells an app each time somebody comes to its Home or its messages.
  async function enterApp(person: string, tab: PageState['tab']): Promise<void> {
    await attempt(() => client.openHome(person, tab));
    await feed.refresh();
  }

  async function arrive(person: string, wanted: string | undefined): Promise<void> {
    const known = botConversation(store.get(), person);
    if (known && store.get().place !== known.id) return;
    await enterApp(person, 'messages');
    if (known) return;
    // Coming to the app for the first time has opened the conversation with it.
    await feed.refreshWorkspace();
    const opened = botConversation(store.get(), person);
    const { workspace, place, person: current, drawer } = store.get();
    const here = workspace?.channels.find(({ id }) => id === place);
    const arrived = wanted !== undefined && (here?.id === wanted || here?.name === wanted);
    if (opened && current === person && !arrived) places.openChannel(opened.id, drawer);
  }

  return {
    ...places,
    ...createSandboxActs(client, store, feed),
    choosePerson: (id, wanted) => {
      places.choosePerson(id, wanted);
      void arrive(id, wanted);
    },
    openChannel: (id) => {
      places.openChannel(id);
      const { person } = store.get();
      if (person !== undefined && botConversation(store.get(), person)?.id === id) void enterApp(person, 'messages');
    },
    writeTo: async (people, text) => {
      const { person } = store.get();
      if (person === undefined) return undefined;
      const answer = await attempt(() => client.sendMessage(person, { with: people }, text));
      const problem = problemOf(answer);
      if (problem !== undefined) return problem;
      await feed.refreshWorkspace();
      if (answer.ok && answer.value.channel) places.openChannel(answer.value.channel);
      await feed.refresh();
      return undefined;
    },
    openThread: (thread) => store.set({ thread, drawer: 'none' }),
    dropToast: (key) => store.set((state) => ({ toasts: state.toasts.filter((toast) => toast.key !== key) })),
    showDrawer: (drawer) => {
      store.set({ drawer });
      if (drawer === 'inspector') void feed.refresh();
    },
    showTab: (tab) => {
      store.set({ tab });
      const { person } = store.get();
      if (person !== undefined) void enterApp(person, tab);
      if (tab === 'messages') places.markRead();
    },
  };
}

/** Acts as whom the page's address names; answers false where it names nobody who is here. */
export function followAddress(store: Store<PageState>, acts: PageActs, search: string): boolean {
  const { workspace } = store.get();
  const address = readAddress(search);
  const member = workspace && address.as !== undefined ? findMember(workspace, address.as) : undefined;
  if (!member) return false;
  acts.choosePerson(member.id, address.in);
  return true;
}
