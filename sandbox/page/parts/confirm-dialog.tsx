import type { Confirm } from '../api/block-schema.ts';
import { PlainText, TextBlock } from '../text/block-text.tsx';
import { Dialog } from './dialog.tsx';

interface ConfirmDialogProps {
  readonly confirm: Confirm;
  readonly onConfirm: () => void;
  readonly onDeny: () => void;
}

/** What an element with `confirm` asks before the app is told. */
export function ConfirmDialog({ confirm, onConfirm, onDeny }: ConfirmDialogProps) {
  const style = confirm.style === 'danger' ? 'button-danger-filled' : 'button-filled';
  return (
    <Dialog class="dialog dialog-confirm" label={confirm.title.text} onClose={onDeny}>
      <h2 class="dialog-title">
        <PlainText text={confirm.title.text} />
      </h2>
      <div class="dialog-body">
        <TextBlock text={confirm.text} />
      </div>
      <div class="dialog-foot">
        <button type="button" class="button" onClick={onDeny}>
          <PlainText text={confirm.deny.text} />
        </button>
        <button type="button" class={`button ${style}`} onClick={onConfirm}>
          <PlainText text={confirm.confirm.text} />
        </button>
      </div>
    </Dialog>
  );
}
