/** Lets keys lead through the elements inside `list` that match `selector`; `round` goes on at the other end. */
function move(event: KeyboardEvent, step: number, list: Element, selector: string, round: boolean): void {
  if (step === 0) return;
  event.preventDefault();
  const rows = [...list.querySelectorAll<HTMLElement>(selector)];
  const focused = document.activeElement;
  const at = (focused instanceof HTMLElement ? rows.indexOf(focused) : -1) + step;
  rows[round ? (at + rows.length) % rows.length : Math.max(0, at)]?.focus();
}

/** Up and down lead through a list. */
export function moveFocus(event: KeyboardEvent, list: Element, selector: string, round: boolean): void {
  move(event, event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0, list, selector, round);
}

/** Left and right lead through a bar, round and round. */
export function moveAcross(event: KeyboardEvent, bar: Element, selector: string): void {
  move(event, event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0, bar, selector, true);
}
