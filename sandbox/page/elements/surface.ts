/** Where an element stands - a message, a modal, the Home tab - and how it says what a person did. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Attempt } from '../api/attempt.ts';
import type { Act, ElementName, InputValue } from '../api/control-client.ts';
import type { OptionsAnswer } from '../api/control-schema.ts';

export interface Surface {
  readonly kind: 'message' | 'modal' | 'home';
  /** Tells the app; answers what went wrong, or undefined. */
  readonly act: (act: Act) => Promise<string | undefined>;
  /** Asks the app for the options of an external menu. */
  readonly suggest: (element: ElementName, query: string) => Promise<Attempt<OptionsAnswer>>;
  /** Keeps a value until the view is submitted; a message has nothing to submit. */
  readonly fill: (blockId: string | undefined, actionId: string, value: InputValue | undefined) => void;
  /** What the app answered about an input when the view was submitted. */
  readonly errorOf: (blockId: string | undefined, actionId: string) => string | undefined;
}

export const SurfaceContext = createContext<Surface>({
  kind: 'message',
  act: async () => undefined,
  suggest: async () => ({ ok: true, value: {} }),
  fill: () => undefined,
  errorOf: () => undefined,
});
export const useSurface = (): Surface => useContext(SurfaceContext);

/** The block around an element. An input block keeps what is entered; with dispatch_action it tells the app as well. */
export interface BlockPlace {
  readonly blockId: string | undefined;
  readonly mode: 'acts' | 'fills' | 'acts-and-fills';
  /** The id of the label drawn by the block, where the block draws one. */
  readonly labelId?: string | undefined;
  /** The ids of the hint and of what is wrong, where they are drawn. */
  readonly describedBy?: string | undefined;
  readonly invalid?: boolean | undefined;
}

export const BlockContext = createContext<BlockPlace>({ blockId: undefined, mode: 'acts' });
export const useBlock = (): BlockPlace => useContext(BlockContext);
