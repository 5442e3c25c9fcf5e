/** The texts in which Slack reads marks and mentions: top-level text and mrkdwn, not the plain text of headers and buttons. */
export function readAsMarks(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(readAsMarks);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'text' in value && typeof value.text === 'string' && (!('type' in value) || value.type === 'mrkdwn');
  return [...(own ? [String(value.text)] : []), ...Object.values(value).flatMap(readAsMarks)];
}
