import type { ButtonElement } from '../api/block-schema.ts';
import { PlainText } from '../text/block-text.tsx';
import { safeAddress } from '../text/safe-address.ts';
import { useAct } from './use-act.tsx';

/** A button; one with an address opens it and tells the app as well, as Slack does, after any confirm dialog. */
export function ActionButton({ element }: { element: ButtonElement }) {
  const { busy, perform, aside } = useAct(element);
  const style = element.style === 'primary' || element.style === 'danger' ? ` button-${element.style}` : '';
  const choice = element.value === undefined ? {} : { value: element.value };
  const address = element.url === undefined ? undefined : safeAddress(element.url);
  const shared = { class: `button${style}`, 'aria-label': element.accessibility_label, 'aria-busy': busy };
  const label = (
    <span class="button-label">
      <PlainText text={element.text.text} />
    </span>
  );
  function follow(event: MouseEvent): void {
    // A link asks nobody: with a confirm dialog the window is opened by its answer.
    if (element.confirm) event.preventDefault();
    perform(choice, !element.confirm ? {} : { done: () => window.open(address, '_blank', 'noopener,noreferrer') });
  }
  return (
    <>
      {address === undefined ? (
        <button type="button" {...shared} onClick={() => perform(choice)}>
          {label}
        </button>
      ) : (
        <a {...shared} href={address} target="_blank" rel="noreferrer noopener" onClick={follow}>
          {label}
        </a>
      )}
      {aside}
    </>
  );
}
