import { useMemo } from 'preact/hooks';
import type { Act, ElementName } from '../api/control-client.ts';
import type { View } from '../api/control-schema.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { SurfaceContext } from '../elements/surface.ts';
import { enteredBlocks } from '../state/entered-blocks.ts';
import type { PageActs } from '../state/page-acts.ts';

/** The app's Home tab, as it was last published for this person. */
export function HomeView({ view, acts }: { view: View | undefined; acts: PageActs }) {
  const id = view?.id ?? '';
  const blocks = useMemo(() => (view ? enteredBlocks(view, new Map()) : []), [view?.hash]);
  const surface = useMemo(
    () => ({
      kind: 'home' as const,
      act: (act: Act) => acts.click({ view_id: id }, act),
      suggest: (element: ElementName, query: string) => acts.suggest({ view_id: id }, element, query),
      fill: () => undefined,
      errorOf: () => undefined,
    }),
    [acts, id],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the page scrolls, and must do so from the keyboard too
    <section class="home" aria-label="Home" tabIndex={0}>
      <div class="home-inner">
        {view ? (
          <SurfaceContext.Provider value={surface}>
            <BlockList blocks={blocks} />
          </SurfaceContext.Provider>
        ) : (
          <p class="messages-empty">The app has not published a Home for this person yet.</p>
        )}
      </div>
    </section>
  );
}
