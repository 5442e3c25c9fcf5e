import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Act, ElementName, InputValue } from '../api/control-client.ts';
import type { View } from '../api/control-schema.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { SurfaceContext } from '../elements/surface.ts';
import { enteredBlocks } from '../state/entered-blocks.ts';
import { inputKey, submittedValues } from '../state/input-values.ts';
import type { PageActs } from '../state/page-acts.ts';
import { PlainText } from '../text/block-text.tsx';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';

interface ModalViewProps {
  readonly view: View;
  /** How many modals lie on each other, with this one. */
  readonly depth: number;
  /** What was entered in this window, by block and action: kept while another modal lies on top. */
  readonly drafts: Map<string, InputValue | undefined>;
  readonly acts: PageActs;
}

/** The top modal of the person. What was entered is kept over a views.update, as blocks keep their block_id. */
export function ModalView({ view, depth, drafts, acts }: ModalViewProps) {
  // Elements begin with what they are given and go their own way from there; only a new view begins again.
  const blocks = useMemo(() => enteredBlocks(view, drafts), [view.hash, drafts]);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const refused = useRef(false);
  const title = view.title?.text ?? '';
  const close = (all: boolean) => (): void => void acts.closeView(all);

  const surface = useMemo(
    () => ({
      kind: 'modal' as const,
      act: (act: Act) => acts.click({ view_id: view.id }, act),
      suggest: (element: ElementName, query: string) => acts.suggest({ view_id: view.id }, element, query),
      fill: (blockId: string | undefined, actionId: string, value: InputValue | undefined) => {
        drafts.set(inputKey(blockId, actionId), value);
        // What is wrong is said until something is done about it.
        setErrors(({ [blockId ?? '']: _, ...others }) => others);
      },
      errorOf: (blockId: string | undefined, actionId: string) => errors[blockId ?? ''] ?? errors[actionId],
    }),
    [acts, view.id, errors, drafts],
  );

  async function submit(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const result = await acts.submit(submittedValues(view, drafts));
    setBusy(false);
    setErrors(result.errors ?? {});
    setProblem(result.problem);
    if (result.errors) refused.current = true;
  }

  // The first field that is wrong is where one goes on.
  useEffect(() => {
    if (!refused.current) return;
    refused.current = false;
    form.current
      ?.querySelector<HTMLElement>('.input-block-refused :is(input, textarea, button, [contenteditable])')
      ?.focus();
  }, [errors]);

  return (
    <Dialog class="dialog dialog-modal" label={title} onClose={close(false)}>
      <form
        ref={form}
        class="modal"
        noValidate
        aria-busy={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <header class="modal-head">
          {depth > 1 && (
            <button type="button" class="icon-button" aria-label="Back" onClick={close(false)}>
              <Icon name="back" />
            </button>
          )}
          <h2 class="dialog-title">
            <PlainText text={title} />
          </h2>
          <button type="button" class="icon-button" aria-label="Close" onClick={close(true)}>
            <Icon name="close" />
          </button>
        </header>
        <div class="modal-body">
          <SurfaceContext.Provider value={surface}>
            <BlockList blocks={blocks} />
          </SurfaceContext.Provider>
        </div>
        <footer class="dialog-foot">
          {problem !== undefined && (
            <p class="act-problem" role="alert">
              {problem}
            </p>
          )}
          <button type="button" class="button" onClick={close(false)}>
            <PlainText text={view.close?.text ?? (view.submit ? 'Cancel' : 'Close')} />
          </button>
          {view.submit && (
            <button type="submit" class="button button-filled" aria-busy={busy}>
              <span class="button-label">
                <PlainText text={view.submit.text} />
              </span>
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
