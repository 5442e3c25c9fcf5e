/** The page's only way to the workspace: the control API, one function a call. */
import type { z } from 'zod';
import type { RichText } from '../text/rich-text-document.ts';
import {
  type ActAnswer,
  actAnswer,
  changeAnswer,
  clockAnswer,
  logAnswer,
  messagesAnswer,
  optionsAnswer,
  refusal,
  resetAnswer,
  stateAnswer,
  viewAnswer,
} from './control-schema.ts';

/** The sandbox said no (4xx): its own words and, where it gives one, a hint what to do. */
export class Refused extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'Refused';
    this.hint = hint;
  }
}

export interface ElementName {
  readonly action_id: string;
  readonly block_id?: string;
}

/** Text, a date or a time; of a rich text input its tree. */
export type ActValue = string | RichText;

/** What a person did to an element; dates, times and text travel as `value`, chosen options as `selected`. */
export interface Act extends ElementName {
  readonly value?: ActValue;
  readonly selected?: string | readonly string[];
}

/** Where the element stands: a stored message, an ephemeral one (which only has a seq), or a view. */
export type ActPlace =
  | { readonly channel: string; readonly ts: string }
  | { readonly channel: string; readonly message_seq: number }
  | { readonly view_id: string };

/** An open channel, or the people with whom a conversation is to be opened. */
export type MessagePlace = { readonly channel: string } | { readonly with: readonly string[] };

/** A value of an input, in the form POST /submit takes. */
export type InputValue = ActValue | readonly string[] | readonly { name: string; base64: string }[];

interface Since {
  readonly since: number;
  /** How long the answer may be held back until there is something new; left out: at once. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

export type ControlClient = ReturnType<typeof createControlClient>;

/**
 * A client of the control API below `base` (such as `/_control`). Every function rejects with Refused for a 4xx, with a
 * TypeError when nobody answers, and with a ZodError for an answer that is none.
 */
export function createControlClient(base: string, send: typeof fetch = fetch.bind(globalThis)) {
  async function call<Answer>(schema: z.ZodType<Answer>, path: string, init: RequestInit): Promise<Answer> {
    const response = await send(`${base}${path}`, init);
    const body: unknown = await response.json();
    if (response.ok) return schema.parse(body);
    const said = refusal.safeParse(body);
    throw said.success
      ? new Refused(said.data.error, said.data.hint ?? undefined)
      : new Refused(`The sandbox answered ${response.status}`);
  }

  function get<Answer>(schema: z.ZodType<Answer>, path: string, query: Record<string, string>, more?: Since) {
    const search = new URLSearchParams(query);
    if (more) search.set('since', String(more.since));
    if (more?.waitMs !== undefined) search.set('wait', String(more.waitMs));
    return call(schema, `${path}?${search}`, more?.signal ? { signal: more.signal } : {});
  }

  function post<Answer>(schema: z.ZodType<Answer>, path: string, body: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return call(schema, path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  const act = (path: string, body: object): Promise<ActAnswer> => post(actAnswer, path, body);

  return {
    state: () => get(stateAnswer, '/state', {}),
    messages: (user: string, channel: string, more: Since) => get(messagesAnswer, '/messages', { user, channel }, more),
    inbox: (user: string, more: Since) => get(messagesAnswer, '/inbox', { user }, more),
    log: (more: Since) => get(logAnswer, '/log', {}, more),
    /** Answers when anything has happened in the workspace after `since`, or when the wait is over. */
    change: (user: string, more: Since) => get(changeAnswer, '/view', { user }, more),
    view: (user: string) => get(viewAnswer, '/view', { user }),
    /** `thread_ts` is the ts of the message that is answered. */
    sendMessage: (user: string, to: MessagePlace, text: string, thread_ts?: string) =>
      act('/message', { user, ...to, text, ...(thread_ts === undefined ? {} : { thread_ts }) }),
    runCommand: (user: string, command: string, text: string, channel: string) =>
      act('/command', { user, command, text, channel }),
    runShortcut: (user: string, callback_id: string, on?: { channel: string; ts: string }) =>
      act('/shortcut', { user, callback_id, ...on }),
    click: (user: string, place: ActPlace, done: Act) => act('/click', { user, ...place, ...done }),
    options: (user: string, place: ActPlace, element: ElementName, query: string) =>
      post(optionsAnswer, '/options', { user, ...place, ...element, query }),
    submit: (user: string, values: Readonly<Record<string, InputValue>>) => act('/submit', { user, values }),
    /** Closes the top modal, or with `all` everything below it as well. */
    closeView: (user: string, all: boolean) => act('/close', { user, all }),
    openHome: (user: string, tab: 'home' | 'messages') => act('/home', { user, tab }),
    /** Jumps to a moment (ISO 8601 with offset), or to the next at which the app has something to do. */
    moveClock: (to: string | 'next') => post(clockAnswer, '/clock', to === 'next' ? { next: true } : { set: to }),
    /** Puts everything back to the start. */
    reset: () => post(resetAnswer, '/reset', {}),
  };
}
