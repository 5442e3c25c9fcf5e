/** Reads the tree of a rich_text block into the same nodes that mrkdwn becomes. */
import { z } from 'zod';
import type { BlockNode, InlineNode, ListItem } from './rich-node.ts';

const style = z
  .object({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional();

const inline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string(), style }),
  z.object({ type: z.literal('link'), url: z.string(), text: z.string().optional(), style }),
  z.object({ type: z.literal('emoji'), name: z.string(), skin_tone: z.number().optional() }),
  z.object({ type: z.literal('user'), user_id: z.string(), style }),
  z.object({ type: z.literal('channel'), channel_id: z.string(), style }),
  z.object({ type: z.literal('usergroup'), usergroup_id: z.string() }),
  z.object({ type: z.literal('broadcast'), range: z.string() }),
  z.object({ type: z.literal('color'), value: z.string() }),
  z.object({
    type: z.literal('date'),
    timestamp: z.number().min(0).lt(1e11),
    format: z.string(),
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
]);
type Inline = z.infer<typeof inline>;

const section = z.object({ type: z.literal('rich_text_section'), elements: z.array(z.unknown()) });
const part = z.discriminatedUnion('type', [
  section,
  z.object({
    type: z.literal('rich_text_list'),
    style: z.string(),
    indent: z.number().default(0),
    offset: z.number().default(0),
    elements: z.array(section),
  }),
  z.object({ type: z.literal('rich_text_quote'), elements: z.array(z.unknown()) }),
  z.object({ type: z.literal('rich_text_preformatted'), elements: z.array(z.unknown()) }),
]);

function textNodes(text: string): InlineNode[] {
  return text
    .split(/(\n)/)
    .filter((piece) => piece !== '')
    .map((piece): InlineNode => (piece === '\n' ? { kind: 'break' } : { kind: 'text', text: piece }));
}

function bareNodes(element: Inline): InlineNode[] {
  switch (element.type) {
    case 'text':
      return textNodes(element.text);
    case 'link':
      return [{ kind: 'link', url: element.url, children: textNodes(element.text ?? element.url) }];
    case 'emoji':
      return [{ kind: 'emoji', name: element.name, ...(element.skin_tone ? { skinTone: element.skin_tone } : {}) }];
    case 'user':
      return [{ kind: 'user', id: element.user_id }];
    case 'channel':
      return [{ kind: 'channel', id: element.channel_id }];
    case 'usergroup':
      return [{ kind: 'group', label: '@group' }];
    case 'broadcast':
      return [{ kind: 'group', label: `@${element.range}` }];
    case 'color':
      return [{ kind: 'code', text: element.value }];
    case 'date': {
      const { timestamp: unix, format, url, fallback = '' } = element;
      return [{ kind: 'date', unix, format, fallback, ...(url ? { link: url } : {}) }];
    }
  }
}

function inlineNodes(elements: readonly unknown[]): InlineNode[] {
  return elements.flatMap((raw): InlineNode[] => {
    const read = inline.safeParse(raw);
    if (!read.success) return [];
    const element = read.data;
    const marks = 'style' in element ? element.style : undefined;
    const bare = bareNodes(element);
    const start: InlineNode[] = marks?.code && element.type === 'text' ? [{ kind: 'code', text: element.text }] : bare;
    const kinds = (['bold', 'italic', 'strike', 'underline'] as const).filter((kind) => marks?.[kind]);
    return kinds.reduce<InlineNode[]>((children, kind) => [{ kind, children }], start);
  });
}

const plainOf = (elements: readonly unknown[]): string =>
  elements
    .map((raw) => inline.safeParse(raw).data)
    .map((element) => (element?.type === 'text' || element?.type === 'link' ? (element.text ?? '') : ''))
    .join('');

/** Lists of one message follow each other flat, with an indent; a deeper one belongs to the item before it. */
function addList(blocks: BlockNode[], list: Extract<BlockNode, { kind: 'list' }>, indent: number): BlockNode[] {
  const last = blocks.at(-1);
  const lastItem = last?.kind === 'list' ? last.items.at(-1) : undefined;
  if (indent === 0 || last?.kind !== 'list' || !lastItem) return [...blocks, list];
  const item: ListItem = { ...lastItem, nested: addList([...lastItem.nested], list, indent - 1) };
  return [...blocks.slice(0, -1), { ...last, items: [...last.items.slice(0, -1), item] }];
}

function addPart(blocks: BlockNode[], element: z.infer<typeof part>): BlockNode[] {
  switch (element.type) {
    case 'rich_text_section':
      return [...blocks, { kind: 'paragraph', children: inlineNodes(element.elements) }];
    case 'rich_text_quote':
      return [...blocks, { kind: 'quote', children: [{ kind: 'paragraph', children: inlineNodes(element.elements) }] }];
    case 'rich_text_preformatted':
      return [...blocks, { kind: 'pre', text: plainOf(element.elements) }];
    case 'rich_text_list': {
      const items = element.elements.map((item) => ({ children: inlineNodes(item.elements), nested: [] }));
      const ordered = element.style === 'ordered';
      return addList(blocks, { kind: 'list', ordered, first: element.offset + 1, items }, element.indent);
    }
  }
}

/** Reads the elements of a rich_text block; what is of no known kind is left out. */
export function richTextNodes(elements: readonly unknown[]): BlockNode[] {
  return elements.reduce<BlockNode[]>((blocks, raw) => {
    const read = part.safeParse(raw);
    return read.success ? addPart(blocks, read.data) : blocks;
  }, []);
}
