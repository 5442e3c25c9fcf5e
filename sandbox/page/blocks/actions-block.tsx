import type { BlockOf } from '../api/block-schema.ts';
import { BlockElement } from '../elements/block-element.tsx';

/** A row of buttons and menus that wraps. */
export function ActionsBlock({ block }: { block: BlockOf<'actions'> }) {
  return (
    <div class="block actions">
      {block.elements.map((element, index) => (
        <BlockElement key={'action_id' in element && element.action_id ? element.action_id : index} element={element} />
      ))}
    </div>
  );
}
