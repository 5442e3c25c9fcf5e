import type { Channel } from './channels.ts';
import type { Message } from './messages.ts';
import type { User } from './users.ts';
import type { Workspace } from './workspace.ts';

/** Whether this person may read the channel: members, and for public channels everyone who is no guest. */
export function mayRead(user: User, channel: Channel): boolean {
  return channel.members.has(user.id) || (!channel.isPrivate && !user.isGuest);
}

/** Whether this person sees the message in a channel that they may read. */
export function sees(user: User, message: Message): boolean {
  return message.ephemeralTo === undefined || message.ephemeralTo === user.id;
}

/** Messages of one channel that this person sees and that changed after `since`. */
export function messagesFor(workspace: Workspace, user: User, channel: Channel, since: number): Message[] {
  return workspace.messages.changedSince(since, (each) => each.channel === channel.id && sees(user, each));
}

/** What reaches this person: their direct and group conversations, and what is said only to them elsewhere. */
export function inboxOf(workspace: Workspace, user: User, since: number): Message[] {
  return workspace.messages.changedSince(since, (each) => {
    if (each.ephemeralTo !== undefined) return each.ephemeralTo === user.id;
    const channel = workspace.channels.get(each.channel);
    return channel !== undefined && channel.kind !== 'channel' && channel.members.has(user.id);
  });
}
