import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly label: string;
  readonly class: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A modal window of the browser: it keeps the focus inside, gives it back when it closes, and Escape asks to close it. */
export function Dialog({ label, class: name, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    // Left alone, the browser would begin at the cross that closes the dialog.
    const wanted = element?.querySelector<HTMLElement>('[data-focus-on-load="true"]');
    const first = element?.querySelector<HTMLElement>(
      'input:not([type=hidden]), textarea, .moment-button, [contenteditable]',
    );
    (wanted ?? first)?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={name}
      aria-label={label}
      onCancel={(event) => {
        // The parent decides whether the dialog goes; an event of a file picker inside bubbles up here as well.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
