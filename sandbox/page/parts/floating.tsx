import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

const GAP_PX = 4;

interface FloatingProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly wide?: boolean;
}

function placeBeside(panel: HTMLElement, anchor: HTMLElement, wide: boolean): void {
  const from = anchor.getBoundingClientRect();
  if (wide) panel.style.minWidth = `${from.width}px`;
  const { width, height } = panel.getBoundingClientRect();
  const below = window.innerHeight - from.bottom;
  const top = below > height + GAP_PX || below > from.top ? from.bottom + GAP_PX : from.top - height - GAP_PX;
  const left = Math.min(from.left, window.innerWidth - width - 8);
  panel.style.top = `${Math.max(8, top)}px`;
  panel.style.left = `${Math.max(8, left)}px`;
}

/**
 * A panel at an element, in the browser's top layer: neither a scrolling list nor a dialog cuts it off. It goes above where
 * there is no room below; Escape, a click elsewhere and scrolling close it.
 */
export function Floating({ anchor, onClose, children, wide = false }: FloatingProps) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element || !anchor.current) return;
    element.showPopover();
    placeBeside(element, anchor.current, wide);
  }, [anchor, wide]);

  useEffect(() => {
    const inside = (target: EventTarget | null): boolean =>
      target instanceof Node && (panel.current?.contains(target) || anchor.current?.contains(target)) === true;
    const onPointer = (event: Event): void => {
      if (!inside(event.target)) close.current();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // Escape closes one thing at a time: not the dialog or drawer below as well.
      event.preventDefault();
      event.stopPropagation();
      close.current();
    };
    document.addEventListener('pointerdown', onPointer, true);
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('scroll', onPointer, true);
    return () => {
      document.removeEventListener('pointerdown', onPointer, true);
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('scroll', onPointer, true);
    };
  }, [anchor]);

  return (
    <div ref={panel} class="floating" popover="manual">
      {children}
    </div>
  );
}
