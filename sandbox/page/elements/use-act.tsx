import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Confirm } from '../api/block-schema.ts';
import type { ActValue, InputValue } from '../api/control-client.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { useBlock, useSurface } from './surface.ts';

/** What a person chose or entered: `value` for text, dates and times, `selected` for options. */
export interface Choice {
  readonly value?: ActValue;
  readonly selected?: string | readonly string[];
}

/** What follows once the person has made up their mind. */
export interface Resolved {
  /** Nothing had to be asked, or the answer was yes: called within the click, so that it may open a window. */
  readonly done?: () => void;
  /** The answer was no: the element goes back to what it showed. */
  readonly denied?: () => void;
}

export interface ActState {
  /** The app has been told and has not answered yet. */
  readonly busy: boolean;
  readonly perform: (choice: Choice, then?: Resolved) => void;
  /** The confirm dialog while it asks, and what went wrong; to be drawn beside the element. */
  readonly aside: VNode | null;
}

interface Actor {
  readonly action_id: string;
  readonly confirm?: Confirm | undefined;
}

/** How an element acts: keeps the value in inputs, asks where a confirm dialog is wanted, tells the app, shows what failed. */
export function useAct({ action_id, confirm }: Actor): ActState {
  const surface = useSurface();
  const { blockId, mode } = useBlock();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [asking, setAsking] = useState<{ choice: Choice; then: Resolved | undefined }>();
  const inFlight = useRef(false);
  /** A second click meanwhile does nothing; what is typed meanwhile is told afterwards. */
  const later = useRef<Choice | undefined>(undefined);

  async function tell(choice: Choice): Promise<void> {
    if (inFlight.current) {
      if (mode !== 'acts') later.current = choice;
      return;
    }
    inFlight.current = true;
    setBusy(true);
    setProblem(undefined);
    const said = await surface.act({ action_id, ...(blockId === undefined ? {} : { block_id: blockId }), ...choice });
    inFlight.current = false;
    setBusy(false);
    setProblem(said);
    const next = later.current;
    later.current = undefined;
    if (next) void tell(next);
  }

  function settle(choice: Choice, then: Resolved | undefined): void {
    const filled: InputValue | undefined = choice.selected ?? choice.value;
    surface.fill(blockId, action_id, filled);
    then?.done?.();
    if (mode !== 'fills') void tell(choice);
  }

  function perform(choice: Choice, then?: Resolved): void {
    if (confirm) setAsking({ choice, then });
    else settle(choice, then);
  }

  const aside = (
    <>
      {asking && confirm && (
        <ConfirmDialog
          confirm={confirm}
          onConfirm={() => {
            setAsking(undefined);
            settle(asking.choice, asking.then);
          }}
          onDeny={() => {
            setAsking(undefined);
            asking.then?.denied?.();
          }}
        />
      )}
      {problem !== undefined && (
        <span class="act-problem" role="alert">
          {problem}
        </span>
      )}
    </>
  );
  return { busy, perform, aside: asking || problem !== undefined ? aside : null };
}
