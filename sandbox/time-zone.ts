/** Whether text is an IANA time zone, older names (Asia/Kolkata) included: no list of Node's holds those, and Slack sends them. */
export function isTimeZone(text: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: text });
    return /^(UTC$|[A-Z][A-Za-z_]+\/)/.test(text);
  } catch {
    return false;
  }
}
