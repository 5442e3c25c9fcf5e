import type { BlockOf } from '../api/block-schema.ts';
import { Picture } from '../elements/picture.tsx';
import { TextBlock } from '../text/block-text.tsx';

/** Small grey texts and pictures in one line that wraps. */
export function ContextBlock({ block }: { block: BlockOf<'context'> }) {
  return (
    <div class="block context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <Picture key={index} image={element} class="context-image" />
        ) : (
          <div key={index} class="context-text">
            <TextBlock text={element} />
          </div>
        ),
      )}
    </div>
  );
}
