/**
 * Whether text is an IANA time zone that dates can be written in. Older names count as well (Asia/Kolkata): Slack sends them, and no list of
 * Node's holds them.
 */
export function isZone(text: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: text });
    return /^(UTC$|[A-Z][A-Za-z_]+\/)/.test(text);
  } catch {
    return false;
  }
}
