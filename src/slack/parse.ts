// What Slack sends, parsed: only the fields the bot reads, each checked. Slack's own shapes: docs.slack.dev/interactivity.
import { z } from 'zod';
import { readMember, type SlackMember } from './directory.ts';

const command = z.object({
  user_id: z.string().min(1),
  command: z.string(),
  text: z.string().default(''),
  trigger_id: z.string().optional(),
});

const option = z.object({ value: z.string() });
const click = z.object({
  user: z.object({ id: z.string().min(1) }),
  trigger_id: z.string().optional(),
  view: z
    .object({
      id: z.string(),
      type: z.enum(['home', 'modal']),
      hash: z.string(),
      previous_view_id: z.string().nullish(),
    })
    .optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().default('0'),
        value: z.string().optional(),
        selected_option: option.nullish(),
      }),
    )
    .min(1),
});

const directMessage = z.object({
  type: z.literal('message'),
  channel_type: z.literal('im'),
  channel: z.string(),
  user: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.never().optional(),
  /** Edits, deletions and the like are no messages to answer; a file shared with a word or two is. */
  subtype: z.literal('file_share').optional(),
});

export interface TypedCommand {
  slackUserId: string;
  /** The first word after the command in lower case; empty where nothing was typed. */
  word: string;
  /** What follows the first word. */
  rest: string;
  /** Lets the bot open a form for three seconds. */
  triggerId: string | null;
}

export interface Click {
  slackUserId: string;
  actionId: string;
  /** The button's value or the chosen option's; empty where there is none. */
  value: string;
  /** Lets the bot open a form for three seconds. */
  triggerId: string | null;
  /** The page or form that the button stands on; null for a message. */
  view: ClickedView | null;
}

export interface ClickedView {
  id: string;
  kind: 'home' | 'modal';
  hash: string;
  /** When it was pressed, as Slack says it: seconds with six places, in order as text. */
  pressedAt: string;
  /** There is another form below this one. */
  stacked: boolean;
}

const search = z.object({
  user: z.object({ id: z.string().min(1) }),
  action_id: z.string(),
  value: z.string().default(''),
});

/** What somebody has typed so far into a menu of many. */
export interface Search {
  slackUserId: string;
  actionId: string;
  words: string;
}

const shortcut = z.object({
  user: z.object({ id: z.string().min(1) }),
  callback_id: z.string(),
  trigger_id: z.string(),
});

/** A shortcut of the workspace. */
export interface Shortcut {
  slackUserId: string;
  actionId: string;
  triggerId: string;
}

const homeOpened = z.object({ user: z.string().min(1), tab: z.literal('home') });

export interface DirectMessage {
  slackUserId: string;
  channel: string;
  /** The thread that it was written in; null outside of threads. */
  threadTs: string | null;
}

/** Text as Slack sends it with should_escape: people who are mentioned become `@U123`, links their address, entities characters. */
export function typedText(text: string): string {
  return text
    .replaceAll(/<@([^>|]+)(\|[^>]*)?>/g, '@$1')
    .replaceAll(/<#[^>|]+\|([^>]*)>/g, '#$1')
    .replaceAll(/<#[^>]+>/g, '')
    .replaceAll(/<(https?:[^>|]+)(\|[^>]*)?>/g, '$1')
    .replaceAll(/<mailto:[^>|]+\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** undefined: not a command we can read. */
export function parseCommand(body: unknown): TypedCommand | undefined {
  const parsed = command.safeParse(body);
  if (!parsed.success) return undefined;
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(typedText(parsed.data.text)) ?? [];
  const { user_id, trigger_id } = parsed.data;
  return { slackUserId: user_id, word: word.toLowerCase(), rest, triggerId: trigger_id ?? null };
}

/** undefined: not a click we can read. */
export function parseClick(body: unknown): Click | undefined {
  const parsed = click.safeParse(body);
  const action = parsed.data?.actions[0];
  if (!parsed.success || !action) return undefined;
  const value = action.value ?? action.selected_option?.value ?? '';
  const { user, trigger_id, view } = parsed.data;
  return {
    slackUserId: user.id,
    actionId: action.action_id,
    value,
    triggerId: trigger_id ?? null,
    view: view
      ? {
          id: view.id,
          kind: view.type,
          hash: view.hash,
          pressedAt: action.action_ts,
          stacked: Boolean(view.previous_view_id),
        }
      : null,
  };
}

/** undefined: not a message that a person wrote to the bot. */
export function parseDirectMessage(event: unknown): DirectMessage | undefined {
  const parsed = directMessage.safeParse(event);
  if (!parsed.success) return undefined;
  const { user, channel, thread_ts } = parsed.data;
  return { slackUserId: user, channel, threadTs: thread_ts ?? null };
}

/** Who opened their Home page; undefined for the other tab of the app. */
export function parseHomeOpened(event: unknown): string | undefined {
  return homeOpened.safeParse(event).data?.user;
}

/** undefined: not a search we can read. */
export function parseSearch(body: unknown): Search | undefined {
  const { data } = search.safeParse(body);
  return data && { slackUserId: data.user.id, actionId: data.action_id, words: data.value.trim() };
}

/** undefined: not a shortcut we can read. */
export function parseShortcut(body: unknown): Shortcut | undefined {
  const { data } = shortcut.safeParse(body);
  return data && { slackUserId: data.user.id, actionId: data.callback_id, triggerId: data.trigger_id };
}

const memberChanged = z.object({ user: z.unknown() });

/** A member of the workspace as an event names them; undefined: not one we can read. */
export function parseMember(event: unknown): SlackMember | undefined {
  const { data } = memberChanged.safeParse(event);
  return data && readMember(data.user);
}
