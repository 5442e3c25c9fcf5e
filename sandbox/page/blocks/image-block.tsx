import type { BlockOf } from '../api/block-schema.ts';
import { Picture } from '../elements/picture.tsx';
import { PlainText } from '../text/block-text.tsx';

export function ImageBlock({ block }: { block: BlockOf<'image'> }) {
  return (
    <figure class="block image-block">
      {block.title && (
        <figcaption>
          <PlainText text={block.title.text} />
        </figcaption>
      )}
      <Picture image={block} class="image-block-picture" />
    </figure>
  );
}
