import type { Proposal } from '../state/completion.ts';

interface CompletionListProps {
  readonly id: string;
  readonly found: readonly Proposal[];
  readonly active: Proposal | undefined;
  readonly onTake: (proposal: Proposal) => void;
}

/** What the composer proposes, above it. */
export function CompletionList({ id, found, active, onTake }: CompletionListProps) {
  return (
    <div class="completions listbox" id={id} role="listbox" aria-label="Proposals" tabIndex={-1}>
      {found.map((proposal) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the composer that owns this list
        <div
          key={proposal.key}
          id={`${id}-${proposal.key}`}
          role="option"
          tabIndex={-1}
          aria-selected={proposal === active}
          class={proposal === active ? 'completion listbox-option-active' : 'completion'}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(proposal)}
        >
          <span class="completion-head">
            <strong>{proposal.label}</strong> <span class="completion-hint">{proposal.hint}</span>
          </span>
          {proposal.detail !== '' && <span class="completion-detail">{proposal.detail}</span>}
        </div>
      ))}
    </div>
  );
}
