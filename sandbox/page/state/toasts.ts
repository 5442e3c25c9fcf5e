/** What somebody is told while they look elsewhere. */
import type { Message, Workspace } from '../api/control-schema.ts';
import { channelTitle, findMember } from './page-state.ts';

export interface Toast {
  readonly key: string;
  readonly channel: string;
  readonly author: string;
  /** Where it was said, if not in a conversation of two. */
  readonly where: string | undefined;
  readonly text: string;
}

/** More at once would only hide what they tell of: a jump of the clock can bring hundreds. */
export const MOST_TOASTS = 3;

interface Looking {
  readonly workspace: Workspace;
  readonly person: string;
  /** The open channel while the window is seen; undefined while it is hidden. */
  readonly open: string | undefined;
}

/** The messages among the news that Slack would notify of: conversations, mentions, what is said to the person alone. */
export function toastsFor(news: readonly Message[], { workspace, person, open }: Looking): Toast[] {
  return news
    .filter((message) => {
      if (message.user === person || message.deleted || message.edited || message.channel === open) return false;
      const channel = workspace.channels.find(({ id }) => id === message.channel);
      return channel?.kind !== 'channel' || message.ephemeral || (message.text ?? '').includes(`<@${person}`);
    })
    .slice(-MOST_TOASTS)
    .map((message) => {
      const channel = workspace.channels.find(({ id }) => id === message.channel);
      const title = channel && channelTitle(workspace, channel, person);
      return {
        key: `${message.channel}-${message.seq}`,
        channel: message.channel,
        author: findMember(workspace, message.user ?? '')?.name ?? workspace.bot.name ?? 'The app',
        where: channel?.kind === 'channel' ? `#${title}` : channel?.kind === 'mpim' ? title : undefined,
        text: message.text ?? '',
      };
    });
}
