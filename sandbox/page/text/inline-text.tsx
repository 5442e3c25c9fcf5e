/** Draws the nodes of a line. Text becomes text nodes only, never HTML. */
import type { ComponentChildren } from 'preact';
import { emojiCharacter } from './emoji-character.ts';
import { useReader } from './reader.ts';
import type { InlineNode } from './rich-node.ts';
import { safeAddress } from './safe-address.ts';
import { slackDateText } from './slack-date.ts';

function Emoji({ name, skinTone }: { name: string; skinTone?: number | undefined }) {
  const character = emojiCharacter(name, skinTone);
  if (character === undefined) return <>{`:${name}:`}</>;
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {character}
    </span>
  );
}

export function Link({ url, children }: { url: string; children: ComponentChildren }) {
  const address = safeAddress(url);
  if (address === undefined) return <>{children}</>;
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

function DateText({ node }: { node: Extract<InlineNode, { kind: 'date' }> }) {
  const reader = useReader();
  const text = slackDateText(node.unix, node.format, reader);
  const full = slackDateText(node.unix, '{date_long} at {time_secs}', reader);
  const time = <time title={`${full} (${reader.zone})`}>{text}</time>;
  return node.link === undefined ? time : <Link url={node.link}>{time}</Link>;
}

function Mention({ node }: { node: Extract<InlineNode, { kind: 'user' | 'channel' | 'group' }> }) {
  const reader = useReader();
  if (node.kind === 'group') return <span class="mention mention-group">{node.label}</span>;
  const name = node.kind === 'user' ? reader.memberName(node.id) : reader.channelName(node.id);
  const mine = node.kind === 'user' && node.id === reader.person;
  const mark = node.kind === 'user' ? '@' : '#';
  return <span class={mine ? 'mention mention-me' : 'mention'}>{`${mark}${name ?? node.label ?? node.id}`}</span>;
}

function Inline({ node }: { node: InlineNode }) {
  switch (node.kind) {
    case 'text':
      return <>{node.text}</>;
    case 'break':
      return <br />;
    case 'bold':
      return <strong>{<InlineText nodes={node.children} />}</strong>;
    case 'italic':
      return <em>{<InlineText nodes={node.children} />}</em>;
    case 'strike':
      return <s>{<InlineText nodes={node.children} />}</s>;
    case 'underline':
      return <u>{<InlineText nodes={node.children} />}</u>;
    case 'code':
      return <code class="code">{node.text}</code>;
    case 'link':
      return (
        <Link url={node.url}>
          <InlineText nodes={node.children} />
        </Link>
      );
    case 'emoji':
      return <Emoji name={node.name} skinTone={node.skinTone} />;
    case 'date':
      return <DateText node={node} />;
    default:
      return <Mention node={node} />;
  }
}

export function InlineText({ nodes }: { nodes: readonly InlineNode[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <Inline key={index} node={node} />
      ))}
    </>
  );
}
