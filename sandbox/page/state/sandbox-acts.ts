/** What asks the sandbox to do something as the person. */
import { Temporal } from 'temporal-polyfill';
import { type Attempt, attempt } from '../api/attempt.ts';
import type { Act, ActPlace, ControlClient, ElementName, InputValue } from '../api/control-client.ts';
import type { ActAnswer, OptionsAnswer } from '../api/control-schema.ts';
import type { LiveFeed } from './live-feed.ts';
import { type PageState, workspaceNow } from './page-state.ts';
import type { Store } from './store.ts';

export interface SubmitResult {
  readonly problem?: string;
  readonly errors?: Readonly<Record<string, string>>;
}

/** What went wrong with an act, in a word or a sentence; undefined where all went well. */
export function problemOf(answer: Attempt<ActAnswer>): string | undefined {
  if (!answer.ok) return answer.problem;
  return answer.value.ok ? undefined : (answer.value.error ?? 'unknown_error');
}

/** The same as a sentence beside the button or in the form; where the app failed, in the words of Slack's own client. */
function problemShown(answer: Attempt<ActAnswer>): string | undefined {
  const shown = answer.ok ? answer.value.shown : undefined;
  const problem = problemOf(answer);
  return shown ?? (problem === undefined ? undefined : `That did not work: ${problem}`);
}

function splitCommand(text: string): { command: string; rest: string } {
  const space = text.search(/\s/);
  return space < 0 ? { command: text, rest: '' } : { command: text.slice(0, space), rest: text.slice(space).trim() };
}

/** Says something to the person alone, in the channel it belongs to. */
function createTeller(store: Store<PageState>): (person: string, channel: string, text: string) => void {
  let notices = 0;
  return (person, channel, text) => {
    const { clock, person: current } = store.get();
    if (!clock || current !== person) return;
    notices += 1;
    const seconds = workspaceNow(clock, performance.now()).epochMilliseconds / 1000;
    const notice = { id: notices, channel, ts: seconds.toFixed(6), text };
    store.set((state) => ({ notices: [...state.notices, notice] }));
  };
}

/** Acts that go through the control API; each is followed by a look at what it led to. */
export function createSandboxActs(client: ControlClient, store: Store<PageState>, feed: LiveFeed) {
  const tell = createTeller(store);

  async function sendCommand(person: string, channel: string, text: string): Promise<void> {
    const { command, rest } = splitCommand(text);
    const known = store.get().workspace?.commands.some((one) => one.command === command);
    if (!known) {
      tell(person, channel, `${command} is not a command of this workspace. Type / to see those there are.`);
      return;
    }
    const answer = await attempt(() => client.runCommand(person, command, rest, channel));
    // Where the app failed, the sandbox's Slackbot says so in the channel; only what never reached it is told here.
    if (!answer.ok) tell(person, channel, `${command} was not sent: ${answer.problem}`);
  }

  async function send(text: string, thread?: string): Promise<void> {
    const { person, place } = store.get();
    if (person === undefined || place === undefined) return;
    if (text.startsWith('/') && thread === undefined) await sendCommand(person, place, text);
    else {
      const problem = problemOf(await attempt(() => client.sendMessage(person, { channel: place }, text, thread)));
      if (problem !== undefined) tell(person, place, `Your message was not sent: ${problem}`);
    }
    await feed.refresh();
  }

  async function runShortcut(callbackId: string, on?: { channel: string; ts: string }): Promise<void> {
    const { person, place } = store.get();
    if (person === undefined || place === undefined) return;
    const problem = problemOf(await attempt(() => client.runShortcut(person, callbackId, on)));
    if (problem !== undefined) tell(person, place, `The shortcut failed with the error "${problem}"`);
    await feed.refresh();
  }

  async function click(place: ActPlace, act: Act): Promise<string | undefined> {
    const { person } = store.get();
    if (person === undefined) return undefined;
    const answer = await attempt(() => client.click(person, place, act));
    await feed.refresh();
    return problemShown(answer);
  }

  async function submit(values: Readonly<Record<string, InputValue>>): Promise<SubmitResult> {
    const { person } = store.get();
    if (person === undefined) return {};
    const answer = await attempt(() => client.submit(person, values));
    await feed.refresh();
    const errors = answer.ok ? answer.value.errors : undefined;
    if (errors && Object.keys(errors).length > 0) return { errors };
    const problem = problemShown(answer);
    return problem === undefined ? {} : { problem };
  }

  async function closeView(all: boolean): Promise<void> {
    const { person } = store.get();
    if (person === undefined) return;
    // Closing one of several shows the one below as soon as the sandbox has told it.
    if (all || store.get().modalDepth <= 1) store.set({ modal: undefined, modalDepth: 0 });
    await attempt(() => client.closeView(person, all));
    await feed.refresh();
  }

  async function jumpTo(to: Temporal.Instant | 'next'): Promise<string | undefined> {
    // A long jump comes back after 25 s with done: false, and goes on when it is asked for again.
    for (;;) {
      const answer = await attempt(() => client.moveClock(to === 'next' ? to : to.toString()));
      if (!answer.ok) return answer.problem;
      store.set({ clock: { now: Temporal.Instant.from(answer.value.now), at: performance.now() } });
      await feed.refresh();
      if (answer.value.done) return undefined;
    }
  }

  async function reset(): Promise<string | undefined> {
    const answer = await attempt(() => client.reset());
    // The feed sees that the workspace has another life and begins anew.
    await feed.refreshWorkspace();
    return answer.ok ? undefined : answer.problem;
  }

  function suggest(place: ActPlace, element: ElementName, query: string): Promise<Attempt<OptionsAnswer>> {
    return attempt(() => client.options(store.get().person ?? '', place, element, query));
  }

  return { send, runShortcut, click, suggest, submit, closeView, jumpTo, reset };
}
