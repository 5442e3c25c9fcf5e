import { ControlError } from '../control/control-error.ts';
import type { Core } from '../core.ts';
import type { Member } from '../members.ts';
import { joinedEvent } from '../web-api/conversations-methods.ts';
import { mayReadEmails, userObject } from '../wire/user-object.ts';
import type { Channel } from '../workspace/channels.ts';
import { fixedIds } from '../workspace/ids.ts';
import type { User } from '../workspace/users.ts';
import { type ActResult, actResult } from './act-result.ts';

/** Somebody comes into the workspace and, unless a guest, into its public channels. Throws ControlError for a taken e-mail. */
export async function addMember(core: Core, member: Member): Promise<ActResult & { user: string }> {
  const { workspace } = core;
  requireFreeEmail(core, member.email);
  const seq = workspace.sequence.last;
  const user = workspace.users.add({
    id: workspace.ids.next('user'),
    name: member.name,
    email: member.email,
    tz: member.tz,
    deleted: member.deleted ?? false,
    isBot: member.is_bot ?? false,
    isGuest: member.is_guest ?? false,
  });
  const emitted = await core.events.emit('team_join', { type: 'team_join', user: asSeen(core, user) });
  if (!user.isGuest) {
    const open = workspace.channels.all().filter((channel) => channel.kind === 'channel' && !channel.isPrivate);
    for (const channel of open) await joinChannel(core, user, channel);
  }
  return { ...actResult(seq, emitted), user: user.id };
}

/** Somebody's account changes. Throws ControlError for a taken e-mail. */
export async function changeMember(
  core: Core,
  user: User,
  changes: Partial<Pick<User, 'name' | 'email' | 'tz' | 'deleted'>>,
): Promise<ActResult & { user: string }> {
  if (changes.email !== undefined && core.workspace.users.byEmail(changes.email)?.id !== user.id) {
    requireFreeEmail(core, changes.email);
  }
  const seq = core.workspace.sequence.last;
  core.workspace.users.change(user, changes);
  const emitted = await core.events.emit('user_change', { type: 'user_change', user: asSeen(core, user) });
  return { ...actResult(seq, emitted), user: user.id };
}

/** Somebody, or the bot, comes into a channel; the bot hears of it if it is in there. */
export async function joinChannel(core: Core, user: User, channel: Channel): Promise<ActResult> {
  const seq = core.workspace.sequence.last;
  if (channel.kind !== 'channel') throw new ControlError(409, 'not_a_channel', 'nobody can be added to a conversation');
  if (channel.members.has(user.id)) return actResult(seq, undefined);
  core.workspace.channels.join(channel, user.id);
  if (!channel.members.has(fixedIds.botUser)) return actResult(seq, undefined);
  return actResult(seq, await core.events.emit('member_joined_channel', joinedEvent(channel.id, user.id)));
}

function asSeen({ workspace }: Core, user: User) {
  return userObject(workspace, user, mayReadEmails(workspace));
}

function requireFreeEmail({ workspace }: Core, email: string): void {
  const holder = workspace.users.byEmail(email);
  if (holder) throw new ControlError(409, 'email_taken', `${email} belongs to ${holder.id}`);
}
