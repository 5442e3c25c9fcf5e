import type { RefObject } from 'preact';

interface ComposerFieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  /** What may follow what is typed; shown behind it in grey. */
  readonly hint: string | undefined;
  /** The list of proposals while it is open, and the one that is highlighted. */
  readonly listId: string | undefined;
  readonly activeId: string | undefined;
  readonly onWrite: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The field of the composer; it grows with its text. */
export function ComposerField(props: ComposerFieldProps) {
  const { field, label, placeholder, text, hint, listId, activeId, onWrite, onKeyDown } = props;
  return (
    <div class="composer-field-frame">
      <textarea
        ref={field}
        class="composer-field"
        rows={1}
        aria-label={label}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        placeholder={placeholder}
        value={text}
        onInput={(event) => onWrite(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {hint !== undefined && (
        <span class="composer-hint" aria-hidden="true">
          <span class="composer-hint-typed">{text.trimEnd()} </span>
          {hint}
        </span>
      )}
    </div>
  );
}
