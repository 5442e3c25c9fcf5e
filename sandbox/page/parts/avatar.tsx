const HUES = 12;

// The same person keeps the same colour in every window, without anything being stored.
function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '');
  return letters.join('').toUpperCase() || '?';
}

/** A square with the initials; the name stands beside it wherever it is used, so it is hidden from screen readers. */
export function Avatar({ id, name, size = 'large' }: { id: string; name: string; size?: 'large' | 'small' }) {
  return (
    <span class={`avatar avatar-${size} avatar-hue-${hueOf(id)}`} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
