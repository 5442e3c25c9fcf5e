import type { AnyElement } from '../api/block-schema.ts';
import { ActionButton } from './action-button.tsx';
import { ChoiceGroup } from './choice-group.tsx';
import { FileField } from './file-field.tsx';
import { MomentPicker } from './moment-picker.tsx';
import { OverflowMenu } from './overflow-menu.tsx';
import { Picture } from './picture.tsx';
import { RichTextField } from './rich-text-field.tsx';
import { SelectMenu } from './select-menu.tsx';
import { TextField } from './text-field.tsx';

/** Draws any element by its kind. */
export function BlockElement({ element }: { element: AnyElement }) {
  switch (element.type) {
    case 'button':
    case 'workflow_button':
      return <ActionButton element={element} />;
    case 'overflow':
      return <OverflowMenu element={element} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <ChoiceGroup element={element} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <MomentPicker element={element} />;
    case 'image':
      return <Picture image={element} class="accessory-image" />;
    case 'file_input':
      return <FileField element={element} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextField element={element} />;
    case 'rich_text_input':
      return <RichTextField element={element} />;
    case 'unknown':
      return <span class="not-drawn">An element of type {element.of} (not drawn here)</span>;
    default:
      return <SelectMenu element={element} />;
  }
}
