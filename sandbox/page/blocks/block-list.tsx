import type { Block, UnknownBlock } from '../api/block-schema.ts';
import { BlockContext } from '../elements/surface.ts';
import { BlockText, PlainText } from '../text/block-text.tsx';
import { parseMarkdown } from '../text/markdown.ts';
import { richTextNodes } from '../text/rich-text-nodes.ts';
import { ActionsBlock } from './actions-block.tsx';
import { ContextBlock } from './context-block.tsx';
import { ImageBlock } from './image-block.tsx';
import { InputBlock } from './input-block.tsx';
import { SectionBlock } from './section-block.tsx';
import { TableBlock } from './table-block.tsx';

function BlockBody({ block }: { block: Block | UnknownBlock }) {
  switch (block.type) {
    case 'section':
      return <SectionBlock block={block} />;
    case 'header':
      return (
        <h3 class="block block-header">
          <PlainText text={block.text.text} />
        </h3>
      );
    case 'divider':
      return <hr class="divider" />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'actions':
      return <ActionsBlock block={block} />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'rich_text':
      return (
        <div class="block">
          <BlockText nodes={richTextNodes(block.elements)} />
        </div>
      );
    case 'markdown':
      return (
        <div class="block">
          <BlockText nodes={parseMarkdown(block.text)} />
        </div>
      );
    case 'table':
      return <TableBlock block={block} />;
    case 'unknown':
      return <p class="block not-drawn">A block of type {block.of} (not drawn here)</p>;
  }
}

// Blocks of kind input fill values; with dispatch_action they act as well.
function modeOf(block: Block | UnknownBlock): 'acts' | 'fills' | 'acts-and-fills' {
  if (block.type !== 'input') return 'acts';
  return block.dispatch_action === true ? 'acts-and-fills' : 'fills';
}

/** Draws the blocks of a message or a view. A block keeps its state over an edit as long as its block_id stays. */
export function BlockList({ blocks }: { blocks: readonly (Block | UnknownBlock)[] }) {
  return (
    <div class="blocks">
      {blocks.map((block, index) => (
        <BlockContext.Provider
          key={block.block_id ?? index}
          value={{ blockId: block.block_id, mode: modeOf(block), labelId: undefined }}
        >
          <BlockBody block={block} />
        </BlockContext.Provider>
      ))}
    </div>
  );
}
