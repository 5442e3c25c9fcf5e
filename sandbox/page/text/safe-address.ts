/** The address if a link may lead there, undefined for schemes that could run something in the page. */
export function safeAddress(url: string): string | undefined {
  return /^(https?:\/\/|mailto:|tel:)/i.test(url) ? url : undefined;
}
