import type { BlockOf } from '../api/block-schema.ts';
import { BlockElement } from '../elements/block-element.tsx';
import { TextBlock } from '../text/block-text.tsx';

/** Text, up to ten fields in two columns, and one element at the right. */
export function SectionBlock({ block }: { block: BlockOf<'section'> }) {
  return (
    <div class={block.accessory ? `block section section-with-${block.accessory.type}` : 'block section'}>
      <div class="section-body">
        {block.text && (
          <div class="section-text">
            <TextBlock text={block.text} />
          </div>
        )}
        {block.fields && (
          <div class="section-fields">
            {block.fields.map((field, index) => (
              <div class="section-field" key={index}>
                <TextBlock text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {block.accessory && (
        <div class="section-accessory">
          <BlockElement element={block.accessory} />
        </div>
      )}
    </div>
  );
}
