import { useMemo } from 'preact/hooks';
import type { TextObject } from '../api/block-schema.ts';
import { InlineText } from './inline-text.tsx';
import { parseMrkdwn } from './mrkdwn.ts';
import { parsePlain } from './mrkdwn-inline.ts';
import type { BlockNode } from './rich-node.ts';

function ListText({ node }: { node: Extract<BlockNode, { kind: 'list' }> }) {
  const items = node.items.map((item, index) => (
    <li key={index}>
      <InlineText nodes={item.children} />
      <BlockText nodes={item.nested} />
    </li>
  ));
  return node.ordered ? (
    <ol class="text-list" start={node.first}>
      {items}
    </ol>
  ) : (
    <ul class="text-list">{items}</ul>
  );
}

// The page itself uses h1 to h3; a message's own headings stand below those.
const HEADINGS = ['h4', 'h5', 'h6'] as const;

function BlockPart({ node }: { node: BlockNode }) {
  switch (node.kind) {
    case 'paragraph':
      return (
        <div class="text-paragraph">
          <InlineText nodes={node.children} />
        </div>
      );
    case 'heading': {
      const Heading = HEADINGS[Math.min(node.level, 3) - 1] ?? 'h6';
      return (
        <Heading class={`text-heading text-heading-${Math.min(node.level, 3)}`}>
          <InlineText nodes={node.children} />
        </Heading>
      );
    }
    case 'quote':
      return (
        <blockquote class="text-quote">
          <BlockText nodes={node.children} />
        </blockquote>
      );
    case 'pre':
      return <pre class="text-pre">{node.text}</pre>;
    case 'list':
      return <ListText node={node} />;
    case 'rule':
      return <hr class="divider" />;
  }
}

/** Draws paragraphs, quotes, lists and the rest. */
export function BlockText({ nodes }: { nodes: readonly BlockNode[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <BlockPart key={index} node={node} />
      ))}
    </>
  );
}

export function Mrkdwn({ text }: { text: string }) {
  const nodes = useMemo(() => parseMrkdwn(text), [text]);
  return <BlockText nodes={nodes} />;
}

/** A plain_text or mrkdwn object, as a block of its own. */
export function TextBlock({ text }: { text: TextObject }) {
  return text.type === 'mrkdwn' ? <Mrkdwn text={text.text} /> : <PlainText text={text.text} />;
}

/** A plain_text, inside a line. */
export function PlainText({ text }: { text: string }) {
  return <InlineText nodes={parsePlain(text)} />;
}
