import { useMemo } from 'preact/hooks';
import type { Act, ElementName } from '../api/control-client.ts';
import type { Message, Workspace } from '../api/control-schema.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { SurfaceContext } from '../elements/surface.ts';
import { clockText, timeOfDay, tsMoment } from '../state/clock-words.ts';
import type { PageActs } from '../state/page-acts.ts';
import { findMember } from '../state/page-state.ts';
import type { Replies } from '../state/threads.ts';
import { Mrkdwn } from '../text/block-text.tsx';
import { useReader } from '../text/reader.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { MessageBar } from './message-bar.tsx';
import { ReplyLine } from './reply-line.tsx';

/** Slack's own voice; it is no member that one could act as. */
const SLACKBOT = 'USLACKBOT';

export interface MessageRowProps {
  readonly message: Message;
  readonly workspace: Workspace;
  readonly acts: PageActs;
  /** Follows a message of the same author closely, so that name and picture are not repeated. */
  readonly follows: boolean;
  /** What was answered to it in its thread. */
  readonly replies?: Replies | undefined;
  /** It stands in the thread pane, where there is no thread to lead to. */
  readonly inThread?: boolean;
}

/** "512 bytes", "1.4 kB". */
function sizeText(bytes: number): string {
  return bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toLocaleString('en-US', { maximumFractionDigits: 1 })} kB`;
}

function Files({ message }: { message: Message }) {
  if (message.files.length === 0) return null;
  return (
    <ul class="files">
      {message.files.map((file, index) => {
        const name = file.title ?? file.name ?? file.id ?? 'File';
        return (
          <li class="file" key={file.id ?? index}>
            {file.url && file.mimetype?.startsWith('image/') && (
              <img class="file-picture" src={file.url} alt={file.alt ?? name} />
            )}
            <Icon name={file.url ? 'download' : 'file'} />
            {file.url ? (
              <a href={file.url} download={file.name ?? true}>
                {name}
              </a>
            ) : (
              <span>{name}</span>
            )}
            {typeof file.size === 'number' && <span class="file-size">{sizeText(file.size)}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function MessageBody({ message, acts }: { message: Message; acts: PageActs }) {
  const { channel, ts, seq, ephemeral, blocks } = message;
  const surface = useMemo(() => {
    const place = ephemeral ? { channel, message_seq: seq } : { channel, ts };
    return {
      kind: 'message' as const,
      act: (act: Act) => acts.click(place, act),
      suggest: (element: ElementName, query: string) => acts.suggest(place, element, query),
      fill: () => undefined,
      errorOf: () => undefined,
    };
  }, [acts, channel, ts, seq, ephemeral]);
  return (
    <SurfaceContext.Provider value={surface}>
      {blocks.length > 0 ? (
        <BlockList blocks={blocks} />
      ) : (
        <div class="message-text">
          <Mrkdwn text={message.text ?? ''} />
        </div>
      )}
      {message.edited && !message.ephemeral && <span class="edited">(edited)</span>}
      <Files message={message} />
    </SurfaceContext.Provider>
  );
}

function AuthorLine({ name, isBot, ts }: { name: string; isBot: boolean; ts: string }) {
  const { zone } = useReader();
  return (
    <div class="message-head">
      <span class="message-author">{name}</span>
      {isBot && <span class="app-mark">App</span>}
      <time class="message-time" title={clockText(tsMoment(ts), zone)}>
        {timeOfDay(ts, zone)}
      </time>
    </div>
  );
}

/** One message as Slack draws it. */
export function MessageRow({ message, workspace, acts, follows, replies, inThread = false }: MessageRowProps) {
  const { zone, person } = useReader();
  const author = message.user ?? '';
  const member = findMember(workspace, author);
  const isBot = member?.is_bot === true || author === workspace.bot.id;
  const name =
    member?.name ??
    (author === SLACKBOT ? 'Slackbot' : isBot ? workspace.bot.name : undefined) ??
    (author || 'Unknown');
  const kind = `message${follows ? ' message-follows' : ''}${message.ephemeral ? ' message-only-you' : ''}`;
  const mentioned = author !== person && (message.text ?? '').includes(`<@${person}`) ? ' message-mentions-me' : '';
  const onMessages = workspace.shortcuts.filter(({ type }) => type === 'message');
  return (
    <article class={`${kind}${mentioned}`} aria-label={`${name}, ${timeOfDay(message.ts, zone)}`}>
      {!message.ephemeral && !inThread && <MessageBar message={message} shortcuts={onMessages} acts={acts} />}
      {message.ephemeral && (
        <div class="only-you">
          <Icon name="eye" /> Only visible to you
        </div>
      )}
      {follows ? (
        <time class="message-aside" aria-hidden="true">
          {timeOfDay(message.ts, zone).replace(/ [AP]M$/, '')}
        </time>
      ) : (
        <Avatar id={author} name={name} />
      )}
      <div class="message-main">
        {!follows && <AuthorLine name={name} isBot={isBot} ts={message.ts} />}
        <MessageBody message={message} acts={acts} />
        {replies && (
          <ReplyLine
            replies={replies}
            workspace={workspace}
            onOpen={() => acts.openThread({ channel: message.channel, ts: message.ts })}
          />
        )}
      </div>
    </article>
  );
}
