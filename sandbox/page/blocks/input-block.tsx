import { useId } from 'preact/hooks';
import type { BlockOf } from '../api/block-schema.ts';
import { BlockElement } from '../elements/block-element.tsx';
import { BlockContext, useBlock, useSurface } from '../elements/surface.ts';
import { PlainText } from '../text/block-text.tsx';

/** A labelled element with its hint and, after a refused submission, what the app said about it. */
export function InputBlock({ block }: { block: BlockOf<'input'> }) {
  const labelId = useId();
  const place = useBlock();
  const surface = useSurface();
  const actionId = 'action_id' in block.element ? block.element.action_id : '';
  const error = surface.errorOf(block.block_id, actionId);
  const described = [error === undefined ? '' : `${labelId}-error`, block.hint ? `${labelId}-hint` : '']
    .join(' ')
    .trim();
  return (
    <div class={error === undefined ? 'block input-block' : 'block input-block input-block-refused'}>
      <div class="input-label" id={labelId}>
        <PlainText text={block.label.text} />
        {block.optional === true && <span class="input-optional"> (optional)</span>}
      </div>
      <BlockContext.Provider
        value={{ ...place, labelId, describedBy: described || undefined, invalid: error !== undefined }}
      >
        <BlockElement element={block.element} />
      </BlockContext.Provider>
      {error !== undefined && (
        <p class="input-error" role="alert" id={`${labelId}-error`}>
          {error}
        </p>
      )}
      {block.hint && (
        <p class="input-hint" id={`${labelId}-hint`}>
          <PlainText text={block.hint.text} />
        </p>
      )}
    </div>
  );
}
