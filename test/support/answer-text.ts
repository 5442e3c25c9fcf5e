/** The plain words of an answer: top-level text and every text of its blocks, marks and links taken off, dates by their fallback. */
export function answerText(message: unknown): string {
  return texts(message)
    .join('\n')
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<(https?:[^|>]*)\|([^>]*)>/g, '$2 $1')
    .replaceAll(/<(https?:[^|>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[*_`]/g, '');
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'text' && typeof part === 'string' ? [part] : texts(part),
  );
}
