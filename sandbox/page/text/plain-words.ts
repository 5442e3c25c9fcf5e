import { parseMrkdwn } from './mrkdwn.ts';
import type { Reader } from './reader.ts';
import type { BlockNode, InlineNode } from './rich-node.ts';
import { slackDateText } from './slack-date.ts';

/** A message in one line without its marks, for a notification. */
export function plainWords(text: string, reader: Reader): string {
  const inline = (node: InlineNode): string => {
    switch (node.kind) {
      case 'text':
      case 'code':
        return node.text;
      case 'break':
        return ' ';
      case 'user':
        return `@${reader.memberName(node.id) ?? node.label ?? node.id}`;
      case 'channel':
        return `#${reader.channelName(node.id) ?? node.label ?? node.id}`;
      case 'group':
        return node.label;
      case 'date':
        return slackDateText(node.unix, node.format, reader);
      case 'emoji':
        return `:${node.name}:`;
      default:
        return node.children.map(inline).join('');
    }
  };
  const block = (node: BlockNode): string => {
    if (node.kind === 'quote') return node.children.map(block).join(' ');
    if (node.kind === 'list') return node.items.map((item) => item.children.map(inline).join('')).join(', ');
    if (node.kind === 'pre') return node.text;
    return node.kind === 'rule' ? '' : node.children.map(inline).join('');
  };
  return parseMrkdwn(text).map(block).join(' ');
}
