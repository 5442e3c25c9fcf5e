import { useState } from 'preact/hooks';
import type { FileInputElement } from '../api/block-schema.ts';
import { useBlock, useSurface } from './surface.ts';

/** A data address ends in the bytes as base64, which the control API takes as they are. */
function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Files to hand in with a view; their bytes are read here and sent when the view is submitted. */
export function FileField({ element }: { element: FileInputElement }) {
  const surface = useSurface();
  const { blockId, labelId } = useBlock();
  const [names, setNames] = useState<readonly string[]>([]);

  async function take(list: FileList | null): Promise<void> {
    const files = [...(list ?? [])].slice(0, element.max_files ?? 10);
    const read = await Promise.all(files.map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
    setNames(read.map(({ name }) => name));
    surface.fill(blockId, element.action_id, read);
  }

  return (
    <>
      <input
        class="field field-file"
        type="file"
        multiple={(element.max_files ?? 10) > 1}
        accept={element.filetypes?.map((type) => `.${type}`).join(',')}
        aria-labelledby={labelId}
        onChange={(event) => void take(event.currentTarget.files)}
      />
      {names.length > 0 && <span class="field-note">{names.join(', ')}</span>}
    </>
  );
}
