/** Everything the page knows; live-feed.ts and page-acts.ts change it, the components draw it. */
import type { Temporal } from 'temporal-polyfill';
import type { Channel, LogEntry, Member, View, Workspace } from '../api/control-schema.ts';
import type { MessageBook } from './message-book.ts';
import { emptyBook } from './message-book.ts';
import type { ReadMarks } from './read-marks.ts';
import type { Toast } from './toasts.ts';

/** Something only this person is told, by the page itself: a command that failed, a message that could not be sent. */
export interface Notice {
  readonly id: number;
  readonly channel: string;
  /** In the form of a message ts, so that it finds its place among the messages. */
  readonly ts: string;
  readonly text: string;
}

/** The workspace's clock runs at real speed between answers: `now` was true when performance.now() was `at`. */
export interface ClockReading {
  readonly now: Temporal.Instant;
  readonly at: number;
}

export interface PageState {
  readonly workspace: Workspace | undefined;
  readonly clock: ClockReading | undefined;
  readonly person: string | undefined;
  readonly place: string | undefined;
  readonly tab: 'messages' | 'home';
  readonly book: MessageBook;
  readonly notices: readonly Notice[];
  readonly read: ReadMarks;
  /** The open thread, by its channel and the ts of the message it hangs on. */
  readonly thread: { readonly channel: string; readonly ts: string } | undefined;
  /** Where the open channel's unread messages began when it was opened. */
  readonly unreadFrom: { readonly channel: string; readonly ts: string } | undefined;
  readonly toasts: readonly Toast[];
  readonly modal: View | undefined;
  /** How many modals lie on each other. */
  readonly modalDepth: number;
  readonly home: View | undefined;
  readonly log: readonly LogEntry[];
  readonly drawer: 'none' | 'sidebar' | 'inspector' | 'people' | 'write';
  /** Set while the sandbox does not answer; undefined when all is well. */
  readonly trouble: string | undefined;
}

export const startState: PageState = {
  workspace: undefined,
  clock: undefined,
  person: undefined,
  place: undefined,
  tab: 'messages',
  book: emptyBook,
  notices: [],
  read: {},
  thread: undefined,
  unreadFrom: undefined,
  toasts: [],
  modal: undefined,
  modalDepth: 0,
  home: undefined,
  log: [],
  drawer: 'none',
  trouble: undefined,
};

/** The moment it is in the workspace; `at` is a reading of performance.now(). */
export function workspaceNow(clock: ClockReading, at: number): Temporal.Instant {
  return clock.now.add({ milliseconds: Math.max(0, Math.round(at - clock.at)) });
}

/** Finds a member by id or e-mail address. */
export function findMember(workspace: Workspace, idOrEmail: string): Member | undefined {
  const wanted = idOrEmail.toLowerCase();
  return workspace.users.find((user) => user.id === idOrEmail || user.email?.toLowerCase() === wanted);
}

/** Whether the channel is the direct conversation of this person with the bot. */
export function isBotConversation(workspace: Workspace, channel: Channel): boolean {
  const { id } = workspace.bot;
  return channel.kind === 'im' && typeof id === 'string' && channel.members.includes(id);
}

/** The channels of a person as the sidebar lists them: the bot first among the conversations, then by name. */
export function channelsOf(workspace: Workspace, person: string): Channel[] {
  const rank = (channel: Channel): number =>
    channel.kind === 'channel' ? 0 : isBotConversation(workspace, channel) ? 1 : 2;
  return workspace.channels
    .filter((channel) => channel.members.includes(person))
    .sort(
      (a, b) =>
        rank(a) - rank(b) || channelTitle(workspace, a, person).localeCompare(channelTitle(workspace, b, person)),
    );
}

/** What a channel is called to a person: its name, or the others who are in it. */
export function channelTitle(workspace: Workspace, channel: Channel, person: string): string {
  if (channel.kind === 'channel') return channel.name ?? channel.id;
  const others = channel.members.filter((id) => id !== person);
  if (others.length === 0) return findMember(workspace, person)?.name ?? person;
  return others.map((id) => findMember(workspace, id)?.name ?? id).join(', ');
}
