import type { DirectoryEntry } from '../state/directory.ts';
import { PlainText } from '../text/block-text.tsx';
import { Icon } from './icon.tsx';

/** What has been chosen from a menu for several, each with a cross that takes it away again. */
export function Chips({ chosen, onDrop }: { chosen: readonly DirectoryEntry[]; onDrop: (value: string) => void }) {
  if (chosen.length === 0) return null;
  return (
    <span class="chips">
      {chosen.map(({ value, label }) => (
        <span class="chip" key={value}>
          <PlainText text={label} />
          <button type="button" class="chip-drop" aria-label={`Remove ${label}`} onClick={() => onDrop(value)}>
            <Icon name="close" />
          </button>
        </span>
      ))}
    </span>
  );
}
